import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OrderedPapers } from './ordered-papers';
import { PaperSet } from './paper-set';

test('papers of an order that are in a set are where a plain filter has them, whatever was looked at before', () => {
  const look = fc.tuple(fc.constantFrom('at', 'between', 'indexOf'), fc.nat(6000), fc.nat(6000));
  fc.assert(
    fc.property(
      fc.nat(6000),
      fc.integer({ min: 1, max: 40 }),
      fc.boolean(),
      fc.array(look, { maxLength: 8 }),
      (count, oneOf, isTurned, looks) => {
        const order = Uint32Array.from({ length: count }, (_, at) => (isTurned ? count - 1 - at : at));
        const wanted = order.filter((paper) => paper % oneOf === 0);
        const papers = OrderedPapers.within(order, PaperSet.of(count, wanted));
        expect(papers.length).toBe(wanted.length);
        for (const [what, one, other] of looks) {
          if (what === 'at') expect(papers.at(one)).toBe(wanted[one] ?? -1);
          if (what === 'indexOf') expect(papers.indexOf(one, other)).toBe(wanted.indexOf(one, other));
          if (what === 'between') {
            const [from, to] = [Math.min(one, other), Math.max(one, other)];
            expect([...papers.between(from, to)]).toEqual([...wanted.subarray(from, to)]);
          }
        }
      },
    ),
  );
});
