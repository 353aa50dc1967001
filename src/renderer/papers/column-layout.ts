/** Which columns there are, in which order, and how wide; and what the reader may change about that. */
import type { TableColumn } from '../library/list-records';
import { type ColumnView, changedBy, columnTable, knownColumns, orderedColumns, WIDEST } from './column-table';
import { COLUMNS } from './columns';

export interface LaidColumn {
  id: TableColumn;
  /** Pixels; at least so many where it has a share. */
  width: number;
  /** Its part of what the others leave, until the reader gives it a width; 0 for none. */
  share: number;
  /** Pixels from the left edge, at which it stays in sight; `null` where it moves with the others. */
  pinnedAt: number | null;
}

/** The columns that are shown, from the left. */
export function layOutColumns(view: ColumnView): LaidColumn[] {
  const table = columnTable(view);
  const shown = [...table.getStartVisibleLeafColumns(), ...table.getCenterVisibleLeafColumns()];
  return shown.map((column) => {
    const id = column.id as TableColumn;
    const isPinned = column.getIsPinned() === 'start';
    const isFree = view.columnSizing[id] === undefined && !isPinned;
    return {
      id,
      width: Math.round(column.getSize()),
      share: isFree ? (COLUMNS[id].share ?? 0) : 0,
      pinnedAt: isPinned ? Math.round(column.getStart('start')) : null,
    };
  });
}

/** The custom properties that lay out every row, for the element around them all. */
export function columnStyle(columns: readonly LaidColumn[]): Record<`--${string}`, string> {
  const widths = columns.map(({ width, share }) => (share > 0 ? `minmax(${width}px, ${share}fr)` : `${width}px`));
  const pinned = columns.filter(({ pinnedAt }) => pinnedAt !== null);
  return {
    '--columns': widths.join(' '),
    '--table-width': `${totalWidth(columns)}px`,
    ...Object.fromEntries(pinned.map(({ id, pinnedAt }) => [`--left-${id}`, `${pinnedAt}px`])),
  };
}

export function totalWidth(columns: readonly LaidColumn[]): number {
  return columns.reduce((sum, { width }) => sum + width, 0);
}

/** Moves a column past so many of those shown, within the pinned ones or the others. */
export function moveColumn(view: ColumnView, id: TableColumn, by: number): Partial<ColumnView> {
  const shown = layOutColumns(view);
  const at = shown.findIndex((column) => column.id === id);
  const next = shown[at + by];
  if (at < 0 || by === 0 || next === undefined) return {};
  return placeColumn(view, id, next.id);
}

/** Puts a column where another one stands, which makes room for it; among pinned ones it is pinned, and else not. */
export function placeColumn(view: ColumnView, id: TableColumn, where: TableColumn): Partial<ColumnView> {
  if (id === where) return {};
  const order = orderedColumns(columnTable(view));
  const isRightward = order.indexOf(id) < order.indexOf(where);
  const others = order.filter((other) => other !== id);
  const at = others.indexOf(where) + (isRightward ? 1 : 0);
  const columnOrder = [...others.slice(0, at), id, ...others.slice(at)];
  const pinned = new Set(knownColumns(view.columnPinning));
  if (pinned.has(where)) pinned.add(id);
  else pinned.delete(id);
  return { columnOrder, columnPinning: columnOrder.filter((column) => pinned.has(column)) };
}

/** Pins a column behind those that are pinned already, or lets it go. */
export function pinColumn(view: ColumnView, id: TableColumn, isPinned: boolean): Partial<ColumnView> {
  return changedBy(view, (table) => {
    // What was pinned keeps its place in front when it is let go.
    table.setColumnOrder(orderedColumns(table));
    table.getColumn(id)?.pin(isPinned ? 'start' : false);
  });
}

export function hideColumn(view: ColumnView, id: TableColumn, isHidden: boolean): Partial<ColumnView> {
  return changedBy(view, (table) => table.getColumn(id)?.toggleVisibility(!isHidden));
}

/** Gives columns widths, in pixels; `null`: the usual one. */
export function resizeColumns(
  view: ColumnView,
  widths: Partial<Record<TableColumn, number | null>>,
): Partial<ColumnView> {
  return changedBy(view, (table) => {
    for (const [id, width] of Object.entries(widths) as [TableColumn, number | null][]) {
      if (width === null) table.getColumn(id)?.resetSize();
      else {
        const within = Math.min(WIDEST, Math.max(COLUMNS[id].minWidth, Math.round(width)));
        table.setColumnSizing((sizing) => ({ ...sizing, [id]: within }));
      }
    }
  });
}
