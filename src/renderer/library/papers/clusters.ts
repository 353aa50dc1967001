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

import { flags, integers } from '../columns';
import { type BareGroup, chooseHome, groupsByDay, type Home } from './bare-entries';
import type { Entries } from './entries';

export class Clusters {
  readonly #entries: Entries;
  readonly #publicationDays: (entry: number) => Iterable<number>;
  readonly #isIncluded = flags();
  readonly #parent = integers(-1);
  /** The next entry of the same cluster, round in a circle: two circles become one by exchanging a step. */
  readonly #next = integers(-1);
  /** The next entry of the same title: of those with telling abstracts, or of the bare ones. */
  readonly #nextOfTitle = integers(-1);
  /** By number of the title: where the lists of both kinds begin. */
  readonly #lastOfTitle = integers(-1);
  readonly #lastBareOfTitle = integers(-1);
  /** By number of the abstract. */
  readonly #firstOfAbstract = integers(-1);
  /** The titles of bare entries. */
  readonly #bareTitles = new Set<number>();
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

  /** All entries under a title, by its number. */
  *entriesOfTitle(title: number): Generator<number> {
    yield* this.#listFrom(this.#lastBareOfTitle.at(title));
    yield* this.#listFrom(this.#lastOfTitle.at(title));
  }

  /** The entries that one of this title and abstract could be joined with, or at least one of each of their clusters. */
  relativesOf(titleKey: string, abstractKey: string | null): number[] {
    const sameTitle = [...this.entriesOfTitle(this.#entries.findTitle(titleKey))];
    const abstract = abstractKey === null ? -1 : this.#entries.findAbstract(abstractKey);
    const sameAbstract = this.#firstOfAbstract.at(abstract);
    return sameAbstract < 0 ? sameTitle : [...sameTitle, sameAbstract];
  }

  /** Makes room for entries of numbers below this. Do so before entries are taken in. */
  reserve(entries: number): void {
    for (const column of [this.#isIncluded, this.#parent, this.#next, this.#nextOfTitle]) column.reserve(entries);
    // There are no more titles and abstracts than entries.
    for (const column of [this.#lastOfTitle, this.#lastBareOfTitle, this.#firstOfAbstract]) column.reserve(entries);
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
   * Takes an entry out again, where it is a paper by itself and was the like of no other.
   *
   * @returns false where it is not: start again with `clear`
   */
  exclude(entry: number): boolean {
    if (!this.isIncluded(entry)) return true;
    if (!this.isAlone(entry) || this.dependsOnDates(entry)) return false;
    const title = this.#entries.titleOf(entry);
    const next = this.#nextOfTitle.at(entry);
    let before = this.#lastOfTitle.at(title);
    if (before === entry) this.#lastOfTitle.set(title, next);
    while (before >= 0 && this.#nextOfTitle.at(before) !== entry) before = this.#nextOfTitle.at(before);
    if (before >= 0) this.#nextOfTitle.set(before, next);
    const abstract = this.#entries.abstractOf(entry);
    if (this.#firstOfAbstract.at(abstract) === entry) this.#firstOfAbstract.set(abstract, -1);
    this.#isIncluded.set(entry, 0);
    return true;
  }

  /** Whether dates may decide which paper an entry, or one of its title, belongs to. */
  dependsOnDates(entry: number): boolean {
    return this.#lastBareOfTitle.at(this.#entries.titleOf(entry)) >= 0;
  }

  /**
   * Finds the place of bare entries, once all others are in.
   *
   * @returns false where one of them belongs to another paper than before: start again with `clear`
   */
  settle(): boolean {
    for (const title of this.#bareTitles) {
      const bare = [...this.#listFrom(this.#lastBareOfTitle.at(title))];
      for (const group of groupsByDay(bare, this.#publicationDays)) {
        const [first] = group.entries;
        if (first === undefined) continue;
        const home = this.#homeOf(title, group.days);
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
    for (const column of [this.#lastOfTitle, this.#lastBareOfTitle, this.#firstOfAbstract]) column.values.fill(-1);
    this.#bareTitles.clear();
    this.#mergedAway = [];
  }

  #link(entry: number): void {
    const entries = this.#entries;
    this.#isIncluded.values[entry] = 1;
    this.#parent.values[entry] = entry;
    this.#next.values[entry] = entry;
    this.#nextOfTitle.values[entry] = -1;
    const title = entries.titleOf(entry);
    const isTelling = entries.hasSketch(entry);
    // A title of nothing but punctuation names no paper.
    if (title >= 0) {
      const list = isTelling ? this.#lastOfTitle : this.#lastBareOfTitle;
      const last = list.at(title);
      this.#nextOfTitle.values[entry] = last;
      list.values[title] = entry;
      if (!isTelling) this.#bareTitles.add(title);
      for (let other = isTelling ? last : -1; other >= 0; other = this.#nextOfTitle.at(other)) {
        if (entries.haveSimilarAbstracts(entry, other)) this.#union(entry, other);
      }
    }
    const abstract = entries.abstractOf(entry);
    if (abstract < 0 || !isTelling) return;
    const same = this.#firstOfAbstract.at(abstract);
    if (same < 0) this.#firstOfAbstract.values[abstract] = entry;
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
    const title = this.#entries.titleOf(entry);
    for (const member of this.membersOf(entry)) {
      const isOtherBare = this.#entries.titleOf(member) === title && !group.entries.includes(member);
      if (this.#entries.hasSketch(member) || isOtherBare) return true;
    }
    return false;
  }

  /** An entry of the one paper that bare entries of these publication days belong to; -1 where there is none. */
  #homeOf(title: number, ownDays: ReadonlySet<number>): number {
    const seen = new Set<number>();
    const homes: Home[] = [];
    for (const entry of this.#listFrom(this.#lastOfTitle.at(title))) {
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

  /** An entry and those behind it in the list of its title. */
  *#listFrom(first: number): Generator<number> {
    for (let entry = first; entry >= 0; entry = this.#nextOfTitle.at(entry)) yield entry;
  }
}
