/** The rows of the table that exist as elements: those in sight, some on either side of them, and the one that has the focus. */
import { type ReactElement, useMemo, useRef } from 'react';
import type { TableColumn } from '../library/list-records';
import { useLater } from '../ui/use-later';
import type { LoadedRows } from './loaded-rows';
import { PaperTableRow, type RowDrawing, rowElementId } from './paper-table-row';
import { assignSlots } from './row-window';
import type { RowScroll } from './use-row-scroll';
import type { Snippets } from './use-snippets';

interface RowElementsOptions {
  loaded: LoadedRows;
  scroll: RowScroll;
  drawing: RowDrawing;
  snippets: Snippets;
  /** The current row, -1 where there is none; the row that Tab leads to, and what of it, `null` where that is no row. */
  current: number;
  row: number;
  tabStop: TableColumn | 'row' | null;
}

interface RowElements {
  elements: readonly ReactElement[];
  /** Their ids in the order of the rows: elements stand in the order in which they were first needed. */
  owned: string;
}

export function useRowElements(options: RowElementsOptions): RowElements {
  const { loaded, scroll, drawing, snippets, current, row, tabStop } = options;
  const { first, end, shift } = scroll;
  const { rowHeight, viewport } = scroll.window;

  const slots = useRef<ReadonlyMap<number, number>>(new Map());
  const indexes = new Set(Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at));
  // Wherever one scrolls, what has the focus stays.
  if (row >= 0) indexes.add(row);
  slots.current = assignSlots(slots.current, indexes);
  const placed = [...slots.current].sort(([, one], [, other]) => one - other);

  // What is in sight is painted first; what is not follows.
  const shown = useMemo(() => ({ loaded, drawing }), [loaded, drawing]);
  const isFollowing = useLater(shown) !== shown;
  const offset = scroll.offset();
  const isInSight = (index: number) => (index + 1) * rowHeight > offset && index * rowHeight < offset + viewport;
  const drawn = useRef(new Map<number, { index: number; top: number; element: ReactElement }>());
  const elements = placed.map(([index, slot]) => {
    const before = drawn.current.get(slot);
    const top = index * rowHeight - shift;
    const isInPlace = before?.index === index && before.top === top;
    if (isFollowing && isInPlace && index !== row && !isInSight(index)) return before.element;
    const placedRow = loaded.rows[index - loaded.start];
    const element = (
      <PaperTableRow
        key={slot}
        slot={slot}
        row={placedRow}
        index={index}
        top={top}
        drawing={drawing}
        isCurrent={index === current}
        tabStop={index === row ? tabStop : null}
        snippet={(placedRow?.kind === 'paper' && snippets.get(placedRow.id)) || null}
      />
    );
    drawn.current.set(slot, { index, top, element });
    return element;
  });
  const owned = placed.toSorted(([one], [other]) => one - other).map(([, slot]) => rowElementId(slot));
  return { elements, owned: owned.join(' ') };
}
