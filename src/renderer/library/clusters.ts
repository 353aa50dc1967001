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
      for (const group of this.#groupsByDay(bare)) {
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

  /** Bare entries of one title in groups that the dates allow: of the same days, and those without any with the only one. */
  #groupsByDay(bare: readonly number[]): BareGroup[] {
    let dated: BareGroup[] = [];
    const undated: BareGroup = { entries: [], days: new Set() };
    for (const entry of bare) {
      const group: BareGroup = { entries: [entry], days: new Set(this.#publicationDays(entry)) };
      if (group.days.size === 0) {
        undated.entries.push(entry);
        continue;
      }
      const same = dated.filter((other) => haveCommon(other.days, group.days));
      for (const other of same) {
        group.entries.push(...other.entries);
        for (const day of other.days) group.days.add(day);
      }
      dated = [...dated.filter((other) => !same.includes(other)), group];
    }
    const [only] = dated;
    if (!only || dated.length > 1) return [...dated, undated];
    only.entries.push(...undated.entries);
    return dated;
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
    const possible = new Map<number, number>();
    const sameDay = new Map<number, number>();
    for (let entry = this.#lastOfTitle.get(titleKey) ?? -1; entry >= 0; entry = this.#nextOfTitle.at(entry)) {
      const root = this.rootOf(entry);
      if (possible.has(root)) continue;
      const days = new Set<number>();
      for (const member of this.membersOf(entry)) {
        if (!this.#entries.hasSketch(member)) continue;
        for (const day of this.#publicationDays(member)) days.add(day);
      }
      const isSameDay = haveCommon(days, ownDays);
      if (isSameDay) sameDay.set(root, entry);
      if (isSameDay || days.size === 0 || ownDays.size === 0) possible.set(root, entry);
    }
    const candidates = sameDay.size === 1 ? sameDay : possible;
    const [home] = candidates.values();
    return candidates.size === 1 && home !== undefined ? home : -1;
  }
}

interface BareGroup {
  entries: number[];
  /** Days since 1970. */
  days: Set<number>;
}

function haveCommon(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  for (const day of a) if (b.has(day)) return true;
  return false;
}
