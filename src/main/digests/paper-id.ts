/** Tells what paper an entry is about, from its text alone: the same on every machine and in every version. */
import { createHash } from 'node:crypto';
import type { Entry, EntryIdentity } from '../../preload/api';
import { encodeForFolding, fold } from './fold-text';

/** How many 32-bit integers a sketch has. */
export const SKETCH_SIZE = 16;

/** 22 characters of base64 hold 132 bits: two of a billion papers share them less often than a disk fails. */
const KEY_LENGTH = 22;

/** For each position of a sketch, what makes its hash differ from those of the others. */
const FACTORS = Uint32Array.from(
  { length: SKETCH_SIZE },
  (_, position) => mix(Math.imul(position + 1, 0x9e3779b9)) | 1,
);
const SUMMANDS = Uint32Array.from({ length: SKETCH_SIZE }, (_, position) => mix(Math.imul(position + 1, 0x7f4a7c15)));
const FNV_START = 0x811c9dc5;
const FNV_FACTOR = 0x01000193;

/** Names the paper that an entry is about. Titles that differ only in dress share their key; so do abstracts. */
export function identify(entry: Pick<Entry, 'title' | 'abstract'>): EntryIdentity {
  // A title of nothing but signs is compared as it is written.
  const titleKey = fold(entry.title) || entry.title.trim();
  const { folded, sketch } = entry.abstract === null ? NO_ABSTRACT : foldAndSketch(entry.abstract);
  return {
    id: keyOf(`${titleKey}\n`, folded),
    titleKey,
    abstractKey: folded.length === 0 ? null : keyOf('', folded),
    sketch,
  };
}

interface FoldedAbstract {
  /** The letters and numbers of the abstract, folded, in UTF-8. */
  folded: Uint8Array;
  sketch: number[];
}

const NO_ABSTRACT: FoldedAbstract = { folded: new Uint8Array(0), sketch: [] };

function keyOf(text: string, bytes: Uint8Array): string {
  return createHash('sha256').update(text).update(bytes).digest('base64url').slice(0, KEY_LENGTH);
}

/**
 * Folds an abstract and makes a MinHash over the pairs of its neighbouring words (over the word, where there is but
 * one), in one pass over its bytes: a library of 100,000 papers has 150 MB of them.
 */
function foldAndSketch(abstract: string): FoldedAbstract {
  const bytes = encodeForFolding(abstract);
  const least = new Uint32Array(SKETCH_SIZE).fill(0xffffffff);
  let length = 0;
  let words = 0;
  let hash = FNV_START;
  let before = 0;
  for (let at = 0; at <= bytes.length; at++) {
    const byte = foldByte(at < bytes.length ? (bytes[at] ?? 0) : 0);
    if (byte !== 0) {
      bytes[length++] = byte;
      hash = Math.imul(hash ^ byte, FNV_FACTOR);
    } else if (hash !== FNV_START) {
      if (words > 0) takeLeast(least, mix(Math.imul(before, 31) + hash));
      words++;
      before = hash;
      hash = FNV_START;
    }
  }
  if (words === 1) takeLeast(least, mix(before));
  return { folded: bytes.subarray(0, length), sketch: words === 0 ? [] : Array.from(least) };
}

/** A letter's or number's byte, in lower case; 0 for any other. */
function foldByte(byte: number): number {
  if (byte >= 0x80 || (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57)) return byte;
  return byte >= 65 && byte <= 90 ? byte + 32 : 0;
}

function takeLeast(least: Uint32Array, pair: number): void {
  for (let position = 0; position < SKETCH_SIZE; position++) {
    const hash = (Math.imul(pair, FACTORS[position] ?? 1) + (SUMMANDS[position] ?? 0)) >>> 0;
    if (hash < (least[position] ?? 0)) least[position] = hash;
  }
}

/** The finalizer of MurmurHash3: every bit of the input moves every bit of the unsigned 32-bit result. */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
