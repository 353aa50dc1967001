/** Dates as a listing page writes them (`Jan 16, 2025 2`, `Feb 8 2`, `21 April 2026`, `2026-04-21`), and the calendar. */

/** A date as written. */
export interface WrittenDate {
  text: string;
  /** 1 to 12. */
  month: number;
  /** 1 to 31; whether the month has such a day is not yet known. */
  day: number;
  /** `null` where the date carries none: it is the capture's own. */
  year: number | null;
  /** The number behind the date. */
  comments: number | null;
  /** Whether the year stands where a comment count would, without its comma: `Feb 8 2025`. */
  yearLacksComma: boolean;
  /** Whether the page itself never writes dates so: such a date has its year even where it is the capture's own. */
  isForeign: boolean;
}

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
export const LONGEST_DATE = 60;
const WEEKDAY = /^(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+/i;
const COUNT = String.raw`(?:\s+(?:·\s*)?(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\s+comments?)?)?`;
const DAY = String.raw`(\d{1,2})(?:st|nd|rd|th)?`;
const YEAR = String.raw`((?:19|20)\d\d)`;
/** Month, day, year, year without its comma, comments. */
const MONTH_FIRST = new RegExp(String.raw`^([a-z]{3,9})\.?\s+${DAY}(?:\s*,\s*(\d{4})|\s+${YEAR})?${COUNT}$`, 'i');
/** Day, month, year, comments. */
const DAY_FIRST = new RegExp(String.raw`^${DAY}\.?\s+(?:of\s+)?([a-z]{3,9})\.?(?:,?\s+${YEAR})?${COUNT}$`, 'i');
/** Year, separator, month, day, comments. */
const NUMERIC = new RegExp(String.raw`^(\d{4})([-/.])(\d{2})\2(\d{2})(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?${COUNT}$`);
const BEGINNING = /^([A-Za-z]{1,9})(?:\.?\s*\d{0,2}(?:\s*,\s*\d{0,3})?)?$/;

/** The date that `text`, which is trimmed, consists of; `null` where it is anything else. */
export function readDate(text: string): WrittenDate | null {
  if (text.length > LONGEST_DATE) return null;
  const date = readParts(text, text) ?? (WEEKDAY.test(text) ? readParts(text.replace(WEEKDAY, ''), text) : null);
  return date !== null && date.day >= 1 && date.day <= 31 ? date : null;
}

/** @param text the whole of what is written, as it is shown */
function readParts(date: string, text: string): WrittenDate | null {
  const code = date.charCodeAt(0);
  return code >= 48 && code <= 57 ? (readNumeric(date, text) ?? readDayFirst(date, text)) : readMonthFirst(date, text);
}

function readMonthFirst(date: string, text: string): WrittenDate | null {
  const match = MONTH_FIRST.exec(date);
  const month = monthOf(match?.[1]);
  if (match === null || month === null) return null;
  const [, , day, withComma, withoutComma, comments] = match;
  return {
    text,
    month,
    day: Number(day),
    year: toNumber(withComma ?? withoutComma),
    comments: toNumber(comments),
    // Nobody has seen 2,025 comments on one paper, and a page that drops a comma is easily imagined.
    yearLacksComma: withoutComma !== undefined,
    isForeign: false,
  };
}

function readDayFirst(date: string, text: string): WrittenDate | null {
  const match = DAY_FIRST.exec(date);
  const month = monthOf(match?.[2]);
  if (match === null || month === null) return null;
  const [, day, , year, comments] = match;
  return {
    text,
    month,
    day: Number(day),
    year: toNumber(year),
    comments: toNumber(comments),
    yearLacksComma: false,
    isForeign: true,
  };
}

function readNumeric(date: string, text: string): WrittenDate | null {
  const match = NUMERIC.exec(date);
  if (match === null) return null;
  const [, year, , month, day, comments] = match;
  if (!(Number(month) >= 1 && Number(month) <= 12)) return null;
  return {
    text,
    month: Number(month),
    day: Number(day),
    year: Number(year),
    comments: toNumber(comments),
    yearLacksComma: false,
    isForeign: true,
  };
}

/** Whether `text` may be the beginning of a date whose end is missing: `Ja`, `Jan 16,`, `Jan 16, 20`. */
export function beginsDate(text: string): boolean {
  if (text.length > LONGEST_DATE) return false;
  const word = BEGINNING.exec(text)?.[1]?.toLowerCase();
  return word !== undefined && MONTHS.some((month) => month.startsWith(word));
}

/** `YYYY-MM-DD`, or `null` where the calendar has no such day. */
export function isoDate(year: number, month: number, day: number): string | null {
  if (day < 1 || day > daysIn(year, month)) return null;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Whether `date` comes later in the year than `other`. */
export function isLaterInYear(date: WrittenDate, other: WrittenDate): boolean {
  return date.month > other.month || (date.month === other.month && date.day > other.day);
}

/** Whether `date` comes later than `other`, of which neither has a year, or both. */
export function isSurelyAfter(date: WrittenDate, other: WrittenDate): boolean {
  if (date.year === other.year) return isLaterInYear(date, other);
  return date.year !== null && other.year !== null && date.year > other.year;
}

/** 1 to 12, of a month's name or its first three letters. */
export function monthOf(word: string | undefined): number | null {
  if (word === undefined) return null;
  const name = word.toLowerCase();
  if (name === 'sept') return 9;
  const index = MONTHS.findIndex((month) => month === name || month.slice(0, 3) === name);
  return index < 0 ? null : index + 1;
}

export function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function toNumber(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits.includes(',') ? digits.replaceAll(',', '') : digits);
}
