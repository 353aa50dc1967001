/** Today, as queries count days. */

const DAY = 86_400_000;

/** Days since 1970 of the calendar where the reader is. */
export function today(): number {
  const now = new Date();
  return Math.floor(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY);
}
