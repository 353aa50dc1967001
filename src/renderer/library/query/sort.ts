/** Sorts papers by integers: stable, in linear time, unknown values last in either direction. */
import { MISSING } from '../columns';

/**
 * Returns `papers` by their keys, those with equal keys in the order they have, those whose key is `MISSING` last.
 *
 * @param keys by paper
 */
export function sortByKeys(papers: Uint32Array, keys: Int32Array, descending: boolean): Uint32Array {
  const sorted = new Uint32Array(papers.length);
  // What is sorted is the distance from the end that comes first: never negative, at most 32 bits.
  const distances = new Uint32Array(papers.length);
  let knownCount = 0;
  let unknownAt = papers.length;
  let least = 2 ** 31 - 1;
  let greatest = MISSING;
  for (let at = 0; at < papers.length; at++) {
    const paper = papers[at] ?? 0;
    const key = keys[paper] ?? MISSING;
    if (key === MISSING) {
      // Turned round at the end.
      sorted[--unknownAt] = paper;
      continue;
    }
    sorted[knownCount] = paper;
    distances[knownCount++] = key;
    if (key < least) least = key;
    if (key > greatest) greatest = key;
  }
  sorted.subarray(unknownAt).reverse();
  if (knownCount === 0) return sorted;
  for (let at = 0; at < knownCount; at++) {
    const key = (distances[at] ?? 0) | 0;
    distances[at] = descending ? greatest - key : key - least;
  }
  radixSort(sorted.subarray(0, knownCount), distances.subarray(0, knownCount), greatest - least);
  return sorted;
}

/** The most bits that are sorted by at once: counters for them stay close to the processor. */
const MOST_BITS = 16;
const FEWER_BITS = 12;

/** Sorts both arrays in place by `distances`, digit by digit from the lowest. */
function radixSort(papers: Uint32Array, distances: Uint32Array, greatest: number): void {
  const bits = 32 - Math.clz32(greatest);
  if (bits === 0) return;
  const passes = bits <= MOST_BITS ? 1 : Math.ceil(bits / FEWER_BITS);
  const digitBits = Math.ceil(bits / passes);
  const digits = 2 ** digitBits;
  let fromPapers = papers;
  let fromDistances = distances;
  let toPapers: Uint32Array = new Uint32Array(papers.length);
  let toDistances: Uint32Array = new Uint32Array(passes === 1 ? 0 : papers.length);
  for (let pass = 0; pass < passes; pass++) {
    const shift = pass * digitBits;
    const starts = new Uint32Array(digits + 1);
    for (let at = 0; at < fromDistances.length; at++) {
      const next = (((fromDistances[at] ?? 0) >>> shift) & (digits - 1)) + 1;
      starts[next] = (starts[next] ?? 0) + 1;
    }
    for (let digit = 1; digit < digits; digit++) starts[digit] = (starts[digit] ?? 0) + (starts[digit - 1] ?? 0);
    const isLast = pass === passes - 1;
    for (let at = 0; at < fromPapers.length; at++) {
      const distance = fromDistances[at] ?? 0;
      const digit = (distance >>> shift) & (digits - 1);
      const to = starts[digit] ?? 0;
      starts[digit] = to + 1;
      toPapers[to] = fromPapers[at] ?? 0;
      if (!isLast) toDistances[to] = distance;
    }
    [fromPapers, toPapers] = [toPapers, fromPapers];
    [fromDistances, toDistances] = [toDistances, fromDistances];
  }
  if (fromPapers !== papers) papers.set(fromPapers);
}
