/**
 * Hints from the system that something in a folder may have changed.
 *
 * Hints only: the queue of events overflows without notice, network drives send none, and names may be missing. So
 * whoever listens looks for themselves. One watch for the whole folder, not one per file as chokidar sets up: with
 * 20,000 digests those are 20,000 of the watches that Linux has so few of.
 */
import { type FSWatcher, watch } from 'node:fs';
import { basename } from 'node:path';
import { codeOf } from './digest-file';

export interface Hints {
  /** `name` may have come, changed or gone; `null`: anything may have. */
  onHint(name: string | null): void;
  /** No hints come any more, for this reason, in words for the reader. */
  onEnded(reason: string): void;
}

export class FolderWatch {
  #watcher: FSWatcher | null = null;

  /** Starts to watch. Never throws: where the system refuses, `onEnded` is called before this returns. */
  constructor(folder: string, hints: Hints) {
    const self = basename(folder);
    const end = (error: unknown) => {
      this.close();
      hints.onEnded(reasonFor(error));
    };
    try {
      this.#watcher = watch(folder, { persistent: false }, (_event, name) => {
        // The folder's own name is told when it is itself moved or deleted.
        hints.onHint(name === null || name === self ? null : name);
      });
      this.#watcher.on('error', end);
    } catch (error) {
      end(error);
    }
  }

  close(): void {
    this.#watcher?.close();
    this.#watcher = null;
  }
}

function reasonFor(error: unknown): string {
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EMFILE':
    case 'ENFILE':
      return 'The system has no folder watches left, so Offprint looks into the seeds folder every few seconds instead.';
    default:
      return 'The system does not tell when the seeds folder changes, so Offprint looks into it every few seconds instead.';
  }
}
