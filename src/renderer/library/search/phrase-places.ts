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
 * @param range the terms that the word may be
 * @param candidates bitmap of the documents to look at
 * @param before what was found of the other words: only places that are among them are kept; `null` for all
 * @returns `null` where positions are not in memory
 */
export function placesOf(
  segment: Segment,
  { from, to }: TermRange,
  field: Field,
  offset: number,
  candidates: Uint8Array,
  before: FoundPlaces | null,
): FoundPlaces | null {
  const found: FoundPlaces[] = [];
  const room = new Uint32Array(segment.sizes.documents);
  for (let term = from; term < to; term++) {
    const place = segment.placeOf(term, field);
    if (place.count === 0) continue;
    segment.readDocuments(place, room);
    const documents = room.subarray(0, place.count);
    if (!documents.some((document) => has(candidates, document))) continue;
    const bytes = segment.positions.read(place.positionsAt, place.positionsEnd);
    if (!bytes) return null;
    const frequencies = new Frequencies(segment.postings, place.frequenciesAt);
    found.push(placesOfTerm(documents, frequencies, bytes, offset, candidates, before));
  }
  const [only] = found;
  return only && found.length === 1 ? only : united(found);
}

class Frequencies {
  readonly #postings: Uint8Array;
  readonly #at: number;

  constructor(postings: Uint8Array, at: number) {
    this.#postings = postings;
    this.#at = at;
  }

  at(place: number): number {
    return frequencyAt(this.#postings, this.#at, place);
  }
}

function placesOfTerm(
  documents: Uint32Array,
  frequencies: Frequencies,
  bytes: Uint8Array,
  offset: number,
  candidates: Uint8Array,
  before: FoundPlaces | null,
): FoundPlaces {
  // Every position takes a byte or more.
  const room = before ? before.count : bytes.length;
  const found = { count: 0, documents: new Uint32Array(room), starts: new Uint32Array(room) };
  const reader = new ByteReader(bytes);
  let next = 0;
  for (let at = 0; at < documents.length; at++) {
    const document = documents[at] ?? 0;
    let left = frequencies.at(at);
    if (left === MANY) left = reader.integer();
    if (!has(candidates, document)) {
      reader.skip(left);
      continue;
    }
    if (before) while (next < before.count && (before.documents[next] ?? 0) < document) next++;
    let position = 0;
    for (; left > 0; left--) {
      position += reader.integer();
      const start = position - offset;
      if (start < 0) continue;
      if (before) {
        while (next < before.count && before.documents[next] === document && (before.starts[next] ?? 0) < start) next++;
        if (before.documents[next] !== document || before.starts[next] !== start || next >= before.count) continue;
      }
      found.documents[found.count] = document;
      found.starts[found.count++] = start;
    }
  }
  return found;
}

function has(bitmap: Uint8Array, document: number): boolean {
  return ((bitmap[document >>> 3] ?? 0) & (1 << (document & 7))) !== 0;
}

/** All places together, each once: no two terms stand at the same. */
function united(parts: readonly FoundPlaces[]): FoundPlaces {
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const keys = new Float64Array(count);
  let filled = 0;
  for (const part of parts) {
    for (let at = 0; at < part.count; at++) {
      keys[filled++] = (part.documents[at] ?? 0) * 2 ** 32 + (part.starts[at] ?? 0);
    }
  }
  keys.sort();
  return {
    count,
    documents: Uint32Array.from(keys, (key) => Math.floor(key / 2 ** 32)),
    starts: Uint32Array.from(keys, (key) => key % 2 ** 32),
  };
}
