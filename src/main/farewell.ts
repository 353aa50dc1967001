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
  /** Whether the window is to close although some of what the reader said is not stored; `unsaved` says why, in words. */
  isToLose(unsaved: string): Promise<boolean>;
  /** Resolves when main itself has nothing left to store. */
  settled(): Promise<void>;
}

export class Farewell {
  readonly #options: FarewellOptions;
  /** Whether there is a page that can answer. */
  #isPageThere = false;
  #isAsking = false;
  #isLeaving = false;
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
      this.#wait();
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

  /** The page's answer. @param unsaved why some of what the reader said is not stored; `null` where all is */
  pageIsReady(unsaved: string | null): void {
    if (!this.#isAsking || this.#isLeaving) return;
    clearTimeout(this.#timer);
    if (unsaved === null) this.#leave();
    else void this.#leaveOrStay(unsaved);
  }

  /** The page is not ready yet, but gets on: it is waited for anew. */
  pageIsBusy(): void {
    if (this.#isAsking && !this.#isLeaving) this.#wait();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#leave(), PATIENCE);
  }

  async #leaveOrStay(unsaved: string): Promise<void> {
    // Where they cannot be asked, nothing is lost behind the reader's back.
    const isToLose = await this.#options.isToLose(unsaved).catch(() => false);
    if (isToLose) this.#leave();
    else this.#isAsking = false;
  }

  #leave(): void {
    clearTimeout(this.#timer);
    this.#isLeaving = true;
    void this.#options.settled().finally(() => {
      if (!this.#options.window.isDestroyed()) this.#options.window.destroy();
    });
  }
}
