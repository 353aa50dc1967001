/**
 * Sees to it that one instance uses a profile: the first one holds a lock file, a later one leaves its command line in a
 * folder that the first one watches. Files, because the answer is wanted at once and without a wait.
 */
import {
  type FSWatcher,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isRunning, startOf } from './process-state';

/** What a later instance hands over to the first. */
export interface Arrival {
  argv: string[];
  workingDirectory: string;
  additionalData: unknown;
}

/** What the lock file says. */
interface Holder {
  pid: number;
  started: string | null;
  isEnding: boolean;
}

/** How long to wait for a holder that is about to end; in ms. */
const PATIENCE = 10_000;

export class SingleInstanceLock {
  readonly #lockFile: string;
  readonly #arrivals: string;
  readonly #onArrival: (arrival: Arrival) => void;
  #watcher: FSWatcher | null = null;

  constructor(userData: string, onArrival: (arrival: Arrival) => void) {
    this.#lockFile = join(userData, 'chromium-shell.lock');
    this.#arrivals = join(userData, 'chromium-shell.arrivals');
    this.#onArrival = onArrival;
  }

  get isHeld(): boolean {
    return this.#watcher !== null;
  }

  /** Takes the lock; where a living process has it, gives it `arrival` and answers `false`. */
  request(arrival: Arrival): boolean {
    if (this.isHeld) return true;
    try {
      mkdirSync(this.#arrivals, { recursive: true });
    } catch {
      // A profile that cannot be written holds no lock; the application finds out for itself what that means.
      return true;
    }
    if (!this.#tryToTake()) {
      const name = `${process.pid}-${Date.now()}`;
      // Renamed into place, so that the watcher never reads a half.
      writeFileSync(join(this.#arrivals, `${name}.part`), JSON.stringify(arrival));
      renameSync(join(this.#arrivals, `${name}.part`), join(this.#arrivals, `${name}.json`));
      return false;
    }
    for (const name of readdirSync(this.#arrivals)) rmSync(join(this.#arrivals, name), { force: true });
    this.#watcher = watch(this.#arrivals, () => this.#takeArrivals());
    this.#watcher.unref();
    return true;
  }

  /** Says that the holder is about to end: whoever comes now waits for that, rather than handing over. */
  markEnding(): void {
    if (!this.isHeld) return;
    const draft = `${this.#lockFile}.${process.pid}`;
    try {
      writeFileSync(draft, contentOf({ isEnding: true }));
      renameSync(draft, this.#lockFile);
    } catch {
      // The disk may be full: whoever comes now hands over to one that is about to end.
      rmSync(draft, { force: true });
    }
  }

  release(): void {
    if (!this.isHeld) return;
    this.#watcher?.close();
    this.#watcher = null;
    rmSync(this.#lockFile, { force: true });
  }

  #tryToTake(): boolean {
    const draft = `${this.#lockFile}.${process.pid}`;
    const until = Date.now() + PATIENCE;
    for (let attempt = 0; attempt < 5; ) {
      try {
        // Linked rather than written, so that nobody finds a lock that does not say whose it is.
        writeFileSync(draft, contentOf({ isEnding: false }));
        linkSync(draft, this.#lockFile);
        return true;
      } catch {
        const holder = holderOf(this.#lockFile);
        if (holder !== null && !(holder.isEnding && Date.now() < until)) return false;
        if (holder !== null) {
          sleep(50);
          continue;
        }
        rmSync(this.#lockFile, { force: true });
        attempt += 1;
      } finally {
        rmSync(draft, { force: true });
      }
    }
    // Still no lock and nobody who holds it: the folder cannot be written, and is read by this process alone.
    return true;
  }

  #takeArrivals(): void {
    let names: string[] = [];
    try {
      names = readdirSync(this.#arrivals);
    } catch {
      // The profile was deleted under a running application, whose other parts will say so.
    }
    for (const name of names) {
      if (!name.endsWith('.json')) continue;
      const file = join(this.#arrivals, name);
      let arrival: Arrival;
      try {
        arrival = JSON.parse(readFileSync(file, 'utf8'));
      } catch {
        // Taken already, at an earlier event for the same file.
        continue;
      }
      rmSync(file, { force: true });
      this.#onArrival(arrival);
    }
  }
}

function contentOf({ isEnding }: Pick<Holder, 'isEnding'>): string {
  return JSON.stringify({ pid: process.pid, started: startOf(process.pid), isEnding } satisfies Holder);
}

function holderOf(lockFile: string): Holder | null {
  try {
    const holder: Holder = JSON.parse(readFileSync(lockFile, 'utf8'));
    // Another process may have been given the number of a dead one.
    return isRunning(holder.pid) && holder.pid !== process.pid && startOf(holder.pid) === holder.started
      ? holder
      : null;
  } catch {
    return null;
  }
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
