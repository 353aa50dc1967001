/**
 * The orders that papers can be listed in.
 *
 * An order of all papers is kept for the latest sorts, and a list is that order without what it does not have. What
 * changes finds its new place in the kept orders; nothing is sorted anew for a few papers.
 */
import { MISSING } from '../columns';
import type { Sort } from '../list-records';
import type { Papers } from '../papers/papers';
import { mergedOrder } from './merged-order';
import { OrderedPapers } from './ordered-papers';
import { PaperSet } from './paper-set';
import { sortByKeys } from './sort';
import { MARK_COLUMNS, type SortKeys } from './sort-keys';

/** How many orders are kept; each takes 4 MB for a million papers. */
const KEPT = 5;
/** Papers that changed, as a part of all, from which on an order is worked out anew. */
const MANY = 1 / 16;
/** A list of fewer papers, as a part of all, is sorted by itself. */
const FEW = 1 / 24;
/** The same where there is an order of all: the first of so few stand far apart in it. */
const FEW_OF_KEPT = 1 / 400;

interface Level {
  keys: Int32Array;
  descending: boolean;
}

interface SortOptions {
  /** By paper, for `relevance`; `null` where nothing is sought. */
  scores: Float32Array | null;
  /** Papers in an order of their own, that of what is equal; `null` for the usual one. */
  own: Uint32Array | null;
}

interface KeptOrder {
  order: Uint32Array;
  isOfMarks: boolean;
  /** The changes that are yet to be brought in. */
  changed: Uint32Array[];
}

export class Orders {
  readonly #papers: Papers;
  readonly #keys: SortKeys;
  /** By the sort; the one that was used last is the last. */
  readonly #kept = new Map<string, KeptOrder>();

  constructor(papers: Papers, keys: SortKeys) {
    this.#papers = papers;
    this.#keys = keys;
  }

  /** Say which papers changed, came or went. */
  notePapers(changed: readonly number[]): void {
    this.#keys.settle(changed);
    this.#change(Uint32Array.from(changed), [...this.#kept]);
  }

  /** Brings marks of papers that changed into what is sorted by them. */
  settleMarks(papers: Uint32Array): void {
    this.#keys.settle(papers);
    this.#change(
      papers,
      [...this.#kept].filter(([, { isOfMarks }]) => isOfMarks),
    );
  }

  /** Says that all tags may be others. */
  forgetMarks(): void {
    this.#keys.forgetTags();
    for (const [name, { isOfMarks }] of this.#kept) if (isOfMarks) this.#kept.delete(name);
  }

  /**
   * The papers of a set, sorted; what is equal stands newest digest first, and in one digest in its order.
   *
   * @param set is not to be changed any more
   */
  sorted(set: PaperSet, sort: readonly Sort[], { scores, own }: SortOptions): OrderedPapers {
    if (own) {
      // What stays in a list of a digest that does not have it any more comes behind.
      const others = set.copy().subtract(PaperSet.of(this.#papers.entries.length, own));
      const papers = [...own.filter((paper) => set.has(paper)), ...others.toArray()];
      return OrderedPapers.all(sortByLevels(Uint32Array.from(papers), this.#levels(sort, scores)));
    }
    const few = this.#papers.list().length * (this.#isKept(sort) ? FEW_OF_KEPT : FEW);
    if (scores || set.size < few) {
      return OrderedPapers.all(sortByLevels(set.toArray(), [...this.#levels(sort, scores), ...this.#baseLevels()]));
    }
    return OrderedPapers.within(this.#order(sort), set);
  }

  /** Works an order of all papers out before anybody asks for it: what sorts for the first time is slow. Titles must have been prepared. */
  prepare(sort: readonly Sort[]): void {
    this.#order(sort);
  }

  /** Whether there is an order of all papers, but for what changed. */
  #isKept(sort: readonly Sort[]): boolean {
    return sort.length === 0 || this.#kept.has(JSON.stringify(sort));
  }

  #change(papers: Uint32Array, orders: [string, KeptOrder][]): void {
    const most = this.#papers.entries.length * MANY;
    for (const [name, kept] of orders) {
      kept.changed.push(papers);
      const count = kept.changed.reduce((sum, { length }) => sum + length, 0);
      if (count > most) this.#kept.delete(name);
    }
  }

  /** All papers. */
  #order(sort: readonly Sort[]): Uint32Array {
    if (sort.length === 0) return this.#keys.newestFirst().order;
    const name = JSON.stringify(sort);
    const kept = this.#kept.get(name) ?? {
      order: sortByLevels(this.#keys.newestFirst().order, this.#levels(sort, null)),
      isOfMarks: sort.some(({ column }) => MARK_COLUMNS.has(column)),
      changed: [],
    };
    if (kept.changed.length > 0) {
      kept.order = this.#patched(kept, [...this.#levels(sort, null), ...this.#baseLevels()]);
      kept.changed = [];
    }
    this.#kept.delete(name);
    this.#kept.set(name, kept);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break;
      this.#kept.delete(oldest);
    }
    return kept.order;
  }

  #patched({ order, changed }: KeptOrder, levels: readonly Level[]): Uint32Array {
    const set = new PaperSet(this.#papers.entries.length);
    for (const papers of changed) for (const paper of papers) set.add(paper);
    const added = sortByLevels(
      set.toArray().filter((paper) => this.#papers.isPaper(paper)),
      levels,
    );
    return mergedOrder(order, this.#papers.sightings.values, set, added, (a, b) => compareByLevels(levels, a, b));
  }

  #levels(sort: readonly Sort[], scores: Float32Array | null): Level[] {
    return sort.flatMap(({ column, descending }) => {
      if (column !== 'relevance') return [{ keys: this.#keys.of(column), descending }];
      // Numbers that are not negative are in the order of their bits.
      return scores ? [{ keys: new Int32Array(scores.buffer, scores.byteOffset, scores.length), descending }] : [];
    });
  }

  /** The order among what sorts as equal. */
  #baseLevels(): Level[] {
    // Sightings are numbered digest by digest, by position.
    return [
      { keys: this.#keys.newestFirst().places, descending: true },
      { keys: this.#papers.latest.values, descending: false },
    ];
  }
}

function sortByLevels(papers: Uint32Array, levels: readonly Level[]): Uint32Array {
  return levels.reduceRight((sorted, { keys, descending }) => sortByKeys(sorted, keys, descending), papers);
}

function compareByLevels(levels: readonly Level[], a: number, b: number): number {
  for (const { keys, descending } of levels) {
    const [one, other] = [keys[a] ?? MISSING, keys[b] ?? MISSING];
    if (one === other) continue;
    if (one === MISSING) return 1;
    if (other === MISSING) return -1;
    return one < other === descending ? 1 : -1;
  }
  return 0;
}
