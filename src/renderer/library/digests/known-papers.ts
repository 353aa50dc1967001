/** Tells which of the papers that a file would bring are known already, without bringing it in. */
import type { EntryIdentity } from '../../../preload/api';
import { Clusters } from '../papers/clusters';
import { Entries } from '../papers/entries';
import type { Papers } from '../papers/papers';

/** Each paper counts once. */
export function countKnown(
  papers: Papers,
  identities: readonly EntryIdentity[],
): { newPapers: number; knownPapers: number } {
  // A library of its own, of these entries and the ones that they could be one paper with.
  const entries = new Entries();
  const known = new Map<number, number>();
  const clusters = new Clusters(entries, (entry) => papers.publicationDays(known.get(entry) ?? -1));
  const incoming = identities.map(({ id, titleKey, abstractKey, sketch }) => {
    for (const relative of papers.relativesOf(titleKey, abstractKey)) {
      const { id, ...identity } = papers.entries.identityOf(relative);
      known.set(entries.add(id, identity.titleKey, identity.abstractKey, identity.sketch, 0), relative);
    }
    return entries.add(id, titleKey, abstractKey, Uint32Array.from(sketch), 0);
  });
  clusters.reserve(entries.length);
  for (let entry = 0; entry < entries.length; entry++) clusters.include(entry);
  clusters.settle();
  const isKnown = new Map<number, boolean>();
  for (let entry = 0; entry < entries.length; entry++) {
    const root = clusters.rootOf(entry);
    isKnown.set(root, isKnown.get(root) === true || papers.paperOf(known.get(entry) ?? -1) >= 0);
  }
  const found = [...new Set(incoming.map((entry) => clusters.rootOf(entry)))];
  const knownPapers = found.filter((root) => isKnown.get(root)).length;
  return { newPapers: found.length - knownPapers, knownPapers };
}
