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

/** What a later instance hands over to the first. */
export interface Arrival {
  argv: string[];
  workingDirectory: string;
  additionalData: unknown;
}

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
    mkdirSync(this.#arrivals, { recursive: true });
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

  release(): void {
    if (!this.isHeld) return;
    this.#watcher?.close();
    this.#watcher = null;
    rmSync(this.#lockFile, { force: true });
  }

  #tryToTake(): boolean {
    const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid) });
    const draft = `${this.#lockFile}.${process.pid}`;
    for (let attempt = 0; attempt < 5; attempt += 1) {
      try {
        // Linked rather than written, so that nobody finds a lock that does not say whose it is.
        writeFileSync(draft, mine);
        linkSync(draft, this.#lockFile);
        return true;
      } catch {
        if (isHolderAlive(this.#lockFile)) return false;
        rmSync(this.#lockFile, { force: true });
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

function isHolderAlive(lockFile: string): boolean {
  try {
    const { pid, started } = JSON.parse(readFileSync(lockFile, 'utf8'));
    process.kill(pid, 0);
    // Another process may have been given the number of a dead one.
    return pid !== process.pid && startOf(pid) === started;
  } catch {
    return false;
  }
}

/** When a process started, in the system's own measure; `null` where the system has no `/proc`. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
