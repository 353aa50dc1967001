/**
 * Which papers the documents of a segment are of: nearly all of them follow one another as their papers do, so that this is
 * a few runs of both, and sets of documents become sets of papers word by word.
 */

/** The papers that the documents of the index are of. */
export interface IndexedPapers {
  /** Counts up whenever the other two may say something else. */
  readonly version: number;
  /** By entry: the number of its paper; -1 where the library has none. */
  paperNumbers(): Int32Array;
  /** Whether the title or the abstract that its paper shows is that of an entry: others are not to be found. */
  isShown(entry: number): boolean;
}

export class DocumentPapers {
  /** By run: its first document, the paper of that, and how many documents it has. Documents in between have no paper. */
  readonly #documents: Int32Array;
  readonly #papers: Int32Array;
  readonly #lengths: Int32Array;

  /** @param entries by document: its entry; -1 where it is dead */
  constructor(entries: Int32Array, papers: IndexedPapers) {
    const numbers = papers.paperNumbers();
    const runs: [documents: number[], papers: number[], lengths: number[]] = [[], [], []];
    let [first, paper, length] = [0, 0, 0];
    const end = () => {
      if (length === 0) return;
      runs[0].push(first);
      runs[1].push(paper);
      runs[2].push(length);
    };
    for (let document = 0; document < entries.length; document++) {
      const entry = entries[document] ?? -1;
      const own = entry >= 0 && papers.isShown(entry) ? (numbers[entry] ?? -1) : -1;
      if (length > 0 && own === paper + length && document === first + length) {
        length++;
        continue;
      }
      end();
      [first, paper, length] = [document, own, own < 0 ? 0 : 1];
    }
    end();
    [this.#documents, this.#papers, this.#lengths] = [
      Int32Array.from(runs[0]),
      Int32Array.from(runs[1]),
      Int32Array.from(runs[2]),
    ];
  }

  /** The paper of a document; -1 where it has none. */
  of(document: number): number {
    let low = 0;
    let high = this.#documents.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#documents[middle] ?? 0) <= document) low = middle + 1;
      else high = middle;
    }
    const within = document - (this.#documents[low - 1] ?? document);
    return low > 0 && within < (this.#lengths[low - 1] ?? 0) ? (this.#papers[low - 1] ?? 0) + within : -1;
  }

  /** Calls back for each run: documents from one on are of the papers from another on, so many of them. */
  forEachRun(visit: (document: number, paper: number, length: number) => void): void {
    for (let run = 0; run < this.#documents.length; run++) {
      visit(this.#documents[run] ?? 0, this.#papers[run] ?? 0, this.#lengths[run] ?? 0);
    }
  }

  /** Adds the papers of documents to a set. Both are bitmaps by words of 32 bits. */
  addTo(words: Uint32Array, documents: Uint32Array): void {
    for (let run = 0; run < this.#documents.length; run++) {
      copyBits(documents, this.#documents[run] ?? 0, words, this.#papers[run] ?? 0, this.#lengths[run] ?? 0);
    }
  }
}

/** Sets those bits of `target` from `to` on that are set in `source` from `from` on. */
function copyBits(source: Uint32Array, from: number, target: Uint32Array, to: number, length: number): void {
  for (let done = 0; done < length; ) {
    const bit = (to + done) & 31;
    const count = Math.min(32 - bit, length - done);
    const word = (from + done) >>> 5;
    const shift = (from + done) & 31;
    let bits = (source[word] ?? 0) >>> shift;
    if (shift + count > 32) bits |= (source[word + 1] ?? 0) << (32 - shift);
    if (count < 32) bits &= (1 << count) - 1;
    const at = (to + done) >>> 5;
    target[at] = (target[at] ?? 0) | (bits << bit);
    done += count;
  }
}
