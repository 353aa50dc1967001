/** The rows of a list: papers, and the heads of their groups, without what is folded. Nothing is kept row by row. */
import { MISSING } from '../columns';
import type { Grouping } from './groupings';
import { OrderedPapers } from './ordered-papers';

export class ListRows {
  readonly grouping: Grouping | null;
  /** Of the groups that have papers, in their order: the number, and where the papers of each begin; one more at the end. */
  readonly groups: Int32Array;
  /** In their order, group by group; a paper of several groups stands in each. */
  readonly #papers: OrderedPapers;
  readonly #starts: Uint32Array;
  /** The row of each head; one more at the end. */
  readonly #heads: Uint32Array;
  #isFolded: (key: string) => boolean;

  private constructor(
    papers: OrderedPapers,
    grouping: Grouping | null,
    groups: Int32Array,
    starts: Uint32Array,
    isFolded: (key: string) => boolean,
  ) {
    this.#papers = papers;
    this.grouping = grouping;
    this.groups = groups;
    this.#starts = starts;
    this.#heads = new Uint32Array(groups.length + 1);
    this.#isFolded = isFolded;
    this.fold(isFolded);
  }

  /** @param ordered stays in its order within each group */
  static of(ordered: OrderedPapers, grouping: Grouping | null, isFolded: (key: string) => boolean): ListRows {
    if (!grouping) return new ListRows(ordered, null, new Int32Array(0), Uint32Array.of(0), isFolded);
    const { count } = grouping;
    // A counting sort: how many papers each group has, where it begins, then each paper to its place.
    const ends = new Uint32Array(count + 1);
    const memberships = membershipsOf(ordered.between(0, ordered.length), grouping);
    for (let at = 0; at < memberships.groups.length; at++) {
      const next = (memberships.groups[at] ?? 0) + 1;
      ends[next] = (ends[next] ?? 0) + 1;
    }
    const present: number[] = [];
    for (let group = 0; group < count; group++) {
      if (ends[group + 1] !== 0) present.push(group);
      ends[group + 1] = (ends[group + 1] ?? 0) + (ends[group] ?? 0);
    }
    const starts = Uint32Array.from([...present.map((group) => ends[group] ?? 0), ends[count] ?? 0]);
    const papers = new Uint32Array(memberships.groups.length);
    for (let at = 0; at < memberships.groups.length; at++) {
      const group = memberships.groups[at] ?? 0;
      const to = ends[group] ?? 0;
      ends[group] = to + 1;
      papers[to] = memberships.papers[at] ?? 0;
    }
    return new ListRows(OrderedPapers.all(papers), grouping, Int32Array.from(present), starts, isFolded);
  }

  /** How many rows there are. */
  get length(): number {
    return this.grouping ? (this.#heads.at(-1) ?? 0) : this.#papers.length;
  }

  fold(isFolded: (key: string) => boolean): void {
    this.#isFolded = isFolded;
    let row = 0;
    for (let at = 0; at < this.groups.length; at++) {
      this.#heads[at] = row;
      row += 1 + (isFolded(this.keyOf(at)) ? 0 : this.papersOf(at).length);
    }
    this.#heads[this.groups.length] = row;
  }

  keyOf(at: number): string {
    return this.grouping?.keyOf(this.groups[at] ?? 0) ?? '';
  }

  labelOf(at: number): string {
    return this.grouping?.labelOf(this.groups[at] ?? 0) ?? '';
  }

  isFolded(at: number): boolean {
    return this.#isFolded(this.keyOf(at));
  }

  /** The papers of the group at a place of `groups`. */
  papersOf(at: number): Uint32Array {
    return this.#papers.between(this.#starts[at] ?? 0, this.#starts[at + 1] ?? 0);
  }

  /** The place of the group that a row belongs to; -1 where there are no groups. */
  groupAt(row: number): number {
    return this.grouping ? lastNotAfter(this.#heads.subarray(0, this.groups.length), row) : -1;
  }

  /** The row of the head of the group at a place of `groups`. */
  headAt(at: number): number {
    return this.#heads[at] ?? 0;
  }

  /** The paper of a row; -1 where it is a head, or nothing. */
  paperAt(row: number): number {
    const at = this.groupAt(row);
    if (at < 0) return this.#papers.at(row);
    const within = row - (this.#heads[at] ?? 0) - 1;
    return within < 0 || row >= this.length ? -1 : this.#papers.at((this.#starts[at] ?? 0) + within);
  }

  isHead(row: number): boolean {
    const at = this.groupAt(row);
    return at >= 0 && this.#heads[at] === row;
  }

  /** The first row of a paper; -1 where it has none, or its groups are folded. */
  rowOf(paper: number): number {
    for (let index = this.#papers.indexOf(paper, 0); index >= 0; index = this.#papers.indexOf(paper, index + 1)) {
      if (!this.grouping) return index;
      const at = lastNotAfter(this.#starts.subarray(0, this.groups.length), index);
      if (!this.isFolded(at)) return (this.#heads[at] ?? 0) + 1 + index - (this.#starts[at] ?? 0);
    }
    return -1;
  }

  /** The papers of a group; none where there is no such group. */
  papersOfKey(key: string): Uint32Array {
    const at = this.groups.findIndex((_group, place) => this.keyOf(place) === key);
    return at < 0 ? new Uint32Array(0) : this.papersOf(at);
  }

  /** The next row from one on, and then from the top, whose paper is wanted; -1 where there is none. */
  find(from: number, isWanted: (paper: number) => boolean): number {
    const start = Math.min(Math.max(0, from), this.length);
    const behind = this.#findBetween(start, this.length, isWanted);
    return behind >= 0 ? behind : this.#findBetween(0, start, isWanted);
  }

  #findBetween(start: number, end: number, isWanted: (paper: number) => boolean): number {
    if (!this.grouping) {
      for (let row = start; row < end; row++) if (isWanted(this.#papers.at(row))) return row;
      return -1;
    }
    for (let at = Math.max(0, this.groupAt(start)); at < this.groups.length; at++) {
      const first = (this.#heads[at] ?? 0) + 1;
      if (first > end) return -1;
      const papers = this.isFolded(at) ? new Uint32Array(0) : this.papersOf(at);
      for (let within = Math.max(0, start - first); within < papers.length && first + within < end; within++) {
        if (isWanted(papers[within] ?? 0)) return first + within;
      }
    }
    return -1;
  }

  /** The papers in sight between two rows, both included, in pieces. */
  *between(first: number, last: number): Generator<Uint32Array> {
    if (!this.grouping) {
      yield this.#papers.between(first, last + 1);
      return;
    }
    for (let at = this.groupAt(first); at >= 0 && at < this.groups.length; at++) {
      const head = this.#heads[at] ?? 0;
      if (head > last) return;
      if (this.isFolded(at)) continue;
      const papers = this.papersOf(at);
      yield papers.subarray(Math.max(0, first - head - 1), Math.max(0, last - head));
    }
  }

  /**
   * The same rows with other papers in their places, those that stand there already, or are nowhere, left out.
   *
   * @param nowOf the number of a paper now; -1 where it is no more
   */
  renumbered(nowOf: (paper: number) => number): ListRows {
    const papers = new Uint32Array(this.#papers.length);
    const starts = this.#starts.slice();
    let count = 0;
    // A paper may stand in several groups, once in each.
    const lastSeenIn = new Map<number, number>();
    const isSeen = (paper: number, at: number) => lastSeenIn.get(paper) === at;
    for (let at = 0; at < starts.length; at++) {
      const from = this.grouping ? (this.#starts[at] ?? 0) : 0;
      const to = this.#starts[at + 1] ?? (this.grouping ? from : this.#papers.length);
      starts[at] = count;
      for (const before of this.#papers.between(from, to)) {
        const paper = nowOf(before);
        if (paper < 0 || isSeen(paper, at)) continue;
        lastSeenIn.set(paper, at);
        papers[count++] = paper;
      }
    }
    const left = OrderedPapers.all(papers.slice(0, count));
    return new ListRows(left, this.grouping, this.groups, starts, this.#isFolded);
  }
}

/** Each paper with its group, once for every group that it is in; in the order of the papers. */
function membershipsOf(
  order: Uint32Array,
  { count: groupCount, groupOf, further }: Grouping,
): { papers: Uint32Array; groups: Uint32Array } {
  const last = groupCount - 1;
  const groups = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at++) {
    const group = groupOf[order[at] ?? 0] ?? MISSING;
    groups[at] = group === MISSING ? last : group;
  }
  if (!further) return { papers: order, groups };
  const most = order.length + further.next.length;
  const all = { papers: new Uint32Array(most), groups: new Uint32Array(most) };
  let count = 0;
  for (let at = 0; at < order.length; at++) {
    const paper = order[at] ?? 0;
    all.papers[count] = paper;
    all.groups[count++] = groups[at] ?? 0;
    for (let next = further.first[paper] ?? -1; next >= 0; next = further.next[next] ?? -1) {
      all.papers[count] = paper;
      all.groups[count++] = further.group[next] ?? 0;
    }
  }
  return { papers: all.papers.subarray(0, count), groups: all.groups.subarray(0, count) };
}

/** The place of the last value that is not greater than `value`; -1 where all are. Values ascend. */
function lastNotAfter(values: Uint32Array, value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
