/** What the reader decided about which entries are one paper. Where decisions contradict each other, the latest holds. */

import type { DecisionRecord } from '../database';
import type { Decision } from '../paper-records';
import type { ApartGroups } from './apart-groups';

export class Decisions {
  readonly #records = new Map<string, DecisionRecord>();
  /** By entry id. */
  #concerning: Map<string, DecisionRecord[]> | null = null;
  /** Counts up with every change. */
  version = 0;

  get isEmpty(): boolean {
    return this.#records.size === 0;
  }

  add(record: DecisionRecord): void {
    this.#records.set(record.id, record);
    this.#concerning = null;
    this.version++;
  }

  get(id: string): DecisionRecord | null {
    return this.#records.get(id) ?? null;
  }

  delete(id: string): void {
    this.#records.delete(id);
    this.#concerning = null;
    this.version++;
  }

  /** Whether any decision is about this entry. */
  concern(entryId: string): boolean {
    return !this.isEmpty && this.#byEntry().has(entryId);
  }

  /** A time for the next decision: after all others, whatever the clock says. In milliseconds since 1970. */
  nextTime(): number {
    let time = Date.now();
    for (const { decidedAt } of this.#records.values()) time = Math.max(time, decidedAt + 1);
    return time;
  }

  /** The ids of all entries that decisions are about. */
  entryIds(): Iterable<string> {
    return this.#byEntry().keys();
  }

  /** Joins and keeps apart what was decided; the outcome does not depend on the order of the entries in the groups. */
  apply(groups: ApartGroups, numberOf: (entryId: string) => number | undefined): void {
    for (const { kind, groups: sides } of this.#latestFirst(this.#records.values())) {
      const known = sides.map((side) => entriesOf(side.map(({ id }) => id).sort(), groups, numberOf));
      if (kind === 'same') {
        groups.joinAll(entriesOf(sides.flatMap((side) => side.map(({ id }) => id)).sort(), groups, numberOf));
        continue;
      }
      const [told = [], rest = []] = known;
      for (const a of told) for (const b of rest) groups.keepApart(a, b);
      for (const side of known) groups.joinAll(side);
    }
  }

  /** The decisions that made a paper what it is, latest first: those that joined it, or parted something from it. */
  shaping(entryIds: readonly string[]): Decision[] {
    const own = new Set(entryIds);
    const concerning = new Set(entryIds.flatMap((id) => this.#byEntry().get(id) ?? []));
    return this.#latestFirst(concerning).flatMap(({ id, kind, decidedAt, titles, groups }) => {
      const sides = groups.filter((side) => side.some((identity) => own.has(identity.id))).length;
      return (kind === 'same') === sides > 1 ? [{ id, kind, decidedAt, titles }] : [];
    });
  }

  #latestFirst(records: Iterable<DecisionRecord>): DecisionRecord[] {
    return [...records].sort((a, b) => b.decidedAt - a.decidedAt || (a.id < b.id ? -1 : 1));
  }

  #byEntry(): Map<string, DecisionRecord[]> {
    if (!this.#concerning) {
      this.#concerning = new Map();
      for (const record of this.#records.values()) {
        for (const { id } of record.groups.flat()) {
          const known = this.#concerning.get(id);
          if (known) known.push(record);
          else this.#concerning.set(id, [record]);
        }
      }
    }
    return this.#concerning;
  }
}

function entriesOf(
  ids: readonly string[],
  groups: ApartGroups,
  numberOf: (entryId: string) => number | undefined,
): number[] {
  return ids.map(numberOf).filter((entry): entry is number => entry !== undefined && groups.has(entry));
}
