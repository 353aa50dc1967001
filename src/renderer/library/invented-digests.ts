/** Digests of invented papers, for tests, with identities as main works them out. */
import type { Digest, Entry, IdentifiedEntry, JsonOf, Problem, SeedsChange } from '../../preload/api';
import { SKETCH_SIZE } from './entries';

/** An entry of which only a title has to be said. */
export function inventedEntry(entry: Partial<Entry> & { title: string }): IdentifiedEntry {
  const full: Entry = {
    abstract: `${entry.title} is studied at length by people who know it by the name of ${entry.title} and by no other.`,
    authorCount: null,
    organization: null,
    publishedOn: null,
    comments: null,
    links: [],
    line: 1,
    ...entry,
  };
  const titleKey = keyOf(full.title);
  const abstractKey = full.abstract === null ? null : keyOf(full.abstract);
  return { ...full, id: `${titleKey}/${abstractKey ?? ''}`, titleKey, abstractKey, sketch: sketchOf(full.abstract) };
}

export function inventedDigest(
  digest: Partial<Omit<Digest, 'entries'>> & { entries: (Partial<Entry> & { title: string })[] },
): Digest {
  return {
    heading: digest.heading ?? digest.date ?? null,
    date: null,
    yearInferred: false,
    problems: [],
    ...digest,
    entries: digest.entries.map(inventedEntry),
  };
}

export function readChange(
  file: string,
  digest: Digest,
  digestId = `digest of ${JSON.stringify(digest)}`,
): SeedsChange {
  return { kind: 'read', file, stamp: { size: 100, modifiedAt: 1000 }, digestId, digest };
}

export function unreadableChange(file: string, message: string): SeedsChange {
  const problem: Problem = { line: null, message };
  return { kind: 'unreadable', file, stamp: { size: 1, modifiedAt: 2000 }, problem };
}

export function removedChange(file: string): SeedsChange {
  return { kind: 'removed', file };
}

export function asJson(...changes: SeedsChange[]): JsonOf<SeedsChange[]> {
  return JSON.stringify(changes) as JsonOf<SeedsChange[]>;
}

function keyOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** A MinHash of the word pairs; empty where there are none. */
function sketchOf(text: string | null): number[] {
  const words = (text ?? '').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length < 2) return [];
  const sketch = new Array<number>(SKETCH_SIZE).fill(0xffffffff);
  for (let at = 1; at < words.length; at++) {
    const pair = `${words[at - 1]} ${words[at]}`;
    for (let place = 0; place < SKETCH_SIZE; place++) {
      let hash = Math.imul(place + 1, 0x9e3779b1);
      for (let unit = 0; unit < pair.length; unit++)
        hash = Math.imul(hash ^ pair.charCodeAt(unit), 0x85ebca6b) ^ (hash >>> 13);
      sketch[place] = Math.min(sketch[place] ?? 0, hash >>> 0);
    }
  }
  return sketch;
}
