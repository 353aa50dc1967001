import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MISSING } from '../columns';
import { ranksOfNames } from './name-ranks';
import { sortByKeys } from './sort';

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

test('names are ranked, equal ones the same', () => {
  expect([...ranksOfNames(['Zeta', 'alpha', 'Alpha', 'beta'])]).toEqual([3, 0, 0, 2]);
  expect([...ranksOfNames(['Lab 10', 'Örebro', 'Oslo', 'Lab 9', 'lab-9'])]).toEqual([2, 3, 4, 0, 0]);
});
