/**
 * A part of the search index: an unchanging inverted index over some documents. A document is one place of a digest, as it
 * stood there: a title and an abstract.
 *
 * All of it but the positions is one buffer, so that it is stored and loaded as it is.
 */
import type { Positions } from './positions';
import { addDocuments, type Field, type FieldPlace, readDocuments, TermPlace } from './postings';

/** How long the sections of a segment are: all of its buffer follows from them. */
export interface SegmentSizes {
  documents: number;
  /** Runs of documents that are of the same digest. */
  runs: number;
  terms: number;
  termBytes: number;
  /** See prefix-sets.ts. */
  prefixes: number;
  postingBytes: number;
}

/** Where the documents come from: runs of them are of one digest each. */
export interface DocumentSource {
  /** As `abstractsKey` names a reading of a digest. */
  digestKeys: readonly string[];
  /** By run: its first document; and behind them how many documents there are. */
  runStarts: Uint32Array;
  /** By document: its place in the digest, from 0. */
  places: Uint32Array;
}

/** Terms from `from` up to, not including, `to`. */
export interface TermRange {
  from: number;
  to: number;
}

/** Integers of `prefixRanges` for each of them. */
export const RANGE_LENGTH = 3;

export class Segment {
  readonly sizes: SegmentSizes;
  readonly buffer: ArrayBuffer;
  readonly positions: Positions;
  readonly source: DocumentSource;
  /** How many tokens title and abstract have, by document. */
  readonly lengths: readonly [title: Uint16Array, abstract: Uint16Array];
  /** By term: where its bytes begin; and behind them their end. Terms are UTF-8, and in the order of their bytes. */
  readonly termStarts: Uint32Array;
  readonly termBytes: Uint8Array;
  /** By term: where its postings begin; and behind them their end. */
  readonly postingStarts: Uint32Array;
  readonly postings: Uint8Array;
  /** See prefix-sets.ts. */
  readonly prefixRanges: Uint32Array;
  readonly prefixSets: Uint8Array;
  #totalLengths: readonly [title: number, abstract: number] | null = null;
  readonly #place = new TermPlace();

  constructor(sizes: SegmentSizes, buffer: ArrayBuffer, digestKeys: readonly string[], positions: Positions) {
    this.sizes = sizes;
    this.buffer = buffer;
    this.positions = positions;
    const { documents, runs, terms, prefixes } = sizes;
    let at = 0;
    const integers = (length: number) => {
      const section = new Uint32Array(buffer, at, length);
      at += section.byteLength;
      return section;
    };
    const shorts = (length: number) => {
      const section = new Uint16Array(buffer, at, length);
      at += section.byteLength;
      return section;
    };
    const bytes = (length: number) => {
      const section = new Uint8Array(buffer, at, length);
      at += length;
      return section;
    };
    this.source = { digestKeys, runStarts: integers(runs + 1), places: integers(documents) };
    this.termStarts = integers(terms + 1);
    this.postingStarts = integers(terms + 1);
    this.prefixRanges = integers(RANGE_LENGTH * prefixes);
    this.prefixSets = bytes(prefixes * bitmapLength(documents));
    this.lengths = [shorts(documents), shorts(documents)];
    this.termBytes = bytes(sizes.termBytes);
    this.postings = bytes(sizes.postingBytes);
  }

  /** How many tokens titles and abstracts have in all; worked out when it is first asked for. */
  get totalLengths(): readonly [title: number, abstract: number] {
    this.#totalLengths ??= [sumOf(this.lengths[0]), sumOf(this.lengths[1])];
    return this.#totalLengths;
  }

  /** How many bytes the buffer of a segment has. */
  static lengthOf({ documents, runs, terms, termBytes, prefixes, postingBytes }: SegmentSizes): number {
    const integers = runs + 1 + documents + 2 * (terms + 1) + RANGE_LENGTH * prefixes;
    return 4 * integers + 2 * 2 * documents + prefixes * bitmapLength(documents) + termBytes + postingBytes;
  }

  /** Terms that are, or begin with, the UTF-8 bytes; none where there are none. */
  find(word: Uint8Array, isPrefix: boolean): TermRange {
    const from = this.#firstFrom(word, 0);
    if (isPrefix) return { from, to: this.#firstBehind(word, from) };
    const isThere = from < this.sizes.terms && this.#compare(from, word, 0, word.length) === 0;
    return { from, to: isThere ? from + 1 : from };
  }

  /** The place of a term's postings in one field; holds until the next call. */
  placeOf(term: number, field: Field): FieldPlace {
    this.#place.read(this.postings, this.postingStarts[term] ?? 0);
    return this.#place.fields[field];
  }

  /** The places of a term's postings in both fields; they hold until the next call. */
  placesOf(term: number): readonly [title: FieldPlace, abstract: FieldPlace] {
    this.#place.read(this.postings, this.postingStarts[term] ?? 0);
    return this.#place.fields;
  }

  /** @param target has room for as many documents as the segment has */
  readDocuments(place: FieldPlace, target: Uint32Array): void {
    readDocuments(this.postings, place, this.sizes.documents, target);
  }

  /** Sets the bit of each document that has one of the terms in one of the fields. */
  addDocuments({ from, to }: TermRange, fields: readonly Field[], bitmap: Uint8Array): void {
    for (let term = from; term < to; term++) {
      const places = this.placesOf(term);
      for (let at = 0; at < fields.length; at++) {
        const place = places[fields[at] ?? 0];
        if (place.count > 0) addDocuments(this.postings, place, this.sizes.documents, bitmap);
      }
    }
  }

  /** The first six bytes of a term as a number, whose order is theirs; infinite behind the last term. */
  headOf(term: number): number {
    if (term >= this.sizes.terms) return Number.POSITIVE_INFINITY;
    const start = this.termStarts[term] ?? 0;
    const length = (this.termStarts[term + 1] ?? 0) - start;
    let head = 0;
    for (let at = 0; at < 6; at++) head = head * 256 + (at < length ? (this.termBytes[start + at] ?? 0) : 0);
    return head;
  }

  /** Below 0 where a term comes before one of another segment, 0 where it is the same, above 0 where it comes behind it. */
  compareTo(term: number, other: Segment, otherTerm: number): number {
    const start = other.termStarts[otherTerm] ?? 0;
    return this.#compare(term, other.termBytes, start, (other.termStarts[otherTerm + 1] ?? 0) - start);
  }

  /** The first term that is not below the word. */
  #firstFrom(word: Uint8Array, from: number): number {
    let [low, high] = [from, this.sizes.terms];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(middle, word, 0, word.length) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The first term from `from` on that does not begin with the word. */
  #firstBehind(word: Uint8Array, from: number): number {
    let [low, high] = [from, this.sizes.terms];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#beginsWith(middle, word)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** As `compareTo`, with the term of which the bytes begin at `otherStart`. */
  #compare(term: number, other: Uint8Array, otherStart: number, otherLength: number): number {
    const start = this.termStarts[term] ?? 0;
    const length = (this.termStarts[term + 1] ?? 0) - start;
    const common = Math.min(length, otherLength);
    for (let at = 0; at < common; at++) {
      const difference = (this.termBytes[start + at] ?? 0) - (other[otherStart + at] ?? 0);
      if (difference !== 0) return difference;
    }
    return length - otherLength;
  }

  #beginsWith(term: number, word: Uint8Array): boolean {
    const start = this.termStarts[term] ?? 0;
    if ((this.termStarts[term + 1] ?? 0) - start < word.length) return false;
    for (let at = 0; at < word.length; at++) if (this.termBytes[start + at] !== word[at]) return false;
    return true;
  }
}

/** Bytes of a bitmap with a bit for each document: whole words of 32 bits, as what is done with all of it is done by word. */
export function bitmapLength(documents: number): number {
  return ((documents + 31) >>> 5) << 2;
}

/** A bitmap with no document. */
export function emptyBitmap(documents: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bitmapLength(documents));
}

/** A bitmap by words of 32 bits: bit `n % 32` of word `n / 32` stands for document `n`, as the lowest byte comes first. */
export function wordsOf({ buffer, byteOffset, byteLength }: Uint8Array): Uint32Array {
  return new Uint32Array(buffer, byteOffset, byteLength >>> 2);
}

function sumOf(integers: Uint16Array): number {
  let sum = 0;
  for (const integer of integers) sum += integer;
  return sum;
}
