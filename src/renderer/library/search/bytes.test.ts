import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteReader, ByteWriter } from './bytes';

test('integers and gaps come back as they were written, and are passed over', () => {
  const value = fc.oneof(fc.nat(300), fc.nat(70_000), fc.constantFrom(127, 128, 254, 255, 256, 509, 510, 511, 765));
  fc.assert(
    fc.property(fc.array(value, { maxLength: 20 }), fc.nat(20), (values, passed) => {
      const writer = new ByteWriter(1);
      for (const one of values) writer.gap(one);
      for (const one of values) writer.integer(one);
      const reader = new ByteReader(writer.written());
      const from = Math.min(passed, values.length);
      reader.skipGaps(from);
      expect(values.slice(from).map(() => reader.gap())).toEqual(values.slice(from));
      expect(values.map(() => reader.integer())).toEqual(values);
      expect(reader.at).toBe(writer.length);
    }),
  );
});
