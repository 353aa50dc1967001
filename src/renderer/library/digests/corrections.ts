/** The dates that the reader gave to digests: laid over what was read, never into it. */
import { dateOf, dayOf, MISSING } from '../columns';
import type { LoadedDigest } from './digests';

/** Days from the year 1 to 1970, so that every day of a digest counts from more than 0. */
const DAYS_BEFORE_1970 = 719_163;
/** More digests than a library will ever hold; recency stays an exact integer. */
const MOST_DIGESTS = 2 ** 26;

/**
 * @param correctedDate `YYYY-MM-DD`; `null` for the date as it was read
 * @param publishedOn as they were read, by position
 * @param monthDays see `EntryColumns`
 */
export function applyDate(
  digest: LoadedDigest,
  correctedDate: string | null,
  publishedOn: Int32Array,
  monthDays: Int16Array,
): void {
  const { asRead } = digest;
  digest.isDateCorrected = correctedDate !== null;
  digest.date = correctedDate ?? asRead.date;
  digest.isYearInferred = correctedDate === null && asRead.isYearInferred;
  digest.correctedDays =
    correctedDate === null
      ? null
      : publishedOn.map((day, position) => {
          const monthDay = monthDays[position] ?? 0;
          return monthDay === 0 ? day : dayInYear(monthDay, correctedDate);
        });
  const day = dayOf(digest.date);
  digest.recency = (day === MISSING ? 0 : day + DAYS_BEFORE_1970) * MOST_DIGESTS + digest.sequence;
}

/**
 * The day that a date without a year means in a capture of `date`: one of its own year. `MISSING` where the year has no
 * such day, or it is yet to come at that date.
 *
 * @param monthDay month times 100 and day
 */
function dayInYear(monthDay: number, date: string): number {
  const written = `${date.slice(0, 4)}-${String(Math.floor(monthDay / 100)).padStart(2, '0')}-${String(monthDay % 100).padStart(2, '0')}`;
  const day = dayOf(written);
  // The engine takes 30 February for a day of March.
  return written <= date && dateOf(day) === written ? day : MISSING;
}
