import { describe, expect, it } from 'vitest';
import { captureYear } from './capture-dates';
import { digestOf, read, text } from './read-fixture';
import { readDate, type WrittenDate } from './written-dates';

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

  it('may be that of dates that the page would not write so', () => {
    expect(yearOf('Apr 21', ['2026-04-20', '2025-12-01'])).toBe(2026);
    expect(yearOf('Apr 21', ['21 Apr 2026'])).toBe(2026);
    expect(yearOf('Apr 21', ['2026-04-22'])).toBe(2027);
    expect(yearOf('Apr 21', ['2025-04-20', 'Jan 16, 2025'])).toBe(2026);
  });
});

describe('the dates of a digest', () => {
  it('of the first days of January are told from those of the December before', () => {
    const digest = read('new-year.txt');
    expect(digest).toMatchObject({ date: '2026-01-02', yearInferred: true });
    expect(digest.entries.map(({ publishedOn, monthDay }) => [publishedOn, monthDay])).toEqual([
      ['2025-12-30', null],
      ['2026-01-01', '01-01'],
      [null, '12-31'],
    ]);
    expect(digest.problems).toEqual([
      { line: 25, message: expect.stringMatching(/“Dec 31”.*after its heading, “Jan 2”/) },
    ]);
  });

  it('may be spelled in any way', () => {
    const digest = read('notations-of-dates.txt');
    expect(digest).toMatchObject({ heading: 'Tuesday, April 21, 2026', date: '2026-04-21', problems: [] });
    expect(digest.entries.map(({ publishedOn, comments }) => [publishedOn, comments])).toEqual([
      ['2025-01-16', 2],
      ['2025-09-14', null],
      ['2026-04-20', 3],
      ['2026-02-08', null],
    ]);
  });

  it('in digits may be of the digest’s own year', () => {
    const digest = read('dates-in-digits.txt');
    expect(digest).toMatchObject({ date: '2026-04-21', yearInferred: true, problems: [] });
    expect(digest.entries.map(({ publishedOn }) => publishedOn)).toEqual(['2026-04-20', '2026-04-21', '2025-12-01']);
  });

  it('that contradict a heading with a year are problems', () => {
    const digest = read('year-contradicted.txt');
    expect(digest).toMatchObject({ date: '2025-04-21', yearInferred: false });
    expect(digest.entries.map(({ publishedOn, monthDay }) => [publishedOn, monthDay])).toEqual([
      ['2026-01-16', null],
      [null, '05-03'],
      ['2025-02-08', '02-08'],
    ]);
    expect(digest.problems.map(({ line }) => line)).toEqual([9, 17]);
  });

  it('have no 29 February in a year that has none', () => {
    const digest = digestOf(text('leap-day.txt').replace('Mar 3', 'Mar 3, 2025'));
    expect(digest).toMatchObject({ date: '2025-03-03', entries: [{ publishedOn: null, monthDay: '02-29' }, {}] });
    expect(digest.problems).toEqual([expect.objectContaining({ message: expect.stringContaining('no day of 2025') })]);
  });
});
