/** Sorts papers by integers: stable, in linear time, unknown values last in either direction. */
import { MISSING } from '../columns';

const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;

/**
 * Returns `papers` by their keys, those with equal keys in the order they have, those whose key is `MISSING` last.
 *
 * @param keys by paper
 */
export function sortByKeys(papers: Uint32Array, keys: Int32Array, descending: boolean): Uint32Array {
  const sorted = new Uint32Array(papers.length);
  const unknown = new Uint32Array(papers.length);
  let knownCount = 0;
  let unknownCount = 0;
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (const paper of papers) {
    const key = keys[paper] ?? MISSING;
    if (key === MISSING) {
      unknown[unknownCount++] = paper;
      continue;
    }
    sorted[knownCount++] = paper;
    if (key < least) least = key;
    if (key > greatest) greatest = key;
  }
  const known = sorted.subarray(0, knownCount);
  // What is sorted is the distance from the end that comes first: never negative, at most 32 bits.
  const distances = new Uint32Array(knownCount);
  for (let at = 0; at < knownCount; at++) {
    const key = keys[known[at] ?? 0] ?? 0;
    distances[at] = descending ? greatest - key : key - least;
  }
  radixSort(known, distances, knownCount > 0 ? greatest - least : 0);
  sorted.set(unknown.subarray(0, unknownCount), knownCount);
  return sorted;
}

/** Sorts both arrays in place by `distances`, digit by digit from the lowest. */
function radixSort(papers: Uint32Array, distances: Uint32Array, greatest: number): void {
  let fromPapers = papers;
  let fromDistances = distances;
  let toPapers: Uint32Array = new Uint32Array(papers.length);
  let toDistances: Uint32Array = new Uint32Array(papers.length);
  for (let shift = 0; shift < 32 && greatest >= 2 ** shift; shift += DIGIT_BITS) {
    const starts = new Uint32Array(DIGITS + 1);
    for (const distance of fromDistances) {
      const digit = (distance >>> shift) & (DIGITS - 1);
      starts[digit + 1] = (starts[digit + 1] ?? 0) + 1;
    }
    for (let digit = 1; digit < DIGITS; digit++) starts[digit] = (starts[digit] ?? 0) + (starts[digit - 1] ?? 0);
    for (let at = 0; at < fromPapers.length; at++) {
      const distance = fromDistances[at] ?? 0;
      const digit = (distance >>> shift) & (DIGITS - 1);
      const to = starts[digit] ?? 0;
      starts[digit] = to + 1;
      toPapers[to] = fromPapers[at] ?? 0;
      toDistances[to] = distance;
    }
    [fromPapers, toPapers] = [toPapers, fromPapers];
    [fromDistances, toDistances] = [toDistances, fromDistances];
  }
  if (fromPapers !== papers) papers.set(fromPapers);
}
