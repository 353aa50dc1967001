import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PaperSet } from './paper-set';

const LENGTH = 200;
const numbers = fc.uniqueArray(fc.integer({ min: 0, max: LENGTH - 1 }));

test('does what sets do', () => {
  fc.assert(
    fc.property(numbers, numbers, (ones, others) => {
      const [one, other] = [PaperSet.of(LENGTH, ones), PaperSet.of(LENGTH, others)];
      const contents = (set: PaperSet) => [...set.toArray()];
      const expected = (isIn: (paper: number) => boolean) =>
        Array.from({ length: LENGTH }, (_, paper) => paper).filter(isIn);
      expect(contents(one.copy().intersect(other))).toEqual(expected((n) => ones.includes(n) && others.includes(n)));
      expect(contents(one.copy().unite(other))).toEqual(expected((n) => ones.includes(n) || others.includes(n)));
      expect(contents(one.copy().subtract(other))).toEqual(expected((n) => ones.includes(n) && !others.includes(n)));
      expect(one.size).toBe(ones.length);
      expect(expected((n) => one.has(n))).toEqual(expected((n) => ones.includes(n)));
    }),
  );
});

test('takes one out', () => {
  const set = PaperSet.of(64, [0, 31, 32, 63]);
  set.delete(31);
  set.delete(33);
  expect([...set.toArray()]).toEqual([0, 32, 63]);
});
