/**
 * How much of the marks journal the database has: it says so with each write, and never claims more than it was given. Should it lack
 * something, the next start brings it back.
 */
import type { JournalPosition } from '../../../preload/api';
import type { TakenPosition } from '../database';
import { nameOf, type RecordChange } from './journal-records';
import type { ToldJournal } from './told-journal';

/** @param position up to where the database has the journal with these changes; `null` where that stays as it was */
export type StoreRecords = (changes: readonly RecordChange[], position: TakenPosition | null) => Promise<void>;

export class StoredJournal {
  readonly #told: ToldJournal;
  readonly #store: StoreRecords;
  /** `null` where it has nothing of it. */
  #position: TakenPosition | null = null;
  /** The names of what the journal has and the database lacks, as a write of it failed. */
  readonly #missing = new Set<string>();

  constructor(told: ToldJournal, store: StoreRecords) {
    this.#told = told;
    this.#store = store;
  }

  /** @param position what the database says at the start */
  start(position: TakenPosition | null): void {
    this.#position = position;
  }

  /** Says that the database lacks these, until they are written. */
  lacks(names: Iterable<string>): void {
    for (const name of names) this.#missing.add(name);
  }

  /** Says that what could not be stored is no longer said. */
  lacksNoLonger(changes: readonly RecordChange[]): void {
    for (const change of changes) this.#missing.delete(nameOf(change));
  }

  /** Has the next start compare the journal with the database, should the journal not be given again what it lost. */
  async noteLoss(): Promise<void> {
    if (!this.#position) return;
    this.#position = { ...this.#position, isToCompare: true };
    // Where that cannot be stored, the journal may take it all the same.
    await this.#store([], this.#position).catch(() => {});
  }

  write(changes: readonly RecordChange[], store = this.#store): Promise<void> {
    return this.storing(changes.map(nameOf), (position) => store(changes, position));
  }

  /** @param names of what is stored */
  async storing(names: readonly string[], store: (position: JournalPosition | null) => Promise<void>): Promise<void> {
    this.lacks(names);
    const stored = new Set(names);
    const isComplete = this.#told.isCaughtUp && [...this.#missing].every((name) => stored.has(name));
    const position = isComplete ? this.#told.position : null;
    await store(position);
    this.#position = position ?? this.#position;
    for (const name of names) this.#missing.delete(name);
  }

  /** Says in the database that it has all of the journal, where it does and does not say so. */
  async claim(): Promise<void> {
    const { sequence = 0, isToCompare = false } = this.#position ?? {};
    if (this.#told.position?.sequence === sequence && !isToCompare) return;
    if (this.#missing.size === 0) await this.storing([], (position) => this.#store([], position));
  }
}
