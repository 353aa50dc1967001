/** Digests of invented papers, for tests, with identities as main works them out. */
import type { Digest, DigestPart, Entry, IdentifiedEntry, JsonOf, Problem, SeedsChange } from '../../../preload/api';
import { SKETCH_MASK, SKETCH_SIZE } from '../papers/entries';
import type { ReadChange } from './incoming-digests';

/** An entry of which only a title has to be said. */
export function inventedEntry(entry: Partial<Entry> & { title: string }): IdentifiedEntry {
  const full: Entry = {
    abstract: `${entry.title} is studied at length by people who know it by the name of ${entry.title} and by no other.`,
    authorCount: null,
    organization: null,
    publishedOn: null,
    monthDay: null,
    comments: null,
    links: [],
    line: 1,
    lastLine: 1,
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
    firstLine: 1,
    problems: [],
    ...digest,
    entries: digest.entries.map(inventedEntry),
  };
}

/** The folder that the files of tests are in. */
export const FOLDER = '/seeds';

const fileOf = (name: string) => ({ file: `${FOLDER}/${name}`, name });

/** A file, by its name, that holds just this digest. */
export function readChange(
  name: string,
  digest: Digest,
  digestId = `digest of ${JSON.stringify(digest)}`,
  readerVersion = 2,
): ReadChange {
  return {
    kind: 'read',
    ...fileOf(name),
    stamp: { size: 100, modifiedAt: 1000 },
    readAt: 3000,
    readerVersion,
    format: 'Daily Papers, as text',
    digests: [{ id: digestId, digest, start: 0 }],
    isLast: true,
  };
}

/** A file that holds several captures of the same bytes. */
export function readCaptures(name: string, id: string, digests: Digest[], readerVersion = 2): ReadChange {
  const captures = digests.map((digest, at) => ({ id: at === 0 ? id : `${id}.${at + 1}`, digest, start: 0 }));
  return { ...readChange(name, inventedDigest({ entries: [] }), id, readerVersion), digests: captures };
}

/** The same reading in changes of at most `size` entries each, as main sends large files. */
export function inParts(change: ReadChange, size: number): ReadChange[] {
  const changes: ReadChange[] = [];
  let digests: DigestPart[] = [];
  let room = size;
  const next = () => {
    if (digests.length > 0) changes.push({ ...change, digests, isLast: false });
    digests = [];
    room = size;
  };
  for (const { id, digest } of change.digests) {
    let start = 0;
    do {
      if (room === 0) next();
      const entries = digest.entries.slice(start, start + room);
      digests.push({ id, start, digest: { ...digest, problems: start === 0 ? digest.problems : [], entries } });
      start += entries.length;
      room -= entries.length;
    } while (start < digest.entries.length);
  }
  next();
  return changes.map((part, at) => ({ ...part, isLast: at === changes.length - 1 }));
}

export function unreadableChange(name: string, message: string): SeedsChange {
  const problem: Problem = { line: null, message };
  return { kind: 'unreadable', ...fileOf(name), stamp: { size: 1, modifiedAt: 2000 }, readerVersion: 2, problem };
}

export function removedChange(name: string): SeedsChange {
  return { kind: 'removed', file: fileOf(name).file };
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
  return sketch.map((value) => value & SKETCH_MASK);
}
