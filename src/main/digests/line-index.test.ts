import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LineIndex } from './line-index';

const ALL = Number.POSITIVE_INFINITY;
const texts = fc.array(fc.constantFrom('a', 'some words', '\n', '\r', '\r\n', '•', '\u2028', ' '), { maxLength: 600 });

function splitInto(text: string): string[] {
  const lines = text.split(/\r\n?|\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

describe('LineIndex', () => {
  test('has the lines that a split gives', () => {
    fc.assert(
      fc.property(texts, (parts) => {
        const text = parts.join('');
        const index = new LineIndex(text);
        expect(index.slice(0, ALL, 1000)).toEqual(splitInto(text));
        expect(index.count).toBe(splitInto(text).length);
      }),
    );
  });

  test('gives any lines from the middle', () => {
    fc.assert(
      fc.property(texts, fc.nat(400), fc.nat(400), (parts, start, end) => {
        const text = parts.join('');
        expect(new LineIndex(text).slice(start, end, 1000)).toEqual(splitInto(text).slice(start, end));
      }),
    );
  });

  test('cuts long lines, never through a character', () => {
    const index = new LineIndex('12345\n123456\n1234🙂\n🙂🙂🙂\n');
    expect(index.slice(0, ALL, 5)).toEqual(['12345', '1234…', '1234…', '🙂🙂…']);
    expect(index.slice(3, 4, 4)).toEqual(['🙂…']);
  });

  test('has no lines where there is no text', () => {
    expect(new LineIndex('').count).toBe(0);
    expect(new LineIndex('').slice(0, ALL, 5)).toEqual([]);
    expect(new LineIndex('\n').slice(0, ALL, 5)).toEqual(['']);
  });
});
