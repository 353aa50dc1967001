/** Counts the text of a file that passes through a thread, and has the memory that it leaves behind given back. */
import { Session } from 'node:inspector';

/** Characters from one time to the next; a day's file never comes to so many. */
const GIVE_BACK_EVERY = 8_000_000;

export class PassedText {
  #size = 0;

  /** Says that so many more characters were parsed or handed on, and waits where memory is given back. */
  async add(characters: number): Promise<void> {
    this.#size += characters;
    if (this.#size < GIVE_BACK_EVERY) return;
    this.#size = 0;
    await giveBackMemory();
  }
}

/**
 * Frees what this thread no longer uses. By itself V8 looks only when as much again as what is in use has gathered, or
 * more: for a file of 50 MB that is more than all of its text.
 */
async function giveBackMemory(): Promise<void> {
  try {
    const session = new Session();
    session.connect();
    await new Promise<void>((resolve) => session.post('HeapProfiler.collectGarbage', () => resolve()));
    session.disconnect();
  } catch {
    // Where the inspector is not to be had, V8 goes by its own measure.
  }
}
