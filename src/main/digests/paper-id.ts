/** Tells what paper an entry is about, from its text alone: the same on every machine and in every version. */
import { createHash } from 'node:crypto';
import type { Digest, Entry, EntryIdentity, IdentifiedEntry } from '../../preload/api';
import { fold, foldToWords } from './fold-text';

/** How many 32-bit integers a sketch has. */
export const SKETCH_SIZE = 16;

/** 22 characters of base64 hold 132 bits: two of a billion papers share them less often than a disk fails. */
const KEY_LENGTH = 22;

/** For each position of a sketch, what makes its hash differ from those of the others. */
const SEEDS = Uint32Array.from({ length: SKETCH_SIZE }, (_, position) => mix(Math.imul(position + 1, 0x9e3779b9)));

/** Names the paper that an entry is about. Titles that differ only in dress share their key; so do abstracts. */
export function identify(entry: Pick<Entry, 'title' | 'abstract'>): EntryIdentity {
  // A title of nothing but signs is compared as it is written.
  const titleKey = fold(entry.title) || entry.title.trim();
  const words = entry.abstract === null ? '' : foldToWords(entry.abstract);
  const folded = words.replaceAll(' ', '');
  return {
    id: keyOf(`${titleKey}\n${folded}`),
    titleKey,
    abstractKey: folded === '' ? null : keyOf(folded),
    sketch: sketchOf(words),
  };
}

/** A digest whose entries know what paper they are about. */
export function identifyDigest(digest: Digest<Entry>): Digest<IdentifiedEntry> {
  return { ...digest, entries: digest.entries.map((entry) => ({ ...entry, ...identify(entry) })) };
}

/**
 * How much two abstracts have in common, from 0 to 1: the share of positions in which their sketches are equal, which
 * estimates the share of word pairs that they have in common (Broder, "On the resemblance and containment of
 * documents", 1997). 0 where either has none.
 */
export function sketchSimilarity(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || a.length !== b.length) return 0;
  let equal = 0;
  for (let position = 0; position < a.length; position++) if (a[position] === b[position]) equal++;
  return equal / a.length;
}

function keyOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, KEY_LENGTH);
}

/** A MinHash over the pairs of neighbouring words; of the word itself where there is but one. */
function sketchOf(words: string): number[] {
  if (words === '') return [];
  const least = new Uint32Array(SKETCH_SIZE).fill(0xffffffff);
  let before = 0;
  let start = 0;
  for (let count = 0; start < words.length; count++) {
    const space = words.indexOf(' ', start);
    const end = space < 0 ? words.length : space;
    const word = hashOf(words, start, end);
    if (count > 0 || space < 0) takeLeast(least, mix(Math.imul(before, 31) + word));
    before = word;
    start = end + 1;
  }
  return Array.from(least);
}

function takeLeast(least: Uint32Array, pair: number): void {
  for (let position = 0; position < SKETCH_SIZE; position++) {
    const hash = mix(pair ^ (SEEDS[position] ?? 0));
    if (hash < (least[position] ?? 0)) least[position] = hash;
  }
}

/** FNV-1a over UTF-16 code units. */
function hashOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** The finalizer of MurmurHash3: every bit of the input moves every bit of the unsigned 32-bit result. */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
