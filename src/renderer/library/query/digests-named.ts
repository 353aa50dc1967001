/** Which digests a query names. */
import { dateOf } from '../columns';
import type { LoadedDigest } from '../digests/digests';
import { fold } from './fold';

/**
 * The digests whose day, heading, or file's name (with its folder, or without) begins like a text.
 *
 * @param name folded
 */
export function* digestsNamed(
  digests: Iterable<LoadedDigest>,
  name: string,
  fileNamesOf: (digestId: string) => string[],
): Generator<LoadedDigest> {
  for (const digest of digests) {
    const { date, heading } = digest;
    const isCalled = (text: string | null) => text !== null && fold(text).startsWith(name);
    if (isCalled(date) || isCalled(heading)) yield digest;
    else if (fileNamesOf(digest.id).some((file) => isCalled(file) || isCalled(file.replace(/^.*[/\\]/, ''))))
      yield digest;
  }
}

/** The digests of days since 1970, both ends included; `null` is open. Those without a date are of no day. */
export function* datedBetween(
  digests: Iterable<LoadedDigest>,
  from: number | null,
  to: number | null,
): Generator<LoadedDigest> {
  // Dates that are written from the year on sort as they are.
  const first = from === null ? '' : (dateOf(from) ?? '');
  const last = to === null ? '\uffff' : (dateOf(to) ?? '');
  for (const digest of digests) if (digest.date !== null && digest.date >= first && digest.date <= last) yield digest;
}
