import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encoded } from './packed-texts';
import { TextNumbers } from './text-numbers';

const texts = fc.array(
  fc.oneof(fc.string({ unit: 'grapheme', maxLength: 6 }), fc.constantFrom('', 'a', 'aa', '\ufeffa')),
  {
    maxLength: 300,
  },
);

test('numbers texts as a Map would', () => {
  fc.assert(
    fc.property(texts, fc.nat(200), (all, reserved) => {
      const numbers = new TextNumbers();
      const map = new Map<string, number>();
      all.forEach((text, at) => {
        if (at === all.length >> 1) numbers.reserve(reserved, reserved);
        expect(numbers.find(text)).toBe(map.get(text) ?? -1);
        if (!map.has(text)) map.set(text, map.size);
        expect(numbers.add(text)).toBe(map.get(text));
      });
      expect(numbers.length).toBe(map.size);
      expect(Array.from(map.values(), (number) => numbers.textOf(number))).toEqual([...map.keys()]);
    }),
  );
});

test('keeps many apart whose hashes must meet', () => {
  const numbers = new TextNumbers();
  const all = Array.from({ length: 20_000 }, (_, at) => `text ${at}`);
  for (const text of all) numbers.add(text);
  expect(all.every((text, at) => numbers.find(text) === at && numbers.textOf(at) === text)).toBe(true);
  expect(numbers.find('text 20000')).toBe(-1);
});

test('knows a text by its bytes in the middle of others', () => {
  const numbers = new TextNumbers();
  const { bytes, length } = encoded('…kettles…');
  expect(numbers.addBytes(bytes, 3, length - 3)).toBe(0);
  expect([numbers.textOf(0), numbers.find('kettles'), numbers.find('kettle')]).toEqual(['kettles', 0, -1]);
});
