/** Which papers are selected: a set that outlives lists, and follows papers that become one. */
import type { SelectionChange } from '../list-records';
import type { Papers } from '../papers/papers';
import type { ListRows } from './list-rows';
import { PaperSet } from './paper-set';

/** The list that the reader selects in. */
interface SelectedFrom {
  rows: ListRows;
  /** All papers of the list, folded away or not. */
  papers: PaperSet;
  /** Gives the number of a paper by its id; -1 where there is none. */
  find(paperId: string): number;
}

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

  change(change: SelectionChange, { rows, papers, find }: SelectedFrom): void {
    const isReplaced = change.kind === 'only' || change.kind === 'none' || ('isAdded' in change && !change.isAdded);
    const set = isReplaced
      ? new PaperSet(this.#papers.entries.length)
      : this.#set.withRoom(this.#papers.entries.length);
    const add = (paper: number) => {
      if (paper >= 0) set.add(paper);
    };
    if (change.kind === 'only') add(find(change.paperId));
    else if (change.kind === 'toggle') {
      const paper = find(change.paperId);
      if (set.has(paper)) set.delete(paper);
      else add(paper);
    } else if (change.kind === 'range') {
      const [from, to] = [rows.rowOf(find(change.from)), rows.rowOf(find(change.to))];
      if (from < 0 || to < 0) add(find(change.to));
      else for (const piece of rows.between(Math.min(from, to), Math.max(from, to))) piece.forEach(add);
    } else if (change.kind === 'group') rows.papersOfKey(change.key).forEach(add);
    else if (change.kind === 'all') set.unite(papers);
    this.#set = set;
    this.#count = set.size;
  }

  /** Follows papers that become others. @param now gives a set with the numbers that its papers have now */
  renumber(now: (papers: PaperSet) => PaperSet): void {
    this.#set = now(this.#set);
    this.#count = this.#set.size;
  }
}
