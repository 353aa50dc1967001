import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rotate } from './backup-rotation';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** 00:00 on a Thursday. */
const START = Date.UTC(2026, 0, 1);

interface Backup {
  at: number;
  records: number;
  isSound: boolean;
  isWhole: boolean;
}

const sound = (at: number, records = 10): Backup => ({ at, records, isSound: true, isWhole: true });

/** What is left where one backup after the other comes and is followed by the rotation. */
function afterAll(backups: readonly Backup[]): Backup[] {
  let left: Backup[] = [];
  for (const backup of backups) {
    const all = [...left, backup];
    const dropped = new Set(rotate(all).dropped);
    left = all.filter((one) => !dropped.has(one));
  }
  return left;
}

test('years of backups leave the last ones, and one for each hour, day, week and month', () => {
  const every = 20 * 60_000;
  const now = START + 400 * DAY;
  const early = Array.from({ length: 400 * 8 }, (_, index) => START + index * 3 * HOUR).filter(
    (at) => at < now - 2 * DAY,
  );
  const late = Array.from({ length: (2 * DAY) / every }, (_, index) => now - index * every).reverse();
  const left = afterAll([...early, ...late].map((at) => sound(at)));
  const ages = left.map(({ at }) => now - at);
  const within = (age: number) => ages.filter((one) => one < age).length;
  expect(within(3 * HOUR)).toBe(9);
  expect(within(DAY)).toBeGreaterThanOrEqual(24);
  expect(within(7 * DAY)).toBeGreaterThanOrEqual(24 + 6);
  expect(Math.max(...ages)).toBeGreaterThan(300 * DAY);
  expect(left.length).toBeLessThanOrEqual(10 + 24 + 7 + 5 + 12 + 1);
});

test('the latest of a day is the one that is kept', () => {
  const days = Array.from({ length: 30 }, (_, day) =>
    [8, 12, 20].map((hour) => sound(START + day * DAY + hour * HOUR)),
  );
  const left = afterAll(days.flat());
  const daily = left.filter(({ at }) => at < START + 20 * DAY);
  expect(daily.length).toBeGreaterThan(0);
  expect(daily.every(({ at }) => (at - START) % DAY === 20 * HOUR)).toBe(true);
});

describe('a fuller one is never pushed out', () => {
  test('by any number of smaller ones', () => {
    const full = sound(START, 5000);
    const smaller = Array.from({ length: 3000 }, (_, index) => sound(START + (index + 1) * 3 * HOUR, index % 2));
    expect(afterAll([full, ...smaller])).toContain(full);
  });

  test('whatever comes, the latest and the fullest of each kind are there', () => {
    const backup = fc.record({
      wait: fc.nat(3 * DAY),
      records: fc.nat(20),
      isSound: fc.boolean(),
      isWhole: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(backup, { maxLength: 200 }), (drawn) => {
        let at = START;
        const all = drawn.map(({ wait, ...one }) => {
          at += wait + 1;
          return { ...one, at };
        });
        const left = afterAll(all);
        for (const isOfKind of [true, false]) {
          const ofKind = (backups: readonly Backup[]) =>
            backups.filter(({ isSound, isWhole }) => isSound && isWhole === isOfKind);
          const most = (backups: readonly Backup[]) => Math.max(0, ...ofKind(backups).map(({ records }) => records));
          expect(ofKind(left).at(-1)).toBe(ofKind(all).at(-1));
          expect(most(left)).toBe(most(all));
        }
      }),
    );
  });

  test('nor does one without the journal of another device push one out that has all', () => {
    const whole = Array.from({ length: 9 }, (_, index) => sound(START + index * HOUR, 10));
    // They may have more records all the same.
    const lacking = Array.from({ length: 3000 }, (_, index) => {
      return { ...sound(START + DAY + index * HOUR, 20 + (index % 2)), isWhole: false };
    });
    const left = afterAll([...whole, ...lacking]);
    expect(left.filter(({ isWhole }) => isWhole)).toEqual(whole);
    expect(left.length).toBeLessThan(whole.length + 60);
  });

  test('nor by damaged ones, of which few are kept', () => {
    const good = sound(START);
    const damaged = Array.from({ length: 100 }, (_, index) => ({
      at: START + (index + 1) * HOUR,
      records: 20,
      isSound: false,
      isWhole: true,
    }));
    const left = afterAll([good, ...damaged]);
    expect(left).toContain(good);
    expect(left).toHaveLength(6);
  });
});
