/** One row of the table. It is drawn again only when something in it changed: a keystroke redraws few of them. */
import { FlexRender, type Row } from '@tanstack/react-table';
import { memo } from 'react';
import type { PaperRow, TableColumn, ViewState } from '../library/library-api';
import type { Sought } from '../library/query/language/expression';
import { COLUMN_LOOKS, type features } from './columns';

/** Pixels; two lines of a title fit. */
export const ROW_HEIGHT = 44;

interface PaperTableRowProps {
  /** `undefined` while the row is on its way. */
  row: Row<typeof features, PaperRow> | undefined;
  /** The place in the list, from 0. */
  index: number;
  isSelected: boolean;
  /** Which cells there are, and what is marked in them; only told to be compared. */
  columnVisibility: ViewState['columnVisibility'];
  words: readonly Sought[];
  onSelect(index: number): void;
  onOpen(): void;
}

export const PaperTableRow = memo(
  ({ row, index, isSelected, onSelect, onOpen }: PaperTableRowProps) => (
    <div
      id={row && `paper-${row.id}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={`table-row ${row?.original.status === 'read' ? 'is-read' : ''}`}
      style={{ transform: `translateY(${index * ROW_HEIGHT}px)`, height: ROW_HEIGHT }}
      onClick={() => onSelect(index)}
      onDoubleClick={onOpen}
    >
      {row?.getVisibleCells().map((cell) => (
        <div
          key={cell.id}
          role="gridcell"
          className={`table-cell cell-${cell.column.id}`}
          data-align={COLUMN_LOOKS[cell.column.id as TableColumn].align}
        >
          <FlexRender cell={cell} />
        </div>
      ))}
    </div>
  ),
  // The table makes its row objects anew with every list; what they show is `original`.
  (before, after) =>
    before.row?.original === after.row?.original &&
    before.index === after.index &&
    before.isSelected === after.isSelected &&
    before.columnVisibility === after.columnVisibility &&
    before.words === after.words &&
    before.onSelect === after.onSelect &&
    before.onOpen === after.onOpen,
);
