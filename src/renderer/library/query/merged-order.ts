/** Brings a kept order up to date where few papers changed: a million are not sorted anew for thirty that came. */

/**
 * @param before papers in order
 * @param staying whether a paper of `before` is to stay where it is among the others
 * @param added papers in order, none of which stays
 * @param compare as the order compares papers, those that stay and those that are added
 */
export function mergedOrder(
  before: Uint32Array,
  staying: (paper: number) => boolean,
  added: Uint32Array,
  compare: (a: number, b: number) => number,
): Uint32Array {
  const kept = new Uint32Array(before.length);
  let count = 0;
  for (const paper of before) if (staying(paper)) kept[count++] = paper;
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
