/** The reader's marks: in memory at once, stored right behind, apart from all that digests say. */
import type { Identity, MarkRecord } from './database';
import { changedNote, joinNotes, noteAmong } from './notes';

/** What the reader said about one paper. Times are milliseconds since 1970; `null` where it is not starred, not read. */
export interface MergedMarks {
  starredAt: number | null;
  readAt: number | null;
  note: string;
}

/** A change to marks as they are kept: only what is named changes. */
export interface KeptChange {
  isStarred?: boolean;
  isRead?: boolean;
  note?: string;
}

export interface MarkStore {
  /** Stores all of them in one transaction; resolves when that is on the disk. */
  write(changed: MarkRecord[]): Promise<void>;
}

/** How long after a failed write the next attempt is made, in milliseconds. */
const RETRY_AFTER = 3000;

export class Marks {
  readonly #store: MarkStore;
  readonly #onSaveFailed: (error: unknown) => void;
  /** By entry id. The entries of a paper may have different ones, if they were not known as one when they were made. */
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
    return mergedMarks(this.#recordsOf(entryIds));
  }

  /**
   * Changes the marks of one paper: kept at once, under each of its entries, so that whatever becomes of the paper,
   * nothing is lost.
   *
   * @param sides the entries of the paper; those of different sides may yet part, and then have what they had before
   * @returns resolves when it is stored. Rejects where it cannot be: it stays in memory then, and is tried again.
   */
  change(sides: readonly (readonly Identity[])[], change: KeptChange): Promise<void> {
    const now = Date.now();
    const before = this.#recordsOf(idsOf(sides.flat()));
    const whole = mergedMarks(before);
    const { isStarred, isRead, note } = change;
    const times: Partial<MarkRecord> = {};
    if (isStarred !== undefined && isStarred !== (whole.starredAt !== null)) times.starredAt = isStarred ? now : null;
    if (isRead !== undefined && isRead !== (whole.readAt !== null)) times.readAt = isRead ? now : null;
    const isNoted = note !== undefined && note !== whole.note;
    if (!isNoted && Object.keys(times).length === 0) return this.#saved();
    const noted = before.filter((record) => record.note.trim() !== '').map(({ id }) => id);
    for (const side of sides) {
      const had = { ...mergedMarks(this.#recordsOf(idsOf(side))), own: null, notedAt: now };
      for (const identity of side) {
        const record = { ...(this.#records.get(identity.id) ?? { ...identity, ...had }), ...times, changedAt: now };
        if (isNoted) Object.assign(record, changedNote(identity.id, record, note, whole.note, noted), { notedAt: now });
        this.#set(record);
      }
    }
    return this.#saved();
  }

  /** Gives entries that nothing was said of by itself what was said of the paper that they are no longer of. */
  inherit(identities: readonly Identity[], whole: MergedMarks): Promise<void> {
    const now = Date.now();
    if (!isMarked(whole) || identities.some(({ id }) => this.#records.has(id))) return this.#saved();
    for (const identity of identities) this.#set({ ...identity, ...whole, own: null, notedAt: now, changedAt: now });
    return this.#saved();
  }

  /** Stores all that is not stored yet, and rejects where it cannot be. */
  flush(): Promise<void> {
    return this.#saved();
  }

  /** Gives up what waits to be tried again. */
  stop(): void {
    clearTimeout(this.#retry);
    this.#unsaved.clear();
  }

  #recordsOf(entryIds: Iterable<string>): MarkRecord[] {
    const records: MarkRecord[] = [];
    for (const id of entryIds) {
      const record = this.#records.get(id);
      if (record) records.push(record);
    }
    return records;
  }

  #set(record: MarkRecord): void {
    this.#records.set(record.id, record);
    this.#unsaved.add(record.id);
  }

  /** Resolves when all that is in memory by now is stored. */
  #saved(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      void this.#write();
    });
  }

  /** Writes what is unsaved, one write at a time: what changes meanwhile goes, in its latest state, with the next. */
  async #write(): Promise<void> {
    if (this.#isWriting) return;
    this.#isWriting = true;
    clearTimeout(this.#retry);
    let hasFailed = false;
    while (this.#waiting.length > 0 || (this.#unsaved.size > 0 && !hasFailed)) {
      const ids = [...this.#unsaved];
      const waiting = this.#waiting;
      this.#unsaved.clear();
      this.#waiting = [];
      try {
        if (ids.length > 0) await this.#store.write(this.#recordsOf(ids));
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

function idsOf(identities: readonly Identity[]): string[] {
  return identities.map(({ id }) => id);
}

function isMarked({ starredAt, readAt, note }: MergedMarks): boolean {
  return starredAt !== null || readAt !== null || note.trim() !== '';
}

function mergedMarks(records: readonly MarkRecord[]): MergedMarks {
  if (records.length === 0) return { starredAt: null, readAt: null, note: '' };
  const present = new Set(records.map(({ id }) => id));
  const inOrder = [...records].sort((a, b) => a.notedAt - b.notedAt || (a.id < b.id ? -1 : 1));
  const notes = [...new Set(inOrder.map((record) => noteAmong(record, (id) => present.has(id))))];
  return {
    starredAt: earliest(records.map((record) => record.starredAt)),
    readAt: earliest(records.map((record) => record.readAt)),
    note: notes.length === 1 ? (notes[0] ?? '') : joinNotes(notes),
  };
}
