/** For tests: what sketches tell of the abstracts that they were made of. */

/**
 * How much two abstracts have in common, from 0 to 1: the share of positions in which their sketches are equal, which
 * estimates the share of word pairs that they have in common (Broder, "On the resemblance and containment of
 * documents", 1997). 0 where either has none.
 */
export function sketchSimilarity(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || a.length !== b.length) return 0;
  let equal = 0;
  for (let position = 0; position < a.length; position++) if (a[position] === b[position]) equal++;
  return equal / a.length;
}
