/** A segment in use: its documents, as entries and papers of the library. */
import { DocumentPapers, type IndexedPapers } from './document-papers';
import type { Segment } from './segment';

const NO_PAPERS = new DocumentPapers(new Int32Array(0), {
  version: 0,
  paperNumbers: () => new Int32Array(0),
  isShown: () => false,
});

export class LiveSegment {
  readonly segment: Segment;
  /** By document: its entry; -1 where the document is dead, as its digest is gone or another document has its entry. */
  readonly entries: Int32Array;
  /** How many documents are dead. */
  dead = 0;
  /** What it is stored as; `null` where it is not. */
  storedAs: string | null = null;
  #papers = NO_PAPERS;
  /** Tells whether they may be others. */
  #papersFor = '';

  constructor(segment: Segment, entries: Int32Array) {
    this.segment = segment;
    this.entries = entries;
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

  /** The papers that show its documents. */
  papersIn(papers: IndexedPapers): DocumentPapers {
    const state = `${papers.version} ${this.dead}`;
    if (this.#papersFor !== state) this.#papers = new DocumentPapers(this.entries, papers);
    this.#papersFor = state;
    return this.#papers;
  }
}
