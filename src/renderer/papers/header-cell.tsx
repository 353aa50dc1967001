/** One column's header: a button that sorts, and an edge that resizes. */
import type { Header } from '@tanstack/react-table';
import { ArrowDown, ArrowUp, CircleDot, Star } from 'lucide-react';
import type { PaperRow } from '../library/library-api';
import type { COLUMN_LOOKS, features } from './columns';

interface HeaderCellProps {
  header: Header<typeof features, PaperRow>;
  look: (typeof COLUMN_LOOKS)[keyof typeof COLUMN_LOOKS];
}

const SIGNS = { starred: Star, status: CircleDot };
const SORT_NAMES = { asc: 'ascending', desc: 'descending' } as const;

export function HeaderCell({ header, look }: HeaderCellProps) {
  const { column } = header;
  const sorted = column.getIsSorted();
  const Arrow = sorted === 'asc' ? ArrowUp : ArrowDown;
  const Sign = look.isNarrow ? SIGNS[column.id as keyof typeof SIGNS] : null;
  return (
    <div
      role="columnheader"
      aria-sort={sorted ? SORT_NAMES[sorted] : 'none'}
      className={`table-cell header-cell cell-${column.id}`}
      data-align={look.align}
      data-sorted={sorted || undefined}
    >
      <button type="button" title={`Sort by ${look.name.toLowerCase()}`} onClick={column.getToggleSortingHandler()}>
        {Sign ? (
          <Sign role="img" aria-label={look.name} size={13} strokeWidth={2} />
        ) : (
          <span className="header-name">{look.name}</span>
        )}
        {sorted && !Sign && <Arrow aria-hidden="true" size={12} strokeWidth={2.25} />}
      </button>
      {column.getCanResize() && (
        <div
          aria-hidden="true"
          className="resize-edge"
          data-resizing={column.getIsResizing() || undefined}
          onMouseDown={header.getResizeHandler()}
          onTouchStart={header.getResizeHandler()}
          onDoubleClick={() => column.resetSize()}
        />
      )}
    </div>
  );
}
