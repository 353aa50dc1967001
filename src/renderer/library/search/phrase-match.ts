/** Which documents have words that follow one another. */

import { LONG_GAP } from './bytes';
import { PositionsReader } from './positions-reader';
import { BLOCK, type Field, type FieldPlace, narrow, startOfBlock } from './postings';
import { prefixSetOf } from './prefix-sets';
import { emptyBitmap, type Segment, type TermRange } from './segment';

/** Words that follow one another, as terms of a segment. */
export interface Phrase {
  /** Of the last one, maybe only the beginning. */
  ranges: readonly TermRange[];
  /** The terms of those next to each other that are common: see common-pairs.ts. */
  pairs: readonly number[];
}

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
export function addPhrase(segment: Segment, phrase: Phrase, field: Field, bitmap: Uint8Array): void {
  const pair = onlyPair(phrase);
  if (pair) {
    segment.addDocuments(pair, [field], bitmap);
    return;
  }
  const candidates = candidatesOf(segment, phrase, field);
  if (!candidates) return;
  const { begun, documents, count } = candidates;
  const places = new PhrasePlaces(segment, candidates);
  const isRead = begun
    ? addBegun(segment, begun.range, field, begun.offset, places, candidates, bitmap)
    : addComplete(places, candidates, bitmap);
  if (!isRead) for (let at = 0; at < count; at++) setBit(bitmap, documents[at] ?? 0);
}

/** Tells the pieces of positions that `addPhrase` will read, and that are not in memory. */
export function missingInPhrase(segment: Segment, phrase: Phrase, field: Field, missing: Set<number>): void {
  if (onlyPair(phrase) || phrase.ranges.every((range) => hasPositions(segment, range))) return;
  const candidates = candidatesOf(segment, phrase, field);
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

/** The term that is a phrase of two words as a whole; `null` where there is none. */
function onlyPair({ ranges, pairs }: Phrase): TermRange | null {
  const [from] = pairs;
  return ranges.length === 2 && from !== undefined ? { from, to: from + 1 } : null;
}

function candidatesOf(segment: Segment, { ranges, pairs }: Phrase, field: Field): Candidates | null {
  const words: PlacedWord[] = [];
  let begun: Candidates['begun'] = null;
  for (const [offset, range] of ranges.entries()) {
    if (range.to - range.from > 1) begun = { range, offset };
    else words.push({ place: { ...segment.placeOf(range.from, field) }, offset });
  }
  words.sort((a, b) => a.place.count - b.place.count);
  const pairPlaces = pairs.map((term) => ({ place: { ...segment.placeOf(term, field) }, offset: null }));
  const [rarest, ...others] = [...words, ...pairPlaces].sort((a, b) => a.place.count - b.place.count);
  if (!rarest || rarest.place.count === 0) return null;
  const documents = new Uint32Array(rarest.place.count);
  segment.readDocuments(rarest.place, documents);
  const ranks = rarest.offset === null ? [] : [placesFrom0(rarest.place.count)];
  let { count } = rarest.place;
  for (const { place, offset } of others) {
    const own = new Uint32Array(count);
    count = narrow(segment.postings, place, segment.sizes.documents, documents, [...ranks, own], count);
    if (offset !== null) ranks.push(own);
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

function placesFrom0(count: number): Uint32Array {
  const places = new Uint32Array(count);
  for (let place = 0; place < count; place++) places[place] = place;
  return places;
}

/** Where the words of a phrase follow one another in one document after the other. */
class PhrasePlaces {
  readonly #words: readonly { offset: number; ranks: Uint32Array; reader: PositionsReader }[];
  /**
   * By the position where the phrase would begin: how many of its words stand there, counted on from what no document
   * before had. So positions are put down and looked up, and not compared: which of two is lower cannot be guessed.
   */
  #found = new Uint32Array(1024);
  /** Places in front of the first position: where a phrase would begin whose later words stand there. */
  readonly #margin: number;
  #before = 0;
  /** Where the words before stand, if they are followed by the last: by its position. */
  starts = new Uint32Array(64);
  count = 0;

  constructor(segment: Segment, { words, ranks }: Candidates) {
    this.#words = words.map(({ place, offset }, word) => ({
      ...{ offset, ranks: ranks[word] ?? new Uint32Array(0) },
      reader: new PositionsReader(segment, place),
    }));
    this.#margin = Math.max(...words.map(({ offset }) => offset));
  }

  /**
   * Reads where the words follow one another in a document.
   *
   * @param candidate documents in ascending order
   * @returns false where positions are not in memory
   */
  read(candidate: number): boolean {
    const words = this.#words;
    const before = this.#before;
    this.#before += words.length;
    this.count = 0;
    for (let at = 0; at < words.length; at++) {
      const word = words[at];
      if (!word?.reader.seek(word.ranks[candidate] ?? 0)) return false;
      const { bytes, count, start } = word.reader;
      if (!bytes) return false;
      if (count > this.starts.length) this.starts = new Uint32Array(2 * count);
      const { starts } = this;
      let found = this.#found;
      let place = this.#margin - word.offset;
      let next = start;
      let kept = 0;
      for (let left = count; left > 0; left--) {
        for (; bytes[next] === LONG_GAP; next++) place += LONG_GAP;
        place += bytes[next++] ?? 0;
        if (place >= found.length) found = this.#makeRoom(place);
        if (at > 0 && found[place] !== before + at) continue;
        found[place] = before + at + 1;
        starts[kept++] = place - this.#margin;
      }
      if (kept === 0) return true;
      if (at === words.length - 1) this.count = kept;
    }
    return true;
  }

  #makeRoom(place: number): Uint32Array<ArrayBuffer> {
    const found = new Uint32Array(2 * place);
    found.set(this.#found);
    this.#found = found;
    return found;
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
      if (!reader.seek(at)) return false;
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

/** Whether one of the positions from a place on, up to `END`, is among those that a reader is at. Both ascend. */
function isCommon(sought: Uint32Array, from: number, { bytes, start, count }: PositionsReader): boolean {
  if (!bytes) return false;
  let at = from;
  let position = 0;
  let next = start;
  for (let left = count; left > 0; left--) {
    for (; bytes[next] === LONG_GAP; next++) position += LONG_GAP;
    position += bytes[next++] ?? 0;
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
