/**
 * Merges segments as they come, so that there are few, and stores them: in the manner of a log-structured merge tree,
 * where as many segments of about a size become one of the next. Works in slices, behind the reader's back.
 */
import { LiveSegment } from './live-segment';
import { mergeSegments } from './merge-segments';
import { Positions } from './positions';
import type { SearchIndex } from './search-index';
import type { SegmentStore } from './segment-store';
import type { Slices } from './slices';

/** How many segments of about a size become one, and how much larger that makes it. */
const FAN_IN = 8;
/** Documents: smaller segments are of the lowest tier. */
const SMALLEST_TIER = 4096;
/** Documents. A larger one would take long to write, and memory while it is made. */
const LARGEST = 320_000;
/** The share of dead documents from which on a segment is written anew. */
const MOST_DEAD = 0.3;
/** Milliseconds without a change after which what is in memory alone is stored. */
const REST = 2000;
/** Milliseconds after a failure. */
const RETRY_AFTER = 30_000;
/** How many pieces of positions are written at once. */
const PIECES_AT_ONCE = 32;

export class SegmentMerging {
  readonly #index: SearchIndex;
  readonly #store: SegmentStore;
  readonly #slices: Slices;
  readonly #onDamaged: (live: LiveSegment) => void;
  #isRunning = false;
  #isResting = false;
  #isStopped = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(index: SearchIndex, store: SegmentStore, slices: Slices, onDamaged: (live: LiveSegment) => void) {
    this.#index = index;
    this.#store = store;
    this.#slices = slices;
    this.#onDamaged = onDamaged;
  }

  /** Say that segments came, or documents died. */
  noteChange(): void {
    this.#isResting = false;
    this.#later(REST);
    void this.#run();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #later(delay: number): void {
    clearTimeout(this.#timer);
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.#isResting = true;
      void this.#run();
    }, delay);
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      for (let next = this.#next(); next.length > 0 && !this.#isStopped; next = this.#next()) await this.#merge(next);
    } catch {
      // What is not stored is indexed again at the next start, if the storage does not answer sooner.
      this.#later(RETRY_AFTER);
    } finally {
      this.#isRunning = false;
    }
  }

  /** The segments to be made one now; one alone is written anew, or for the first time. */
  #next(): LiveSegment[] {
    const segments = this.#index.segments.sort((a, b) => living(a) - living(b));
    const tiers = new Map<number, LiveSegment[]>();
    for (const live of segments) {
      const tier = Math.max(0, Math.floor(Math.log(living(live) / SMALLEST_TIER) / Math.log(FAN_IN)) + 1);
      tiers.set(tier, [...(tiers.get(tier) ?? []), live]);
    }
    for (const tier of tiers.values()) {
      const chosen = fitting(tier.slice(0, FAN_IN));
      if (tier.length >= FAN_IN && chosen.length > 1) return chosen;
    }
    const dying = segments.find((live) => live.dead > MOST_DEAD * live.entries.length);
    if (dying) return [dying];
    return this.#isResting ? fitting(segments.filter(({ storedAs }) => storedAs === null)) : [];
  }

  async #merge(lives: readonly LiveSegment[]): Promise<void> {
    const stored = lives.map(({ storedAs }) => storedAs).filter((id) => id !== null);
    const count = lives.reduce((sum, live) => sum + living(live), 0);
    if (count === 0) {
      this.#index.exchange(lives, []);
      await this.#store.delete(stored);
      return;
    }
    const isStored = this.#isResting || stored.length > 0 || count >= SMALLEST_TIER;
    const live = isStored ? await this.#mergeStored(lives, stored) : await this.#mergeInMemory(lives);
    this.#index.exchange(lives, [live]);
  }

  async #mergeInMemory(lives: readonly LiveSegment[]): Promise<LiveSegment> {
    const pieces: Uint8Array[] = [];
    const { segment, origins } = await mergeSegments(lives, {
      pause: () => this.#slices.pause(),
      keep: (piece) => void pieces.push(piece),
      positionsOf: (length) => Positions.inMemory(pieces, length),
    });
    return new LiveSegment(segment, origins.entries());
  }

  async #mergeStored(lives: readonly LiveSegment[], gone: readonly string[]): Promise<LiveSegment> {
    const id = crypto.randomUUID();
    const pieces: { number: number; bytes: Uint8Array }[] = [];
    const made: { live: LiveSegment | null } = { live: null };
    const writePieces = () => this.#store.writePositions(id, pieces.splice(0));
    const { segment, origins } = await mergeSegments(lives, {
      pause: () => (pieces.length >= PIECES_AT_ONCE ? writePieces() : this.#slices.pause()),
      keep: (bytes, number) => void pieces.push({ number, bytes }),
      positionsOf: (length) => this.#store.positions(id, length, () => made.live && this.#onDamaged(made.live)),
    });
    await writePieces();
    await this.#store.write(id, segment, gone);
    made.live = new LiveSegment(segment, origins.entries());
    made.live.storedAs = id;
    return made.live;
  }
}

function living({ entries, dead }: LiveSegment): number {
  return entries.length - dead;
}

/** As many of them, the first ones first, as one segment may hold; at least one. */
function fitting(segments: readonly LiveSegment[]): LiveSegment[] {
  let count = 0;
  return segments.filter((live, at) => {
    count += living(live);
    return at === 0 || count <= LARGEST;
  });
}
