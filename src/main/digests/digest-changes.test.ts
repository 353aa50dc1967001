import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Digest, Entry } from '../../preload/api';
import { changesOf } from './digest-changes';
import { identify } from './paper-id';

const FILE = { file: '/seeds/a.txt', name: 'a.txt', stamp: { size: 1, modifiedAt: 2 } };
const HASH = 'c0ffee';

function entry(number: number, abstract: string | null = null): Entry {
  return {
    title: `Paper ${number}`,
    abstract,
    authorCount: null,
    organization: null,
    publishedOn: null,
    monthDay: null,
    comments: null,
    links: [],
    line: number,
    lastLine: number,
  };
}

function capture(entries: Entry[], heading = 'Apr 21'): Digest<Entry> {
  const problems = [{ line: 1, message: `A problem below ${heading}.` }];
  return { heading, date: '2026-04-21', yearInferred: true, firstLine: 1, entries, problems };
}

function changes(captures: Digest<Entry>[]) {
  return [...changesOf(FILE, { sha256: HASH, format: 'Text', captures })];
}

function entriesIn({ digests }: ReturnType<typeof changes>[number]): number {
  return digests.reduce((sum, { digest }) => sum + digest.entries.length, 0);
}

describe('changesOf', () => {
  test('parts add up to the whole, whatever the captures are', () => {
    const sizes = fc.array(fc.oneof(fc.nat(5), fc.constantFrom(999, 1000, 1001, 2000, 2500)), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(sizes, (counts) => {
        const captures = counts.map((count, at) =>
          capture(
            Array.from({ length: count }, (_, number) => entry(number)),
            `Apr ${at + 1}`,
          ),
        );
        const parts = changes(captures);
        const digests = new Map<string, Digest<Entry>>();
        for (const { digests: some } of parts) {
          for (const { id, digest, start } of some) {
            const before = digests.get(id);
            expect(start).toBe(before?.entries.length ?? 0);
            const entries = [...(before?.entries ?? []), ...digest.entries];
            digests.set(id, { ...digest, entries, problems: [...(before?.problems ?? []), ...digest.problems] });
          }
        }
        const whole = captures.map((one, at) => [
          at === 0 ? HASH : `${HASH}.${at + 1}`,
          { ...one, entries: one.entries.map((each) => ({ ...each, ...identify(each) })) },
        ]);
        // As text, which is compared in no time.
        expect(JSON.stringify([...digests])).toBe(JSON.stringify(whole));
        for (const part of parts) expect(entriesIn(part)).toBeLessThanOrEqual(1000);
        expect(parts.map(({ isLast }) => isLast)).toEqual(parts.map((part) => part === parts.at(-1)));
      }),
      { numRuns: 10 },
    );
  });

  test('a day’s file is one change', () => {
    const parts = changes([capture([entry(1)]), capture([entry(2)], 'Apr 20')]);
    expect(parts).toMatchObject([{ ...FILE, kind: 'read', format: 'Text', isLast: true }]);
    expect(parts[0]?.digests.map(({ id }) => id)).toEqual([HASH, `${HASH}.2`]);
  });

  test('a part is small where the abstracts are long', () => {
    const long = 'word '.repeat(100_000);
    const parts = changes([capture(Array.from({ length: 6 }, (_, number) => entry(number, long)))]);
    expect(parts.map(entriesIn)).toEqual([2, 2, 2]);
  });

  test('a capture without entries is told of as well', () => {
    const parts = changes([capture([])]);
    expect(parts[0]?.digests).toMatchObject([{ id: HASH, start: 0, digest: { heading: 'Apr 21', entries: [] } }]);
  });
});
