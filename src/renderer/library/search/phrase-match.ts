/** Which documents have words that follow one another. */

import { PositionsReader } from './positions-reader';
import { BLOCK, type Field, type FieldPlace, narrow, startOfBlock } from './postings';
import { prefixSetOf } from './prefix-sets';
import { emptyBitmap, type Segment, type TermRange } from './segment';

/** Documents that have all of the words, but for the one that is only begun. */
interface Candidates {
  count: number;
  documents: Uint32Array;
  /** The words, the rarest first. */
  words: PlacedWord[];
  /** By word: the places of the documents in its list. */
  ranks: Uint32Array[];
  /** The last word, where it is only the beginning of several terms. */
  begun: { range: TermRange; offset: number } | null;
}

interface PlacedWord {
  place: FieldPlace;
  /** The place of the word among those that follow one another. */
  offset: number;
}

/**
 * Sets the bits of documents that have the words in a row.
 *
 * Where positions are missing (see `missingInPhrase`), those that have all of the words stand for them.
 */
export function addPhrase(segment: Segment, ranges: readonly TermRange[], field: Field, bitmap: Uint8Array): void {
  const candidates = candidatesOf(segment, ranges, field);
  if (!candidates) return;
  const { begun, documents, count } = candidates;
  const places = new PhrasePlaces(segment, candidates);
  const isRead = begun
    ? addBegun(segment, begun.range, field, begun.offset, places, candidates, bitmap)
    : addComplete(places, candidates, bitmap);
  if (!isRead) for (let at = 0; at < count; at++) setBit(bitmap, documents[at] ?? 0);
}

/** Tells the pieces of positions that `addPhrase` will read, and that are not in memory. */
export function missingInPhrase(
  segment: Segment,
  ranges: readonly TermRange[],
  field: Field,
  missing: Set<number>,
): void {
  if (ranges.every((range) => hasPositions(segment, range))) return;
  const candidates = candidatesOf(segment, ranges, field);
  if (!candidates || candidates.count === 0) return;
  const { count, documents, words, ranks, begun } = candidates;
  words.forEach(({ place }, word) => {
    const own = ranks[word] ?? new Uint32Array(0);
    for (let at = 0; at < count; at++) addMissing(segment, place, own[at] ?? 0, missing);
  });
  if (!begun) return;
  const wanted = emptyBitmap(segment.sizes.documents);
  for (let at = 0; at < count; at++) setBit(wanted, documents[at] ?? 0);
  const room = new Uint32Array(segment.sizes.documents);
  for (let term = begun.range.from; term < begun.range.to; term++) {
    const place = segment.placeOf(term, field);
    if (place.count === 0 || segment.positions.has(place.positionsAt, place.positionsEnd)) continue;
    segment.readDocuments(place, room);
    for (let at = 0; at < place.count; at++) if (hasBit(wanted, room[at] ?? 0)) addMissing(segment, place, at, missing);
  }
}

function hasPositions(segment: Segment, { from, to }: TermRange): boolean {
  const [{ positionsAt }] = segment.placesOf(from);
  const [, { positionsEnd }] = segment.placesOf(to - 1);
  return segment.positions.has(positionsAt, positionsEnd);
}

function addMissing({ postings, positions }: Segment, place: FieldPlace, at: number, missing: Set<number>): void {
  const block = Math.floor(at / BLOCK);
  const [start, end] = [startOfBlock(postings, place, block), startOfBlock(postings, place, block + 1)];
  if (!positions.has(start, end)) for (const piece of positions.missing(start, end)) missing.add(piece);
}

function candidatesOf(segment: Segment, ranges: readonly TermRange[], field: Field): Candidates | null {
  const words: PlacedWord[] = [];
  let begun: Candidates['begun'] = null;
  for (const [offset, range] of ranges.entries()) {
    if (range.to - range.from > 1) begun = { range, offset };
    else words.push({ place: { ...segment.placeOf(range.from, field) }, offset });
  }
  words.sort((a, b) => a.place.count - b.place.count);
  const [rarest, ...others] = words;
  if (!rarest || rarest.place.count === 0) return null;
  const documents = new Uint32Array(rarest.place.count);
  segment.readDocuments(rarest.place, documents);
  const ranks = [new Uint32Array(rarest.place.count)];
  let count = narrow(segment.postings, rarest.place, segment.sizes.documents, documents, ranks, rarest.place.count);
  for (const { place } of others) {
    ranks.push(new Uint32Array(count));
    count = narrow(segment.postings, place, segment.sizes.documents, documents, ranks, count);
  }
  const kept = begun && prefixSetOf(segment, begun.range, field);
  if (kept) {
    const all = count;
    count = 0;
    for (let at = 0; at < all; at++) {
      const document = documents[at] ?? 0;
      documents[count] = document;
      for (const own of ranks) own[count] = own[at] ?? 0;
      if (hasBit(kept, document)) count++;
    }
  }
  return { count, documents, words, ranks, begun };
}

/** Where the words of a phrase follow one another in one document after the other. */
class PhrasePlaces {
  readonly #words: readonly PlacedWord[];
  readonly #ranks: readonly Uint32Array[];
  readonly #readers: PositionsReader[];
  /**
   * By the position where the phrase would begin: how many of its words stand there, counted on from what no document
   * before had. So positions are put down and looked up, and not compared: which of two is lower cannot be guessed.
   */
  #found = new Uint32Array(256);
  #before = 0;
  /** Where the first word stands in the latest document. */
  starts = new Uint32Array(64);
  count = 0;

  constructor(segment: Segment, { words, ranks }: Candidates) {
    this.#words = words;
    this.#ranks = ranks;
    this.#readers = words.map(({ place }) => new PositionsReader(segment, place));
  }

  /**
   * Reads where the words follow one another in a document.
   *
   * @param candidate documents in ascending order
   * @returns false where positions are not in memory
   */
  read(candidate: number): boolean {
    const before = this.#before;
    const last = this.#words.length - 1;
    this.#before += last + 1;
    this.count = 0;
    for (let word = 0; word <= last; word++) {
      const reader = this.#readers[word];
      if (!reader?.read(this.#ranks[word]?.[candidate] ?? 0)) return false;
      const { positions, count } = reader;
      const offset = this.#words[word]?.offset ?? 0;
      const highest = positions[count - 1] ?? 0;
      if (highest >= this.#found.length) this.#makeRoom(highest);
      if (count > this.starts.length) this.starts = new Uint32Array(2 * count);
      const { starts } = this;
      const found = this.#found;
      let kept = 0;
      for (let at = 0; at < count; at++) {
        const start = (positions[at] ?? 0) - offset;
        if (start < 0 || (word > 0 && found[start] !== before + word)) continue;
        found[start] = before + word + 1;
        starts[kept++] = start;
      }
      if (kept === 0) return true;
      if (word === last) this.count = kept;
    }
    return true;
  }

  #makeRoom(position: number): void {
    const found = new Uint32Array(2 * position);
    found.set(this.#found);
    this.#found = found;
  }
}

function addComplete(places: PhrasePlaces, { documents, count }: Candidates, bitmap: Uint8Array): boolean {
  for (let at = 0; at < count; at++) {
    if (!places.read(at)) return false;
    if (places.count > 0) setBit(bitmap, documents[at] ?? 0);
  }
  return true;
}

/** The same where the last word may be any of many terms: most of them are rare. */
function addBegun(
  segment: Segment,
  { from, to }: TermRange,
  field: Field,
  offset: number,
  places: PhrasePlaces,
  candidates: Candidates,
  bitmap: Uint8Array,
): boolean {
  const { documents, count } = candidates;
  // Those that have the words before it in a row, and where that goes on.
  const wanted = emptyBitmap(segment.sizes.documents);
  const firstOf = new Uint32Array(segment.sizes.documents);
  let next: Uint32Array = new Uint32Array(1024);
  let length = 0;
  let left = 0;
  for (let at = 0; at < count; at++) {
    if (!places.read(at)) return false;
    if (places.count === 0) continue;
    const document = documents[at] ?? 0;
    setBit(wanted, document);
    documents[left++] = document;
    firstOf[document] = length;
    if (length + places.count >= next.length) {
      const grown = new Uint32Array(2 * (length + places.count));
      grown.set(next);
      next = grown;
    }
    for (let start = 0; start < places.count; start++) next[length++] = (places.starts[start] ?? 0) + offset;
    next[length++] = END;
  }
  const reader = new PositionsReader(segment, segment.placeOf(from, field));
  const room = new Uint32Array(segment.sizes.documents);
  for (let term = from; term < to && left > 0; term++) {
    const place = segment.placeOf(term, field);
    if (place.count === 0) continue;
    segment.readDocuments(place, room);
    reader.open(place);
    for (let at = 0; at < place.count; at++) {
      const document = room[at] ?? 0;
      if (!hasBit(wanted, document)) continue;
      if (!reader.read(at)) return false;
      if (!isCommon(next, firstOf[document] ?? 0, reader)) continue;
      // One is enough: this document need not be looked at again.
      const byte = document >>> 3;
      wanted[byte] = (wanted[byte] ?? 0) & ~(1 << (document & 7));
      setBit(bitmap, document);
      left--;
    }
  }
  return true;
}

/** Behind the last position. */
const END = 0xffffffff;

/** Whether one of the positions from a place on, up to `END`, is among those that were read. Both ascend. */
function isCommon(sought: Uint32Array, from: number, { positions, count }: PositionsReader): boolean {
  let at = from;
  for (let other = 0; other < count; other++) {
    const position = positions[other] ?? 0;
    while ((sought[at] ?? END) < position) at++;
    if (sought[at] === position) return true;
  }
  return false;
}

function setBit(bitmap: Uint8Array, document: number): void {
  bitmap[document >>> 3] = (bitmap[document >>> 3] ?? 0) | (1 << (document & 7));
}

function hasBit(bitmap: Uint8Array, document: number): boolean {
  return ((bitmap[document >>> 3] ?? 0) & (1 << (document & 7))) !== 0;
}
