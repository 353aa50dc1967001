/** The changes that wait for the page, as JSON: written once by the reader, parsed once in the library worker. */
import type { ChangeBatch, JsonOf, SeedsChange } from '../../preload/api';

/** Characters in a batch; a single larger change makes a batch of its own. */
const BATCH = 1024 * 1024;
/** Characters at which reading ahead pauses until something is taken. */
const READ_AHEAD = 4 * BATCH;
/** The most that `take` waits for a batch to fill; in ms. */
const FILL = 100;
/** How long an announcement waits for what comes right behind; in ms. */
const GATHER = 20;
/** How long one folder's news are waited for by the others: its drive may have stopped to answer; in ms. */
const PATIENCE = 5000;

/** What one of the seeds folders is about to bring. */
export interface Expected {
  /** How many files are yet to be read. */
  unread: number;
  /** Whether one of them is read right now. */
  isReading: boolean;
  /** Whether some are new or changed, and likely to be read soon. */
  isNewExpected: boolean;
}

export class ChangeQueue {
  #changes: string[] = [];
  #characters = 0;
  /** By whoever expects it. */
  readonly #expected = new Map<object, Expected & { since: number }>();
  /** What the page was last told to remain. */
  #told = 0;
  #announcement: NodeJS.Timeout | null = null;
  readonly #takers = new Set<() => void>();
  #roomSeekers: (() => void)[] = [];
  #isClosed = false;
  readonly #onWaiting: (remaining: number) => void;

  /** @param onWaiting told when there is something to take, or when what remains came down to nothing by itself */
  constructor(onWaiting: (remaining: number) => void) {
    this.#onWaiting = onWaiting;
  }

  /** How many changes wait, and how many files are still to be read. */
  get remaining(): number {
    let remaining = this.#changes.length;
    for (const { unread } of this.#expected.values()) remaining += unread;
    return remaining;
  }

  /** Whether nothing more should be read ahead. */
  get isFull(): boolean {
    return this.#characters >= READ_AHEAD;
  }

  /** Whether any folder has files that are new or changed: whatever else there is to do waits for those. */
  get isNewExpected(): boolean {
    const since = performance.now() - PATIENCE;
    return [...this.#expected.values()].some((expected) => expected.isNewExpected && expected.since > since);
  }

  push(change: JsonOf<SeedsChange>): void {
    if (this.#isClosed) return;
    this.#changes.push(change);
    this.#characters += change.length;
    if (this.#characters >= BATCH) this.#serve();
  }

  /** Resolves when more may be read ahead, or the queue was closed. */
  async room(): Promise<void> {
    if (this.isFull && !this.#isClosed) await new Promise<void>((resolve) => this.#roomSeekers.push(resolve));
  }

  /** Says what `source` is about to bring, in the place of what it said before. */
  expect(source: object, expected: Expected): void {
    if (this.#isClosed) return;
    this.#expected.set(source, { ...expected, since: performance.now() });
    if (!this.#isReading || this.#characters >= BATCH) this.#serve();
  }

  /** Says that `source` brings nothing any more; what it brought already stays. */
  expectNothing(source: object): void {
    this.#expected.delete(source);
    if (!this.#isReading) this.#serve();
  }

  /** Takes the oldest changes out. Waits a moment where more are just being read, so that batches are worth their way. */
  async take(): Promise<ChangeBatch> {
    if (this.#isReading && this.#characters < BATCH) await this.#moreOrLate();
    let count = 0;
    let characters = 0;
    for (const change of this.#changes) {
      if (count > 0 && characters + change.length > BATCH) break;
      count += 1;
      characters += change.length;
    }
    const taken = this.#changes.splice(0, count);
    this.#characters -= characters;
    if (!this.isFull) this.#offerRoom();
    this.#told = this.remaining;
    return { changes: `[${taken.join(',')}]` as JsonOf<SeedsChange[]>, count, remaining: this.#told };
  }

  /** Drops what waits, and tells nobody any more. */
  close(): void {
    this.#isClosed = true;
    if (this.#announcement) clearTimeout(this.#announcement);
    this.#changes = [];
    this.#characters = 0;
    this.#expected.clear();
    this.#offerRoom();
    for (const serve of this.#takers) serve();
  }

  get #isReading(): boolean {
    return [...this.#expected.values()].some(({ isReading }) => isReading);
  }

  #offerRoom(): void {
    for (const resolve of this.#roomSeekers.splice(0)) resolve();
  }

  #moreOrLate(): Promise<void> {
    return new Promise((resolve) => {
      const serve = () => {
        clearTimeout(timer);
        this.#takers.delete(serve);
        resolve();
      };
      const timer = setTimeout(serve, FILL);
      this.#takers.add(serve);
    });
  }

  #serve(): void {
    for (const serve of this.#takers) serve();
    if (this.#isClosed || this.#announcement || !this.#isWorthTelling) return;
    this.#announcement = setTimeout(() => {
      this.#announcement = null;
      if (!this.#isWorthTelling) return;
      this.#told = this.remaining;
      this.#onWaiting(this.#told);
    }, GATHER);
  }

  get #isWorthTelling(): boolean {
    return this.#changes.length > 0 || this.remaining !== this.#told;
  }
}
