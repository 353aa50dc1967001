/** Makes one segment of several, without their dead documents, in steps: searches go on in between. */
import { ByteReader } from './bytes';
import type { LiveSegment } from './live-segment';
import { PIECE_LENGTH, type Positions, PositionsWriter } from './positions';
import { ABSTRACT, addTo, type Field, type FieldLists, fieldLists, frequencyAt, MANY, TITLE } from './postings';
import { fillPrefixSet } from './prefix-sets';
import type { DocumentSource, Segment } from './segment';
import { SegmentWriter } from './segment-writer';

/** Bytes of postings and positions that are written between two looks at the clock: far less than a millisecond of work. */
const BETWEEN_LOOKS = 1024;

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
  /** The next term, and how it begins: see `headOf`. */
  term: number;
  head: number;
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

  const next: Part[] = [];
  let lookAt = BETWEEN_LOOKS;
  for (takeLowest(parts, next); next.length > 0; takeLowest(parts, next)) {
    for (const part of next) {
      const bringing = bringPositions(part);
      if (bringing) await bringing;
    }
    const positionsAt = positions.length;
    for (const field of [TITLE, ABSTRACT] as const) {
      const list = lists[field];
      list.count = 0;
      list.positionsLength = 0;
      for (const part of next) addField(part, field, list, positions, room);
    }
    const [first] = next;
    if (first && lists[TITLE].count + lists[ABSTRACT].count > 0) {
      const { termBytes, termStarts } = first.segment;
      writer.add(termBytes, termStarts[first.term] ?? 0, termStarts[first.term + 1] ?? 0, positionsAt, lists);
    }
    for (const part of next) step(part);
    // To look at the clock takes longer than most terms do.
    const written = positions.length + writer.length;
    if (written < lookAt) continue;
    lookAt = written + BETWEEN_LOOKS;
    const pausing = means.pause();
    if (pausing) await pausing;
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
    const part = { live, segment, documents, base, renumbered, term: 0, head: segment.headOf(0), piece: 0 };
    base += count;
    return part;
  });
}

/** Takes the parts that have the lowest of the terms that are next; none at the end. */
function takeLowest(parts: readonly Part[], taken: Part[]): void {
  taken.length = 0;
  let lowest = Number.POSITIVE_INFINITY;
  for (const part of parts) {
    const [first] = taken;
    if (part.head > lowest) continue;
    // Heads that are alike leave it to the rest of the terms.
    const order = part.head < lowest || !first ? -1 : part.segment.compareTo(part.term, first.segment, first.term);
    if (order > 0) continue;
    if (order < 0) taken.length = 0;
    lowest = part.head;
    taken.push(part);
  }
  if (lowest === Number.POSITIVE_INFINITY) taken.length = 0;
}

/** Goes on to the next term. */
function step(part: Part): void {
  part.term++;
  part.head = part.segment.headOf(part.term);
}

/** Brings the positions of a part's next term into memory, and lets go of earlier ones; `undefined` where they are there. */
function bringPositions(part: Part): Promise<void> | undefined {
  const { positions } = part.segment;
  const [title, abstract] = part.segment.placesOf(part.term);
  const [from, to] = [title.positionsAt, abstract.positionsEnd];
  for (; (part.piece + 1) * PIECE_LENGTH <= from; part.piece++) positions.release(part.piece);
  if (positions.has(from, to)) return undefined;
  return Promise.all(positions.missing(from, to).map((piece) => positions.bring(piece))).then(() => {});
}

function addField(part: Part, field: Field, list: FieldLists, positions: PositionsWriter, room: Uint32Array): void {
  const { segment, base, renumbered } = part;
  const place = segment.placeOf(part.term, field);
  if (place.count === 0) return;
  segment.readDocuments(place, room);
  const bytes = segment.positions.read(place.positionsAt, place.positionsEnd);
  if (!bytes) throw new Error('positions of a segment are gone');
  const before = positions.length - list.positionsLength;
  const reader = new ByteReader(bytes);
  // Where those begin that are yet to be copied: nearly always all at once, as no document in between is dead.
  let from = 0;
  for (let at = 0; at < place.count; at++) {
    const document = renumbered ? (renumbered[room[at] ?? 0] ?? -1) : base + (room[at] ?? 0);
    const frequency = frequencyAt(segment.postings, place.frequenciesAt, at);
    const start = reader.at;
    reader.skipGaps(frequency === MANY ? reader.gap() : frequency);
    if (document >= 0) {
      addTo(list, document, frequency, positions.length - before + start - from);
      continue;
    }
    positions.append(bytes, from, start);
    from = reader.at;
  }
  positions.append(bytes, from, reader.at);
  list.positionsLength = positions.length - before;
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
