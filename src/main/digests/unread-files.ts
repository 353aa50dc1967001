/** Files that are to be read, each once it is at rest: when nobody seems to write to it any more. */
import { performance } from 'node:perf_hooks';
import type { FileStamp } from '../../preload/api';
import { isSameStamp } from './digest-file';

// All times are in ms; points in time are `performance.now()` unless they come from the file system.

/** How long a young file must have kept its stamp before it is read. */
export const STILL = 300;
/** A file that was last touched so long ago is not being written any more. */
const OLD = 2000;
/** How long a file that never comes to rest may hold back the news that others are gone. */
const PATIENCE = 1000;
/** How many files are read together, and how many bytes: enough that the disk is never waited for. */
const READS_AT_ONCE = 8;
const MOST_BYTES_AT_ONCE = 2 * 1024 * 1024;

/** What was seen of a file. */
interface Seen {
  stamp: FileStamp;
  /** See `Look`. */
  changedAt: number;
}

interface Unread extends Seen {
  /** When it may be read if it keeps its stamp until then. */
  dueAt: number;
  foundAt: number;
  /** Whether it was seen to change while it waited. */
  isRestless: boolean;
}

export class UnreadFiles {
  /** What is new or changed. */
  readonly #fresh = new Map<string, Unread>();
  /** What was read before, by an earlier version of the reader. */
  readonly #again = new Map<string, Unread>();

  get size(): number {
    return this.#fresh.size + this.#again.size;
  }

  has(name: string): boolean {
    return this.#fresh.has(name) || this.#again.has(name);
  }

  get(name: string): Seen | null {
    return this.#fresh.get(name) ?? this.#again.get(name) ?? null;
  }

  delete(name: string): void {
    this.#fresh.delete(name);
    this.#again.delete(name);
  }

  /** Forgets those that are none of these any more. */
  keepOnly(isThere: (name: string) => boolean): void {
    for (const files of [this.#fresh, this.#again]) {
      for (const name of files.keys()) if (!isThere(name)) files.delete(name);
    }
  }

  /** Notes that a file is there which is to be read. Where it bears another stamp than before, its rest begins anew. */
  note(name: string, { stamp, changedAt }: Seen): void {
    const before = this.#fresh.get(name);
    if (before && isSameStamp(before.stamp, stamp)) return;
    const now = performance.now();
    // A time in the future says nothing about rest; neither does any, once the file was seen to change.
    const isOld = !before && Math.max(stamp.modifiedAt, changedAt) <= Date.now() - OLD;
    this.#again.delete(name);
    this.#fresh.set(name, {
      stamp,
      changedAt,
      dueAt: isOld ? now : now + STILL,
      foundAt: before?.foundAt ?? now,
      isRestless: before !== undefined,
    });
  }

  /** Notes that a file is to be read once more, though it is what it was. */
  noteAgain(name: string, { stamp, changedAt }: Seen): void {
    const now = performance.now();
    this.#fresh.delete(name);
    this.#again.set(name, { stamp, changedAt, dueAt: now, foundAt: now, isRestless: false });
  }

  /** Lets a file wait once more that turned out to be changing, behind all others. */
  postpone(name: string): void {
    for (const files of [this.#fresh, this.#again]) {
      const file = files.get(name);
      if (!file) continue;
      files.delete(name);
      files.set(name, { ...file, dueAt: performance.now() + STILL, isRestless: true });
    }
  }

  /**
   * The files that may be read now, as many as are read together; where there is none, when one may be.
   *
   * @param isAgainDue whether those that were read before may be read once more
   */
  due(now: number, isAgainDue: boolean): { due: string[]; nextDueAt: number } {
    const fresh = dueOf(this.#fresh, now);
    if (fresh.due.length > 0 || this.#again.size === 0) return fresh;
    const again = isAgainDue ? dueOf(this.#again, now) : { due: [], nextDueAt: now + STILL };
    return { due: again.due, nextDueAt: Math.min(fresh.nextDueAt, again.nextDueAt) };
  }

  /** Whether there is one that may be another's new name, and so should be read before the old one is said to be gone. */
  isAnyExpected(now: number): boolean {
    for (const file of this.#fresh.values()) {
      if (!file.isRestless || now - file.foundAt < PATIENCE) return true;
    }
    return false;
  }
}

function dueOf(files: ReadonlyMap<string, Unread>, now: number): { due: string[]; nextDueAt: number } {
  const due: string[] = [];
  let bytes = 0;
  let nextDueAt = Number.POSITIVE_INFINITY;
  for (const [name, { dueAt, stamp }] of files) {
    if (dueAt > now) {
      nextDueAt = Math.min(nextDueAt, dueAt);
      continue;
    }
    if (due.length > 0 && bytes + stamp.size > MOST_BYTES_AT_ONCE) break;
    due.push(name);
    bytes += stamp.size;
    if (due.length === READS_AT_ONCE) break;
  }
  return { due, nextDueAt };
}
