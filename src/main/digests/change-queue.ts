/** The changes that wait for the page, as JSON: written once here, parsed once in the library worker. */
import type { ChangeBatch, JsonOf, SeedsChange } from '../../preload/api';

/** Characters in a batch; a single larger change makes a batch of its own. */
const BATCH = 1024 * 1024;
/** Characters at which reading ahead pauses until something is taken. */
const READ_AHEAD = 4 * BATCH;
/** The most that `take` waits for a batch to fill; in ms. */
const FILL = 100;
/** How long an announcement waits for what comes right behind; in ms. */
const GATHER = 20;

export class ChangeQueue {
  #changes: string[] = [];
  #characters = 0;
  #unread = 0;
  #isReading = false;
  /** What the page was last told to remain. */
  #told = 0;
  #announcement: NodeJS.Timeout | null = null;
  readonly #takers = new Set<() => void>();
  readonly #onWaiting: (remaining: number) => void;

  /** @param onWaiting told when there is something to take, or when what remains came down to nothing by itself */
  constructor(onWaiting: (remaining: number) => void) {
    this.#onWaiting = onWaiting;
  }

  /** How many changes wait, and how many files are still to be read. */
  get remaining(): number {
    return this.#changes.length + this.#unread;
  }

  /** Whether nothing more should be read ahead. */
  get isFull(): boolean {
    return this.#characters >= READ_AHEAD;
  }

  push(change: SeedsChange): void {
    const json = JSON.stringify(change);
    this.#changes.push(json);
    this.#characters += json.length;
  }

  /** Says how many files are yet to be read, and whether one of them is read right now. */
  expect(unread: number, isReading: boolean): void {
    this.#unread = unread;
    this.#isReading = isReading;
    if (isReading && this.#characters < BATCH) return;
    for (const serve of this.#takers) serve();
    this.#announce();
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
    this.#told = this.remaining;
    return { changes: `[${taken.join(',')}]` as JsonOf<SeedsChange[]>, count, remaining: this.#told };
  }

  /** Drops what waits, and tells nobody any more. */
  close(): void {
    if (this.#announcement) clearTimeout(this.#announcement);
    this.#changes = [];
    this.#characters = 0;
    this.#unread = 0;
    this.#isReading = false;
    for (const serve of this.#takers) serve();
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

  #announce(): void {
    if (this.#announcement || !this.#isWorthTelling) return;
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
