/** A segment in use: its documents, as entries and papers of the library. */
import type { Segment } from './segment';

export class LiveSegment {
  readonly segment: Segment;
  /** By document: its entry; -1 where the document is dead, as its digest is gone or another document has its entry. */
  readonly entries: Int32Array;
  /** How many documents are dead. */
  dead = 0;
  /** What it is stored as; `null` where it is not. */
  storedAs: string | null = null;
  readonly #papers: Int32Array;
  #papersFor = '';

  constructor(segment: Segment, entries: Int32Array) {
    this.segment = segment;
    this.entries = entries;
    this.#papers = new Int32Array(entries.length);
    for (const entry of entries) if (entry < 0) this.dead++;
  }

  kill(document: number): void {
    if ((this.entries[document] ?? -1) < 0) return;
    this.entries[document] = -1;
    this.dead++;
  }

  /**
   * By document: its paper, -1 where it has none.
   *
   * @param numbers the papers by entry
   * @param state tells whether they may have changed
   */
  papers(numbers: Int32Array, state: string): Int32Array {
    if (this.#papersFor !== state) {
      const { entries } = this;
      for (let document = 0; document < entries.length; document++) {
        const entry = entries[document] ?? -1;
        this.#papers[document] = entry < 0 ? -1 : (numbers[entry] ?? -1);
      }
      this.#papersFor = state;
    }
    return this.#papers;
  }
}
