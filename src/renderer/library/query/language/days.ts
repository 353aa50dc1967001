/** Reads the days of a query: `2026-03`, `2024..2026`, `>2026-01`, `7d`, `yesterday`, `last-month`. */

import { isForward, type Range, type RangeReading } from './range';

/** Days since 1970. */
interface Days {
  first: number;
  last: number;
}

/** What a written day covers, and how far back it lies where it is said so (`7d`). */
interface Written extends Days {
  isAge: boolean;
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
];
const PERIODS = ['this-week', 'last-week', 'this-month', 'last-month', 'this-year', 'last-year'];

/** Every word that a day may be called by, those first that a reader wants most. */
export const DAY_NAMES: readonly string[] = ['today', 'yesterday', ...PERIODS, ...WEEKDAYS, ...MONTHS];

const COMPARISON = /^(>=|<=|>|<)?(.*)$/s;

/**
 * @param text without white space, in any case
 * @param today days since 1970, where the reader is
 */
export function readDays(text: string, today: number): RangeReading {
  const value = text.toLowerCase();
  const range = rangeOf(value, today);
  if (range && isForward(range)) return { kind: 'range', range };
  // An end with its year that lies before the beginning stays before it, whatever is added.
  const isIncomplete = mayBecomeDays(value) && !(range && /\.\.\d{4}/.test(value));
  return {
    kind: 'mistake',
    ...mistakeIn(value, today),
    isIncomplete,
    soFar: isIncomplete ? soFar(value, today) : null,
  };
}

/** Whether a word by itself, without a qualifier, is meant as days: `2026-03`, `2026-03..05`, or the beginning of that. */
export function looksLikeDays(word: string): boolean {
  return /^[1-9]\d{3}(-[\d.-]*|\.\.?[\d-]*)$/.test(word) || /^\.\.[1-9]\d{3}[\d-]*$/.test(word);
}

function rangeOf(value: string, today: number): Range | null {
  const dots = value.indexOf('..');
  if (dots >= 0) {
    const left = value.slice(0, dots);
    const right = value.slice(dots + 2);
    const begin = left === '' ? null : writtenDays(left, today);
    const end = right === '' ? null : (abbreviatedEnd(left, right) ?? writtenDays(right, today));
    if ((left !== '' && !begin) || (right !== '' && !end) || (!begin && !end)) return null;
    return { from: begin?.first ?? null, to: (end?.isAge ? end.first : end?.last) ?? null };
  }
  const [, comparison = '', rest = ''] = COMPARISON.exec(value) ?? [];
  const days = writtenDays(rest, today);
  return days && compared(comparison, days);
}

function compared(comparison: string, { first, last, isAge }: Written): Range {
  switch (comparison) {
    // "More than seven days" is longer ago.
    case '>':
      return isAge ? { from: null, to: first - 1 } : { from: last + 1, to: null };
    case '>=':
      return isAge ? { from: null, to: first } : { from: first, to: null };
    case '<':
      return isAge ? { from: first + 1, to: last } : { from: null, to: first - 1 };
    case '<=':
      return isAge ? { from: first, to: last } : { from: null, to: last };
    default:
      return { from: first, to: last };
  }
}

/** The end of `2026-03..05` or `2026-03-10..14` or `2026-03-10..04-02`: what it leaves out is as in the beginning. */
function abbreviatedEnd(left: string, right: string): Written | null {
  const [year, month, day] = left.split('-');
  if (!/^[1-9]\d{3}$/.test(year ?? '') || month === undefined) return null;
  if (/^\d\d$/.test(right)) return calendarDays(day === undefined ? `${year}-${right}` : `${year}-${month}-${right}`);
  return day !== undefined && /^\d\d-\d\d$/.test(right) ? calendarDays(`${year}-${right}`) : null;
}

function writtenDays(value: string, today: number): Written | null {
  return calendarDays(value) ?? agedDays(value, today) ?? namedDays(value, today);
}

/** `2026`, `2026-03` or `2026-03-14`. */
function calendarDays(value: string): Written | null {
  const match = /^([1-9]\d{3})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(value);
  if (!match) return null;
  const [, year, month, day] = match;
  const y = Number(year);
  if (month === undefined) return written(dayNumber(y, 0, 1), dayNumber(y + 1, 0, 1) - 1);
  const m = Number(month) - 1;
  if (m < 0 || m > 11) return null;
  const first = dayNumber(y, m, 1);
  const last = dayNumber(y, m + 1, 1) - 1;
  if (day === undefined) return written(first, last);
  const the = first + Number(day) - 1;
  return the >= first && the <= last ? written(the, the) : null;
}

/** `7d`, `2w`, `3m`, `1y`: so many days, today being one of them. */
function agedDays(value: string, today: number): Written | null {
  const match = /^(\d{1,3})([dwmy])$/.exec(value);
  if (!match) return null;
  const count = Number(match[1]);
  const date = new Date(today * DAY);
  switch (match[2]) {
    case 'd':
      date.setUTCDate(date.getUTCDate() - count);
      break;
    case 'w':
      date.setUTCDate(date.getUTCDate() - 7 * count);
      break;
    case 'm':
      moveMonths(date, -count);
      break;
    default:
      moveMonths(date, -12 * count);
  }
  const first = Math.floor(date.getTime() / DAY) + 1;
  return { first, last: today, isAge: true };
}

function namedDays(value: string, today: number): Written | null {
  if (value === 'today') return written(today, today);
  if (value === 'yesterday') return written(today - 1, today - 1);
  const date = new Date(today * DAY);
  const weekday = indexOfName(WEEKDAYS, value);
  if (weekday >= 0) {
    const the = today - ((date.getUTCDay() - weekday + 7) % 7);
    return written(the, the);
  }
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  const named = indexOfName(MONTHS, value);
  if (named >= 0) return monthDays(named > month ? year - 1 : year, named);
  // Weeks begin on Monday (ISO 8601).
  const monday = today - ((date.getUTCDay() + 6) % 7);
  switch (value) {
    case 'this-week':
      return written(monday, monday + 6);
    case 'last-week':
      return written(monday - 7, monday - 1);
    case 'this-month':
      return monthDays(year, month);
    case 'last-month':
      return monthDays(year, month - 1);
    case 'this-year':
      return calendarDays(String(year));
    case 'last-year':
      return calendarDays(String(year - 1));
    default:
      return null;
  }
}

/** By its name or the first three letters of it. */
function indexOfName(names: readonly string[], value: string): number {
  return names.findIndex((name) => value === name || value === name.slice(0, 3));
}

function monthDays(year: number, month: number): Written {
  return written(dayNumber(year, month, 1), dayNumber(year, month + 1, 1) - 1);
}

function written(first: number, last: number): Written {
  return { first, last, isAge: false };
}

const DAY = 86_400_000;

/** @param month from 0; 12 is the next January */
function dayNumber(year: number, month: number, day: number): number {
  return Math.floor(Date.UTC(year, month, day) / DAY);
}

/** To the same day of another month, or its last one where that is shorter. */
function moveMonths(date: Date, by: number): void {
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + by);
  const length = dayNumber(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) - Math.floor(date.getTime() / DAY);
  date.setUTCDate(Math.min(day, length));
}

/** The beginnings of a date that can still go on: `2`, `2026-`, `2026-0`, `2026-03-1`. */
const DATE_BEGINNING = /^(|[1-9]\d{0,3}|[1-9]\d{3}-([01]?|(0[1-9]|1[0-2])(-[0-3]?)?))$/;
const AGE_BEGINNING = /^\d{1,3}$/;

/** Whether more typing could make days of it. */
function mayBecomeDays(value: string): boolean {
  const dots = value.indexOf('..');
  if (dots >= 0) {
    const left = value.slice(0, dots);
    const right = value.slice(dots + 2);
    // Only what a beginning is followed by is of interest: today makes no difference to whether it is a day.
    return (left === '' || writtenDays(left, 0) !== null) && (mayBecomeDay(right) || mayBecomeEnd(left, right));
  }
  if (value.endsWith('.')) return writtenDays(value.slice(0, -1), 0) !== null || value === '.';
  const [, , rest = ''] = COMPARISON.exec(value) ?? [];
  return mayBecomeDay(rest);
}

function mayBecomeDay(value: string): boolean {
  return (
    (value.length < 10 && DATE_BEGINNING.test(value)) ||
    AGE_BEGINNING.test(value) ||
    DAY_NAMES.some((name) => name !== value && name.startsWith(value))
  );
}

function mayBecomeEnd(left: string, right: string): boolean {
  return (
    (/^\d{4}-/.test(left) && /^[01]?\d?$/.test(right)) ||
    (/^\d{4}-\d\d-/.test(left) && /^[0-3]\d(-[0-3]?)?$/.test(right))
  );
}

/** What it means without the end that says nothing yet: `2026-0` is `2026`. */
function soFar(value: string, today: number): Range | null {
  if (!/\d/.test(value)) return null;
  for (let length = value.length - 1; length >= 4; length--) {
    const range = rangeOf(value.slice(0, length), today);
    if (range && isForward(range)) return range;
  }
  return null;
}

function mistakeIn(value: string, today: number): { reason: string; instead: string | null } {
  const range = rangeOf(value, today);
  if (range) {
    const [left, right] = value.split('..');
    const swapped = `${right}..${left}`;
    const turned = rangeOf(swapped, today);
    return { reason: 'It ends before it begins.', instead: turned && isForward(turned) ? swapped : null };
  }
  const plain = asCalendar(value);
  const instead = rangeOf(plain, today) ? plain : null;
  if (/^[1-9]\d{3}-\d\d?(-\d\d?)?$/.test(value) && !instead) {
    return { reason: 'There is no such day in the calendar.', instead: null };
  }
  return { reason: 'A day is written as 2026-03-14, 2026-03, 7d or yesterday.', instead };
}

/** `2026/3/4`, `2026-3` and `14.3.2026` as they are to be written. */
function asCalendar(value: string): string {
  const parts = value.split(/[-/.]/);
  if (parts.length > 3 || parts.some((part) => !/^\d{1,4}$/.test(part))) return '';
  const ordered = parts.at(-1)?.length === 4 && parts[0]?.length !== 4 ? parts.reverse() : parts;
  return ordered.map((part) => part.padStart(2, '0')).join('-');
}
