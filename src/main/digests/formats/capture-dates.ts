/** Gives the dates of a capture their years: those of its heading and of its entries. */
import type { Problem } from '../../../preload/api';
import type { Draft, Section } from './daily-papers-reader';
import { shorten } from './problem-texts';
import { captureYear, isLaterInYear, isoDate, type WrittenDate } from './written-dates';

/** Any year that has a 29 February, to tell days that exist in some years from days that never do. */
const SOME_LEAP_YEAR = 2024;

/**
 * Sets `publishedOn` of the section's entries, and returns the day of its heading, or `null`.
 * A date that contradicts the others stays `null` and becomes a problem, rather than a guess.
 *
 * @param modifiedAt when the file was last changed, in milliseconds since 1970
 */
export function resolveDates(section: Section, modifiedAt: number, problems: Problem[]): string | null {
  const { heading, headingLine } = section;
  const spelledOut: number[] = [];
  const undated: Draft[] = [];
  for (const draft of section.drafts) {
    if (draft.date === null) continue;
    if (draft.date.year === null) undated.push(draft);
    else spelledOut.push(draft.date.year);
  }

  let year: number | null = null;
  if (heading !== null) {
    const fitting: WrittenDate[] = [heading];
    for (const { date } of undated) {
      if (date !== null && existsSometimes(date) && !isLaterInYear(date, heading)) fitting.push(date);
    }
    year = heading.year ?? captureYear(heading, spelledOut, fitting, modifiedAt);
  }
  const day = heading === null || year === null ? null : isoDate(year, heading.month, heading.day);
  if (heading !== null && day === null) {
    problems.push({
      line: headingLine,
      message: `The heading “${heading.text}” is no day of the calendar, so the digest has no date, nor have the papers whose dates have no year.`,
    });
  }

  let withoutYear = 0;
  for (const { entry, date, dateLine } of section.drafts) {
    if (date === null) continue;
    const problem = (reason: string) =>
      problems.push({ line: dateLine, message: `${reason} “${shorten(entry.title)}” is shown without a date.` });
    if (date.year !== null) {
      entry.publishedOn = isoDate(date.year, date.month, date.day);
      if (entry.publishedOn === null) problem(`“${date.text}” is no day of the calendar.`);
      else if (heading?.year != null && day !== null && entry.publishedOn > day) {
        problems.push({
          line: dateLine,
          message: `“${shorten(entry.title)}” is dated ${date.text}, which is after the digest's own date, ${heading.text}.`,
        });
      }
      continue;
    }
    entry.monthDay = isoDate(SOME_LEAP_YEAR, date.month, date.day)?.slice(5) ?? null;
    if (entry.monthDay === null) problem(`“${date.text}” is no day of the calendar.`);
    else if (heading === null) withoutYear++;
    else if (isLaterInYear(date, heading)) {
      problem(
        `“${date.text}” has no year, so it should be of the digest's own year, but it is after its heading, “${heading.text}”.`,
      );
    } else if (year !== null && day !== null) {
      entry.publishedOn = isoDate(year, date.month, date.day);
      if (entry.publishedOn === null) problem(`“${date.text}” is no day of ${year}, the digest's year.`);
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

function existsSometimes({ month, day }: WrittenDate): boolean {
  return isoDate(SOME_LEAP_YEAR, month, day) !== null;
}
