import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JournalChange, JsonOf } from '../../preload/api';
import { parseChanges } from './journal-changes';

const asJson = (value: unknown) => JSON.stringify(value) as JsonOf<JournalChange[]>;

test('changes are taken as they are', () => {
  const changes = [
    { table: 'marks', key: 'a', set: { note: '“{"', own: null, groups: [[{ id: 'a' }]] } },
    { table: 'corrections', key: 'b', set: null },
  ];
  expect(parseChanges(asJson(changes))).toEqual(changes);
});

test.each([
  { table: 'views', key: 'a', set: null },
  { table: 'marks', key: '', set: null },
  { table: 'marks', key: 'a'.repeat(1001), set: null },
  { table: 'marks', key: 'a', set: {} },
  { table: 'marks', key: 'a', set: [1] },
  { table: 'marks', key: 'a', set: 'note' },
  { table: 'marks', key: 'a' },
  { table: 'marks', key: 'a', set: null, sequence: 1 },
  { table: 'marks', key: 'a', set: { 'no name': 1 } },
])('%j is refused, with all that comes along', (change) => {
  const good = { table: 'marks', key: 'a', set: { readAt: 1 } };
  expect(() => parseChanges(asJson([good, change]))).toThrow('make no sense');
});

test('a field that would become a prototype is left out', () => {
  const json = '[{"table":"marks","key":"a","set":{"__proto__":{"note":1},"note":"x"}}]' as JsonOf<JournalChange[]>;
  const [change] = parseChanges(json);
  expect(Object.keys(change?.set ?? {})).toEqual(['note']);
  expect(Object.getPrototypeOf(change?.set)).toBe(Object.prototype);
});

test('anything else is refused', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (json) => {
      fc.pre(json.trim() !== '[]');
      expect(() => parseChanges(json as JsonOf<JournalChange[]>)).toThrow('These changes of marks');
    }),
  );
});
