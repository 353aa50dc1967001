/** Gives the dates of a capture their years: those of its heading and of its entries. */
import type { Problem } from '../../../preload/api';
import type { Draft, Section } from './captures';
import { shorten } from './problem-texts';
import { daysIn, isLaterInYear, isoDate, type WrittenDate } from './written-dates';

/** Any year that has a 29 February, to tell days that exist in some years from days that never do. */
const SOME_LEAP_YEAR = 2024;

/**
 * Sets `publishedOn` and `monthDay` of the section's entries, and returns the day of its heading, or `null`.
 * A date that contradicts the others stays `null` and becomes a problem, rather than a guess.
 *
 * @param modifiedAt when the file was last changed, in milliseconds since 1970
 */
export function resolveDates(
  { heading, headingLine, drafts }: Section,
  modifiedAt: number,
  problems: Problem[],
): string | null {
  const dated: WrittenDate[] = [];
  const undated: Draft[] = [];
  for (const draft of drafts) {
    if (draft.date === null) continue;
    if (draft.date.year === null) undated.push(draft);
    else dated.push(draft.date);
  }

  let year: number | null = null;
  if (heading !== null) {
    const fitting: WrittenDate[] = [heading];
    for (const { date } of undated) {
      if (date !== null && existsSometimes(date) && !isLaterInYear(date, heading)) fitting.push(date);
    }
    year = heading.year ?? captureYear(heading, dated, fitting, modifiedAt);
  }
  const day = heading === null || year === null ? null : isoDate(year, heading.month, heading.day);
  if (heading !== null && day === null) {
    problems.push({
      line: headingLine,
      message: `The heading “${heading.text}” gives no day of the calendar, so the digest has no date, nor have the papers whose dates have no year. The page of the digest takes one.`,
    });
  }

  const withoutDate = (reason: string, { entry, dateLine }: Draft) =>
    problems.push({ line: dateLine, message: `${reason} “${shorten(entry.title)}” is shown without a date.` });
  let withoutYear = 0;
  for (const draft of drafts) {
    const { entry, date, dateLine } = draft;
    if (date === null) continue;
    if (date.year !== null) {
      entry.publishedOn = isoDate(date.year, date.month, date.day);
      if (entry.publishedOn === null) withoutDate(`“${date.text}” is no day of the calendar.`, draft);
      else if (day !== null && entry.publishedOn > day) {
        problems.push({
          line: dateLine,
          message: `“${shorten(entry.title)}” is dated ${date.text}, which is after the digest's own date, ${heading?.text}.`,
        });
      }
      continue;
    }
    // Which day it is, is certain; the year may still be corrected by the reader.
    entry.monthDay = isoDate(SOME_LEAP_YEAR, date.month, date.day)?.slice(5) ?? null;
    if (entry.monthDay === null) withoutDate(`“${date.text}” is no day of the calendar.`, draft);
    else if (heading === null) withoutYear++;
    else if (isLaterInYear(date, heading)) {
      withoutDate(
        `“${date.text}” has no year, so it should be of the digest's own year, but it is after its heading, “${heading.text}”.`,
        draft,
      );
    } else if (year !== null && day !== null) {
      entry.publishedOn = isoDate(year, date.month, date.day);
      if (entry.publishedOn === null) withoutDate(`“${date.text}” is no day of ${year}, the digest's year.`, draft);
    }
  }
  if (withoutYear > 0) {
    const first = undated.find(({ date }) => date !== null && existsSometimes(date));
    const count = withoutYear === 1 ? 'a date' : `${withoutYear} dates`;
    problems.push({
      line: first?.dateLine ?? null,
      message:
        `The digest has no heading date, so the year of ${count} without one (“${first?.date?.text}”) is not known. ` +
        `${withoutYear === 1 ? 'That paper is' : 'Those papers are'} shown without a date.`,
    });
  }
  return day;
}

/**
 * The year in which a capture was made: the smallest that is later than every year spelled out in it and in which all
 * of `undated` exist. Where it spells out no year, the latest in which the heading is not after the file's modification.
 * `null` where there is no such year, as for 30 February.
 *
 * @param dated the dates with a year of its entries. One that the page would not write so has its year even where it
 *   is the capture's own: the heading must only not be before it.
 * @param undated the dates without a year that exist in the capture's own year, heading included
 * @param modifiedAt milliseconds since 1970
 */
export function captureYear(
  heading: WrittenDate,
  dated: readonly WrittenDate[],
  undated: readonly WrittenDate[],
  modifiedAt: number,
): number | null {
  const exist = (year: number) => undated.every(({ month, day }) => day <= daysIn(year, month));
  if (dated.length > 0) {
    let earliest = 0;
    for (const date of dated) {
      const isYearBefore = !date.isForeign || isLaterInYear(date, heading);
      earliest = Math.max(earliest, (date.year ?? 0) + (isYearBefore ? 1 : 0));
    }
    // Eight years hold a leap year, even around 1900 or 2100.
    for (let year = earliest; year <= earliest + 8; year++) if (exist(year)) return year;
    return null;
  }
  // The page's clock may be up to a day ahead of UTC.
  const latestDay = modifiedAt + 24 * 60 * 60 * 1000;
  const latest = new Date(latestDay).getUTCFullYear();
  if (!Number.isFinite(latest)) return null;
  for (let year = latest; year >= latest - 9; year--) {
    if (exist(year) && Date.UTC(year, heading.month - 1, heading.day) <= latestDay) return year;
  }
  return null;
}

function existsSometimes({ month, day }: WrittenDate): boolean {
  return isoDate(SOME_LEAP_YEAR, month, day) !== null;
}
