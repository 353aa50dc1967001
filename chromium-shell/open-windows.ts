/** The windows that are there, and who is told when the last one goes. */

interface OpenWindow {
  /** Whether nobody has prevented it. */
  tryClose(): boolean;
  destroy(): void;
  /** The application menu, and with it the keys that it takes, is another one. */
  menuChanged(): void;
}

class OpenWindows {
  readonly #windows = new Set<OpenWindow>();
  #onLastClosed: () => void = () => {};

  add(window: OpenWindow): void {
    this.#windows.add(window);
  }

  remove(window: OpenWindow): void {
    if (this.#windows.delete(window) && this.#windows.size === 0) this.#onLastClosed();
  }

  all(): OpenWindow[] {
    return [...this.#windows];
  }

  onLastClosed(listener: () => void): void {
    this.#onLastClosed = listener;
  }
}

export const openWindows = new OpenWindows();
