import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PackedTexts } from './packed-texts';

const encoder = new TextEncoder();

test('gives back what it was given, one by one and many at once', () => {
  const some = fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 20 });
  fc.assert(
    fc.property(some, some, some, (first, together, last) => {
      const texts = new PackedTexts();
      for (const text of first) texts.add(text);
      const before = encoder.encode('not of them');
      const parts = together.map((text) => encoder.encode(text));
      let end = before.length;
      const ends = Int32Array.from(parts, (part) => {
        end += part.length;
        return end;
      });
      const bytes = Uint8Array.from([before, ...parts].flatMap((part) => [...part]));
      texts.addAll(bytes, ends, before.length);
      for (const text of last) texts.add(text);
      const all = [...first, ...together, ...last];
      expect(texts.length).toBe(all.length);
      expect(all.map((_, at) => texts.at(at))).toEqual(all);
      expect(all.map((_, at) => texts.isEmptyAt(at))).toEqual(all.map((text) => text === ''));
    }),
  );
});

test('says nothing of what it was not given', () => {
  const texts = new PackedTexts();
  texts.add('kettles');
  expect([texts.at(1), texts.at(-1)]).toEqual(['', '']);
});

test('compares a text with bytes elsewhere', () => {
  const texts = new PackedTexts();
  texts.add('kettles');
  const bytes = encoder.encode('my kettles sing');
  expect(texts.isAt(0, bytes, 3, 10)).toBe(true);
  expect(texts.isAt(0, bytes, 3, 9)).toBe(false);
  expect(texts.isAt(0, bytes, 4, 11)).toBe(false);
});
