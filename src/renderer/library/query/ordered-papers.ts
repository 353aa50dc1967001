/**
 * The papers of a list in their order. Where they are an order of all papers without what is not in a set, they are found
 * only as far as somebody looks: a keystroke is about the first rows and how many there are.
 */
import type { PaperSet } from './paper-set';

/** Papers that are looked for at once, at least. */
const AT_ONCE = 512;

export class OrderedPapers {
  /** How many there are in all. */
  readonly length: number;
  readonly #order: Uint32Array;
  readonly #set: PaperSet | null;
  /** Those that were found; and room for one more than there are. */
  #found: Uint32Array;
  #count: number;
  /** How much of the order was looked through. */
  #passed = 0;

  private constructor(order: Uint32Array, set: PaperSet | null, length: number) {
    this.length = length;
    this.#order = order;
    this.#set = set;
    this.#found = set ? new Uint32Array(AT_ONCE + 1) : order;
    this.#count = set ? 0 : length;
  }

  /** @param papers are not to be changed any more */
  static all(papers: Uint32Array): OrderedPapers {
    return new OrderedPapers(papers, null, papers.length);
  }

  /** Those of an order that are in a set. Neither is to be changed any more; the order has all papers of the set. */
  static within(order: Uint32Array, set: PaperSet): OrderedPapers {
    const { size } = set;
    return size === order.length ? OrderedPapers.all(order) : new OrderedPapers(order, set, size);
  }

  /** The paper at a place, from 0; -1 where there is none. */
  at(place: number): number {
    if (place >= this.#count) this.#find(place + 1);
    return place < this.#count ? (this.#found[place] ?? -1) : -1;
  }

  /** Those from one place up to, not including, another; to be read only. */
  between(from: number, to: number): Uint32Array {
    this.#find(to);
    return this.#found.subarray(from, Math.min(to, this.length));
  }

  /** The first place of a paper, from one place on; -1 where it is not among them. */
  indexOf(paper: number, start: number): number {
    if (this.#set && !this.#set.has(paper)) return -1;
    for (let from = start; ; from = this.#count) {
      if (from >= this.#count) this.#find(2 * from + 1);
      if (from >= this.#count) return -1;
      const place = this.#found.subarray(from, this.#count).indexOf(paper);
      if (place >= 0) return from + place;
    }
  }

  /** Goes on until so many are found, or all. */
  #find(wanted: number): void {
    if (wanted <= this.#count || this.#count === this.length || !this.#set) return;
    const most = Math.min(this.length, Math.max(wanted, this.#count + AT_ONCE));
    if (most >= this.#found.length) {
      const found = new Uint32Array(Math.min(this.length, 2 * most) + 1);
      found.set(this.#found.subarray(0, this.#count));
      this.#found = found;
    }
    const [order, found] = [this.#order, this.#found];
    const { words } = this.#set;
    let count = this.#count;
    let at = this.#passed;
    // Without a branch that would be guessed wrong: each is put down, and the next in its place where it is none of them.
    while (count < most && at < order.length) {
      const paper = order[at++] ?? 0;
      found[count] = paper;
      count += ((words[paper >>> 5] ?? 0) >>> (paper & 31)) & 1;
    }
    this.#count = count;
    this.#passed = at;
  }
}
