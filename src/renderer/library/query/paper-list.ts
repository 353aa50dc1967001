/** The list that the page looks at: which papers a request matches, in which order. */
import type { Listing, ListRequest } from '../library-api';
import type { Papers } from '../papers';
import type { Evaluation } from './evaluation';
import { parseQuery } from './language/parse-query';
import { today } from './language/today';
import { Orders } from './orders';

export class PaperList {
  readonly #papers: Papers;
  readonly #evaluation: Evaluation;
  readonly #orders: Orders;
  #order: Uint32Array = new Uint32Array(0);

  constructor(papers: Papers, evaluation: Evaluation) {
    this.#papers = papers;
    this.#evaluation = evaluation;
    this.#orders = new Orders(papers);
  }

  /** Works out an order and keeps it. */
  list(request: ListRequest): Omit<Listing, 'isPartial'> {
    const matching = this.#matching(request);
    this.#order = this.#orders.sorted(matching, request.sort);
    return this.#listing(matching);
  }

  #listing(papers: Uint32Array): Omit<Listing, 'isPartial'> {
    const { length } = papers;
    return { shown: length, shownUnread: this.countUnread(papers), rows: length, groups: 0, toCleanUp: 0, selected: 0 };
  }

  /** What the latest list comes to. */
  summary(): Omit<Listing, 'isPartial'> {
    return this.#listing(this.#order);
  }

  /** Papers of the latest list, from `start` (from 0) up to, not including, `end`. */
  slice(start: number, end: number): Uint32Array {
    return this.#order.subarray(Math.max(0, start), Math.max(0, end));
  }

  /** Where a paper stands in the latest list, from 0; -1 where it is not in it. */
  positionOf(paper: number): number {
    return this.#order.indexOf(paper);
  }

  /** Say that marks changed. The latest order stays. */
  noteMarks(): void {
    this.#evaluation.noteMarks();
  }

  /** Say that papers changed. The latest order stays, without those that are no longer there. */
  notePapers(): void {
    if (this.#order.every((paper) => this.#papers.isPaper(paper))) return;
    const papers = new Set<number>();
    for (const entry of this.#order) {
      const paper = this.#papers.paperOf(entry);
      if (paper >= 0) papers.add(paper);
    }
    this.#order = Uint32Array.from(papers);
  }

  /** How many papers of the latest list are unread. */
  countShownUnread(): number {
    return this.countUnread(this.#order);
  }

  countUnread(papers: Uint32Array): number {
    const readAt = this.#papers.readAt.values;
    let unread = 0;
    for (const paper of papers) if (Number.isNaN(readAt[paper])) unread++;
    return unread;
  }

  /** What a request matches, newest digest first (or, in one digest, in its order). */
  #matching({ within, digestId, search }: ListRequest): Uint32Array {
    const papers = digestId === null ? this.#orders.newestFirst() : this.papersOfDigest(digestId);
    const queries = [within, search].filter((query) => query.trim() !== '');
    if (queries.length === 0) return papers;
    const parts = queries.map((query) => parseQuery(query, today()).expression);
    const matching = this.#evaluation.papersOf({ kind: 'and', parts });
    return papers.filter((paper) => matching.has(paper));
  }

  /** The papers that a digest lists, each once, in its order. */
  papersOfDigest(digestId: string): Uint32Array {
    const digest = this.#papers.digests.get(digestId);
    if (!digest) return new Uint32Array(0);
    const papers = this.#papers.digests.entriesOf(digest).map((entry) => this.#papers.paperOf(entry));
    return Uint32Array.from(new Set(papers));
  }
}
