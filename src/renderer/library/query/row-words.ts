/** Dates and statuses in the few words that heads of groups, and the scrollbar, have room for. */
import { STATUS_NAMES, STATUSES } from '../mark-records';

const month = new Intl.DateTimeFormat('en', { year: 'numeric', month: 'long', timeZone: 'UTC' });
const shortMonth = new Intl.DateTimeFormat('en', { year: 'numeric', month: 'short', timeZone: 'UTC' });

/** @param date `2026-03`, or a day of it; gives `March 2026` */
export function monthWords(date: string): string {
  return month.format(new Date(`${date.slice(0, 7)}-01T00:00:00Z`));
}

/** The same as `Mar 2026`. */
export function shortMonthWords(date: string): string {
  return shortMonth.format(new Date(`${date.slice(0, 7)}-01T00:00:00Z`));
}

/** By the code of a status: its place in STATUSES. */
export const STATUS_WORDS: readonly string[] = STATUSES.map((status) => STATUS_NAMES[status]);
