/** The rules for entries whose abstract does not tell them from others: which are one paper, by title and dates alone. */

/** Bare entries of one title that are one paper. */
export interface BareGroup {
  entries: number[];
  /** Days since 1970. */
  days: Set<number>;
}

/** A paper that bare entries may be of, by any of its entries. */
export interface Home {
  entry: number;
  days: ReadonlySet<number>;
}

/**
 * Bare entries of one title in groups that the dates allow: of the same days, and those without any with the only one.
 *
 * @param daysOf the days that digests give for an entry; only those that are known
 */
export function groupsByDay(bare: readonly number[], daysOf: (entry: number) => Iterable<number>): BareGroup[] {
  let dated: BareGroup[] = [];
  const undated: BareGroup = { entries: [], days: new Set() };
  for (const entry of bare) {
    const group: BareGroup = { entries: [entry], days: new Set(daysOf(entry)) };
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

/** An entry of the one paper that bare entries of these publication days belong to; -1 where there is none. */
export function chooseHome(homes: Iterable<Home>, ownDays: ReadonlySet<number>): number {
  const possible: number[] = [];
  const sameDay: number[] = [];
  for (const { entry, days } of homes) {
    const isSameDay = haveCommon(days, ownDays);
    if (isSameDay) sameDay.push(entry);
    if (isSameDay || days.size === 0 || ownDays.size === 0) possible.push(entry);
  }
  const candidates = sameDay.length === 1 ? sameDay : possible;
  const [home] = candidates;
  return candidates.length === 1 && home !== undefined ? home : -1;
}

function haveCommon(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  for (const day of a) if (b.has(day)) return true;
  return false;
}
