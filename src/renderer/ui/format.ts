/** Dates, counts and sizes in words. */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const localDayFormat = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });
const momentFormat = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
const countFormat = new Intl.NumberFormat('en');

/** `2025-01-16` as `Jan 16, 2025`; put together by hand, as rows say several each. */
export function formatDay(day: string): string {
  const [year = '', month, date] = day.split('-');
  return `${MONTHS[Number(month) - 1]} ${Number(date)}, ${year}`;
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
  return count < 1000 ? String(count) : countFormat.format(count);
}

/** `1 paper`, `2 papers`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}
