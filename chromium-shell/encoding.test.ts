import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode, encode } from './encoding';

const roundTrip = (value: unknown) => decode(encode(value));

test('whatever has a structured clone arrives as one', () => {
  fc.assert(
    fc.property(
      fc.anything({
        // An own property of this name is refused, see below.
        key: fc.string().filter((key) => key !== '__proto__'),
        withBigInt: true,
        withDate: true,
        withMap: true,
        withSet: true,
        withTypedArray: true,
        withSparseArray: true,
      }),
      (value) => {
        expect(roundTrip(value)).toStrictEqual(structuredClone(value));
      },
    ),
    { numRuns: 300 },
  );
});

test('a property that would be taken for the prototype is refused', () => {
  expect(() => encode(JSON.parse('{ "__proto__": false }'))).toThrow('could not be cloned');
});

test('strings arrive unit by unit, however long and however broken', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(9000), (text, length) => {
      const long = text.padEnd(length, `${text}\ud800`);
      expect(roundTrip([long, { long }, long])).toEqual([long, { long }, long]);
    }),
    { numRuns: 200 },
  );
});

test('long strings travel beside the text, where nothing escapes them', () => {
  const long = '"\\\n'.repeat(10_000);
  expect(encode({ long }).length).toBeLessThan(long.length + 100);
  expect(roundTrip({ long })).toEqual({ long });
});

test('a circle arrives as one', () => {
  const circle: { self?: unknown } = {};
  circle.self = circle;
  const arrived = roundTrip(circle) as typeof circle;
  expect(arrived.self).toBe(arrived);
});

test('an error keeps its name and its message', () => {
  const arrived = roundTrip(new RangeError('too far'));
  expect(arrived).toBeInstanceOf(Error);
  expect(String(arrived)).toBe('RangeError: too far');
});

test('an instance of a class arrives as its fields', () => {
  class Point {
    x = 1;
    get double() {
      return this.x * 2;
    }
  }
  expect(roundTrip(new Point())).toStrictEqual({ x: 1 });
});

test.each([
  ['a function', () => {}],
  ['a function within', { listener() {} }],
  ['a symbol', Symbol('x')],
  ['a promise', Promise.resolve()],
  ['a weak map', new WeakMap()],
])('%s is refused in the words of Electron', (_name, value) => {
  expect(() => encode(value)).toThrow('An object could not be cloned.');
});
