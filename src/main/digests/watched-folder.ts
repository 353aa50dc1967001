/**
 * A folder that is listed again and again: whether it can be had, whether it is still the same one, and the hints of
 * the system that something in it may have changed.
 *
 * Hints only: the system's queue of events overflows without notice, network drives send none, and names may be
 * missing. So whoever listens looks for themselves. One watch for the whole folder, not one per file as chokidar
 * sets up: for 20,000 digests those would be 20,000 of the watches that Linux has so few of.
 */
import { type FSWatcher, watch } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { codeOf, reasonOf } from '../failure';

export interface Listing {
  /** The folder with its own links resolved. */
  folder: string;
  names: string[];
  /** Whether this is another directory than at the last listing, or the first listing of all. */
  isOther: boolean;
}

export interface FolderListener {
  /** `name` may have come, changed or gone; `null`: anything may have. */
  onHint(name: string | null): void;
  onProblemChanged(): void;
}

/** What is expected in the folder, so that a missing drive can be told from a folder that was emptied. */
export interface Expected {
  count: number;
  /** When the youngest of the files was changed, in ms since 1970. */
  youngest: number;
}

export class WatchedFolder {
  readonly #path: string;
  readonly #listener: FolderListener;
  #watcher: FSWatcher | null = null;
  #device: number | null = null;
  #identity: string | null = null;
  #missing: string | null = null;
  #unwatched: string | null = null;

  constructor(path: string, listener: FolderListener) {
    this.#path = path;
    this.#listener = listener;
  }

  /** Why the folder cannot be listed or watched, in words for the reader; `null` where all is well. */
  get problem(): string | null {
    return this.#missing ?? this.#unwatched;
  }

  /** Whether the folder could not be listed the last time. */
  get isMissing(): boolean {
    return this.#missing !== null;
  }

  /** Whether the system sends hints. */
  get isWatched(): boolean {
    return this.#watcher !== null;
  }

  /** Lists the folder and sees to it that it is watched. `null`, and `problem`, where that cannot be done now. */
  async list(isWanted: (name: string) => boolean, expected: Expected): Promise<Listing | null> {
    try {
      const folder = await realpath(this.#path);
      const stats = await stat(folder);
      // The number of a deleted folder is often given to the next one, so it alone does not tell them apart.
      const identity = `${folder}\0${stats.dev}:${stats.ino}:${stats.birthtimeMs}`;
      const isOther = identity !== this.#identity;
      this.#identity = identity;
      // First the watch, then the list: what comes in between is told by both, not by none.
      const unwatched = isOther || this.#watcher === null ? this.#watch(folder) : null;
      const all = await readdir(folder);
      const isOtherDevice = this.#device !== null && this.#device !== stats.dev;
      // An unmounted drive leaves an empty mount point behind: on another device, or untouched since before the files
      // were written, where a folder that was emptied was touched when the last of them went.
      if (all.length === 0 && expected.count > 0 && (isOtherDevice || stats.mtimeMs < expected.youngest)) {
        this.#leave(`The seeds folder is empty, though ${expected.count} digests were in it. Is its drive connected?`);
        return null;
      }
      this.#device = stats.dev;
      this.#setProblems(null, unwatched);
      return { folder, names: all.filter(isWanted), isOther };
    } catch (error) {
      if (codeOf(error) === 'EMFILE' || codeOf(error) === 'ENFILE') return null;
      this.#leave(`The seeds folder ${this.#path} cannot be read. ${reasonOf(error)}`);
      return null;
    }
  }

  close(): void {
    this.#watcher?.close();
    this.#watcher = null;
  }

  #leave(missing: string): void {
    this.close();
    this.#identity = null;
    this.#setProblems(missing, null);
  }

  /** Watches this folder instead of the one before; says why not, in words for the reader, where it cannot. */
  #watch(folder: string): string | null {
    this.close();
    const self = basename(folder);
    try {
      this.#watcher = watch(folder, { persistent: false }, (_event, name) => {
        // A folder's own name is told when it is itself moved or deleted: its watch is of no use any more.
        if (name === self) this.#identity = null;
        this.#listener.onHint(name === self ? null : name);
      });
      this.#watcher.on('error', (error) => {
        this.close();
        this.#setProblems(this.#missing, unwatchedReason(error));
      });
      return null;
    } catch (error) {
      return unwatchedReason(error);
    }
  }

  #setProblems(missing: string | null, unwatched: string | null): void {
    const before = this.problem;
    this.#missing = missing;
    this.#unwatched = unwatched;
    if (this.problem !== before) this.#listener.onProblemChanged();
  }
}

function unwatchedReason(error: unknown): string {
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EMFILE':
    case 'ENFILE':
      return 'The system has no folder watches left, so Offprint looks into the seeds folder every few seconds instead.';
    default:
      return 'The system does not tell when the seeds folder changes, so Offprint looks into it every few seconds instead.';
  }
}
