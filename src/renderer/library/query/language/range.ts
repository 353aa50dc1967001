/** What the ranges of a query have in common, whether of numbers or of days. */

/** Both ends included; `null` is open. */
export interface Range {
  from: number | null;
  to: number | null;
}

/** What a value came to: a range, or why it is none. */
export type RangeReading =
  | { kind: 'range'; range: Range }
  | {
      kind: 'mistake';
      reason: string;
      /** What may have been meant. */
      instead: string | null;
      /** Whether more typing could make a range of it. */
      isIncomplete: boolean;
      /** What it means without the end that says nothing yet. */
      soFar: Range | null;
    };

export function isForward({ from, to }: Range): boolean {
  return from === null || to === null || from <= to;
}
