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

const word = fc.constantFrom('a', 'ab', 'abc', 'b', 'ba', 'C++', 'é', '学', 'flow', 'flows', 'of', 'the', '-', '4o');
const text = fc.oneof(
  fc.array(word, { maxLength: 30 }).map((words) => words.join(' ')),
  fc.array(fc.constantFrom('a', 'ab', 'b', 'of'), { maxLength: 80 }).map((words) => words.join('-')),
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
    { numRuns: 100 },
  );
});

test('finds the same in segments that are large, with positions that stay on the disk until they are asked for', async () => {
  let state = 1;
  const roll = (sides: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
  // Few words are frequent, many are not, and some texts say the same over and over.
  const wordOf = () => (roll(3) === 0 ? ['the', 'of', 'the'][roll(3)] : `${'abcdefgh'[roll(8)]}${roll(2 + roll(300))}`);
  const textOf = (length: number) => Array.from({ length }, wordOf).join(' ');
  const all = Array.from({ length: 9000 }, (_, at) => ({
    title: textOf(roll(8)),
    abstract: at % 500 === 0 ? `${'the a1 '.repeat(300)}${textOf(5)}` : textOf(at % 100 === 1 ? 900 : 20 + roll(20)),
  }));
  const tokens = all.map(({ title, abstract }) => [` ${title} `, ` ${abstract} `] as const);
  const numbers = Int32Array.from(all, (_, at) => at);
  const index = new SearchIndex({ version: 1, paperNumbers: () => numbers, isShown: () => true });
  const lives = [liveOf(all.slice(0, 4500), 0), liveOf(all.slice(4500), 4500)];
  for (const [at, live] of lives.entries()) for (let dead = at; dead < 4500; dead += 100) live.kill(dead);
  index.exchange([], lives);
  const pieces: Uint8Array[] = [];
  let loaded = 0;
  const { segment, origins } = await mergeSegments(lives, {
    pause: () => undefined,
    keep: (piece) => void pieces.push(piece),
    positionsOf: (length) =>
      Positions.onDisk(length, async (number) => {
        loaded++;
        return pieces[number] ?? new Uint8Array(0);
      }),
  });
  expect(segment.sizes.prefixes).toBeGreaterThan(0);
  expect(pieces.length).toBeGreaterThan(2);

  const searches = [
    ...['the', 'a1', 'b7', 'c299', 'h1', 'nothing'].map((found) => ({ words: [found], isPrefix: false })),
    ...['t', 'a', 'b1', 'c', 'h29', 'the'].map((found) => ({ words: [found], isPrefix: true })),
    ...[
      'the of',
      'of the',
      'of the a1',
      'a2 of the',
      'the the of',
      'the a1',
      'a1 the',
      'the the the',
      'b0 the c0',
      'a1 b1',
      'c250 the',
    ].map((found) => ({
      words: found.split(' '),
      isPrefix: false,
    })),
    ...['of t', 'of the', 'the of c', 'the a', 'a1 t', 'a b', 'the the g2'].map((found) => ({
      words: found.split(' '),
      isPrefix: true,
    })),
  ].flatMap((search) => (['any', 'title', 'abstract'] as const).map((field) => ({ ...search, field })));
  for (const state of ['apart', 'merged']) {
    if (state === 'merged') index.exchange(lives, [new LiveSegment(segment, origins.entries())]);
    for (const search of searches) {
      await index.prepare([search]);
      const pattern = ` ${search.words.join(' ')}${search.isPrefix ? '' : ' '}`;
      const expected = [...numbers].filter((at) => {
        const [title = '', abstract = ''] = tokens[at] ?? [];
        const isDead = (at % 4500) % 100 === (at < 4500 ? 0 : 1);
        const isInTitle = search.field !== 'abstract' && title.includes(pattern);
        return !isDead && (isInTitle || (search.field !== 'title' && abstract.includes(pattern)));
      });
      expect([...index.match(search.words, search).toArray()], JSON.stringify(search)).toEqual(expected);
    }
  }
  expect(loaded).toBeGreaterThan(0);
});

test('a paper whose title has the word comes before one that says it in passing, and rare words count for more', () => {
  const filler = 'something else entirely that nobody would ever look for in here';
  const all = [
    { title: 'A study', abstract: `${filler} kettle ${filler}` },
    { title: 'The kettle', abstract: filler },
    { title: 'A study', abstract: `kettle ${filler}` },
    { title: 'Nothing', abstract: filler },
    { title: 'Lamps', abstract: `something kettle lamps ${filler}` },
  ];
  const numbers = Int32Array.from(all, (_, at) => at);
  const index = new SearchIndex({ version: 1, paperNumbers: () => numbers, isShown: () => true });
  index.exchange([], [liveOf(all.slice(0, 2), 0), liveOf(all.slice(2), 2)]);
  const order = (...words: string[]) => {
    const scores = index.score(words.map((sought) => ({ words: [sought], isPrefix: false, field: 'any' })));
    return [...numbers].filter((paper) => scores[paper] !== 0).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  };
  expect(order('kettle')).toEqual([1, 2, 4, 0]);
  expect(order('lamps', 'kettle')[0]).toBe(4);
  expect(order('absent')).toEqual([]);
});
