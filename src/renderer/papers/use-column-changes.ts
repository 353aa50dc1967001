/** What the headers and their menu change: sorting, places, pins and widths of columns, kept in the view. */
import { type PointerEvent, type RefObject, useMemo, useRef } from 'react';
import { TABLE_COLUMNS, type TableColumn, type ViewState } from '../library/list-records';
import { useLatest } from '../ui/use-latest';
import { DEFAULT_VIEW } from '../view-state';
import {
  columnStyle,
  hideColumn,
  layOutColumns,
  moveColumn,
  pinColumn,
  placeColumn,
  resizeColumns,
} from './column-layout';
import { notBy, sortAlsoBy, sortBy, sortInDirection } from './column-sort';
import { canResize, isShown } from './column-table';
import { contentWidths } from './column-widths';

/** The view as it is at first, but for what is not of the table. */
export function resetTable(): Partial<ViewState> {
  const { paneLayout: _, ...table } = DEFAULT_VIEW;
  return table;
}

export type ColumnChanges = ReturnType<typeof useColumnChanges>;

export function useColumnChanges(
  grid: RefObject<HTMLElement | null>,
  view: ViewState,
  onView: (change: Partial<ViewState>) => void,
) {
  const latest = useLatest({ view, onView });
  const resizing = useRef(false);
  return useMemo(() => {
    const change = (work: (view: ViewState) => Partial<ViewState>) => latest.current.onView(work(latest.current.view));
    /** Pixels, as it is drawn. */
    const widthOf = (id: TableColumn) =>
      grid.current?.querySelector(`.header-cell.cell-${id}`)?.getBoundingClientRect().width ?? 0;
    const resizeTo = (id: TableColumn, width: number) => change((current) => resizeColumns(current, { [id]: width }));

    return {
      sort: (id: TableColumn, isAlso: boolean) =>
        change(({ sort }) => ({ sort: isAlso ? sortAlsoBy(sort, id) : sortBy(sort, id) })),
      sortInDirection: (id: TableColumn, descending: boolean, isAlso: boolean) =>
        change(({ sort }) => ({ sort: sortInDirection(sort, id, descending, isAlso) })),
      sortNoMore: (id: TableColumn) => change(({ sort }) => ({ sort: notBy(sort, id) })),
      move: (id: TableColumn, by: number) => change((current) => moveColumn(current, id, by)),
      place: (id: TableColumn, where: TableColumn) => change((current) => placeColumn(current, id, where)),
      pin: (id: TableColumn, isPinned: boolean) => change((current) => pinColumn(current, id, isPinned)),
      hide: (id: TableColumn) => change((current) => hideColumn(current, id, true)),
      resizeBy: (id: TableColumn, pixels: number) => {
        if (canResize(id)) resizeTo(id, widthOf(id) + pixels);
      },
      fit: (id: TableColumn) => {
        if (grid.current) change((current) => resizeColumns(current, contentWidths(grid.current as HTMLElement, [id])));
      },
      /** The title takes what the others leave. */
      fitAll: () => {
        const element = grid.current;
        if (!element) return;
        change((current) => {
          const others = TABLE_COLUMNS.filter((id) => id !== 'title' && canResize(id) && isShown(current, id));
          return resizeColumns(current, { ...contentWidths(element, others), title: null });
        });
      },
      resetTable: () => change(resetTable),

      /** Follows the pointer to where it lets the edge go; only then the view changes, and rows are drawn again. */
      beginResize: (id: TableColumn, { nativeEvent, currentTarget: edge }: PointerEvent<HTMLElement>) => {
        const element = grid.current;
        if (!element || nativeEvent.button !== 0 || resizing.current) return;
        resizing.current = true;
        const from = widthOf(id);
        let width = from;
        const ended = new AbortController();
        edge.setPointerCapture(nativeEvent.pointerId);
        edge.dataset.resizing = '';
        const follow = ({ clientX }: globalThis.PointerEvent) => {
          width = from + clientX - nativeEvent.clientX;
          const { view: current } = latest.current;
          const preview = columnStyle(layOutColumns({ ...current, ...resizeColumns(current, { [id]: width }) }));
          for (const [name, value] of Object.entries(preview)) element.style.setProperty(name, value);
        };
        const end = () => {
          ended.abort();
          resizing.current = false;
          delete edge.dataset.resizing;
          if (width !== from) resizeTo(id, width);
        };
        edge.addEventListener('pointermove', follow, { signal: ended.signal });
        edge.addEventListener('lostpointercapture', end, { signal: ended.signal });
      },
    };
  }, [grid, latest]);
}
