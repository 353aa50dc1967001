import { describe, expect, it } from 'vitest';
import { readHeading } from './headings';
import { digestOf, text } from './read-fixture';
import { isoDate } from './written-dates';

/** The day that a heading means, without its year where it has none. */
function dayOf(heading: string): string | null {
  const date = readHeading(heading);
  if (date === null) return null;
  return date.year === null
    ? `${String(date.month).padStart(2, '0')}-${String(date.day).padStart(2, '0')}`
    : isoDate(date.year, date.month, date.day);
}

describe('a heading', () => {
  it.each([
    ['Apr 21', '04-21'],
    ['Apr 21, 2026', '2026-04-21'],
    ['April 21, 2026', '2026-04-21'],
    ['April 21st, 2026', '2026-04-21'],
    ['21 April 2026', '2026-04-21'],
    ['21. April 2026', '2026-04-21'],
    ['Tuesday, April 21, 2026', '2026-04-21'],
    ['Tue, Apr 21', '04-21'],
    ['Tuesday 21 April', '04-21'],
    ['2026-04-21', '2026-04-21'],
    ['2026/04/21', '2026-04-21'],
  ])('may be the day %j', (heading, day) => {
    expect(dayOf(heading)).toBe(day);
  });

  it.each([
    ['Week 17, 2026', '2026-04-26'],
    ['week 17 of 2026', '2026-04-26'],
    ['2026-W17', '2026-04-26'],
    ['2026 W01', '2026-01-04'],
    ['Week 53, 2026', '2027-01-03'],
    ['Week 1, 2025', '2025-01-05'],
    ['Week of April 20, 2026', '2026-04-26'],
    ['Apr 20 - Apr 26', '04-26'],
    ['Apr 20 – 26, 2026', '2026-04-26'],
    ['Apr 20-26', '04-26'],
    ['20–26 April 2026', '2026-04-26'],
    ['April 20 to April 26, 2026', '2026-04-26'],
    ['Apr 20, 2026 – Apr 26', '2026-04-26'],
    ['Dec 29, 2025 – Jan 4, 2026', '2026-01-04'],
    ['Dec 29, 2025 – Jan 4', '2026-01-04'],
    ['Dec 29 – Jan 4', '01-04'],
    ['2026-04-20 – 2026-04-26', '2026-04-26'],
    ['2026-04-20/2026-04-26', '2026-04-26'],
    ['April 2026', '2026-04-30'],
    ['Feb 2024', '2024-02-29'],
    ['2026-04', '2026-04-30'],
  ])('may be a range, %j, whose last day counts', (heading, day) => {
    expect(dayOf(heading)).toBe(day);
  });

  it.each([
    'April',
    'Apr 26 – 20',
    'Apr 20 – 26 and more',
    'Weekly 17, 2026',
    '2026-13',
    '2026-13-01',
    'Foo 2026',
    'May the Force 2026',
    'From Apr 20 to Apr 26',
    'GPT-4 – 2026',
    '1 – 2',
    '2026',
  ])('is not %j', (text) => {
    expect(readHeading(text)).toBeNull();
  });

  it.each(['Week 53, 2025', 'Week 0, 2026', 'Week 60, 2026', 'Week 17', 'Week of Apr 20', 'Feb 30, 2026'])(
    'of no day, %j, is a problem',
    (heading) => {
      const digest = digestOf(text('heading-with-year.txt').replace('Apr 21, 2026', heading));
      expect(digest).toMatchObject({ heading, date: null, yearInferred: false });
      expect(digest.problems[0]).toEqual({ line: 11, message: expect.stringContaining('no day of the calendar') });
      expect(digest.entries).toHaveLength(4);
    },
  );

  it.each(['Daily Papers – Apr 21', 'Daily Papers: Apr 21', 'Daily Papers Apr 21'])(
    'may stand behind the name of the page: %j',
    (line) => {
      const digest = digestOf(text('no-page-header.txt').replace('Apr 21', line));
      expect(digest).toMatchObject({ heading: 'Apr 21', date: '2026-04-21', firstLine: 1, problems: [] });
      expect(digest.entries).toHaveLength(4);
    },
  );

  it.each([
    ['Week 17, 2026', '2026-04-26', false],
    ['Apr 20 – 26', '2026-04-26', true],
    ['April 2026', '2026-04-30', false],
    ['2026-04-21', '2026-04-21', false],
  ])('%j dates the digest, and stays as it is written', (heading, date, yearInferred) => {
    const digest = digestOf(text('every-variant.txt').replace('Apr 21', heading));
    expect(digest).toMatchObject({ heading, date, yearInferred, problems: [] });
    expect(digest.entries[3]).toMatchObject({ publishedOn: '2026-02-08', monthDay: '02-08' });
  });
});
