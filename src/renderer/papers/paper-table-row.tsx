/** One row of the table: a paper, or the head of a group. Drawn again only when something in it changed. */
import { ChevronDown, ChevronRight } from 'lucide-react';
import { memo } from 'react';
import type { GroupRow, ListRow, PaperRow, TableColumn } from '../library/list-records';
import type { Sought } from '../library/query/language/expression';
import { counted, formatCount } from '../ui/format';
import type { LaidColumn } from './column-layout';
import { type CellTools, COLUMNS, type TitleSigns } from './columns';

/** What is the same for all rows. */
export interface RowDrawing {
  columns: readonly LaidColumn[];
  signs: TitleSigns;
  tools: CellTools;
  /** What was searched for, to be marked. */
  words: readonly Sought[];
  /** What the list is put together by, for the group of the papers that have no value of it. */
  namelessGroup: string;
}

interface PaperTableRowProps {
  /** Names its element; see `assignSlots`. */
  slot: number;
  /** `undefined` while the row is on its way. */
  row: ListRow | undefined;
  /** The place in the list, from 0. */
  index: number;
  /** Pixels from the top of the body. */
  top: number;
  drawing: RowDrawing;
  isCurrent: boolean;
  /** What of the row Tab leads to: the row itself, a cell, or nothing. */
  tabStop: TableColumn | 'row' | null;
  snippet: string | null;
}

export const PaperTableRow = memo(({ slot, row, index, top, isCurrent, tabStop, ...rest }: PaperTableRowProps) => (
  <div
    id={rowElementId(slot)}
    role="row"
    aria-rowindex={index + 2}
    aria-selected={row?.kind === 'paper' ? row.isSelected : undefined}
    aria-busy={row === undefined || undefined}
    className={row?.kind === 'group' ? 'table-row group-row' : 'table-row'}
    data-index={index}
    data-status={row?.kind === 'paper' ? row.status : undefined}
    data-current={isCurrent || undefined}
    style={{ transform: `translateY(${top}px)` }}
    tabIndex={tabStop === 'row' && row?.kind !== 'group' ? 0 : -1}
  >
    {row === undefined && <div role="gridcell" className="table-cell" />}
    {row?.kind === 'group' && <GroupHead row={row} isTabStop={tabStop !== null} drawing={rest.drawing} />}
    {row?.kind === 'paper' &&
      rest.drawing.columns.map((column, at) => (
        <Cell
          key={column.id}
          column={column}
          index={at + 1}
          row={row}
          isTabStop={tabStop === column.id}
          drawing={rest.drawing}
          snippet={rest.snippet}
        />
      ))}
  </div>
));

export function rowElementId(slot: number): string {
  return `paper-row-${slot}`;
}

interface CellProps {
  column: LaidColumn;
  /** From 1. */
  index: number;
  row: PaperRow;
  isTabStop: boolean;
  drawing: RowDrawing;
  snippet: string | null;
}

function Cell({ column: { id, width, pinnedAt }, index, row, isTabStop, drawing, snippet }: CellProps) {
  const { isToggle, align, cell, ...column } = COLUMNS[id];
  return (
    <div
      role="gridcell"
      aria-colindex={index}
      className={`table-cell cell-${id}`}
      data-column={id}
      data-align={align}
      data-narrow={width < column.width || undefined}
      data-pinned={pinnedAt !== null || undefined}
      style={pinnedAt === null ? undefined : { left: `var(--left-${id})` }}
      // Where a button is all that a cell has, the focus goes to that.
      tabIndex={isTabStop && !isToggle ? 0 : undefined}
    >
      {cell(row, { ...drawing, snippet, isTabStop })}
    </div>
  );
}

interface GroupHeadProps {
  row: GroupRow;
  isTabStop: boolean;
  drawing: RowDrawing;
}

/** What stands in the head of a group. */
export function GroupHead({ row, isTabStop, drawing }: GroupHeadProps) {
  const Fold = row.isFolded ? ChevronRight : ChevronDown;
  return (
    <div role="gridcell" aria-colspan={drawing.columns.length} className="table-cell group-head">
      <button
        type="button"
        className="fold-button"
        tabIndex={isTabStop ? 0 : -1}
        aria-expanded={!row.isFolded}
        title={row.isFolded ? 'Show its papers' : 'Fold its papers away'}
      >
        <Fold aria-hidden="true" size={14} strokeWidth={2} />
        <bdi className="group-label">{row.label || drawing.namelessGroup}</bdi>
      </button>
      <span>
        {counted(row.papers, 'paper')}
        {row.unread > 0 && `, ${formatCount(row.unread)} unread`}
      </span>
    </div>
  );
}
