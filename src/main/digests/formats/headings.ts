/** The date above the papers of a capture: a day, or a range of them. */
import { daysIn, isLaterInYear, LONGEST_DATE, monthOf, readDate, type WrittenDate } from './written-dates';

const YEAR = String.raw`((?:19|20)\d\d)`;
const MONTH = new RegExp(String.raw`^([a-z]{3,9})\.?,?\s+${YEAR}$`, 'i');
const NUMERIC_MONTH = /^((?:19|20)\d\d)-(\d\d)$/;
const WEEK = new RegExp(String.raw`^(?:week|wk\.?|w)\s*(\d{1,2})\s*(?:[,/·–-]\s*|of\s+)?${YEAR}$`, 'i');
const YEAR_AND_WEEK = new RegExp(String.raw`^${YEAR}\s*-?\s*(?:w|week\s*)(\d{1,2})$`, 'i');
const WEEK_ALONE = /^week\s+\d{1,2}$/i;
const WEEK_OF = /^week\s+(?:of|starting|beginning)\s+/i;
/** What parts the two days of a range; a hyphen needs space or digits around it, as it also parts the digits of `2026-04-20`. */
const FROM_TO = /^(.*?[^\s–—])(?:\s*[–—]\s*|\s+(?:-|to|until|through)\s+|\/(?=\d{4}-))([^–—]+)$/i;
const TIGHT_HYPHEN = /^([a-z]*\.?\s*\d{1,2})-(\d{1,2}(?!\d).*)$/i;
const DAY_AND_YEAR = new RegExp(String.raw`^(\d{1,2})(?:\s*,\s*|\s+)?${YEAR}?$`);
/** What no month has. */
const NO_DAY = 32;
const DAY_ALONE = /^\d{1,2}$/;

/**
 * The date that a heading, trimmed, consists of; `null` where it is anything else. Of a range (`Apr 20 – 26`,
 * `Week 17, 2026`, `April 2026`) it is the last day: a digest of a week is complete, and can be kept, on that day.
 * Weeks are those of ISO 8601, from Monday to Sunday. A week without a year is a date of no calendar.
 */
export function readHeading(text: string): WrittenDate | null {
  return readDate(text) ?? readRange(text);
}

/** A heading that names several days, as its last one; no byline holds such a date. */
export function readRange(text: string): WrittenDate | null {
  if (text.length > LONGEST_DATE) return null;
  return readMonth(text) ?? readWeek(text) ?? readFromTo(text);
}

function readMonth(text: string): WrittenDate | null {
  const named = MONTH.exec(text);
  const numeric = named === null ? NUMERIC_MONTH.exec(text) : null;
  const year = Number(named?.[2] ?? numeric?.[1]);
  const month = named === null ? Number(numeric?.[2]) : monthOf(named[1]);
  if (month === null || !(month >= 1 && month <= 12)) return null;
  return lastDay(text, year, month, daysIn(year, month));
}

function readWeek(text: string): WrittenDate | null {
  const start = WEEK_OF.exec(text)?.[0];
  if (start !== undefined) {
    const date = readDate(text.slice(start.length));
    if (date?.year == null) return date && unknownDay(text, null);
    return dayOf(text, Date.UTC(date.year, date.month - 1, date.day + 6));
  }
  // Which day such a week ends with depends on the year, which nothing but the days themselves could tell.
  if (WEEK_ALONE.test(text)) return unknownDay(text, null);
  const weekFirst = WEEK.exec(text);
  const yearFirst = weekFirst === null ? YEAR_AND_WEEK.exec(text) : null;
  const year = Number(weekFirst?.[2] ?? yearFirst?.[1]);
  const week = Number(weekFirst?.[1] ?? yearFirst?.[2]);
  if (Number.isNaN(week)) return null;
  // The first week is the one with 4 January in it.
  const fourth = new Date(Date.UTC(year, 0, 4));
  const sunday = 4 + ((7 - fourth.getUTCDay()) % 7) + (week - 1) * 7;
  // Few years have a week 53: what has its Thursday in another year is a heading, but no week of the calendar.
  const isReal = week > 0 && new Date(Date.UTC(year, 0, sunday - 3)).getUTCFullYear() === year;
  return isReal ? dayOf(text, Date.UTC(year, 0, sunday)) : unknownDay(text, year);
}

function readFromTo(text: string): WrittenDate | null {
  const [, from, to] = FROM_TO.exec(text) ?? TIGHT_HYPHEN.exec(text) ?? [];
  if (from === undefined || to === undefined) return null;
  const first = readDate(from);
  const last = readDate(to) ?? readLastDay(first, to);
  if (last === null || last.comments !== null || (first === null && !DAY_ALONE.test(from))) return null;
  if (first === null) return { ...last, text, yearLacksComma: false };
  if (first.comments !== null) return null;
  const isOverNewYear = isLaterInYear(first, last);
  const year = last.year ?? (first.year === null ? null : first.year + (isOverNewYear ? 1 : 0));
  if (first.year !== null && year !== null && (first.year > year || (first.year === year && isOverNewYear)))
    return null;
  return { ...last, text, year, yearLacksComma: false };
}

/** `26` or `26, 2026` behind `Apr 20`. */
function readLastDay(first: WrittenDate | null, text: string): WrittenDate | null {
  const match = DAY_AND_YEAR.exec(text);
  if (first === null || match === null) return null;
  const day = Number(match[1]);
  if (day <= first.day || day > 31) return null;
  return { ...first, day, year: match[2] === undefined ? first.year : Number(match[2]) };
}

function dayOf(text: string, time: number): WrittenDate {
  const date = new Date(time);
  return lastDay(text, date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

/** A heading for sure, but of no day. */
function unknownDay(text: string, year: number | null): WrittenDate {
  return lastDay(text, year, 12, NO_DAY);
}

function lastDay(text: string, year: number | null, month: number, day: number): WrittenDate {
  return { text, year, month, day, comments: null, yearLacksComma: false, isForeign: false };
}
