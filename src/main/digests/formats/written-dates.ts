/** Dates as a listing page writes them (`Jan 16, 2025 2`, `Feb 8 2`), and the year of a capture that spells out none. */

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
const LONGEST_DATE = 40;
const DATE = /^([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:\s*,\s*(\d{4}))?(?:\s+(\d{1,3}(?:,\d{3})+|\d{1,9}))?(?:\s+(\d{1,9}))?$/;
const BEGINNING = /^([A-Za-z]{1,9})(?:\.?\s*\d{0,2}(?:\s*,\s*\d{0,3})?)?$/;

/** The date that `text`, which is trimmed, consists of; `null` where it is anything else. */
export function readDate(text: string): WrittenDate | null {
  if (text.length > LONGEST_DATE) return null;
  const match = DATE.exec(text);
  if (match === null) return null;
  const month = monthOf(match[1] ?? '');
  const day = Number(match[2]);
  if (month === null || day < 1 || day > 31) return null;
  const behind = match[4] ?? null;
  const furtherBehind = match[5] ?? null;
  if (match[3] !== undefined) {
    if (furtherBehind !== null) return null;
    return { text, month, day, year: Number(match[3]), comments: toCount(behind), yearLacksComma: false };
  }
  // Nobody has seen 2,025 comments on one paper, and a page that drops a comma is easily imagined.
  const isYear = behind !== null && /^(?:19|20)\d\d$/.test(behind);
  if (isYear) {
    return { text, month, day, year: Number(behind), comments: toCount(furtherBehind), yearLacksComma: true };
  }
  if (furtherBehind !== null) return null;
  return { text, month, day, year: null, comments: toCount(behind), yearLacksComma: false };
}

/** Whether `text` may be the beginning of a date whose end is missing: `Ja`, `Jan 16,`, `Jan 16, 20`. */
export function beginsDate(text: string): boolean {
  if (text.length > LONGEST_DATE) return false;
  const word = BEGINNING.exec(text)?.[1]?.toLowerCase();
  return word !== undefined && MONTHS.some((month) => month.startsWith(word));
}

/** `YYYY-MM-DD`, or `null` where the calendar has no such day. */
export function isoDate(year: number, month: number, day: number): string | null {
  if (day > daysIn(year, month)) return null;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/**
 * The year in which a capture was made: the smallest that is later than every year spelled out in it and in which all
 * of `undated` exist. Where it spells out no year, the latest in which the heading is not after the file's modification.
 * `null` where there is no such year, as for 30 February.
 *
 * @param spelledOut the years that its entries name
 * @param undated the dates without a year that exist in the capture's own year, heading included
 * @param modifiedAt milliseconds since 1970
 */
export function captureYear(
  heading: WrittenDate,
  spelledOut: readonly number[],
  undated: readonly WrittenDate[],
  modifiedAt: number,
): number | null {
  const exist = (year: number) => undated.every(({ month, day }) => day <= daysIn(year, month));
  if (spelledOut.length > 0) {
    const earliest = spelledOut.reduce((latest, year) => Math.max(latest, year), 0) + 1;
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

/** Whether `date` comes later in the year than `other`. */
export function isLaterInYear(date: WrittenDate, other: WrittenDate): boolean {
  return date.month > other.month || (date.month === other.month && date.day > other.day);
}

function monthOf(word: string): number | null {
  const name = word.toLowerCase();
  if (name === 'sept') return 9;
  const index = MONTHS.findIndex((month) => month === name || month.slice(0, 3) === name);
  return index < 0 ? null : index + 1;
}

function toCount(digits: string | null): number | null {
  return digits === null ? null : Number(digits.replaceAll(',', ''));
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
