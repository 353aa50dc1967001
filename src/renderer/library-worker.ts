/**
 * The library worker as something that may die: what the page asked and got no answer to is asked again of the next one.
 *
 * A worker tells nobody when it ends. It holds a lock as long as it lives, which the page asks for as well.
 */

/** One life of the worker. */
export interface WorkerLife {
  call(name: string, args: readonly unknown[]): Promise<unknown>;
  /** Resolves when it has ended, whatever ended it. */
  ended: Promise<void>;
  /** Ends it. */
  end(): void;
}

export interface LibraryCall {
  name: string;
  args: readonly unknown[];
}

interface PendingCall extends LibraryCall {
  /** How many lives it was asked of. */
  tries: number;
  /** Who waits for the answer. */
  askers: { resolve(value: unknown): void; reject(error: unknown): void }[];
}

interface LibraryWorkerOptions {
  start(): WorkerLife;
  /** Milliseconds on a clock that only goes forward. */
  now(): number;
  /**
   * What two calls come to that an earlier life may have carried out without saying so, as those of one; `null` where each is for
   * itself. It is the later one that is asked then, with these arguments.
   */
  joined(earlier: LibraryCall, later: LibraryCall): readonly unknown[] | null;
}

/** How often the worker may end by itself within so many ms before it is given up. */
const MOST_ENDS = 3;
const WITHIN = 60_000;
/** How many lives a call is asked of: it may be what they died of. */
const MOST_TRIES = 2;

export class LibraryWorker {
  readonly #options: LibraryWorkerOptions;
  #life: WorkerLife;
  /** In the order in which they were asked. */
  readonly #pending = new Set<PendingCall>();
  /** What opens the library; asked of each life first. */
  #opening: LibraryCall | null = null;
  /** Whether calls go to the worker at once, or wait until it is open. */
  #isOpen = false;
  #ends: number[] = [];
  #isGivenUp = false;
  #onRestarted: (isByItself: boolean) => void = () => {};
  #onLost: (error: unknown) => void = () => {};

  constructor(options: LibraryWorkerOptions) {
    this.#options = options;
    this.#life = this.#start();
  }

  /**
   * @param listeners.restarted told when another worker is open: what it says of the library is to be asked anew
   * @param listeners.lost told why there will be no other
   */
  listen(listeners: { restarted(isByItself: boolean): void; lost(error: unknown): void }): void {
    this.#onRestarted = listeners.restarted;
    this.#onLost = listeners.lost;
  }

  /** Opens the library: the call is repeated with each worker, before all others. */
  open(name: string, args: readonly unknown[]): Promise<unknown> {
    this.#opening = { name, args };
    return this.#life.call(name, args).then((value) => {
      this.#goOn();
      return value;
    });
  }

  call(name: string, args: readonly unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const pending = { name, args, tries: 0, askers: [{ resolve, reject }] };
      this.#pending.add(pending);
      if (this.#isGivenUp) this.#refuse(pending);
      else if (this.#isOpen) this.#ask(pending);
    });
  }

  /** Puts another worker in the place of this one. Resolves when it is open. */
  async restart(): Promise<void> {
    this.#isOpen = false;
    this.#life.end();
    this.#life = this.#start();
    await this.#reopen(false);
  }

  #start(): WorkerLife {
    const life = this.#options.start();
    void life.ended.then(() => {
      if (life === this.#life) this.#hasEnded();
    });
    return life;
  }

  #hasEnded(): void {
    const now = this.#options.now();
    this.#isOpen = false;
    this.#ends = [...this.#ends.filter((end) => end > now - WITHIN), now];
    if (this.#ends.length > MOST_ENDS) {
      this.#giveUp(new Error('The library stopped again and again.'));
      return;
    }
    const life = this.#start();
    this.#life = life;
    // One that ended while it was being opened is followed by another.
    this.#reopen(true).catch((error: unknown) => life === this.#life && this.#giveUp(error));
  }

  async #reopen(isByItself: boolean): Promise<void> {
    if (this.#opening) await this.#life.call(this.#opening.name, this.#opening.args);
    this.#goOn();
    this.#onRestarted(isByItself);
  }

  #goOn(): void {
    this.#isOpen = true;
    this.#join();
    for (const pending of this.#pending) this.#ask(pending);
  }

  /** One by one, what the life before carried out would be done a second time. */
  #join(): void {
    const calls = [...this.#pending];
    for (const [at, earlier] of calls.entries()) {
      for (const later of calls.slice(at + 1)) {
        const args = this.#options.joined(earlier, later);
        if (!args) continue;
        this.#pending.delete(earlier);
        later.args = args;
        later.tries = Math.max(earlier.tries, later.tries);
        later.askers.push(...earlier.askers);
        break;
      }
    }
  }

  #ask(pending: PendingCall): void {
    if (pending.tries === MOST_TRIES) {
      this.#refuse(pending);
      return;
    }
    pending.tries++;
    const life = this.#life;
    life.call(pending.name, pending.args).then(
      (value) => {
        if (this.#isAnswered(pending, life)) for (const { resolve } of pending.askers) resolve(value);
      },
      (error: unknown) => {
        if (this.#isAnswered(pending, life)) for (const { reject } of pending.askers) reject(error);
      },
    );
  }

  #isAnswered(pending: PendingCall, life: WorkerLife): boolean {
    // What a worker says of itself as it ends is no answer: the next one is asked.
    return life === this.#life && this.#pending.delete(pending);
  }

  #refuse(pending: PendingCall): void {
    this.#pending.delete(pending);
    const error = new Error('The library stopped while it worked on this, and was started again.');
    for (const { reject } of pending.askers) reject(error);
  }

  #giveUp(error: unknown): void {
    this.#isGivenUp = true;
    for (const pending of this.#pending) this.#refuse(pending);
    this.#onLost(error);
  }
}
