/** TanStack Table, which keeps what is chosen of columns: which are shown, in which order, pinned, and how wide. */
import {
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  constructTable,
  functionalUpdate,
  tableFeatures,
  type Updater,
} from '@tanstack/react-table';
import { storeReactivityBindings } from '@tanstack/table-core/store-reactivity-bindings';
import { TABLE_COLUMNS, type TableColumn, type ViewState } from '../library/list-records';
import { COLUMNS } from './columns';

/** What of the view is about columns. */
export type ColumnView = Pick<ViewState, 'columnVisibility' | 'columnOrder' | 'columnPinning' | 'columnSizing'>;

/** Pixels. */
export const WIDEST = 1600;

export function canHide(id: TableColumn): boolean {
  return id !== 'title' && canResize(id);
}

export function canResize(id: TableColumn): boolean {
  return !COLUMNS[id].isToggle;
}

export function isShown({ columnVisibility }: Pick<ViewState, 'columnVisibility'>, id: TableColumn): boolean {
  return !canHide(id) || (columnVisibility[id] ?? !COLUMNS[id].isHiddenAtFirst);
}

const features = tableFeatures({
  coreReactivityFeature: storeReactivityBindings(),
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnVisibilityFeature,
});

/** What the view says of columns, as TanStack Table has it; nothing of columns that this version does not know. */
function stateOf(view: ColumnView) {
  const sizing = TABLE_COLUMNS.filter((id) => canResize(id) && view.columnSizing[id] !== undefined);
  return {
    columnVisibility: Object.fromEntries(TABLE_COLUMNS.map((id) => [id, isShown(view, id)])),
    columnOrder: knownColumns(view.columnOrder) as string[],
    columnPinning: { start: knownColumns(view.columnPinning) as string[], end: [] as string[] },
    columnSizing: Object.fromEntries(sizing.map((id) => [id, view.columnSizing[id] ?? 0])),
  };
}

/** The rows are the library worker's, and drawn by themselves: the table has none. */
function tableOf(view: ColumnView, onChange: (change: Partial<ReturnType<typeof stateOf>>) => void) {
  const state = stateOf(view);
  const changing =
    <K extends keyof typeof state>(name: K) =>
    (updater: Updater<(typeof state)[K]>) => {
      state[name] = functionalUpdate(updater, state[name]);
      onChange({ [name]: state[name] });
    };
  return constructTable({
    features,
    columns: TABLE_COLUMNS.map((id) => ({
      id,
      size: COLUMNS[id].width,
      minSize: COLUMNS[id].minWidth,
      maxSize: WIDEST,
      enableHiding: canHide(id),
    })),
    data: [],
    state,
    onColumnVisibilityChange: changing('columnVisibility'),
    onColumnOrderChange: changing('columnOrder'),
    onColumnPinningChange: changing('columnPinning'),
    onColumnSizingChange: changing('columnSizing'),
  });
}

export type ColumnTable = ReturnType<typeof tableOf>;

export function columnTable(view: ColumnView): ColumnTable {
  return tableOf(view, () => {});
}

/** What `work` changes of the view. */
export function changedBy(view: ColumnView, work: (table: ColumnTable) => void): Partial<ColumnView> {
  const changed: Partial<ColumnView> = {};
  const table = tableOf(view, ({ columnPinning, columnVisibility, ...others }) => {
    Object.assign(changed, others);
    if (columnPinning) changed.columnPinning = columnPinning.start;
    // Columns that nothing was said of may be shown by a later version.
    const said = Object.entries(columnVisibility ?? {}).filter(([id, isVisible]) => {
      return id in view.columnVisibility || isVisible !== isShown(view, id as TableColumn);
    });
    if (columnVisibility) changed.columnVisibility = Object.fromEntries(said);
  });
  work(table);
  return changed;
}

/** All columns, pinned ones first; those that the view does not name come behind, in their usual order. */
export function orderedColumns(table: ColumnTable): TableColumn[] {
  const columns = [...table.getStartLeafColumns(), ...table.getCenterLeafColumns()];
  return columns.map(({ id }) => id as TableColumn);
}

export function knownColumns(ids: readonly string[]): TableColumn[] {
  return TABLE_COLUMNS.filter((id) => ids.includes(id)).sort((a, b) => ids.indexOf(a) - ids.indexOf(b));
}
