/** A line is JSON of what it says, behind the checksum that zip would have of it. */
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeLine, isWhole, parseLine, sequenceAt } from './journal-lines';

test('whatever it says, a line is made of the same bytes', () => {
  const change = fc.record({
    table: fc.constantFrom('marks' as const, 'decisions' as const, 'corrections' as const),
    key: fc.string({ unit: 'binary' }),
    set: fc.option(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 3 }))),
  });
  const stamp = fc.record({
    sequence: fc.nat(),
    device: fc.string({ unit: fc.constantFrom('a', 'Z', '0', '-', '_'), minLength: 8 }),
    at: fc.tuple(fc.nat(Number.MAX_SAFE_INTEGER), fc.nat()),
  });
  fc.assert(
    fc.property(stamp, change, ({ sequence, device, at }, { table, key, set }) => {
      const body = JSON.stringify({ sequence, device, at, table, key, set }).slice(1);
      const line = changeLine({ sequence, device, at }, { table, key, set });
      expect(line.toString('utf8')).toBe(`{"sum":"${crc32(body).toString(16).padStart(8, '0')}",${body}\n`);
      expect(isWhole(line, 0, line.length - 1)).toBe(true);
      expect(sequenceAt(line, 0)).toBe(sequence);
      expect(parseLine(line.toString('utf8'))).toMatchObject({ sequence, device, at, table, key });
    }),
  );
});
