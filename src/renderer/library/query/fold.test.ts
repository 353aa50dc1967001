import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold, foldWithOffsets } from './fold';
import { matchRanges } from './match-ranges';
import { wordsOf } from './words';

test.each([
  ['Plain ASCII Text', 'plain ascii text'],
  ['Zürich, café, naïve', 'zurich, cafe, naive'],
  ['cafe\u0301', 'cafe'],
  ['ﬁne-tuning', 'fine-tuning'],
  ['ＧＰＴ', 'gpt'],
  ['“don’t” — re‑use', '"don\'t" - re-use'],
  ['soft\u00adware', 'software'],
  ['ΟΔΟΣ', 'οδοσ'],
  ['οδος', 'οδοσ'],
  ['İstanbul', 'istanbul'],
])('%s folds to %s', (text, folded) => {
  expect(fold(text)).toBe(folded);
});

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('a', 'b', 'é', 'e\u0301', 'ﬁ', 'İ', ' ', '\u0301', '𝐀', '한', '\u00ad', '\ud800'),
  }),
);

test('folding twice is folding once', () => {
  fc.assert(fc.property(text, (value) => fold(fold(value)) === fold(value)));
});

test('long texts are folded whole', () => {
  const long = 'Ä'.repeat(10_000);
  expect(fold(long)).toBe('a'.repeat(10_000));
  expect(foldWithOffsets(long).folded).toBe(fold(long));
});

test('each folded unit knows where it came from', () => {
  fc.assert(
    fc.property(text, (value) => {
      const { folded, offsets } = foldWithOffsets(value);
      expect(folded).toBe(fold(value));
      expect(offsets).toHaveLength(folded.length);
      offsets.forEach((offset, at) => {
        expect(fold(String.fromCodePoint(value.codePointAt(offset) ?? 0))).toContain(folded[at]);
      });
    }),
  );
});

test('the words of a query are folded, and each is there once', () => {
  expect(wordsOf('  Flow\u00a0matching flow\tFLÖW ')).toEqual(['flow', 'matching']);
  expect(wordsOf(' \u0301 ')).toEqual([]);
});

test.each([
  [
    'Flow matching for flows',
    ['flow'],
    [
      [0, 4],
      [18, 22],
    ],
  ],
  ['deﬁne', ['fi'], [[2, 3]]],
  ['deﬁne', ['in'], [[2, 4]]],
  ['cafe\u0301s', ['cafe'], [[0, 5]]],
  ['café', ['fé'], [[2, 4]]],
  ['aaa', ['aa'], [[0, 3]]],
  [
    'overlapping',
    ['over', 'verla', 'ping'],
    [
      [0, 6],
      [7, 11],
    ],
  ],
  ['nothing', ['x'], []],
  ['anything', [''], []],
])('in %s the words %j are at %j', (value, words, ranges) => {
  expect(matchRanges(value, words)).toEqual(ranges);
});

test('ranges are in order, apart, whole, and there exactly where something matches', () => {
  fc.assert(
    fc.property(text, fc.array(text, { maxLength: 3 }), fc.nat(), fc.nat({ max: 5 }), (value, others, from, length) => {
      // A piece of the text itself, so that something is found.
      const start = from % (value.length + 1);
      const words = wordsOf([...others, value.slice(start, start + length)].join(' '));
      const ranges = matchRanges(value, words);
      const folded = fold(value);
      expect(ranges.length > 0).toBe(words.some((word) => folded.includes(word)));
      let end = -1;
      for (const [rangeFrom, rangeTo] of ranges) {
        expect(rangeFrom).toBeGreaterThan(end);
        expect(rangeTo).toBeGreaterThan(rangeFrom);
        expect(rangeTo).toBeLessThanOrEqual(value.length);
        const part = fold(value.slice(rangeFrom, rangeTo));
        expect(words.some((word) => part.includes(word))).toBe(true);
        // What is left out between two ranges has no match of its own.
        expect(words.some((word) => fold(value.slice(Math.max(end, 0), rangeFrom)).includes(word))).toBe(false);
        end = rangeTo;
      }
    }),
    { numRuns: 1000 },
  );
});
