/** The system's watches on a folder and its subfolders, one for each directory. */
import { type FSWatcher, watch } from 'node:fs';
import { basename } from 'node:path';
import { codeOf } from '../failure';

export interface WatchesListener {
  /**
   * Something may have happened in the directory of this prefix: to `name`, or to the directory itself where that is `null`.
   * `isEntry`: whether the name came or went, rather than that what bears it was written to.
   */
  onHint(prefix: string, name: string | null, isEntry: boolean): void;
  /** The system stopped to send hints; `reason` is in words for the reader. */
  onFailed(reason: string): void;
}

export class FolderWatches {
  readonly #listener: WatchesListener;
  readonly #watchers = new Map<string, FSWatcher>();
  #kept = new Set<string>();
  #reason: string | null = null;
  #isComplete = false;
  #isClosed = false;

  constructor(listener: WatchesListener) {
    this.#listener = listener;
  }

  /** Whether every directory is watched that was kept the last time. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Begins to say which directories are to be watched: each is kept by `keep`, until `end`. */
  begin(): void {
    this.#kept = new Set();
    this.#reason = null;
  }

  /** @param isOther whether the directory is another one than the one that was watched under this prefix */
  keep(prefix: string, path: string, isOther: boolean): void {
    this.#kept.add(prefix);
    if (isOther) this.#drop(prefix);
    // Where one cannot be had, the next one cannot either.
    if (this.#watchers.has(prefix) || this.#reason !== null || this.#isClosed) return;
    const self = basename(path);
    try {
      const watcher = watch(path, { persistent: false }, (event, name) => {
        // A directory's own name is told when it is itself moved or deleted: its watch is of no use any more.
        this.#listener.onHint(prefix, name === self ? null : name, event === 'rename');
      });
      watcher.on('error', (error) => {
        this.#drop(prefix);
        this.#isComplete = false;
        this.#listener.onFailed(unwatchedReason(error));
      });
      this.#watchers.set(prefix, watcher);
    } catch (error) {
      // It may have gone in the meantime, as it will turn out.
      if (codeOf(error) !== 'ENOENT') this.#reason = unwatchedReason(error);
    }
  }

  /** Lets go of the directories that were not kept; says why some are not watched, in words for the reader. */
  end(): string | null {
    for (const prefix of this.#watchers.keys()) if (!this.#kept.has(prefix)) this.#drop(prefix);
    this.#isComplete = this.#reason === null;
    return this.#reason;
  }

  /** Lets go of all directories; they may be kept again. */
  release(): void {
    for (const prefix of this.#watchers.keys()) this.#drop(prefix);
    this.#isComplete = false;
  }

  /** Lets go of all directories for good, though they are just being listed. */
  close(): void {
    this.#isClosed = true;
    this.release();
  }

  #drop(prefix: string): void {
    this.#watchers.get(prefix)?.close();
    this.#watchers.delete(prefix);
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
