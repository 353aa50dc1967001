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

interface Unread {
  stamp: FileStamp;
  /** When it may be read if it keeps its stamp until then. */
  dueAt: number;
  foundAt: number;
  /** Whether it was seen to change while it waited. */
  isRestless: boolean;
}

export class UnreadFiles {
  readonly #files = new Map<string, Unread>();

  get size(): number {
    return this.#files.size;
  }

  has(name: string): boolean {
    return this.#files.has(name);
  }

  stampOf(name: string): FileStamp | null {
    return this.#files.get(name)?.stamp ?? null;
  }

  delete(name: string): void {
    this.#files.delete(name);
  }

  keepOnly(names: ReadonlySet<string>): void {
    for (const name of this.#files.keys()) if (!names.has(name)) this.#files.delete(name);
  }

  /**
   * Notes that a file was seen with this stamp. Where it bears another than before, its rest begins anew.
   *
   * @param touchedAt when it last changed, in ms since 1970, as the file system tells it
   */
  note(name: string, stamp: FileStamp, touchedAt: number): void {
    const before = this.#files.get(name);
    if (before && isSameStamp(before.stamp, stamp)) return;
    const now = performance.now();
    // A time in the future says nothing about rest; neither does any, once the file was seen to change.
    const isOld = !before && touchedAt <= Date.now() - OLD;
    this.#files.set(name, {
      stamp,
      dueAt: isOld ? now : now + STILL,
      foundAt: before?.foundAt ?? now,
      isRestless: before !== undefined,
    });
  }

  /** Lets a file wait once more that turned out to be changing, behind all others. */
  postpone(name: string): void {
    const file = this.#files.get(name);
    if (!file) return;
    this.#files.delete(name);
    this.#files.set(name, { ...file, dueAt: performance.now() + STILL, isRestless: true });
  }

  /** The files that may be read now, as many as are read together; where there is none, when one may be. */
  due(now: number): { due: string[]; nextDueAt: number } {
    const due: string[] = [];
    let bytes = 0;
    let nextDueAt = Number.POSITIVE_INFINITY;
    for (const [name, { dueAt, stamp }] of this.#files) {
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

  /** Whether there is one that may be another's new name, and so should be read before the old one is said to be gone. */
  isAnyExpected(now: number): boolean {
    for (const file of this.#files.values()) {
      if (!file.isRestless || now - file.foundAt < PATIENCE) return true;
    }
    return false;
  }
}
