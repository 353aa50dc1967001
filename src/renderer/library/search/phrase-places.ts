/** Where words stand that are to follow one another. */
import { ByteReader } from './bytes';
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
  segment.readDocuments(place, room);
  const bytes = segment.positions.read(place.positionsAt, place.positionsEnd);
  if (!bytes) return null;
  // Every position takes a byte or more.
  const documents = new Uint32Array(bytes.length);
  const starts = new Uint32Array(bytes.length);
  const reader = new ByteReader(bytes);
  let found = 0;
  for (let at = 0; at < count; at++) {
    const document = room[at] ?? 0;
    let left = frequencyAt(segment.postings, frequenciesAt, at);
    if (left === MANY) left = reader.integer();
    if (!has(candidates, document)) {
      reader.skip(left);
      continue;
    }
    for (let position = 0; left > 0; left--) {
      position += reader.integer();
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
 * @param candidates bitmap of the documents to look at
 * @param room for as many documents as the segment has
 * @returns false where positions are not in memory
 */
export function keepPlaces(
  segment: Segment,
  { from, to }: TermRange,
  field: Field,
  offset: number,
  candidates: Uint8Array,
  room: Uint32Array,
  places: FoundPlaces,
): boolean {
  const isKept = new Uint8Array(places.count);
  for (let term = from; term < to; term++) {
    const place = segment.placeOf(term, field);
    const { count, frequenciesAt } = place;
    if (count === 0) continue;
    segment.readDocuments(place, room);
    let last = count - 1;
    while (last >= 0 && !has(candidates, room[last] ?? 0)) last--;
    if (last < 0) continue;
    const bytes = segment.positions.read(place.positionsAt, place.positionsEnd);
    if (!bytes) return false;
    const reader = new ByteReader(bytes);
    let next = 0;
    for (let at = 0; at <= last; at++) {
      const document = room[at] ?? 0;
      let left = frequencyAt(segment.postings, frequenciesAt, at);
      if (left === MANY) left = reader.integer();
      if (!has(candidates, document)) {
        reader.skip(left);
        continue;
      }
      next = firstOf(places, document, next);
      for (let position = 0; left > 0; left--) {
        position += reader.integer();
        const start = position - offset;
        while (next < places.count && places.documents[next] === document && (places.starts[next] ?? 0) < start) next++;
        if (places.documents[next] === document && places.starts[next] === start && next < places.count)
          isKept[next] = 1;
      }
    }
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

/** The first place in a document, or behind it, from `from` on: in steps that double, as most are passed over. */
function firstOf({ documents, count }: FoundPlaces, document: number, from: number): number {
  let step = 1;
  let low = from;
  while (low + step < count && (documents[low + step] ?? 0) < document) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, count);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((documents[middle] ?? 0) < document) low = middle + 1;
    else high = middle;
  }
  return low;
}

function has(bitmap: Uint8Array, document: number): boolean {
  return ((bitmap[document >>> 3] ?? 0) & (1 << (document & 7))) !== 0;
}
