/** Stores marks behind what the reader does: one write at a time, many in pieces, and again where that failed. */
import type { JournalChange } from '../../../preload/api';
import type { MarkBlockRecord, MarkIdentitiesRecord } from '../database';

/** Some of what is to be stored. */
export interface MarkPiece {
  /** For the journal; empty where it has it. */
  lines: JournalChange[];
  blocks: MarkBlockRecord[];
  identities: MarkIdentitiesRecord[];
  /** Whether the journal has the lines; set by whoever writes them. */
  isJournaled: boolean;
}

export interface MarkStore {
  /** Stores a piece; resolves when it is on the disk. */
  write(piece: MarkPiece): Promise<void>;
}

/** What is to be stored, as it is at the moment. */
export interface MarksToStore {
  /** Takes out what is to be stored of some of these blocks, and the blocks from them; `null` where there is nothing. */
  take(blocks: Set<number>): MarkPiece | null;
  /** Puts back what could not be stored. */
  putBack(piece: MarkPiece): void;
  /** How many marks the journal lacks. */
  readonly left: number;
}

export interface SavingListeners {
  onSaveFailed(error: unknown): void;
  /** All is stored, after it was told that some could not be. */
  onSaved(): void;
  /** Of so many marks that are being stored, so many are; told where that takes more than one write. */
  onSaving(saved: number, total: number): void;
}

interface Waiter {
  resolve(): void;
  reject(error: unknown): void;
}

/** How long after a failed write the next attempt is made, in milliseconds. */
const RETRY_AFTER = 3000;
/** Blocks that are stored before those that many others wait for: a few marks need not wait for a million. */
const FEW = 8;

export class MarkSaving {
  readonly #store: MarkStore;
  readonly #marks: MarksToStore;
  readonly #listeners: SavingListeners;
  /** The blocks that are not stored as they are. */
  #pending = new Set<number>();
  /** Those who wait for what is pending, and those who wait for everything. */
  #waiting: Waiter[] = [];
  #waitingForAll: Waiter[] = [];
  #isWriting = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  /** Whether it was told that something is not stored, and not yet that it is. */
  #isOwing = false;
  /** How many of those that were left to store are stored. */
  #saved = 0;

  constructor(store: MarkStore, marks: MarksToStore, listeners: SavingListeners) {
    this.#store = store;
    this.#marks = marks;
    this.#listeners = listeners;
  }

  /** Says that a block is not stored as it is. */
  note(block: number): void {
    this.#pending.add(block);
  }

  /** The blocks that are not stored as they are. */
  pending(): Iterable<number> {
    return this.#pending;
  }

  /** Resolves when what was noted is stored; rejects where it cannot be. It is tried again then. */
  saved(): Promise<void> {
    return this.#wait(this.#waiting);
  }

  /** The same of all that is not stored. */
  flush(): Promise<void> {
    return this.#wait(this.#waitingForAll);
  }

  /** Gives up what waits to be tried again. */
  stop(): void {
    clearTimeout(this.#retry);
    this.#pending.clear();
  }

  #wait(waiters: Waiter[]): Promise<void> {
    return new Promise((resolve, reject) => {
      waiters.push({ resolve, reject });
      void this.#run();
    });
  }

  async #run(): Promise<void> {
    if (this.#isWriting) return;
    this.#isWriting = true;
    clearTimeout(this.#retry);
    let hasFailed = false;
    while (this.#waiting.length + this.#waitingForAll.length > 0 || (this.#pending.size > 0 && !hasFailed)) {
      const waiters = [...this.#waiting.splice(0), ...this.#waitingForAll.splice(0)];
      hasFailed = (await this.#save(waiters)) !== null;
    }
    this.#isWriting = false;
    if (hasFailed) this.#retry = setTimeout(() => void this.#run(), RETRY_AFTER);
    else this.#tellOfAll();
  }

  /** Stores what is pending, for these. @returns why it could not be; `null` where it is stored */
  async #save(waiters: readonly Waiter[]): Promise<{ error: unknown } | null> {
    const blocks = this.#pending;
    this.#pending = new Set();
    for (let piece = this.#marks.take(blocks); piece; piece = this.#marks.take(blocks)) {
      try {
        await this.#store.write(piece);
      } catch (error) {
        this.#marks.putBack(piece);
        this.#fail(blocks, waiters, error);
        return { error };
      }
      this.#tellOf(piece, blocks.size > 0);
      if (blocks.size === 0 || this.#waiting.length === 0 || this.#pending.size > FEW) continue;
      const failure = await this.#save(this.#waiting.splice(0));
      if (failure) {
        this.#fail(blocks, waiters, failure.error);
        return failure;
      }
    }
    for (const { resolve } of waiters) resolve();
    return null;
  }

  #fail(left: Set<number>, waiters: readonly Waiter[], error: unknown): void {
    for (const block of left) this.#pending.add(block);
    // A silent attempt that fails again is no news.
    if (waiters.length > 0) {
      this.#isOwing = true;
      this.#listeners.onSaveFailed(error);
    }
    for (const { reject } of waiters) reject(error);
  }

  #tellOfAll(): void {
    this.#saved = 0;
    if (this.#isOwing) this.#listeners.onSaved();
    this.#isOwing = false;
  }

  #tellOf(piece: MarkPiece, isMore: boolean): void {
    this.#saved += piece.lines.length;
    if (isMore || this.#saved > piece.lines.length) {
      this.#listeners.onSaving(this.#saved, this.#saved + this.#marks.left);
    }
    if (this.#marks.left === 0) this.#saved = 0;
  }
}
