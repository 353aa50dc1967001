/** Parts long work into slices, so that calls are answered in between. */

export class Slices {
  /** So short that nobody notices. */
  static readonly SHORT = 4;

  /** Milliseconds of work at a time. */
  length = Slices.SHORT;
  #end = 0;
  #isStopped = false;

  /** Settles when the work may go on; `undefined` where it may go on at once. Rejects once it was stopped. */
  pause(): Promise<void> | undefined {
    if (this.#isStopped) return Promise.reject(new Error('stopped'));
    if (performance.now() < this.#end) return undefined;
    return new Promise((resolve, reject) => {
      setTimeout(() => {
        this.#end = performance.now() + this.length;
        if (this.#isStopped) reject(new Error('stopped'));
        else resolve();
      });
    });
  }

  stop(): void {
    this.#isStopped = true;
  }
}
