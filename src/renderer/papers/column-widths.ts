/** How wide what a column shows is, measured in the page. */
import type { TableColumn } from '../library/list-records';

/** Pixels: padding, and a little air. */
const AIR = 18;

/**
 * The widths that columns need for what is in sight of them, in pixels.
 *
 * @param grid holds cells with the classes `cell-…`; its attribute `data-fitting` lets them be as wide as they want to
 */
export function contentWidths(grid: HTMLElement, ids: readonly TableColumn[]): Partial<Record<TableColumn, number>> {
  grid.dataset.fitting = '';
  const widths = ids.map((id): [TableColumn, number] => {
    const cells = [...grid.querySelectorAll<HTMLElement>(`[role=gridcell].cell-${id}`)];
    const header = grid.querySelector<HTMLElement>(`.header-cell.cell-${id} .header-name`);
    const contents = cells.map((cell) => textWidth(cell) + AIR);
    return [id, Math.ceil(Math.max((header ? textWidth(header) : 0) + AIR, ...contents))];
  });
  delete grid.dataset.fitting;
  return Object.fromEntries(widths);
}

function textWidth(element: HTMLElement): number {
  const range = document.createRange();
  range.selectNodeContents(element);
  return range.getBoundingClientRect().width;
}
