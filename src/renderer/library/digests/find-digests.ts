/** Finds digests by their day, in digits or as it is shown, and by the name of their file. */
import { formatDay } from '../../ui/format';
import { fold } from '../query/fold';
import type { LoadedDigest } from './digests';

/** Those that say every word of a text somewhere, in their order. */
export function findDigests(
  digests: readonly LoadedDigest[],
  text: string,
  limit: number,
  nameOf: (digestId: string) => string | null,
): LoadedDigest[] {
  const sought = fold(text.trim()).split(/\s+/);
  const found: LoadedDigest[] = [];
  for (const digest of digests) {
    if (found.length >= limit) break;
    const { id, date } = digest;
    const said = fold(`go to digest ${date === null ? '' : `${date} ${formatDay(date)}`} ${nameOf(id) ?? ''}`);
    if (sought.every((word) => said.includes(word))) found.push(digest);
  }
  return found;
}
