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

  /** The documents that are of a reading of a digest, see `DocumentSource`. */
  *documentsOf(digestKey: string): Generator<number> {
    const { digestKeys, runStarts } = this.segment.source;
    for (let run = digestKeys.indexOf(digestKey); run >= 0; run = digestKeys.indexOf(digestKey, run + 1)) {
      const end = runStarts[run + 1] ?? 0;
      for (let document = runStarts[run] ?? 0; document < end; document++) yield document;
    }
  }

  /**
   * By document: the paper that shows it; -1 where none does.
   *
   * @param state tells whether that may have changed
   */
  papers(papers: IndexedPapers, state: string): Int32Array {
    if (this.#papersFor === state) return this.#papers;
    this.#papersFor = state;
    const { entries } = this;
    const numbers = papers.paperNumbers();
    for (let document = 0; document < entries.length; document++) {
      const entry = entries[document] ?? -1;
      this.#papers[document] = entry >= 0 && papers.isShown(entry) ? (numbers[entry] ?? -1) : -1;
    }
    return this.#papers;
  }
}

/** The papers that the documents of the index are of. */
export interface IndexedPapers {
  /** Counts up whenever the other two may say something else. */
  readonly version: number;
  /** By entry: the number of its paper; -1 where the library has none. */
  paperNumbers(): Int32Array;
  /** Whether the title or the abstract that its paper shows is that of an entry: others are not to be found. */
  isShown(entry: number): boolean;
}
