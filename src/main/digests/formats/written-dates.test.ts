import { describe, expect, it } from 'vitest';
import { beginsDate, isoDate, readDate } from './written-dates';

describe('readDate', () => {
  it.each([
    ['Jan 16, 2025', { month: 1, day: 16, year: 2025, comments: null }],
    ['Sep 14, 2025 2', { month: 9, day: 14, year: 2025, comments: 2 }],
    ['Feb 8 2', { month: 2, day: 8, year: null, comments: 2 }],
    ['Feb 8', { month: 2, day: 8, year: null, comments: null }],
    ['Dec 31 0', { month: 12, day: 31, year: null, comments: 0 }],
    ['May 1, 2024 1,204', { month: 5, day: 1, year: 2024, comments: 1204 }],
    ['Apr 21 1899', { month: 4, day: 21, year: null, comments: 1899 }],
    ['Sept. 3, 2024', { month: 9, day: 3, year: 2024, comments: null }],
    ['April\u00a021,2026', { month: 4, day: 21, year: 2026, comments: null }],
  ])('reads %j', (text, expected) => {
    expect(readDate(text)).toEqual({ text, yearLacksComma: false, isForeign: false, ...expected });
  });

  it.each([
    ['21 April 2026', { month: 4, day: 21, year: 2026, comments: null }],
    ['21 Apr', { month: 4, day: 21, year: null, comments: null }],
    ['8. Feb 2', { month: 2, day: 8, year: null, comments: 2 }],
    ['8 Feb 2025 3', { month: 2, day: 8, year: 2025, comments: 3 }],
    ['2026-04-21', { month: 4, day: 21, year: 2026, comments: null }],
    ['2026-04-21 12', { month: 4, day: 21, year: 2026, comments: 12 }],
    ['2026-04-21T08:30:00Z', { month: 4, day: 21, year: 2026, comments: null }],
    ['2026/04/21', { month: 4, day: 21, year: 2026, comments: null }],
  ])('reads %j, which the page would write in another way', (text, expected) => {
    expect(readDate(text)).toEqual({ text, yearLacksComma: false, isForeign: true, ...expected });
  });

  it.each([
    ['Tuesday, April 21, 2026', { year: 2026, comments: null }],
    ['Tue Apr 21', { year: null, comments: null }],
    ['Apr 21, 2026 · 3 comments', { year: 2026, comments: 3 }],
    ['April 21st 1 comment', { year: null, comments: 1 }],
  ])('reads %j', (text, expected) => {
    expect(readDate(text)).toMatchObject({ text, month: 4, day: 21, ...expected });
  });

  it.each([
    ['Feb 8 2025', { year: 2025, comments: null }],
    ['Feb 8 2025 3', { year: 2025, comments: 3 }],
  ])('takes the number in %j for a year, and says so', (text, expected) => {
    expect(readDate(text)).toMatchObject({ month: 2, day: 8, yearLacksComma: true, ...expected });
  });

  it.each([
    '',
    'Jan',
    'Jan 0',
    'Jan 32',
    'Jan 16, 20',
    'Jan 16, 2025 2 3',
    'Feb 8 2 3',
    'Foo 3',
    '3 Ways',
    '32 May',
    '2026-13-01',
    '2026-04-00',
    '2026-04/21',
    '1/2/2026',
    'Monday',
    'May 3, 2026, 08:30',
    'May 3 or so',
  ])('does not take %j for a date', (text) => {
    expect(readDate(text)).toBeNull();
  });
});

describe('beginsDate', () => {
  it.each(['J', 'Ja', 'Jan', 'Jan 1', 'Jan 16,', 'Jan 16, 20', 'Dec 3, 202'])(
    'knows %j for the beginning of one',
    (text) => {
      expect(beginsDate(text)).toBe(true);
    },
  );
  it.each(['', 'Jam', 'How Choirs Stay in Tune', '16', 'A New Title'])('does not take %j for one', (text) => {
    expect(beginsDate(text)).toBe(false);
  });
});

describe('isoDate', () => {
  it('knows the calendar', () => {
    expect(isoDate(2024, 2, 29)).toBe('2024-02-29');
    expect(isoDate(2025, 2, 29)).toBeNull();
    expect(isoDate(1900, 2, 29)).toBeNull();
    expect(isoDate(2025, 4, 31)).toBeNull();
    expect(isoDate(2025, 12, 31)).toBe('2025-12-31');
  });
});
