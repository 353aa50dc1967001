/** What tells that one digest is a later state of another, and what it takes over from it. */
import type { DigestRecord } from './packed-digests';

/** What is known of a digest that may have been revised or read again. */
export type DigestOutline = Pick<
  DigestRecord,
  'id' | 'heading' | 'readerVersion' | 'sequence' | 'ids' | 'titleKeys' | 'abstractKeys' | 'arrivals'
>;

/** Whether a capture is a later state of an earlier one: same heading, and at least half of the shorter one in common. */
export function isRevision(
  before: Pick<DigestOutline, 'heading' | 'titleKeys'>,
  heading: string | null,
  titleKeys: readonly string[],
): boolean {
  if (before.heading !== heading) return false;
  if (before.titleKeys.length === 0) return true;
  // Nothing in common to tell by: a file that is being written anew may hold no more than its heading for a moment.
  if (titleKeys.length === 0) return heading !== null;
  const known = new Set(before.titleKeys);
  const now = new Set(titleKeys);
  const shared = [...now].filter((titleKey) => known.has(titleKey)).length;
  return shared * 2 >= Math.min(known.size, now.size);
}

/**
 * Gives the entries of a digest their arrivals: those that its earlier state had keep theirs.
 *
 * @returns the positions of those
 */
export function continueFrom(before: DigestOutline | null, digest: DigestRecord, arrival: number): Set<number> {
  digest.arrivals.fill(arrival);
  const known = new Set<number>();
  if (!before) return known;
  const arrivals = new Map<string, number>();
  before.ids.forEach((_, position) => {
    for (const key of keysAt(before, position)) arrivals.set(key, before.arrivals[position] ?? 0);
  });
  digest.ids.forEach((_, position) => {
    const key = keysAt(digest, position).find((candidate) => arrivals.has(candidate));
    if (key === undefined) return;
    digest.arrivals[position] = arrivals.get(key) ?? 0;
    known.add(position);
  });
  return known;
}

/** What an entry may be recognised by, the surest first. */
function keysAt({ ids, titleKeys, abstractKeys }: Omit<DigestOutline, 'sequence'>, position: number): string[] {
  const keys = [`id ${ids[position]}`, `title ${titleKeys[position]}`];
  const abstractKey = abstractKeys[position];
  return abstractKey == null ? keys : [...keys, `abstract ${abstractKey}`];
}
