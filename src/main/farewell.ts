/** Lets the page store what was typed before its window goes: asks it, and waits a while for the answer. */
import type { BrowserWindow } from 'electron';

/** How long the page may take; in ms. */
const PATIENCE = 5000;

interface FarewellOptions {
  window: Pick<BrowserWindow, 'on' | 'destroy' | 'isDestroyed'> & {
    webContents: Pick<BrowserWindow['webContents'], 'on'>;
  };
  /** Tells the page that the window is about to close. */
  ask(): void;
  /** Resolves when main itself has nothing left to store. */
  settled(): Promise<void>;
}

export class Farewell {
  readonly #options: FarewellOptions;
  /** Whether there is a page that can answer. */
  #isPageThere = false;
  #isAsking = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: FarewellOptions) {
    this.#options = options;
    options.window.on('close', (event) => {
      event.preventDefault();
      if (this.#isAsking) return;
      this.#isAsking = true;
      if (!this.#isPageThere) {
        this.#leave();
        return;
      }
      this.#timer = setTimeout(() => this.#leave(), PATIENCE);
      options.ask();
    });
    options.window.webContents.on('render-process-gone', () => {
      this.#isPageThere = false;
      if (this.#isAsking) this.#leave();
    });
  }

  /** The page is up, and will answer when it is asked. */
  pageStarted(): void {
    this.#isPageThere = true;
  }

  /** The page's answer. */
  pageIsReady(): void {
    if (this.#isAsking) this.#leave();
  }

  #leave(): void {
    clearTimeout(this.#timer);
    void this.#options.settled().finally(() => {
      if (!this.#options.window.isDestroyed()) this.#options.window.destroy();
    });
  }
}
