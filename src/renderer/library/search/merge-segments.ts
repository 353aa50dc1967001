/** Makes one segment of several, without their dead documents, in steps: searches go on in between. */
import { ByteReader, ByteWriter } from './bytes';
import type { LiveSegment } from './live-segment';
import { PIECE_LENGTH, type Positions, PositionsWriter } from './positions';
import {
  ABSTRACT,
  type Field,
  type FieldLists,
  type FieldPlace,
  fieldLists,
  frequencyAt,
  MANY,
  TITLE,
} from './postings';
import { fillPrefixSet } from './prefix-sets';
import type { DocumentSource, Segment } from './segment';
import { SegmentWriter } from './segment-writer';

export interface MergeMeans {
  /** Settles when the merge may go on; `undefined` where it may go on at once. May reject to end it. */
  pause(): Promise<void> | undefined;
  /** Keeps a piece of the new segment's positions. */
  keep(piece: Uint8Array<ArrayBuffer>, number: number): void;
  /** The positions, once all pieces were kept. */
  positionsOf(length: number): Positions;
}

export interface Merged {
  segment: Segment;
  /** By document of the new segment: where it comes from. */
  origins: Origins;
}

/** Documents of several segments, one segment behind the other. */
export class Origins {
  readonly #parts: readonly Pick<Part, 'live' | 'documents'>[];

  constructor(parts: readonly Pick<Part, 'live' | 'documents'>[]) {
    this.#parts = parts;
  }

  get count(): number {
    return this.#parts.reduce((sum, { documents }) => sum + documents.length, 0);
  }

  /** What the documents' entries are now: some may have died since. */
  entries(): Int32Array {
    const entries = new Int32Array(this.count);
    let at = 0;
    for (const { live, documents } of this.#parts) {
      for (const document of documents) entries[at++] = live.entries[document] ?? -1;
    }
    return entries;
  }
}

/** A segment that is being merged. */
interface Part {
  live: LiveSegment;
  segment: Segment;
  /** Its documents that go on, in order, and what number the first gets. */
  documents: Uint32Array;
  base: number;
  /** By document: its new number, -1 where it is dead; `null` where all go on. */
  renumbered: Int32Array | null;
  /** The next term. */
  term: number;
  /** The first piece of positions that was not let go of. */
  piece: number;
}

export async function mergeSegments(lives: readonly LiveSegment[], means: MergeMeans): Promise<Merged> {
  const parts = partsOf(lives);
  const count = parts.reduce((sum, { documents }) => sum + documents.length, 0);
  const most = Math.max(...parts.map(({ segment }) => segment.sizes.terms));
  const bytes = parts.reduce((sum, { segment }) => sum + segment.sizes.postingBytes, 0);
  const writer = new SegmentWriter(count, most, bytes);
  const positions = new PositionsWriter(means.keep);
  const lists = [fieldLists(count), fieldLists(count)] as const;
  const room = new Uint32Array(Math.max(...parts.map(({ segment }) => segment.sizes.documents)));
  const places = new ByteWriter();

  for (let next = lowest(parts); next.length > 0; next = lowest(parts)) {
    const read: [Part, Uint8Array][] = [];
    for (const part of next) read.push([part, await positionsOf(part)]);
    const positionsAt = positions.length;
    places.length = 0;
    for (const field of [TITLE, ABSTRACT] as const) {
      const list = lists[field];
      const before = places.length;
      list.count = 0;
      for (const [part, bytes] of read) addField(part, field, bytes, list, places, room);
      list.positionsLength = places.length - before;
    }
    const [first] = next;
    if (first && lists[TITLE].count + lists[ABSTRACT].count > 0) {
      positions.append(places.written());
      writer.add(first.segment.bytesOf(first.term), positionsAt, lists);
    }
    for (const part of next) part.term++;
    await means.pause();
  }
  positions.finish();
  const segment = writer.lay(sourceOf(parts), lengthsOf(parts, count), means.positionsOf(positions.length));
  for (let prefix = 0; prefix < segment.sizes.prefixes; prefix++) {
    await means.pause();
    fillPrefixSet(segment, prefix);
  }
  return { segment, origins: new Origins(parts) };
}

function partsOf(lives: readonly LiveSegment[]): Part[] {
  let base = 0;
  return lives.map((live) => {
    const { segment, entries, dead } = live;
    const documents = new Uint32Array(entries.length - dead);
    const renumbered = dead > 0 ? new Int32Array(entries.length).fill(-1) : null;
    let count = 0;
    entries.forEach((entry, document) => {
      if (entry < 0) return;
      if (renumbered) renumbered[document] = base + count;
      documents[count++] = document;
    });
    const part = { live, segment, documents, base, renumbered, term: 0, piece: 0 };
    base += count;
    return part;
  });
}

/** The parts that have the lowest of the terms that are next; none at the end. */
function lowest(parts: readonly Part[]): Part[] {
  let lowest: Part[] = [];
  let bytes: Uint8Array | null = null;
  for (const part of parts) {
    const { segment, term } = part;
    if (term >= segment.sizes.terms) continue;
    const order = bytes ? segment.compare(term, bytes) : -1;
    if (order > 0) continue;
    if (order === 0) {
      lowest.push(part);
      continue;
    }
    lowest = [part];
    bytes = segment.bytesOf(term);
  }
  return lowest;
}

/** The positions of a part's next term, in both fields. */
async function positionsOf(part: Part): Promise<Uint8Array> {
  const { positions } = part.segment;
  const [title, abstract] = part.segment.placesOf(part.term);
  const [from, to] = [title.positionsAt, abstract.positionsEnd];
  for (const piece of positions.missing(from, to)) await positions.bring(piece);
  for (; (part.piece + 1) * PIECE_LENGTH <= from; part.piece++) positions.release(part.piece);
  const bytes = positions.read(from, to);
  if (!bytes) throw new Error('positions of a segment are gone');
  return bytes;
}

/** @param bytes the positions of the part's next term, in both fields */
function addField(
  part: Part,
  field: Field,
  bytes: Uint8Array,
  list: FieldLists,
  places: ByteWriter,
  room: Uint32Array,
): void {
  const { segment, base, renumbered } = part;
  const fields = segment.placesOf(part.term);
  const place = fields[field];
  const start = fields[TITLE].positionsAt;
  if (place.count === 0) return;
  segment.readDocuments(place, room);
  const own = bytes.subarray(place.positionsAt - start, place.positionsEnd - start);
  if (renumbered) {
    addLiving(segment, place, own, renumbered, list, places, room);
    return;
  }
  for (let at = 0; at < place.count; at++) {
    list.documents[list.count] = base + (room[at] ?? 0);
    list.frequencies[list.count++] = frequencyAt(segment.postings, place.frequenciesAt, at);
  }
  places.append(own);
}

function addLiving(
  segment: Segment,
  place: FieldPlace,
  bytes: Uint8Array,
  renumbered: Int32Array,
  list: FieldLists,
  places: ByteWriter,
  room: Uint32Array,
): void {
  const reader = new ByteReader(bytes);
  for (let at = 0; at < place.count; at++) {
    const document = renumbered[room[at] ?? 0] ?? -1;
    const frequency = frequencyAt(segment.postings, place.frequenciesAt, at);
    const start = reader.at;
    reader.skip(frequency === MANY ? reader.integer() : frequency);
    if (document < 0) continue;
    list.documents[list.count] = document;
    list.frequencies[list.count++] = frequency;
    places.append(bytes.subarray(start, reader.at));
  }
}

function sourceOf(parts: readonly Part[]): DocumentSource {
  const digestKeys: string[] = [];
  const runStarts: number[] = [];
  const places = new Uint32Array(parts.reduce((sum, { documents }) => sum + documents.length, 0));
  for (const { segment, documents, base } of parts) {
    const { source } = segment;
    let run = 0;
    let runOfLast = -1;
    for (let at = 0; at < documents.length; at++) {
      const document = documents[at] ?? 0;
      while ((source.runStarts[run + 1] ?? Number.POSITIVE_INFINITY) <= document) run++;
      if (run !== runOfLast) {
        digestKeys.push(source.digestKeys[run] ?? '');
        runStarts.push(base + at);
        runOfLast = run;
      }
      places[base + at] = source.places[document] ?? 0;
    }
  }
  return { digestKeys, runStarts: Uint32Array.from([...runStarts, places.length]), places };
}

function lengthsOf(parts: readonly Part[], count: number): [title: Uint16Array, abstract: Uint16Array] {
  const lengths: [Uint16Array, Uint16Array] = [new Uint16Array(count), new Uint16Array(count)];
  for (const { segment, documents, base } of parts) {
    for (const field of [TITLE, ABSTRACT] as const) {
      documents.forEach((document, at) => {
        lengths[field][base + at] = segment.lengths[field][document] ?? 0;
      });
    }
  }
  return lengths;
}
