import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokensOf } from '../search/tokens';
import { parseQuery } from './language/parse-query';
import { matchRanges } from './match-ranges';

const marked = (text: string, query: string) =>
  matchRanges(text, parseQuery(query, 0).sought).map(([from, to]) => text.slice(from, to));

test.each([
  ['Flow matching for flows', 'flow', ['Flow', 'flow']],
  ['Flow matching for flows', '"flow"', ['Flow']],
  ['reflow', 'flow', []],
  ['deﬁne', 'def', ['deﬁ']],
  ['cafe\u0301s', 'cafe', ['cafe\u0301']],
  ['Flow-matching, flow and matching', '"flow matching"', ['Flow-matching']],
  ['Flow-matching', 'flow-mat', ['Flow-mat']],
  ['ring rings', 'ri ring', ['ring', 'ring']],
  ['flow policy', 'flow -policy', ['flow']],
  ['anything', '', []],
])('in %j the query %s marks %j', (text, query, parts) => {
  expect(marked(text, query)).toEqual(parts);
});

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('a', 'b', 'é', 'e\u0301', 'ﬁ', 'İ', ' ', '\u0301', '𝐀', '한', '中', '\u00ad', '\ud800'),
  }),
);

test('ranges are in order, apart, whole, and there exactly where something matches', () => {
  fc.assert(
    fc.property(text, fc.nat(), fc.integer({ min: 1, max: 3 }), fc.boolean(), (value, from, length, isPrefix) => {
      const tokens = tokensOf(value);
      // Words of the text itself, so that something is found.
      const words = tokens.slice(from % (tokens.length + 1)).slice(0, length);
      const ranges = words.length > 0 ? matchRanges(value, [{ words, isPrefix }]) : [];
      expect(ranges.length > 0).toBe(words.length > 0);
      let end = -1;
      for (const [rangeFrom, rangeTo] of ranges) {
        expect(rangeFrom).toBeGreaterThan(end);
        expect(rangeTo).toBeGreaterThan(rangeFrom);
        expect(rangeTo).toBeLessThanOrEqual(value.length);
        expect(tokensOf(value.slice(rangeFrom, rangeTo)).join(' ')).toContain(words.join(' '));
        end = rangeTo;
      }
    }),
    { numRuns: 1000 },
  );
});
