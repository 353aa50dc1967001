import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MISSING } from '../columns';
import { ranksOfTimes, sortByKeys } from './sort';
import { ranksOfNames, TitleRanks } from './title-ranks';

const key = fc.oneof(
  fc.constant(MISSING),
  fc.integer({ min: -3, max: 3 }),
  fc.integer({ min: MISSING + 1, max: 2 ** 31 - 1 }),
);

test('sorts stably, with unknown values last in either direction', () => {
  fc.assert(
    fc.property(fc.array(key, { maxLength: 60 }), fc.boolean(), fc.nat(), (keys, descending, seed) => {
      const papers = keys.map((_, paper) => paper).sort((a, b) => ((a * 31 + seed) % 17) - ((b * 31 + seed) % 17));
      const at = (paper: number) => keys[paper] ?? 0;
      // The order of Array.prototype.sort is stable by its specification.
      const expected = papers
        .filter((paper) => at(paper) !== MISSING)
        .sort((a, b) => (descending ? at(b) - at(a) : at(a) - at(b)))
        .concat(papers.filter((paper) => at(paper) === MISSING));
      expect([...sortByKeys(Uint32Array.from(papers), Int32Array.from(keys), descending)]).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

test('leaves the given order alone', () => {
  const papers = Uint32Array.of(2, 1, 0);
  sortByKeys(papers, Int32Array.of(0, 1, 2), false);
  expect([...papers]).toEqual([2, 1, 0]);
});

test('times become ranks, equal ones the same', () => {
  const times = Float64Array.of(1.7e12 + 5, Number.NaN, 1.7e12, 1.7e12 + 5, 9e12);
  const ranks = ranksOfTimes(Uint32Array.of(0, 1, 2, 3), times);
  expect([...ranks]).toEqual([1, MISSING, 0, 1, MISSING]);
});

test('titles are ranked as a reader looks them up, and again when some come or go', () => {
  const titles = ['Zebra', '“Apples” and pears', 'apples 10', 'Apples 9', 'Élan', 'zebra!', 'eland'];
  const ranks = new TitleRanks();
  const ordered = (papers: number[]) => {
    const found = ranks.ranks(Uint32Array.from(papers), titles.length, (paper) => titles[paper] ?? '');
    return [...sortByKeys(Uint32Array.from(papers), found, false)].map((paper) => titles[paper]);
  };
  expect(ordered([0, 2, 3])).toEqual(['Apples 9', 'apples 10', 'Zebra']);
  expect(ordered([5, 0, 1, 2, 3, 4, 6])).toEqual([
    'Apples 9',
    'apples 10',
    '“Apples” and pears',
    'Élan',
    'eland',
    'zebra!',
    'Zebra',
  ]);
  titles[3] = 'Unripe apples';
  expect(ordered([0, 3, 4])).toEqual(['Élan', 'Unripe apples', 'Zebra']);
});

test('any number of titles is ranked like a plain sort with a collator', () => {
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base', ignorePunctuation: true });
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 40 }), fc.nat({ max: 40 }), (titles, first) => {
      const ranks = new TitleRanks();
      const all = Uint32Array.from(titles, (_, paper) => paper);
      const titleOf = (paper: number) => titles[paper] ?? '';
      ranks.ranks(all.slice(0, first), titles.length, titleOf);
      const sorted = sortByKeys(all, ranks.ranks(all, titles.length, titleOf), false);
      expect([...sorted]).toEqual([...all].sort((a, b) => collator.compare(titleOf(a), titleOf(b))));
    }),
  );
});

test('names are ranked, equal ones the same', () => {
  expect([...ranksOfNames(['Zeta', 'alpha', 'Alpha', 'beta'])]).toEqual([3, 0, 0, 2]);
});
