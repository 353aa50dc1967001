import { describe, expect, it } from 'vitest';
import { captureYear } from './capture-dates';
import { beginsDate, isoDate, readDate, type WrittenDate } from './written-dates';

function date(text: string): WrittenDate {
  const written = readDate(text);
  if (written === null) throw new Error(`“${text}” should be a date`);
  return written;
}

/** The year of a capture with this heading and these dates of entries. */
function yearOf(heading: string, others: string[], modifiedAt = '2026-11-21T10:00:00Z'): number | null {
  const dates = others.map(date);
  const dated = dates.filter(({ year }) => year !== null);
  const undated = [date(heading), ...dates.filter(({ year }) => year === null)];
  return captureYear(date(heading), dated, undated, Date.parse(modifiedAt));
}

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
    expect(readDate(text)).toEqual({ text, yearLacksComma: false, isNumeric: false, ...expected });
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
    '3 May or so',
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

describe('captureYear', () => {
  it('is the year behind the latest that is spelled out, whatever the file says', () => {
    expect(yearOf('Apr 21', ['Jan 16, 2025', 'Oct 27, 2023', 'Jan 29 4'])).toBe(2026);
    expect(yearOf('Jan 2', ['Dec 31, 2023'], '2031-01-01T00:00:00Z')).toBe(2024);
  });

  it('skips years in which a date does not exist', () => {
    expect(yearOf('Mar 3', ['Feb 29', 'Dec 30, 2024'])).toBe(2028);
    expect(yearOf('Feb 29', ['Dec 30, 2021'])).toBe(2024);
    expect(yearOf('Feb 29', ['Dec 30, 1896'])).toBe(1904);
    expect(yearOf('Feb 30', ['Dec 30, 2021'])).toBeNull();
  });

  it('is decided by the modification time only where no year is spelled out', () => {
    expect(yearOf('Apr 21', ['Feb 8 2'])).toBe(2026);
    expect(yearOf('Dec 24', ['Feb 8 2'])).toBe(2025);
    expect(yearOf('Nov 22', []), 'a day ahead, in the east').toBe(2026);
    expect(yearOf('Nov 23', []), 'two days ahead').toBe(2025);
    expect(yearOf('Jan 1', [], '2026-12-31T11:00:00Z')).toBe(2027);
    expect(yearOf('Dec 31', [], '2027-01-01T00:10:00Z')).toBe(2026);
    expect(yearOf('Feb 29', [])).toBe(2024);
  });

  it('does not stumble over a modification time that is none', () => {
    expect(captureYear(date('Apr 21'), [], [date('Apr 21')], Number.NaN)).toBeNull();
    expect(captureYear(date('Apr 21'), [], [date('Apr 21')], 9e15)).toBeNull();
  });
});
