/** The changes that wait for the page, as JSON: written once here, parsed once in the library worker. */
import type { ChangeBatch, JsonOf, SeedsChange } from '../../preload/api';

/** Characters in a batch; a single larger change makes a batch of its own. */
const BATCH = 1024 * 1024;
/** Characters at which reading ahead pauses until something is taken. */
const READ_AHEAD = 4 * BATCH;

export class ChangeQueue {
  #changes: string[] = [];
  #characters = 0;

  get length(): number {
    return this.#changes.length;
  }

  /** Whether there is enough for a batch. */
  get hasBatch(): boolean {
    return this.#characters >= BATCH;
  }

  /** Whether nothing more should be read ahead. */
  get isFull(): boolean {
    return this.#characters >= READ_AHEAD;
  }

  push(change: SeedsChange): void {
    const json = JSON.stringify(change);
    this.#changes.push(json);
    this.#characters += json.length;
  }

  /** Takes the oldest changes out: as many as make a batch, and at least one where there is any. */
  take(): Pick<ChangeBatch, 'changes' | 'count'> {
    let count = 0;
    let characters = 0;
    for (const change of this.#changes) {
      if (count > 0 && characters + change.length > BATCH) break;
      count += 1;
      characters += change.length;
    }
    const taken = this.#changes.splice(0, count);
    this.#characters -= characters;
    return { changes: `[${taken.join(',')}]` as JsonOf<SeedsChange[]>, count };
  }
}
