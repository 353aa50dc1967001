/** The search through titles and abstracts: which papers have words, and how well they fit. */
import { PaperSet } from '../query/paper-set';
import { Bm25, type WeighedWord } from './bm25';
import type { LiveSegment } from './live-segment';
import { PIECE_LENGTH } from './positions';
import type { Segment } from './segment';
import { matchSegment, missingPositions, type SoughtText } from './segment-match';

/** The papers that the documents of the index are of. */
export interface IndexedPapers {
  /** Counts up whenever `paperNumbers` may say something else. */
  readonly version: number;
  /** By entry: the number of its paper; -1 where the library has none. */
  paperNumbers(): Int32Array;
}

/** How many results are kept for the next keystroke. */
const KEPT_SETS = 24;
/** Pieces of positions that stay in memory after they were asked for: some 30 MB. */
const KEPT_PIECES = Math.floor((30 * 2 ** 20) / PIECE_LENGTH);

export class SearchIndex {
  readonly #papers: IndexedPapers;
  readonly #segments = new Set<LiveSegment>();
  readonly #sets = new Map<string, PaperSet>();
  /** In the order in which they were asked for. */
  #pieces: { segment: Segment; piece: number }[] = [];
  #setsFor = '';
  /** Counts up when there is something else to find. */
  version = 0;

  constructor(papers: IndexedPapers) {
    this.#papers = papers;
  }

  get segments(): LiveSegment[] {
    return [...this.#segments];
  }

  /** Puts segments in the place of others. */
  exchange(gone: readonly LiveSegment[], come: readonly LiveSegment[]): void {
    for (const live of gone) this.#segments.delete(live);
    for (const live of come) this.#segments.add(live);
    const isThere = new Set(this.segments.map(({ segment }) => segment));
    this.#pieces = this.#pieces.filter(({ segment }) => isThere.has(segment));
    this.version++;
  }

  /** Say that documents died. */
  noteDead(): void {
    this.version++;
  }

  /**
   * Brings into memory what `match` needs and is not there: the positions of words that are to follow one another.
   * `match` is exact then, if nothing else is awaited in between.
   */
  async prepare(sought: readonly SoughtText[]): Promise<void> {
    for (;;) {
      const missing = this.segments.flatMap(({ segment }) => {
        const pieces = new Set(sought.flatMap((text) => missingPositions(segment, text)));
        return Array.from(pieces, (piece) => ({ segment, piece }));
      });
      if (missing.length === 0) return;
      const spare = this.#pieces.splice(0, Math.max(0, this.#pieces.length - KEPT_PIECES));
      for (const { segment, piece } of spare) segment.positions.release(piece);
      await Promise.all(missing.map(({ segment, piece }) => segment.positions.bring(piece)));
      this.#pieces.push(...missing);
    }
  }

  /** The papers that have what is sought. The caller may change the set. */
  match(sought: SoughtText): PaperSet {
    const state = this.#state;
    if (state !== this.#setsFor) this.#sets.clear();
    this.#setsFor = state;
    const key = `${sought.field} ${sought.isPrefix} ${sought.words.join(' ')}`;
    const set = this.#sets.get(key) ?? this.#find(sought);
    this.#sets.delete(key);
    this.#sets.set(key, set);
    for (const oldest of this.#sets.keys()) {
      if (this.#sets.size <= KEPT_SETS) break;
      this.#sets.delete(oldest);
    }
    return set.copy();
  }

  /**
   * How well each paper fits what is sought, by its number: 0 where it has none of it. Words count by themselves here,
   * whether or not they are to follow one another.
   */
  score(sought: readonly SoughtText[]): Float32Array {
    const numbers = this.#papers.paperNumbers();
    const bm25 = new Bm25(this.segments.map(({ segment }) => segment));
    const words = sought.flatMap(({ words, isPrefix, field }) =>
      words.map((word, at): WeighedWord => {
        const text: SoughtText = { words: [word], isPrefix: isPrefix && at === words.length - 1, field };
        return { text, documents: this.match(text).size };
      }),
    );
    const scores = new Float32Array(numbers.length);
    for (const live of this.#segments) {
      const papers = live.papers(numbers, this.#state);
      const found = bm25.scoresOf(live.segment, words);
      for (let document = 0; document < papers.length; document++) {
        const paper = papers[document] ?? -1;
        const score = found[document] ?? 0;
        if (paper >= 0 && score > (scores[paper] ?? 0)) scores[paper] = score;
      }
    }
    return scores;
  }

  /** Tells whether what was found before still holds. */
  get #state(): string {
    return `${this.version} ${this.#papers.version}`;
  }

  #find(sought: SoughtText): PaperSet {
    const numbers = this.#papers.paperNumbers();
    const set = new PaperSet(numbers.length);
    const { words } = set;
    for (const live of this.#segments) {
      const bitmap = matchSegment(live.segment, sought);
      if (!bitmap) continue;
      const papers = live.papers(numbers, this.#state);
      for (let byte = 0; byte < bitmap.length; byte++) {
        for (let bits = bitmap[byte] ?? 0; bits !== 0; bits &= bits - 1) {
          const paper = papers[(byte << 3) + 31 - Math.clz32(bits & -bits)] ?? -1;
          if (paper >= 0) words[paper >>> 5] = (words[paper >>> 5] ?? 0) | (1 << (paper & 31));
        }
      }
    }
    return set;
  }
}
