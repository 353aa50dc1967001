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

interface PendingCall {
  name: string;
  args: readonly unknown[];
  /** How many lives it was asked of. */
  tries: number;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

interface LibraryWorkerOptions {
  start(): WorkerLife;
  /** Milliseconds on a clock that only goes forward. */
  now(): number;
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
  #opening: { name: string; args: readonly unknown[] } | null = null;
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
      const pending = { name, args, tries: 0, resolve, reject };
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
    this.#life = this.#start();
    this.#reopen(true).catch((error: unknown) => this.#giveUp(error));
  }

  async #reopen(isByItself: boolean): Promise<void> {
    if (this.#opening) await this.#life.call(this.#opening.name, this.#opening.args);
    this.#goOn();
    this.#onRestarted(isByItself);
  }

  #goOn(): void {
    this.#isOpen = true;
    for (const pending of this.#pending) this.#ask(pending);
  }

  #ask(pending: PendingCall): void {
    if (pending.tries === MOST_TRIES) {
      this.#refuse(pending);
      return;
    }
    pending.tries++;
    const life = this.#life;
    life.call(pending.name, pending.args).then(
      (value) => this.#settle(pending, life, () => pending.resolve(value)),
      (error: unknown) => this.#settle(pending, life, () => pending.reject(error)),
    );
  }

  #settle(pending: PendingCall, life: WorkerLife, settle: () => void): void {
    // What a worker says of itself as it ends is no answer: the next one is asked.
    if (life === this.#life && this.#pending.delete(pending)) settle();
  }

  #refuse(pending: PendingCall): void {
    this.#pending.delete(pending);
    pending.reject(new Error('The library stopped while it worked on this, and was started again.'));
  }

  #giveUp(error: unknown): void {
    this.#isGivenUp = true;
    for (const pending of this.#pending) this.#refuse(pending);
    this.#onLost(error);
  }
}
