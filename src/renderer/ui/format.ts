/** Dates, counts and sizes in words. */

const dayFormat = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });
const localDayFormat = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });
const momentFormat = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
const countFormat = new Intl.NumberFormat('en');

/** `2025-01-16` as `Jan 16, 2025`. */
export function formatDay(day: string): string {
  return dayFormat.format(new Date(`${day}T00:00:00Z`));
}

/** Milliseconds since 1970 as `Nov 21, 2026, 9:30 AM`, in local time. */
export function formatMoment(time: number): string {
  return momentFormat.format(time);
}

/** Milliseconds since 1970 as `Nov 21, 2026`, in local time. */
export function formatLocalDay(time: number): string {
  return localDayFormat.format(time);
}

export function formatCount(count: number): string {
  return countFormat.format(count);
}

/** `1 paper`, `2 papers`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}
