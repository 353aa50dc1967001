/** Which columns there are, in which order, and how wide; and what the reader may change about that. */
import { TABLE_COLUMNS, type TableColumn, type ViewState } from '../library/library-api';
import { COLUMNS } from './columns';

/** What of the view is about columns. */
export type ColumnView = Pick<ViewState, 'columnVisibility' | 'columnOrder' | 'columnPinning' | 'columnSizing'>;

export interface LaidColumn {
  id: TableColumn;
  /** Pixels; at least so many where it has a share. */
  width: number;
  /** Its part of what the others leave, until the reader gives it a width; 0 for none. */
  share: number;
  /** Pixels from the left edge, at which it stays in sight; `null` where it moves with the others. */
  pinnedAt: number | null;
}

/** Pixels. */
export const WIDEST = 1600;

export function isShown({ columnVisibility }: Pick<ViewState, 'columnVisibility'>, id: TableColumn): boolean {
  return !canHide(id) || (columnVisibility[id] ?? !COLUMNS[id].isHiddenAtFirst);
}

export function canHide(id: TableColumn): boolean {
  return id !== 'title' && canResize(id);
}

export function canResize(id: TableColumn): boolean {
  return COLUMNS[id].sign === undefined;
}

/** All columns, pinned ones first; those that the view does not name come behind, in their usual order. */
export function orderedColumns(view: ColumnView): TableColumn[] {
  const pinned = knownColumns(view.columnPinning);
  const named = knownColumns(view.columnOrder);
  return [...new Set([...pinned, ...named, ...TABLE_COLUMNS])];
}

/** The columns that are shown, from the left. */
export function layOutColumns(view: ColumnView): LaidColumn[] {
  const pinned = new Set<string>(view.columnPinning);
  let left = 0;
  return orderedColumns(view)
    .filter((id) => isShown(view, id))
    .map((id) => {
      const { width: usual, minWidth, share = 0 } = COLUMNS[id];
      const chosen = canResize(id) ? view.columnSizing[id] : undefined;
      const isPinned = pinned.has(id);
      const width = Math.min(WIDEST, Math.max(minWidth, Math.round(chosen ?? usual)));
      const column = {
        id,
        width,
        share: chosen === undefined && !isPinned ? share : 0,
        pinnedAt: isPinned ? left : null,
      };
      left += width;
      return column;
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
  const order = orderedColumns(view);
  const isRightward = order.indexOf(id) < order.indexOf(where);
  const others = order.filter((other) => other !== id);
  const at = others.indexOf(where) + (isRightward ? 1 : 0);
  const columnOrder = [...others.slice(0, at), id, ...others.slice(at)];
  const pinned = new Set<TableColumn>(knownColumns(view.columnPinning));
  if (pinned.has(where)) pinned.add(id);
  else pinned.delete(id);
  return { columnOrder, columnPinning: columnOrder.filter((column) => pinned.has(column)) };
}

/** Pins a column behind those that are pinned already, or lets it go. */
export function pinColumn(view: ColumnView, id: TableColumn, isPinned: boolean): Partial<ColumnView> {
  const others = knownColumns(view.columnPinning).filter((column) => column !== id);
  // What was pinned keeps its place in front when it is let go.
  return { columnOrder: orderedColumns(view), columnPinning: isPinned ? [...others, id] : others };
}

export function hideColumn({ columnVisibility }: ColumnView, id: TableColumn, isHidden: boolean): Partial<ColumnView> {
  return { columnVisibility: { ...columnVisibility, [id]: !isHidden } };
}

/** Gives columns widths, in pixels; `null`: the usual one. */
export function resizeColumns(
  { columnSizing }: ColumnView,
  widths: Partial<Record<TableColumn, number | null>>,
): Partial<ColumnView> {
  const sizing = { ...columnSizing };
  for (const [id, width] of Object.entries(widths) as [TableColumn, number | null][]) {
    if (width === null) delete sizing[id];
    else sizing[id] = Math.min(WIDEST, Math.max(COLUMNS[id].minWidth, Math.round(width)));
  }
  return { columnSizing: sizing };
}

function knownColumns(ids: readonly string[]): TableColumn[] {
  return TABLE_COLUMNS.filter((id) => ids.includes(id)).sort((a, b) => ids.indexOf(a) - ids.indexOf(b));
}
