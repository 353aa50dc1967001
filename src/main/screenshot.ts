/** A picture of the window, taken once, when its page has come to rest. */
import { writeFile } from 'node:fs/promises';
import type { BrowserWindow } from 'electron';
import { messageOf } from './failure';

/** How long the page must have reported nothing new; in ms. */
const REST = 1000;

export class Screenshot {
  readonly #window: BrowserWindow;
  readonly #file: string;
  readonly #onFailed: (message: string) => void;
  #timer: NodeJS.Timeout | undefined;
  #isTaken = false;

  constructor(window: BrowserWindow, file: string, onFailed: (message: string) => void) {
    this.#window = window;
    this.#file = file;
    this.#onFailed = onFailed;
  }

  /** The page reported something: what it shows may still change. */
  pageReported(): void {
    if (this.#isTaken) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#take(), REST);
  }

  async #take(): Promise<void> {
    this.#isTaken = true;
    try {
      const picture = await this.#window.webContents.capturePage();
      await writeFile(this.#file, picture.toPNG());
      process.stdout.write(`Wrote a picture of the window to ${this.#file}\n`);
    } catch (error) {
      this.#onFailed(`No picture could be written: ${messageOf(error)}`);
    }
  }
}
