/** Puts something between others by a number, so that only what moves is written. */

/** A position between two; `undefined` where there is nothing on that side. */
export function positionBetween(before: number | undefined, after: number | undefined): number {
  if (before === undefined) return after === undefined ? 0 : after - 1;
  return after === undefined ? before + 1 : (before + after) / 2;
}
