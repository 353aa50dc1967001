import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold, foldWithOffsets } from './fold';

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
