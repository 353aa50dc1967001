/** Where words stand that are to follow one another. */
import { type Field, frequencyAt, MANY } from './postings';
import type { Segment, TermRange } from './segment';

/** Places where words may begin that follow one another: in the order of their documents, and there from the front. */
export interface FoundPlaces {
  count: number;
  documents: Uint32Array;
  /** The position of the first word. */
  starts: Uint32Array;
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
  const { count, frequenciesAt } = place;
  const { postings } = segment;
  segment.readDocuments(place, room);
  const bytes = segment.positions.read(place.positionsAt, place.positionsEnd);
  if (!bytes) return null;
  // Every position takes a byte or more.
  const documents = new Uint32Array(bytes.length);
  const starts = new Uint32Array(bytes.length);
  let found = 0;
  // Integers are read where they stand, see bytes.ts: this loop goes over millions of them.
  let next = 0;
  for (let at = 0; at < count; at++) {
    const document = room[at] ?? 0;
    let left = frequencyAt(postings, frequenciesAt, at);
    if (left === MANY) {
      left = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[next++] ?? 0;
        left |= (byte & 127) << shift;
        if (byte < 128) break;
      }
    }
    if (((candidates[document >>> 3] ?? 0) & (1 << (document & 7))) === 0) {
      while (left > 0) if ((bytes[next++] ?? 0) < 128) left--;
      continue;
    }
    for (let position = 0; left > 0; left--) {
      let byte = bytes[next++] ?? 0;
      let gap = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[next++] ?? 0;
        gap |= (byte & 127) << shift;
      }
      position += gap;
      if (position < offset) continue;
      documents[found] = document;
      starts[found++] = position - offset;
    }
  }
  return { count: found, documents, starts };
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
  const isKept = new Uint8Array(places.count);
  for (let term = from; term < to && places.count > 0; term++) {
    const place = segment.placeOf(term, field);
    if (place.count === 0) continue;
    const { count, frequenciesAt } = place;
    segment.readDocuments(place, room);
    if (!haveCommon(room, count, places)) continue;
    const bytes = segment.positions.read(place.positionsAt, place.positionsEnd);
    if (!bytes) return false;
    keepThose(segment.postings, frequenciesAt, bytes, room, count, offset, places, isKept);
  }
  let kept = 0;
  for (let at = 0; at < places.count; at++) {
    if (isKept[at] === 0) continue;
    places.documents[kept] = places.documents[at] ?? 0;
    places.starts[kept++] = places.starts[at] ?? 0;
  }
  places.count = kept;
  return true;
}

/** Marks the places that one term stands behind. */
function keepThose(
  postings: Uint8Array,
  frequenciesAt: number,
  bytes: Uint8Array,
  room: Uint32Array,
  count: number,
  offset: number,
  { count: placeCount, documents, starts }: FoundPlaces,
  isKept: Uint8Array,
): void {
  let candidate = 0;
  let next = 0;
  for (let at = 0; at < count; at++) {
    const document = room[at] ?? 0;
    let left = frequencyAt(postings, frequenciesAt, at);
    if (left === MANY) {
      left = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[next++] ?? 0;
        left |= (byte & 127) << shift;
        if (byte < 128) break;
      }
    }
    candidate = seek(documents, placeCount, candidate, document);
    if (candidate >= placeCount) return;
    if (documents[candidate] !== document) {
      while (left > 0) if ((bytes[next++] ?? 0) < 128) left--;
      continue;
    }
    for (let position = -offset; left > 0; left--) {
      let byte = bytes[next++] ?? 0;
      let gap = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[next++] ?? 0;
        gap |= (byte & 127) << shift;
      }
      position += gap;
      while (candidate < placeCount && documents[candidate] === document && (starts[candidate] ?? 0) < position) {
        candidate++;
      }
      if (candidate < placeCount && documents[candidate] === document && starts[candidate] === position) {
        isKept[candidate] = 1;
      }
    }
  }
}

/** Whether any of the documents, in ascending order, has one of the places. */
function haveCommon(sorted: Uint32Array, count: number, { count: placeCount, documents }: FoundPlaces): boolean {
  let candidate = 0;
  for (let at = 0; at < count; at++) {
    candidate = seek(documents, placeCount, candidate, sorted[at] ?? 0);
    if (candidate >= placeCount) return false;
    if (documents[candidate] === sorted[at]) return true;
  }
  return false;
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
