import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from '../query/fold';
import { LONGEST_TOKEN, PlacedTokens, tokensOf } from './tokens';

test.each([
  ['Flow matching, for flows.', ['flow', 'matching', 'for', 'flows']],
  ['flow-matching and GPT-4o', ['flow', 'matching', 'and', 'gpt', '4o']],
  ['3D in O(n log n), 10.5%', ['3d', 'in', 'o', 'n', 'log', 'n', '10', '5']],
  ['C++, C#, F# and A+', ['c++', 'c#', 'f#', 'and', 'a']],
  ['Ｃ＋＋', ['c++']],
  ['foo#bar snake_case', ['foo', 'bar', 'snake', 'case']],
  ['$\\alpha$-divergence', ['alpha', 'divergence']],
  ['https://example.org/a-b?c=d', ['https', 'example', 'org', 'a', 'b', 'c', 'd']],
  ["Gauß's naïve cafe\u0301", ['gauß', 's', 'naive', 'cafe']],
  ['x² soft\u00adware', ['x2', 'software']],
  ['深度学习 models', ['深', '度', '学', '习', 'models']],
  ['ラーメン', ['ラ', 'ー', 'メ', 'ン']],
  ['한국어 논문', [fold('한국어'), fold('논문')]],
  ['обучение с подкреплением', ['обучение', 'с', 'подкреплением']],
  ['𝐀𝐁 𠮷野', ['ab', '𠮷', '野']],
  ['🤗Transformers', ['🤗', 'transformers']],
  ['\ud800 \u0000\u202e', []],
  ['', []],
])('%s', (text, tokens) => {
  expect(tokensOf(text)).toEqual(tokens);
});

test('a word without end is parted', () => {
  expect(tokensOf('a'.repeat(2 * LONGEST_TOKEN + 3))).toEqual([
    'a'.repeat(LONGEST_TOKEN),
    'a'.repeat(LONGEST_TOKEN),
    'aaa',
  ]);
});

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('a', 'C', '+', '#', 'é', '\u0301', 'ﬁ', ' ', '-', '𝐀', '한', '学', '\ud800', '🤗'),
  }),
);

test('tokens are folded, not empty, and stand where they say', () => {
  fc.assert(
    fc.property(text, (value) => {
      const { tokens } = new PlacedTokens(value);
      expect(tokens.map(({ token }) => token)).toEqual(tokensOf(value));
      let end = 0;
      for (const { token, from, to } of tokens) {
        expect(token).not.toBe('');
        expect(fold(token)).toBe(token);
        expect(fold(value.slice(from, to))).toContain(token);
        expect(to).toBeGreaterThan(from);
        expect(to).toBeGreaterThanOrEqual(end);
        end = to;
      }
    }),
    { numRuns: 1000 },
  );
});

test('a token is its own token, and folding first changes nothing', () => {
  fc.assert(
    fc.property(text, (value) => {
      const tokens = tokensOf(value);
      expect(tokensOf(fold(value))).toEqual(tokens);
      for (const token of tokens) expect(tokensOf(token)).toEqual([token]);
    }),
    { numRuns: 1000 },
  );
});
