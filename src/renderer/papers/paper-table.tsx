/** The table of papers: TanStack Table keeps the columns, the worker the order, TanStack Virtual what is in sight. */
import { type ColumnSizingState, functionalUpdate, type Updater, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type KeyboardEvent,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { PaperRow, Sort, SortColumn, TableColumn, ViewState } from '../library/library-api';
import { useLatest } from '../ui/use-latest';
import { type CellTools, COLUMN_LOOKS, features, makeColumns } from './columns';
import { HeaderCell } from './header-cell';
import { PaperTableRow, ROW_HEIGHT } from './paper-table-row';
import type { Papers } from './use-papers';

/** What the rest of the window asks of the table. */
export interface PaperTableHandle {
  focus(): void;
  /** Selects the paper so many rows further down, and brings it into sight. */
  moveSelection(by: number): void;
}

interface PaperTableProps {
  ref: Ref<PaperTableHandle>;
  papers: Papers;
  sort: readonly Sort[];
  onSort(sort: Sort[]): void;
  columnVisibility: ViewState['columnVisibility'];
  columnSizing: ViewState['columnSizing'];
  onColumnSizing(sizing: ColumnSizingState): void;
  onOpen(): void;
  tools: CellTools;
}

export function PaperTable(props: PaperTableProps) {
  const { papers, sort } = props;
  const { order, window: rowWindow, current, feed } = papers;
  const count = order?.listing.rows ?? 0;

  const tools = useLatest(props.tools);
  const paperRows = useMemo(() => rowWindow.rows.filter((row) => row.kind === 'paper'), [rowWindow]);
  const columns = useMemo(() => makeColumns(() => tools.current), [tools]);
  const sorting = sort.map(({ column, descending }) => ({ id: column, desc: descending }));
  const [columnResizing, setColumnResizing] = useState(NOT_RESIZING);
  const table = useTable({
    features,
    columns,
    data: paperRows,
    getRowId: (row: PaperRow) => row.id,
    manualSorting: true,
    enableSortingRemoval: false,
    enableMultiSort: false,
    columnResizeMode: 'onChange',
    state: {
      sorting,
      columnVisibility: props.columnVisibility,
      columnSizing: props.columnSizing,
      columnResizing,
    },
    onSortingChange: (updater) => {
      const next = functionalUpdate(updater, sorting);
      props.onSort(next.map(({ id, desc }) => ({ column: id as SortColumn, descending: desc })));
    },
    onColumnSizingChange: (updater) => props.onColumnSizing(functionalUpdate(updater, props.columnSizing)),
    onColumnResizingChange: (updater: Updater<typeof NOT_RESIZING>) => setColumnResizing(updater),
  });

  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollPaddingStart: 0,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const end = (items.at(-1)?.index ?? -1) + 1;
  useEffect(() => {
    if (end > first) feed.showRange(first, end);
  }, [first, end, feed]);
  useLayoutEffect(() => {
    if (order?.isNewRequest) virtualizer.scrollToOffset(0);
    else if (order?.shift) virtualizer.scrollToOffset((virtualizer.scrollOffset ?? 0) + order.shift * ROW_HEIGHT);
  }, [order, virtualizer]);

  /** Rows that fit, less one to keep the reader's bearings. */
  const pageSize = () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2);

  const selectAt = (index: number) => {
    const at = Math.min(count - 1, Math.max(0, index));
    if (at < 0) return;
    virtualizer.scrollToIndex(at, { align: 'auto' });
    feed.goTo(at, 'only');
  };
  const selectedIndex = current?.index ?? -1;
  const latestSelectAt = useLatest(selectAt);
  const latestOnOpen = useLatest(props.onOpen);
  const selectRow = useCallback((index: number) => latestSelectAt.current(index), [latestSelectAt]);
  const openRow = useCallback(() => latestOnOpen.current(), [latestOnOpen]);

  useImperativeHandle(props.ref, () => ({
    focus: () => scroller.current?.focus(),
    moveSelection: (by) => selectAt(selectedIndex + by),
  }));

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = {
      ArrowDown: selectedIndex + 1,
      ArrowUp: selectedIndex - 1,
      PageDown: selectedIndex + pageSize(),
      PageUp: selectedIndex - pageSize(),
      Home: 0,
      End: count - 1,
    }[event.key];
    if (target !== undefined) selectAt(target);
    else if (event.key === 'Enter' && current && event.target === scroller.current) props.onOpen();
    else return;
    event.preventDefault();
  };

  // The row that stays where it is when papers come in: the selected one in sight, or else the topmost below the top.
  useEffect(() => {
    const top = Math.floor((virtualizer.scrollOffset ?? 0) / ROW_HEIGHT);
    const isInSight = selectedIndex >= top && selectedIndex < end;
    const index = isInSight ? selectedIndex : top;
    const row = rowWindow.rows[index - rowWindow.start];
    feed.anchor = row?.kind === 'paper' && (isInSight || top > 0) ? { kind: 'paper', id: row.id, index } : null;
  });

  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  const template = headers
    .map(({ column }) => (column.id === 'title' ? `minmax(${column.getSize()}px, 1fr)` : `${column.getSize()}px`))
    .join(' ');
  const style = { '--columns': template, '--table-width': `${table.getTotalSize()}px` } as CSSProperties;
  const rows = table.getRowModel().rows;

  return (
    <div
      ref={scroller}
      className="paper-table"
      role="grid"
      aria-label="Papers"
      aria-rowcount={count + 1}
      aria-colcount={headers.length}
      aria-activedescendant={current && current.index >= 0 ? `paper-${current.id}` : undefined}
      aria-busy={order === null}
      tabIndex={0}
      onKeyDown={onKeyDown}
      style={style}
    >
      <div role="rowgroup" className="table-head">
        <div role="row" aria-rowindex={1} className="table-row">
          {headers.map((header) => (
            <HeaderCell key={header.id} header={header} look={COLUMN_LOOKS[header.column.id as TableColumn]} />
          ))}
        </div>
      </div>
      <div role="rowgroup" className="table-body" style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index - rowWindow.start];
          return (
            <PaperTableRow
              key={item.key}
              row={row}
              index={item.index}
              isSelected={item.index === selectedIndex}
              columnVisibility={props.columnVisibility}
              words={props.tools.words}
              onSelect={selectRow}
              onOpen={openRow}
            />
          );
        })}
      </div>
    </div>
  );
}

const NOT_RESIZING = {
  columnSizingStart: [] as [string, number][],
  deltaOffset: null as number | null,
  deltaPercentage: null as number | null,
  isResizingColumn: false as string | false,
  startOffset: null as number | null,
  startSize: null as number | null,
};
