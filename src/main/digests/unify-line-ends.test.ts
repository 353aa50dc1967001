import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unifyLineEnds } from './unify-line-ends';

const unified = (text: string, encoding: BufferEncoding = 'utf8') =>
  Buffer.from(unifyLineEnds(Buffer.from(text, encoding))).toString(encoding);

test('puts one sign for every kind of line end, and leaves the rest as it is', () => {
  const parts = fc.array(fc.constantFrom('a', 'é', '•', '\r', '\n', '\r\n', '\n\r', ' '), { maxLength: 40 });
  fc.assert(
    fc.property(parts, (some) => {
      const text = some.join('');
      expect(unified(text)).toBe(text.replace(/\r\n?/g, '\n'));
    }),
  );
});

test('leaves UTF-16 alone', () => {
  expect(unified('a\r\nb\rc', 'utf16le')).toBe('a\r\nb\rc');
});
