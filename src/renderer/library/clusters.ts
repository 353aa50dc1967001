/**
 * Which entries are of the same paper.
 *
 * The outcome depends on the entries that are there, never on the order in which they came:
 * - entries with abstracts are one paper under the same title with similar abstracts, or under any title with the same
 *   (long enough) abstract;
 * - entries without an abstract are one paper under the same title, and join the one paper with abstracts under it that
 *   their publication dates allow. Where several are possible, and the dates choose none, they stay by themselves.
 */
import { flags, integers } from './columns';
import type { Entries } from './entries';

export class Clusters {
  readonly #entries: Entries;
  readonly #publicationDays: (entry: number) => Iterable<number>;
  readonly #isIncluded = flags();
  readonly #parent = integers(-1);
  /** The next entry of the same cluster, round in a circle: two circles become one by exchanging a step. */
  readonly #next = integers(-1);
  readonly #nextOfTitle = integers(-1);
  #lastOfTitle = new Map<string, number>();
  #firstOfAbstract = new Map<string, number>();
  /** Entries without an abstract, by their title. */
  #bareOfTitle = new Map<string, number[]>();
  #mergedAway: number[] = [];

  /** @param publicationDays the days (since 1970) that digests give for an entry; only those that are known */
  constructor(entries: Entries, publicationDays: (entry: number) => Iterable<number>) {
    this.#entries = entries;
    this.#publicationDays = publicationDays;
  }

  isIncluded(entry: number): boolean {
    return this.#isIncluded.at(entry) === 1;
  }

  /** The entry that stands for the whole cluster: a sighted one where there is one, the first that came. */
  rootOf(entry: number): number {
    const parent = this.#parent.values;
    let at = entry;
    for (;;) {
      const up = parent[at] ?? at;
      if (up === at) return at;
      const top = parent[up] ?? up;
      parent[at] = top;
      at = top;
    }
  }

  /** All entries of the cluster of `entry`. */
  *membersOf(entry: number): Generator<number> {
    let at = entry;
    do {
      yield at;
      at = this.#next.at(at);
    } while (at !== entry);
  }

  /** Takes an entry in, and joins it with those of the same paper. Follow up with `settle`. */
  include(entry: number): void {
    if (!this.isIncluded(entry)) this.#link(entry);
    // A root that nobody sights gives way to the first member that a digest has.
    const root = this.rootOf(entry);
    if (this.#entries.isSighted(entry) && !this.#entries.isSighted(root)) {
      this.#parent.set(root, entry);
      this.#parent.set(entry, entry);
      this.#mergedAway.push(root);
    }
  }

  /**
   * Finds the place of entries without an abstract, once all others are in.
   *
   * @returns false where one of them belongs to another paper than before: start again with `clear`
   */
  settle(): boolean {
    for (const [titleKey, bare] of this.#bareOfTitle) {
      const first = bare[0];
      if (first === undefined) continue;
      for (const other of bare) this.#union(first, other);
      const home = this.#homeOf(titleKey, bare);
      if (home >= 0 && this.rootOf(home) === this.rootOf(first)) continue;
      for (const member of this.membersOf(first)) if (this.#entries.hasAbstract(member)) return false;
      if (home >= 0) this.#union(first, home);
    }
    return true;
  }

  /** The entries that stood for a cluster until it became part of another; each is told once. */
  takeMergedAway(): number[] {
    const merged = this.#mergedAway;
    this.#mergedAway = [];
    return merged;
  }

  /** Forgets every cluster. */
  clear(): void {
    this.#isIncluded.values.fill(0);
    this.#lastOfTitle = new Map();
    this.#firstOfAbstract = new Map();
    this.#bareOfTitle = new Map();
    this.#mergedAway = [];
  }

  #link(entry: number): void {
    const entries = this.#entries;
    this.#isIncluded.set(entry, 1);
    this.#parent.set(entry, entry);
    this.#next.set(entry, entry);
    this.#nextOfTitle.set(entry, -1);
    const titleKey = entries.titleKeys[entry] ?? '';
    // A title of nothing but punctuation names no paper.
    if (titleKey !== '' && !entries.hasAbstract(entry)) {
      const bare = this.#bareOfTitle.get(titleKey);
      if (bare) bare.push(entry);
      else this.#bareOfTitle.set(titleKey, [entry]);
    } else if (titleKey !== '') {
      const last = this.#lastOfTitle.get(titleKey) ?? -1;
      this.#nextOfTitle.set(entry, last);
      this.#lastOfTitle.set(titleKey, entry);
      for (let other = last; other >= 0; other = this.#nextOfTitle.at(other)) {
        if (entries.haveSimilarAbstracts(entry, other)) this.#union(entry, other);
      }
    }
    const abstractKey = entries.abstractKeys[entry] ?? null;
    if (abstractKey === null || !entries.hasSketch(entry)) return;
    const same = this.#firstOfAbstract.get(abstractKey);
    if (same === undefined) this.#firstOfAbstract.set(abstractKey, entry);
    else this.#union(entry, same);
  }

  #union(a: number, b: number): void {
    const rootA = this.rootOf(a);
    const rootB = this.rootOf(b);
    if (rootA === rootB) return;
    const isSightedA = this.#entries.isSighted(rootA);
    const goesFirst = isSightedA === this.#entries.isSighted(rootB) ? rootA < rootB : isSightedA;
    const [root, other] = goesFirst ? [rootA, rootB] : [rootB, rootA];
    this.#parent.set(other, root);
    const afterRoot = this.#next.at(root);
    this.#next.set(root, this.#next.at(other));
    this.#next.set(other, afterRoot);
    this.#mergedAway.push(other);
  }

  /** An entry of the one paper with abstracts that entries without one belong to; -1 where there is none. */
  #homeOf(titleKey: string, bare: readonly number[]): number {
    const ownDays = new Set(bare.flatMap((entry) => [...this.#publicationDays(entry)]));
    const possible = new Map<number, number>();
    const sameDay = new Map<number, number>();
    for (let entry = this.#lastOfTitle.get(titleKey) ?? -1; entry >= 0; entry = this.#nextOfTitle.at(entry)) {
      const root = this.rootOf(entry);
      if (possible.has(root)) continue;
      const days = new Set<number>();
      for (const member of this.membersOf(entry)) {
        if (!this.#entries.hasAbstract(member)) continue;
        for (const day of this.#publicationDays(member)) days.add(day);
      }
      const isSameDay = [...days].some((day) => ownDays.has(day));
      if (isSameDay) sameDay.set(root, entry);
      if (isSameDay || days.size === 0 || ownDays.size === 0) possible.set(root, entry);
    }
    const candidates = sameDay.size === 1 ? sameDay : possible;
    const [home] = candidates.values();
    return candidates.size === 1 && home !== undefined ? home : -1;
  }
}
