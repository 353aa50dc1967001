/** The reader's marks: in memory at once, stored right behind, apart from all that digests say. */
import type { Identity, MarkRecord } from './database';
import type { MarkChange } from './library-api';

/** What the reader said about one paper. Times are milliseconds since 1970; `null` where it is not starred, not read. */
export interface MergedMarks {
  starredAt: number | null;
  readAt: number | null;
  note: string;
}

export interface MarkStore {
  /** Stores and deletes in one transaction; resolves when that is on the disk. */
  write(changed: MarkRecord[], deletedIds: string[]): Promise<void>;
}

/** How long after a failed write the next attempt is made, in milliseconds. */
const RETRY_AFTER = 3000;

export class Marks {
  readonly #store: MarkStore;
  readonly #onSaveFailed: (error: unknown) => void;
  /** By entry id. A paper may have several, if it was not known as one paper when they were made. */
  readonly #records = new Map<string, MarkRecord>();
  readonly #unsaved = new Set<string>();
  #waiting: { resolve: () => void; reject: (error: unknown) => void }[] = [];
  #isWriting = false;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(store: MarkStore, onSaveFailed: (error: unknown) => void) {
    this.#store = store;
    this.#onSaveFailed = onSaveFailed;
  }

  /** Takes in what the database holds. */
  load(records: MarkRecord[]): void {
    for (const record of records) this.#records.set(record.id, record);
  }

  get isEmpty(): boolean {
    return this.#records.size === 0;
  }

  has(entryId: string): boolean {
    return this.#records.has(entryId);
  }

  /** The marks under all of these ids as one: the earliest times, and every note once. */
  merged(entryIds: Iterable<string>): MergedMarks {
    const records: MarkRecord[] = [];
    for (const id of entryIds) {
      const record = this.#records.get(id);
      if (record) records.push(record);
    }
    if (records.length > 1) records.sort((a, b) => a.changedAt - b.changedAt || (a.id < b.id ? -1 : 1));
    const notes = new Set(records.map((record) => record.note).filter((note) => note.trim() !== ''));
    return {
      starredAt: earliest(records.map((record) => record.starredAt)),
      readAt: earliest(records.map((record) => record.readAt)),
      note: records.length === 1 ? (records[0]?.note ?? '') : [...notes].join('\n\n'),
    };
  }

  /**
   * Changes the marks of one paper: kept at once under its id, in place of those under its other entries' ids.
   *
   * @param entryIds the ids of all entries of the paper
   * @returns resolves when it is stored. Rejects where it cannot be: it stays in memory then, and is tried again.
   */
  change(identity: Identity, entryIds: readonly string[], change: MarkChange): Promise<void> {
    const now = Date.now();
    const before = this.merged(entryIds);
    for (const id of entryIds) {
      if (id !== identity.id && this.#records.delete(id)) this.#unsaved.add(id);
    }
    this.#records.set(identity.id, {
      ...identity,
      starredAt: changedTime(before.starredAt, change.isStarred, now),
      readAt: changedTime(before.readAt, change.isRead, now),
      note: change.note ?? before.note,
      changedAt: now,
    });
    this.#unsaved.add(identity.id);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      void this.#write();
    });
  }

  /** Gives up what waits to be tried again. */
  stop(): void {
    clearTimeout(this.#retry);
    this.#unsaved.clear();
  }

  /** Writes what is unsaved, one write at a time: what changes meanwhile goes, in its latest state, with the next. */
  async #write(): Promise<void> {
    if (this.#isWriting) return;
    this.#isWriting = true;
    clearTimeout(this.#retry);
    let hasFailed = false;
    while (this.#unsaved.size > 0 && (!hasFailed || this.#waiting.length > 0)) {
      const ids = [...this.#unsaved];
      const waiting = this.#waiting;
      this.#unsaved.clear();
      this.#waiting = [];
      try {
        await this.#store.write(
          ids.flatMap((id) => this.#records.get(id) ?? []),
          ids.filter((id) => !this.#records.has(id)),
        );
        hasFailed = false;
        for (const { resolve } of waiting) resolve();
      } catch (error) {
        hasFailed = true;
        for (const id of ids) this.#unsaved.add(id);
        // A silent attempt that fails again is no news.
        if (waiting.length > 0) this.#onSaveFailed(error);
        for (const { reject } of waiting) reject(error);
      }
    }
    this.#isWriting = false;
    if (hasFailed) this.#retry = setTimeout(() => void this.#write(), RETRY_AFTER);
  }
}

function earliest(times: readonly (number | null)[]): number | null {
  return times.reduce((first, time) => (time !== null && (first === null || time < first) ? time : first), null);
}

function changedTime(before: number | null, isSet: boolean | undefined, now: number): number | null {
  if (isSet === undefined) return before;
  return isSet ? (before ?? now) : null;
}
