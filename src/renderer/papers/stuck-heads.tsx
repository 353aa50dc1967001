/** Keeps the head of a group in sight for as long as its papers are. */
import type { HeadPlace } from '../library/list-records';
import type { LoadedRows } from './loaded-rows';
import { GroupHead, type RowDrawing } from './paper-table-row';
import { STEP } from './row-window';
import type { RowScroll } from './use-row-scroll';

interface StuckHeadsProps {
  loaded: LoadedRows;
  scroll: RowScroll;
  drawing: RowDrawing;
}

/**
 * For the eye and the mouse, beside the rows themselves: each is as high as its group, and CSS lets the head in it stick
 * to the top, and shows it only there. So nothing is drawn while one scrolls.
 */
export function StuckHeads({ loaded, scroll, drawing }: StuckHeadsProps) {
  const { rowHeight, height, rows } = scroll.window;
  const top = Math.floor(scroll.offset() / rowHeight);
  return headsBetween(loaded, top - STEP, top + STEP + 1).map(({ index, row }) => {
    const end = Math.min(rows, index + 1 + row.papers) * rowHeight - scroll.shift;
    // No element may begin, or end, so far away as the list is long; above the first row it is stuck as well.
    const start = Math.max(-rowHeight, index * rowHeight - scroll.shift);
    return (
      <div
        key={index}
        aria-hidden="true"
        className="stuck-group"
        style={{ top: start, height: Math.min(height, end) - start }}
      >
        <div className="stuck-head">
          <div className="table-row group-row" data-index={index}>
            <GroupHead row={row} isTabStop={false} drawing={drawing} />
          </div>
        </div>
      </div>
    );
  });
}

/** The open groups that have papers from one row up to another, as far as they are known. */
function headsBetween({ start, rows, head }: LoadedRows, from: number, to: number): HeadPlace[] {
  const heads: HeadPlace[] = head ? [head] : [];
  rows.forEach((row, at) => {
    if (row.kind === 'group' && start + at !== head?.index) heads.push({ index: start + at, row });
  });
  return heads.filter(({ index, row }) => !row.isFolded && index <= to && index + row.papers >= from);
}
