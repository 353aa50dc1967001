import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LiveSegment } from './live-segment';
import { mergeSegments } from './merge-segments';
import { Positions } from './positions';
import { SearchIndex } from './search-index';
import { SegmentBuilder } from './segment-builder';
import type { SoughtText } from './segment-match';
import { tokensOf } from './tokens';

interface Text {
  title: string;
  abstract: string;
}

/** What the index should find, by looking at every token. */
function isFound({ title, abstract }: Text, { words, isPrefix, field }: SoughtText): boolean {
  const stands = (text: string) => {
    const tokens = tokensOf(text);
    return tokens.some((_, start) =>
      words.every((word, at) => {
        const token = tokens[start + at];
        return isPrefix && at === words.length - 1 ? token?.startsWith(word) : token === word;
      }),
    );
  };
  return (field !== 'abstract' && stands(title)) || (field !== 'title' && stands(abstract));
}

/** A segment of texts whose entries are numbered from `first`. */
function liveOf(texts: readonly Text[], first: number): LiveSegment {
  const builder = new SegmentBuilder();
  for (const [at, { title, abstract }] of texts.entries()) builder.add(`digest ${at >> 1}`, at, title, abstract);
  return new LiveSegment(
    builder.finish(),
    Int32Array.from(texts, (_, at) => first + at),
  );
}

function merged(lives: readonly LiveSegment[]): Promise<LiveSegment> {
  const pieces: Uint8Array[] = [];
  const means = {
    pause: () => undefined,
    keep: (piece: Uint8Array) => void pieces.push(piece),
    positionsOf: (length: number) => Positions.inMemory(pieces, length),
  };
  return mergeSegments(lives, means).then(({ segment, origins }) => new LiveSegment(segment, origins.entries()));
}

const word = fc.constantFrom('a', 'ab', 'abc', 'b', 'ba', 'C++', 'é', '学', 'flow', 'flows', 'of', '-', '4o');
const text = fc.oneof(
  fc.array(word, { maxLength: 30 }).map((words) => words.join(' ')),
  fc.array(fc.constantFrom('a', 'ab', 'b'), { maxLength: 80 }).map((words) => words.join('-')),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const texts = fc.array(fc.record({ title: text, abstract: text }), { maxLength: 12 });
const sought = fc.record({
  words: fc
    .array(word, { minLength: 1, maxLength: 3 })
    .map((words) => tokensOf(words.join(' ')))
    .filter((words) => words.length > 0),
  isPrefix: fc.boolean(),
  field: fc.constantFrom('any', 'title', 'abstract'),
});

test('finds exactly what looking at every token finds, through batches, deaths and merges', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(texts, { minLength: 1, maxLength: 4 }),
      fc.array(fc.nat(47), { maxLength: 10 }),
      fc.array(sought, { minLength: 1, maxLength: 6 }),
      async (batches, deaths, searches) => {
        const all = batches.flat();
        const dead = new Set(deaths);
        const numbers = Int32Array.from(all, (_, at) => at);
        const index = new SearchIndex({ version: 1, paperNumbers: () => numbers, isShown: () => true });
        let first = 0;
        for (const batch of batches) {
          index.exchange([], [liveOf(batch, first)]);
          first += batch.length;
        }
        const check = () => {
          for (const search of searches) {
            const expected = [...numbers].filter((at) => {
              const found = all[at];
              return !dead.has(at) && found !== undefined && isFound(found, search);
            });
            expect([...index.match(search.words, search).toArray()], JSON.stringify(search)).toEqual(expected);
          }
        };
        for (const live of index.segments) {
          live.entries.forEach((entry, document) => {
            if (dead.has(entry)) live.kill(document);
          });
        }
        index.noteDead();
        check();
        const before = index.segments;
        index.exchange(before, [await merged(before)]);
        check();
        index.exchange(index.segments, [await merged(index.segments)]);
        check();
      },
    ),
    { numRuns: 300 },
  );
});
