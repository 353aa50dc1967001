/**
 * Keeps the search index whole: loads it, adds what comes in, makes anew what is missing.
 *
 * An entry is in the index as long as one living document has it. Whatever the reason that it has none (a digest came
 * in, another that had it was taken out, a segment is lost or of another version), it is indexed from the stored abstracts.
 */
import { flags } from '../columns';
import { type AbstractsRecord, abstractsKey, abstractsPerRecord, type SegmentRecord } from '../database';
import type { LoadedDigest } from '../digests/digests';
import type { Papers } from '../papers/papers';
import { abstractPlace } from '../storage';
import { LiveSegment } from './live-segment';
import type { SearchIndex } from './search-index';
import type { Segment } from './segment';
import { SegmentBuilder } from './segment-builder';
import { SegmentMerging } from './segment-merging';
import type { SegmentStore } from './segment-store';
import { Slices } from './slices';

/** Documents of a segment that is made of stored abstracts: to make it of them is one step, and nothing is answered meanwhile. */
const BATCH = 250;
/** Abstracts that are indexed without a pause in between. */
const AT_ONCE = 50;
/** How long after a failure the next attempt is made, in milliseconds. */
const RETRY_AFTER = 3000;

export interface KeeperParts {
  papers: Papers;
  index: SearchIndex;
  store: SegmentStore;
  /** In the order of the keys; `undefined` where there is nothing. */
  loadAbstracts(keys: string[]): Promise<(AbstractsRecord | undefined)[]>;
  /** There is more to find: all that there is. */
  onReady(): void;
}

/** Documents that are about to become a segment. */
interface Batch {
  builder: SegmentBuilder;
  /** By document. */
  entries: number[];
  digests: LoadedDigest[];
}

export class IndexKeeper {
  readonly #parts: KeeperParts;
  readonly #slices = new Slices();
  readonly #merging: SegmentMerging;
  /** Whether a living document has an entry. */
  readonly #isIndexed = flags();
  /** Digests that have to be looked through for entries that no document has. */
  readonly #wanted = new Set<LoadedDigest>();
  #incoming = newBatch();
  #isLoaded = false;
  #isRunning = false;
  #isStopped = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
    this.#merging = new SegmentMerging(parts.index, parts.store, this.#slices, (live) => this.#discard(live));
  }

  /** Whether everything that the library has can be found. */
  get isReady(): boolean {
    return this.#isLoaded && this.#wanted.size === 0;
  }

  /**
   * Loads what is stored, and makes what is missing.
   *
   * @param delay milliseconds to leave to something more urgent
   */
  start(delay: number): void {
    this.#runLater(delay);
  }

  stop(): void {
    this.#isStopped = true;
    this.#slices.stop();
    this.#merging.stop();
    clearTimeout(this.#timer);
  }

  /**
   * Takes in a digest that came into the library. Follow up with `complete`.
   *
   * @param abstracts of its first entries; those of others are read from the database a little later
   */
  add(digest: LoadedDigest, abstracts: readonly string[]): void {
    this.#collect(digest, 0, abstracts, this.#incoming);
    if (abstracts.length < digest.length) this.#wanted.add(digest);
  }

  /** Lets go of a digest that was taken out of the library. Follow up with `complete`. */
  remove(digest: LoadedDigest): void {
    this.#wanted.delete(digest);
    const key = abstractsKey(digest, 0);
    let hasDied = false;
    for (const live of this.#parts.index.segments) {
      for (const document of live.documentsOf(key)) {
        const entry = live.entries[document] ?? -1;
        live.kill(document);
        if (entry >= 0) this.#miss(entry);
        hasDied ||= entry >= 0;
      }
    }
    if (hasDied) this.#parts.index.noteDead();
  }

  /** Has all be found that was added, and nothing that was removed. */
  complete(): void {
    const batch = this.#incoming;
    this.#incoming = newBatch();
    this.#take(batch);
    if (this.#isLoaded && this.#wanted.size > 0) void this.#run();
  }

  #runLater(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#run(), delay);
  }

  async #run(): Promise<void> {
    if (this.#isRunning || this.#isStopped) return;
    this.#isRunning = true;
    clearTimeout(this.#timer);
    try {
      if (!this.#isLoaded) await this.#load();
      while (this.#wanted.size > 0) await this.#indexStored();
      this.#parts.onReady();
      this.#merging.noteChange();
    } catch {
      // Searches stay marked as partial; whatever keeps the storage from answering shows where the reader needs it.
      if (!this.#isStopped) this.#runLater(RETRY_AFTER);
    } finally {
      this.#isRunning = false;
    }
  }

  async #load(): Promise<void> {
    const { store, papers } = this.#parts;
    const records = await store.list();
    await store.deleteOrphans(new Set(records.map(({ id }) => id)));
    const loaded = new Set(this.#parts.index.segments.map(({ storedAs }) => storedAs));
    for (const record of records.filter(({ id }) => !loaded.has(id))) {
      const live: { current: LiveSegment | null } = { current: null };
      const segment = await store.read(record, () => live.current && this.#discard(live.current));
      if (segment) live.current = this.#bringIn(segment, record);
      else await store.delete([record.id]);
      await this.#slices.pause();
    }
    for (const digest of papers.digests.all()) if (this.#lacks(digest)) this.#wanted.add(digest);
    this.#isLoaded = true;
  }

  #bringIn(segment: Segment, { id }: SegmentRecord): LiveSegment {
    const { digests } = this.#parts.papers;
    const { digestKeys, runStarts, places } = segment.source;
    const entries = new Int32Array(segment.sizes.documents).fill(-1);
    digestKeys.forEach((key, run) => {
      const digest = digests.get(key.replace(/@\d+$/, ''));
      if (!digest || abstractsKey(digest, 0) !== key) return;
      const own = digests.entriesOf(digest);
      const end = runStarts[run + 1] ?? 0;
      for (let document = runStarts[run] ?? 0; document < end; document++) {
        const entry = own[places[document] ?? 0] ?? -1;
        if (entry < 0 || this.#isIndexed.at(entry) === 1) continue;
        entries[document] = entry;
        this.#isIndexed.set(entry, 1);
      }
    });
    const live = new LiveSegment(segment, entries);
    live.storedAs = id;
    this.#parts.index.exchange([], [live]);
    return live;
  }

  /** Takes a segment out that turned out to be damaged. */
  #discard(live: LiveSegment): void {
    if (!this.#parts.index.segments.includes(live)) return;
    this.#parts.index.exchange([live], []);
    for (const entry of live.entries) if (entry >= 0) this.#miss(entry);
    if (live.storedAs !== null) void this.#parts.store.delete([live.storedAs]).catch(() => {});
    this.#runLater(0);
  }

  /** Has an entry indexed anew, if a digest lists it. */
  #miss(entry: number): void {
    const { digests } = this.#parts.papers;
    this.#isIndexed.set(entry, 0);
    for (const sighting of digests.sightingsOf(entry)) {
      const digest = digests.digestOf(sighting);
      if (digest) this.#wanted.add(digest);
    }
  }

  #lacks(digest: LoadedDigest): boolean {
    return this.#parts.papers.digests.entriesOf(digest).some((entry) => this.#isIndexed.at(entry) === 0);
  }

  /** Makes segments of stored abstracts: the newest digests first. */
  async #indexStored(): Promise<void> {
    const newest = [...this.#wanted].sort((a, b) => b.recency - a.recency);
    const lacking: LoadedDigest[] = [];
    let count = 0;
    for (const digest of newest) {
      if (count >= BATCH) break;
      if (!this.#lacks(digest)) {
        this.#wanted.delete(digest);
        continue;
      }
      lacking.push(digest);
      count += digest.length;
    }
    for (const pieces of piecesOf(lacking)) {
      const batch = newBatch();
      const records = await this.#parts.loadAbstracts(
        pieces.map(({ digest, start }) => abstractPlace(digest, start).key),
      );
      for (const [at, piece] of pieces.entries()) await this.#indexPiece(piece, records[at]?.abstracts ?? [], batch);
      this.#take(batch);
    }
    for (const digest of lacking) if (!this.#lacks(digest) || !this.#isThere(digest)) this.#wanted.delete(digest);
  }

  async #indexPiece({ digest, start, length }: Piece, stored: readonly string[], batch: Batch): Promise<void> {
    const abstracts = Array.from({ length }, (_, at) => stored[at] ?? '');
    for (let at = 0; at < length; at += AT_ONCE) {
      this.#collect(digest, start + at, abstracts.slice(at, at + AT_ONCE), batch);
      await this.#slices.pause();
    }
  }

  /**
   * Adds those entries of a digest that no document has.
   *
   * @param start the position of the first of the abstracts
   */
  #collect(digest: LoadedDigest, start: number, abstracts: readonly string[], batch: Batch): void {
    const { digests } = this.#parts.papers;
    const own = digests.entriesOf(digest);
    const key = abstractsKey(digest, 0);
    abstracts.forEach((abstract, at) => {
      const entry = own[start + at] ?? -1;
      if (entry < 0 || this.#isIndexed.at(entry) === 1) return;
      batch.builder.add(key, start + at, digests.titleOf(digest.firstSighting + start + at), abstract);
      batch.entries.push(entry);
      batch.digests.push(digest);
      this.#isIndexed.set(entry, 1);
    });
  }

  #take({ builder, entries, digests }: Batch): void {
    if (builder.count === 0) return;
    const living = entries.map((entry, document) => {
      const digest = digests[document];
      if (digest && this.#isThere(digest)) return entry;
      // It was taken out while others were being read.
      this.#miss(entry);
      return -1;
    });
    this.#parts.index.exchange([], [new LiveSegment(builder.finish(), Int32Array.from(living))]);
    if (this.#isLoaded) this.#merging.noteChange();
  }

  #isThere(digest: LoadedDigest): boolean {
    return this.#parts.papers.digests.byOrdinal[digest.ordinal] === digest;
  }
}

/** Some entries of a digest whose abstracts are one record. */
interface Piece {
  digest: LoadedDigest;
  /** The position of the first. */
  start: number;
  length: number;
}

/** What the abstracts of digests are read in: about `BATCH` of them at once. */
function* piecesOf(digests: readonly LoadedDigest[]): Generator<Piece[]> {
  let pieces: Piece[] = [];
  let count = 0;
  for (const digest of digests) {
    const size = abstractsPerRecord(digest);
    for (let start = 0; start < digest.length; start += size) {
      const length = Math.min(size, digest.length - start);
      pieces.push({ digest, start, length });
      count += length;
      if (count < BATCH) continue;
      yield pieces;
      [pieces, count] = [[], 0];
    }
  }
  if (pieces.length > 0) yield pieces;
}

function newBatch(): Batch {
  return { builder: new SegmentBuilder(), entries: [], digests: [] };
}
