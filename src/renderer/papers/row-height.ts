/** How high rows are, and how many lines of text they have room for. */
import type { ViewState } from '../library/list-records';

/** Pixels, the rule below included; on one line of the title, and on two. */
const HEIGHTS: Record<ViewState['density'], readonly [one: number, two: number]> = {
  compact: [26, 40],
  regular: [33, 45],
  relaxed: [47, 65],
};

/** Pixels of the head of the table, the rule below included. */
export const HEAD_HEIGHT = 33;

export type RowLook = Pick<ViewState, 'density' | 'titleLines'>;

export function rowHeight({ density, titleLines }: RowLook): number {
  return HEIGHTS[density][titleLines - 1] ?? HEIGHTS.regular[1];
}

/** Whether a passage that a search found has room below the title, which may then have to do with a line less. */
export function hasSnippets({ density, titleLines }: RowLook): boolean {
  return density === 'relaxed' || titleLines === 2;
}
