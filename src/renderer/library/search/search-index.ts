/** The search through titles and abstracts: which papers have words, and how well they fit. */
import { PaperSet } from '../query/paper-set';
import { scoreDocuments } from './bm25';
import type { IndexedPapers } from './document-papers';
import type { LiveSegment } from './live-segment';
import { PIECE_LENGTH } from './positions';
import { type Segment, wordsOf } from './segment';
import { matchFew, matchSegment, missingPositions, type SoughtText } from './segment-match';

/** Pieces of positions that stay in memory after they were asked for: some 30 MB. */
const KEPT_PIECES = Math.floor((30 * 2 ** 20) / PIECE_LENGTH);

export class SearchIndex {
  readonly #papers: IndexedPapers;
  readonly #segments = new Set<LiveSegment>();
  /** Room for documents of a rare word. */
  readonly #few = new Uint32Array(2048);
  /** In the order in which they were asked for. */
  #pieces: { segment: Segment; piece: number }[] = [];
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
        const pieces = new Set(sought.flatMap((text) => [...missingPositions(segment, text)]));
        return Array.from(pieces, (piece) => ({ segment, piece }));
      });
      if (missing.length === 0) return;
      const spare = this.#pieces.splice(0, Math.max(0, this.#pieces.length - KEPT_PIECES));
      for (const { segment, piece } of spare) segment.positions.release(piece);
      const before = this.version;
      const brought = await Promise.allSettled(missing.map(({ segment, piece }) => segment.positions.bring(piece)));
      this.#pieces.push(...missing);
      // What cannot be read is taken out of the index, or tried again by the next search.
      if (brought.some(({ status }) => status === 'rejected') && this.version === before) return;
    }
  }

  /** The papers that have words in a row in their title or their abstract. */
  match(words: readonly string[], { isPrefix, field }: Omit<SoughtText, 'words'>): PaperSet {
    const numbers = this.#papers.paperNumbers();
    const set = new PaperSet(numbers.length);
    const sought = { words, isPrefix, field };
    const few = this.#few;
    for (const live of this.#segments) {
      const papers = live.papersIn(this.#papers);
      const count = matchFew(live.segment, sought, few);
      for (let at = 0; at < count; at++) {
        const paper = papers.of(few[at] ?? 0);
        if (paper >= 0) set.add(paper);
      }
      const bitmap = count < 0 ? matchSegment(live.segment, sought) : null;
      if (bitmap) papers.addTo(set.words, wordsOf(bitmap));
    }
    return set;
  }

  /**
   * How well each paper fits what is sought, by its number: 0 where it has none of it. Words count by themselves here,
   * whether or not they are to follow one another.
   */
  score(sought: readonly SoughtText[]): Float32Array {
    const numbers = this.#papers.paperNumbers();
    const words = sought.flatMap(({ words, isPrefix, field }) =>
      words.map((word, at) => ({ words: [word], isPrefix: isPrefix && at === words.length - 1, field })),
    );
    const { segments } = this;
    const found = scoreDocuments(
      segments.map(({ segment }) => segment),
      words,
    );
    const scores = new Float32Array(numbers.length);
    segments.forEach((live, at) => {
      const own = found[at] ?? new Float32Array(0);
      live.papersIn(this.#papers).forEachRun((document, paper, length) => {
        for (let within = 0; within < length; within++) {
          const score = own[document + within] ?? 0;
          // Several documents may be of one paper.
          if (score > (scores[paper + within] ?? 0)) scores[paper + within] = score;
        }
      });
    });
    return scores;
  }
}
