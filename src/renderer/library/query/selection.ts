/** Which papers are selected: a set that outlives lists, and follows papers that become one. */
import type { Papers } from '../papers';
import { PaperSet } from './paper-set';

export class Selection {
  readonly #papers: Pick<Papers, 'entries'>;
  #set = new PaperSet(0);
  #count = 0;

  constructor(papers: Pick<Papers, 'entries'>) {
    this.#papers = papers;
  }

  /** How many papers are selected. */
  get count(): number {
    return this.#count;
  }

  has(paper: number): boolean {
    return this.#set.has(paper);
  }

  /** The numbers of all that are selected. */
  papers(): Uint32Array {
    return this.#set.toArray();
  }

  /** To be read only. */
  get set(): PaperSet {
    return this.#set;
  }

  clear(): void {
    this.#set = new PaperSet(this.#papers.entries.length);
    this.#count = 0;
  }

  toggle(paper: number): void {
    this.#makeRoom();
    if (this.#set.has(paper)) this.#set.delete(paper);
    else this.#set.add(paper);
    this.#count = this.#set.size;
  }

  add(papers: Iterable<number>): void {
    this.#makeRoom();
    for (const paper of papers) this.#set.add(paper);
    this.#count = this.#set.size;
  }

  addAll(papers: PaperSet): void {
    this.#makeRoom();
    this.#set.unite(papers);
    this.#count = this.#set.size;
  }

  /** Follows papers that become others. @param now gives a set with the numbers that its papers have now */
  renumber(now: (papers: PaperSet) => PaperSet): void {
    this.#set = now(this.#set);
    this.#count = this.#set.size;
  }

  #makeRoom(): void {
    this.#set = this.#set.withRoom(this.#papers.entries.length);
  }
}
