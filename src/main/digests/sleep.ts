/** A sleep that can be ended before its time. */

export class Sleep {
  #wake: () => void = () => {};

  /** Resolves after so many milliseconds, or when woken. */
  for(duration: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#wake(), Math.max(duration, 1));
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = () => {};
        resolve();
      };
    });
  }

  /** Ends the sleep; nothing happens where none is going on. */
  wake(): void {
    this.#wake();
  }
}
