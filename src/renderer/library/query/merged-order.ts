/** Brings a kept order up to date where few papers changed: a million are not sorted anew for thirty that came. */
import type { PaperSet } from './paper-set';

/**
 * @param before papers in order
 * @param sightings by paper; those that have none any more do not stay
 * @param moved those that do not stay where they are
 * @param added papers in order, none of which stays
 * @param compare as the order compares papers, those that stay and those that are added
 */
export function mergedOrder(
  before: Uint32Array,
  sightings: Int32Array,
  moved: PaperSet,
  added: Uint32Array,
  compare: (a: number, b: number) => number,
): Uint32Array {
  const { words } = moved;
  const kept = new Uint32Array(before.length);
  let count = 0;
  for (let at = 0; at < before.length; at++) {
    const paper = before[at] ?? 0;
    if (sightings[paper] === 0 || (((words[paper >>> 5] ?? 0) >>> (paper & 31)) & 1) === 1) continue;
    kept[count++] = paper;
  }
  const merged = new Uint32Array(count + added.length);
  let from = 0;
  added.forEach((paper, at) => {
    const place = placeIn(kept, from, count, (other) => compare(other, paper) > 0);
    merged.set(kept.subarray(from, place), from + at);
    merged[place + at] = paper;
    from = place;
  });
  merged.set(kept.subarray(from, count), from + added.length);
  return merged;
}

/** Where the first paper stands, between two places of an order, that is behind something; `to` where none is. */
export function placeIn(order: Uint32Array, from: number, to: number, isBehind: (paper: number) => boolean): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBehind(order[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}
