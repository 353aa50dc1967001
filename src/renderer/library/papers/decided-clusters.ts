/**
 * Which entries are of the same paper, by the rules of `Clusters` and by what the reader decided, which is stronger.
 *
 * Only where decisions reach are papers worked out anew: the entries that were decided about, with all that the rules
 * could join with them, directly or by others. There, what was decided comes first; then the rules join what is most
 * alike first, and nothing that is to be kept apart. So the outcome depends on the entries and the decisions alone.
 */
import { ApartGroups } from './apart-groups';
import { chooseHome, groupsByDay, type Home } from './bare-entries';
import { Clusters } from './clusters';
import type { Decisions } from './decisions';
import type { Entries } from './entries';

/** Two entries that are one paper by the rules. */
interface Link {
  a: number;
  b: number;
  similarity: number;
  /** Settles which of two equal ones comes first. */
  name: string;
}

export class DecidedClusters {
  readonly #entries: Entries;
  readonly #decisions: Decisions;
  readonly #daysOf: (entry: number) => Iterable<number>;
  readonly #automatic: Clusters;
  /** Where decisions reach, by entry: the entry that stands for its paper; and by that, all of them. */
  #rootOf = new Map<number, number>();
  #membersOf = new Map<number, readonly number[]>();
  #decisionsVersion = 0;
  #mustRearrange = false;

  /** @param daysOf the publication days (since 1970) that digests give for an entry; only those that are known */
  constructor(entries: Entries, decisions: Decisions, daysOf: (entry: number) => Iterable<number>) {
    this.#entries = entries;
    this.#decisions = decisions;
    this.#daysOf = daysOf;
    this.#automatic = new Clusters(entries, daysOf);
  }

  isIncluded(entry: number): boolean {
    return this.#automatic.isIncluded(entry);
  }

  /** The entry that stands for the whole paper: a sighted one where there is one, the first that came. */
  rootOf(entry: number): number {
    if (this.#rootOf.size === 0) return this.#automatic.rootOf(entry);
    return this.#rootOf.get(entry) ?? this.#automatic.rootOf(entry);
  }

  /** Whether the paper of `entry` has no other. */
  isAlone(entry: number): boolean {
    const root = this.#rootOf.get(entry);
    return root === undefined ? this.#automatic.isAlone(entry) : this.#membersOf.get(root)?.length === 1;
  }

  /** All entries of the paper of `entry`. */
  membersOf(entry: number): Iterable<number> {
    const root = this.#rootOf.get(entry);
    return (root === undefined ? undefined : this.#membersOf.get(root)) ?? this.#automatic.membersOf(entry);
  }

  /** The entries of a paper, in groups that would be one by the rules alone. */
  sidesOf(entry: number): number[][] {
    const sides = new Map<number, number[]>();
    for (const member of this.membersOf(entry)) {
      const root = this.#automatic.rootOf(member);
      sides.set(root, [...(sides.get(root) ?? []), member]);
    }
    return [...sides.values()];
  }

  /** See `Clusters`. */
  relativesOf(titleKey: string, abstractKey: string | null): number[] {
    return this.#automatic.relativesOf(titleKey, abstractKey);
  }

  /**
   * Takes entries in, and those that are in but changed. Follow up with `rearrange`.
   *
   * @returns false where an entry belongs to another paper than before: start again with `clear`
   */
  include(entries: readonly number[]): boolean {
    this.#automatic.reserve(this.#entries.length);
    for (const entry of entries) this.#automatic.include(entry);
    if (entries.some((entry) => this.#rootOf.has(entry))) this.#mustRearrange = true;
    return this.#automatic.settle();
  }

  /**
   * Takes an entry out again, where no other is concerned.
   *
   * @returns false where others may be: start again with `clear`
   */
  exclude(entry: number): boolean {
    return !this.#rootOf.has(entry) && this.#automatic.exclude(entry);
  }

  /** Whether dates may decide which paper an entry, or one of its title, belongs to. */
  dependsOnDates(entry: number): boolean {
    return this.#rootOf.has(entry) || this.#automatic.dependsOnDates(entry);
  }

  /** Forgets every paper. */
  clear(): void {
    this.#automatic.clear();
    this.#mustRearrange = true;
  }

  /** The entries that stood for a paper until it became part of another; each is told once. */
  takeMergedAway(): number[] {
    return this.#automatic.takeMergedAway();
  }

  /** Works out the papers where decisions reach, and returns the entries whose paper may be another than before. */
  rearrange(): Iterable<number> {
    if (this.#decisions.isEmpty && this.#rootOf.size === 0) return [];
    const reached = this.#reached();
    const isSame =
      !this.#mustRearrange &&
      this.#decisionsVersion === this.#decisions.version &&
      reached.size === this.#rootOf.size &&
      [...reached].every((entry) => this.#rootOf.has(entry));
    if (isSame) return [];
    const before = this.#rootOf;
    this.#mustRearrange = false;
    this.#decisionsVersion = this.#decisions.version;
    this.#rootOf = new Map();
    this.#membersOf = new Map();
    for (const group of this.#groups(reached).groups()) {
      const root = this.#rootAmong(group);
      this.#membersOf.set(root, group);
      for (const entry of group) this.#rootOf.set(entry, root);
    }
    const left = [...before.keys()].filter((entry) => this.isIncluded(entry));
    return new Set([...left, ...reached]);
  }

  /** What was decided about, and whatever the rules could join with it if something else were decided. */
  #reached(): Set<number> {
    const reached = new Set<number>();
    const titles = new Set<number>();
    const waiting: number[] = [];
    for (const id of this.#decisions.entryIds()) {
      const entry = this.#entries.numberOf(id);
      if (entry !== undefined && this.isIncluded(entry)) waiting.push(entry);
    }
    for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
      if (reached.has(entry)) continue;
      reached.add(entry);
      for (const member of this.#automatic.membersOf(entry)) if (!reached.has(member)) waiting.push(member);
      const title = this.#entries.titleOf(entry);
      if (titles.has(title)) continue;
      titles.add(title);
      for (const other of this.#automatic.entriesOfTitle(title)) if (!reached.has(other)) waiting.push(other);
    }
    return reached;
  }

  #groups(reached: ReadonlySet<number>): ApartGroups {
    const groups = new ApartGroups(reached);
    this.#decisions.apply(groups, (id) => this.#entries.numberOf(id));
    const byName = [...reached].sort((a, b) => (this.#nameOf(a) < this.#nameOf(b) ? -1 : 1));
    for (const { a, b } of this.#links(byName)) groups.join(a, b);
    const titles = grouped(byName, (entry) => this.#entries.titleOf(entry));
    for (const entries of titles.values()) this.#settleBare(entries, groups);
    return groups;
  }

  /** What the rules join of entries with telling abstracts, the most alike first. */
  #links(byName: readonly number[]): Link[] {
    const entries = this.#entries;
    const telling = byName.filter((entry) => entries.hasSketch(entry));
    const ofTitle = grouped(telling, (entry) => entries.titleOf(entry));
    const ofAbstract = grouped(telling, (entry) => entries.abstractOf(entry));
    const links: Link[] = [];
    for (const group of [...ofTitle.values(), ...ofAbstract.values()]) {
      group.forEach((a, at) => {
        for (const b of group.slice(at + 1)) {
          if (!entries.haveSimilarAbstracts(a, b)) continue;
          const similarity = entries.similarity(a, b) + (entries.titleOf(a) === entries.titleOf(b) ? 0.5 : 0);
          links.push({ a, b, similarity, name: `${this.#nameOf(a)}\n${this.#nameOf(b)}` });
        }
      });
    }
    return links.sort((one, other) => other.similarity - one.similarity || (one.name < other.name ? -1 : 1));
  }

  /** Finds the place of the bare entries among those of one title, by name. */
  #settleBare(entries: readonly number[], groups: ApartGroups): void {
    const isTelling = (entry: number) => this.#entries.hasSketch(entry);
    const bare = entries.filter((entry) => !isTelling(entry));
    const inOrder = new Map(bare.map((entry, at) => [entry, at]));
    for (const group of groupsByDay(bare, this.#daysOf)) {
      group.entries.sort((a, b) => (inOrder.get(a) ?? 0) - (inOrder.get(b) ?? 0));
      groups.joinAll(group.entries);
      for (const entry of group.entries) {
        if (groups.membersOf(entry).some(isTelling)) continue;
        const own = group.entries.filter((other) => groups.areTogether(entry, other));
        const homes = this.#homes(entries.filter(isTelling), groups).filter((home) => {
          return !groups.areApart(home.entry, entry);
        });
        const home = chooseHome(homes, new Set(own.flatMap((other) => [...this.#daysOf(other)])));
        if (home >= 0) groups.join(entry, home);
      }
    }
  }

  /** The groups of these entries, each once, with the days that are told of them. */
  #homes(telling: readonly number[], groups: ApartGroups): Home[] {
    const first = new Map<readonly number[], number>();
    for (const entry of telling) {
      const group = groups.membersOf(entry);
      if (!first.has(group)) first.set(group, entry);
    }
    return Array.from(first, ([group, entry]) => {
      const members = group.filter((member) => this.#entries.hasSketch(member));
      return { entry, days: new Set(members.flatMap((member) => [...this.#daysOf(member)])) };
    });
  }

  #rootAmong(group: readonly number[]): number {
    const sighted = group.filter((entry) => this.#entries.isSighted(entry));
    return (sighted.length > 0 ? sighted : group).reduce((first, entry) => Math.min(first, entry));
  }

  #nameOf(entry: number): string {
    return this.#entries.idOf(entry);
  }
}

/** By key, in their order; those whose key is -1 are left out. */
function grouped(entries: readonly number[], keyOf: (entry: number) => number): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    if (key < 0) continue;
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return groups;
}
