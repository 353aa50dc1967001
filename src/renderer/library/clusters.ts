/**
 * Which entries are of the same paper.
 *
 * The outcome depends on the entries that are there, never on the order in which they came:
 * - entries whose abstracts tell them apart are one paper under the same title with similar abstracts, or under any title
 *   with the same abstract;
 * - bare entries (without an abstract, or with one of a few words) are one paper under the same title unless their
 *   publication dates disagree, and join the one paper under it that these allow. Where several are possible, and the
 *   dates choose none, they stay by themselves.
 */
import { type BareGroup, chooseHome, groupsByDay, type Home } from './bare-entries';
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
  /** By title. */
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

  /** Whether the cluster of `entry` has no other. */
  isAlone(entry: number): boolean {
    return this.#next.at(entry) === entry;
  }

  /** All entries of the cluster of `entry`. */
  *membersOf(entry: number): Generator<number> {
    let at = entry;
    do {
      yield at;
      at = this.#next.at(at);
    } while (at !== entry);
  }

  /** All entries under one title. */
  *entriesOfTitle(titleKey: string): Generator<number> {
    yield* this.#bareOfTitle.get(titleKey) ?? [];
    for (let entry = this.#lastOfTitle.get(titleKey) ?? -1; entry >= 0; entry = this.#nextOfTitle.at(entry))
      yield entry;
  }

  /** The entries that one of this title and abstract could be joined with, or at least one of each of their clusters. */
  relativesOf(titleKey: string, abstractKey: string | null): number[] {
    const sameAbstract = abstractKey === null ? undefined : this.#firstOfAbstract.get(abstractKey);
    const sameTitle = [...this.entriesOfTitle(titleKey)];
    return sameAbstract === undefined ? sameTitle : [...sameTitle, sameAbstract];
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
   * Finds the place of bare entries, once all others are in.
   *
   * @returns false where one of them belongs to another paper than before: start again with `clear`
   */
  settle(): boolean {
    for (const [titleKey, bare] of this.#bareOfTitle) {
      for (const group of groupsByDay(bare, this.#publicationDays)) {
        const [first] = group.entries;
        if (first === undefined) continue;
        const home = this.#homeOf(titleKey, group.days);
        if (group.entries.some((entry) => this.#hasMoved(entry, group, home))) return false;
        for (const other of group.entries) this.#union(first, other);
        if (home >= 0) this.#union(first, home);
      }
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
    if (titleKey !== '' && !entries.hasSketch(entry)) {
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

  /** Whether a bare entry is joined with others than its group and its home. */
  #hasMoved(entry: number, group: BareGroup, home: number): boolean {
    if (home >= 0 && this.rootOf(home) === this.rootOf(entry)) return false;
    const titleKey = this.#entries.titleKeys[entry];
    for (const member of this.membersOf(entry)) {
      const isOtherBare = this.#entries.titleKeys[member] === titleKey && !group.entries.includes(member);
      if (this.#entries.hasSketch(member) || isOtherBare) return true;
    }
    return false;
  }

  /** An entry of the one paper that bare entries of these publication days belong to; -1 where there is none. */
  #homeOf(titleKey: string, ownDays: ReadonlySet<number>): number {
    const seen = new Set<number>();
    const homes: Home[] = [];
    for (let entry = this.#lastOfTitle.get(titleKey) ?? -1; entry >= 0; entry = this.#nextOfTitle.at(entry)) {
      const root = this.rootOf(entry);
      if (seen.has(root)) continue;
      seen.add(root);
      const days = new Set<number>();
      for (const member of this.membersOf(entry)) {
        if (!this.#entries.hasSketch(member)) continue;
        for (const day of this.#publicationDays(member)) days.add(day);
      }
      homes.push({ entry, days });
    }
    return chooseHome(homes, ownDays);
  }
}
