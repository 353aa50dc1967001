/** Where words stand that are to follow one another. */
import { BLOCK, type Field, type FieldPlace, frequencyAt, MANY, startOfBlock } from './postings';
import type { Segment, TermRange } from './segment';

/** Places where words may begin that follow one another: in the order of their documents, and there from the front. */
export interface FoundPlaces {
  count: number;
  documents: Uint32Array;
  /** The position of the first word. */
  starts: Uint32Array;
}

/** Reads the positions of a term, document by document, and passes over blocks of them that nobody asks for. */
class PositionsReader {
  readonly #segment: Segment;
  #place: FieldPlace;
  #bytes: Uint8Array | null = null;
  #block = -1;
  /** The next document whose positions begin at `#next`, by its place in the list. */
  #at = 0;
  #next = 0;
  /** The positions of the latest document. */
  positions = new Uint32Array(64);
  count = 0;

  constructor(segment: Segment, place: FieldPlace) {
    this.#segment = segment;
    this.#place = place;
  }

  /** Goes on with another term. */
  open(place: FieldPlace): void {
    this.#place = place;
    this.#block = -1;
  }

  /**
   * Reads the positions of a document into `positions`.
   *
   * @param at its place in the list, behind those read before
   * @returns false where they are not in memory
   */
  read(at: number): boolean {
    const block = Math.floor(at / BLOCK);
    if (block !== this.#block) {
      const { postings, positions } = this.#segment;
      const start = startOfBlock(postings, this.#place, block);
      this.#bytes = positions.read(start, startOfBlock(postings, this.#place, block + 1));
      this.#block = block;
      this.#at = block * BLOCK;
      this.#next = 0;
    }
    const bytes = this.#bytes;
    if (!bytes) return false;
    const { postings } = this.#segment;
    const { frequenciesAt } = this.#place;
    let next = this.#next;
    for (; this.#at <= at; this.#at++) {
      let left = frequencyAt(postings, frequenciesAt, this.#at);
      if (left === MANY) {
        left = 0;
        for (let shift = 0; ; shift += 7) {
          const byte = bytes[next++] ?? 0;
          left |= (byte & 127) << shift;
          if (byte < 128) break;
        }
      }
      if (this.#at < at) {
        while (left > 0) if ((bytes[next++] ?? 0) < 128) left--;
        continue;
      }
      if (left > this.positions.length) this.positions = new Uint32Array(2 * left);
      const { positions } = this;
      this.count = left;
      let position = 0;
      for (let read = 0; read < left; read++) {
        let byte = bytes[next++] ?? 0;
        let gap = byte & 127;
        for (let shift = 7; byte > 127; shift += 7) {
          byte = bytes[next++] ?? 0;
          gap |= (byte & 127) << shift;
        }
        position += gap;
        positions[read] = position;
      }
    }
    this.#next = next;
    return true;
  }
}

/**
 * The places where a word stands, `offset` places behind the first.
 *
 * @param candidates bitmap of the documents to look at
 * @param room for as many documents as the segment has
 * @returns `null` where positions are not in memory
 */
export function placesOf(
  segment: Segment,
  term: number,
  field: Field,
  offset: number,
  candidates: Uint8Array,
  room: Uint32Array,
): FoundPlaces | null {
  const place = segment.placeOf(term, field);
  segment.readDocuments(place, room);
  const reader = new PositionsReader(segment, place);
  const found = { count: 0, documents: new Uint32Array(1024), starts: new Uint32Array(1024) };
  for (let at = 0; at < place.count; at++) {
    const document = room[at] ?? 0;
    if (!has(candidates, document)) continue;
    if (!reader.read(at)) return null;
    if (found.count + reader.count > found.documents.length) grow(found, reader.count);
    const { documents, starts } = found;
    for (let read = 0; read < reader.count; read++) {
      const start = (reader.positions[read] ?? 0) - offset;
      if (start < 0) continue;
      documents[found.count] = document;
      starts[found.count++] = start;
    }
  }
  return found;
}

/**
 * Keeps those of the places `offset` places behind which one of the terms stands.
 *
 * @param room for as many documents as the segment has
 * @returns false where positions are not in memory
 */
export function keepPlaces(
  segment: Segment,
  { from, to }: TermRange,
  field: Field,
  offset: number,
  room: Uint32Array,
  places: FoundPlaces,
): boolean {
  const { documents, starts, count } = places;
  const isKept = new Uint8Array(count);
  const reader = new PositionsReader(segment, segment.placeOf(from, field));
  for (let term = from; term < to && count > 0; term++) {
    const place = segment.placeOf(term, field);
    if (place.count === 0) continue;
    segment.readDocuments(place, room);
    reader.open(place);
    let candidate = 0;
    for (let at = 0; at < place.count; at++) {
      const document = room[at] ?? 0;
      candidate = seek(documents, count, candidate, document);
      if (candidate >= count) break;
      if (documents[candidate] !== document) continue;
      if (!reader.read(at)) return false;
      for (let read = 0; read < reader.count; read++) {
        const start = (reader.positions[read] ?? 0) - offset;
        while (candidate < count && documents[candidate] === document && (starts[candidate] ?? 0) < start) candidate++;
        if (candidate >= count || documents[candidate] !== document) break;
        if (starts[candidate] === start) isKept[candidate] = 1;
      }
    }
  }
  let kept = 0;
  for (let at = 0; at < count; at++) {
    if (isKept[at] === 0) continue;
    documents[kept] = documents[at] ?? 0;
    starts[kept++] = starts[at] ?? 0;
  }
  places.count = kept;
  return true;
}

/** Tells the pieces of positions, not in memory, that the documents have for any of the terms. */
export function missingPieces(
  segment: Segment,
  { from, to }: TermRange,
  field: Field,
  candidates: Uint8Array,
  room: Uint32Array,
  missing: Set<number>,
): void {
  const { postings, positions } = segment;
  for (let term = from; term < to; term++) {
    const place = segment.placeOf(term, field);
    if (place.count === 0 || positions.has(place.positionsAt, place.positionsEnd)) continue;
    segment.readDocuments(place, room);
    for (let at = 0; at < place.count; at++) {
      if (!has(candidates, room[at] ?? 0)) continue;
      const block = Math.floor(at / BLOCK);
      const start = startOfBlock(postings, place, block);
      for (const piece of positions.missing(start, startOfBlock(postings, place, block + 1))) missing.add(piece);
      at = (block + 1) * BLOCK - 1;
    }
  }
}

function grow(found: FoundPlaces, more: number): void {
  const length = 2 * found.documents.length + more;
  const [documents, starts] = [new Uint32Array(length), new Uint32Array(length)];
  documents.set(found.documents);
  starts.set(found.starts);
  found.documents = documents;
  found.starts = starts;
}

function has(bitmap: Uint8Array, document: number): boolean {
  return ((bitmap[document >>> 3] ?? 0) & (1 << (document & 7))) !== 0;
}

/** Where the first document from `from` on stands that is not below another: in steps that double, then halve. */
function seek(documents: Uint32Array, count: number, from: number, document: number): number {
  if (from >= count || (documents[from] ?? 0) >= document) return from;
  let low = from;
  let step = 1;
  while (low + step < count && (documents[low + step] ?? 0) < document) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, count);
  low++;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((documents[middle] ?? 0) < document) low = middle + 1;
    else high = middle;
  }
  return low;
}
