/** The keys of the grid: from row to row, from cell to cell, and what they select on the way. */
import type { KeyboardEvent } from 'react';
import type { TableColumn } from '../library/list-records';
import type { Choice } from './list-feed';

/** What in the table has the focus, or would. */
export interface GridFocus {
  /** The header, or the current row. */
  part: 'head' | 'rows';
  /** The column of the cell; `null`: the row as a whole. */
  column: TableColumn | null;
}

interface GridKeys {
  focus: GridFocus;
  columns: readonly TableColumn[];
  /** The row that is current or, where none is, the one that would be. */
  row: number;
  /** Whether a row is current. */
  hasCurrent: boolean;
  rows: number;
  /** Rows that one page key goes on. */
  page: number;
  /** Whether the current row is the head of a group, and folded. */
  group: { isFolded: boolean } | null;
  setFocus(focus: GridFocus): void;
  goTo(row: number, choice: Choice): void;
  fold(isFolded: boolean): void;
  /** Goes to the head of the group that the row is in, where there are groups. */
  goToHead(): void;
  selectAll(): void;
  /** Leaves the current row alone selected; `false` where it is. */
  selectLess(): boolean;
  /** Enter, and F2: what there is to do in the cell. */
  open(): void;
}

/** @returns whether the key was one of the grid's */
export function pressGridKey(event: KeyboardEvent, grid: GridKeys): boolean {
  if (event.altKey) return false;
  return grid.focus.part === 'head' ? pressInHead(event, grid) : pressInRows(event, grid);
}

function pressInHead({ key }: KeyboardEvent, { focus, columns, ...grid }: GridKeys): boolean {
  const at = focus.column === null ? 0 : columns.indexOf(focus.column);
  const toColumn = (index: number) => {
    const column = columns[Math.min(columns.length - 1, Math.max(0, index))];
    if (column !== undefined) grid.setFocus({ part: 'head', column });
  };
  switch (key) {
    case 'ArrowLeft':
      toColumn(at - 1);
      return true;
    case 'ArrowRight':
      toColumn(at + 1);
      return true;
    case 'Home':
      toColumn(0);
      return true;
    case 'End':
      toColumn(columns.length - 1);
      return true;
    case 'ArrowUp':
      return true;
    case 'ArrowDown':
    case 'PageDown':
      if (grid.rows > 0) grid.setFocus({ part: 'rows', column: focus.column });
      return true;
    case 'Escape':
      if (grid.rows > 0) grid.setFocus({ part: 'rows', column: null });
      return true;
    default:
      return false;
  }
}

function pressInRows(event: KeyboardEvent, grid: GridKeys): boolean {
  const { focus, columns, row, rows, page } = grid;
  const { key } = event;
  const isModified = event.ctrlKey || event.metaKey;
  const choice = choiceOf(event.shiftKey, isModified);
  /** The first key selects the row that is there; the next ones go on from it. */
  const step = (by: number) => grid.goTo(grid.hasCurrent ? row + by : row, choice);
  const toColumn = (column: TableColumn | null | undefined) => {
    if (column !== undefined) grid.setFocus({ part: 'rows', column });
  };
  const at = focus.column === null ? -1 : columns.indexOf(focus.column);
  switch (key) {
    case 'ArrowDown':
      step(1);
      return true;
    case 'ArrowUp':
      if (row > 0 || event.shiftKey) step(-1);
      else grid.setFocus({ part: 'head', column: focus.column ?? columns[0] ?? null });
      return true;
    case 'PageDown':
      step(page);
      return true;
    case 'PageUp':
      step(-page);
      return true;
    case 'Home':
    case 'End':
      if (focus.column !== null && !isModified) toColumn(key === 'Home' ? columns[0] : columns.at(-1));
      else grid.goTo(key === 'Home' ? 0 : rows - 1, choiceOf(event.shiftKey, false));
      return true;
    case 'ArrowRight':
      if (isModified || event.shiftKey) return false;
      if (grid.group) grid.fold(false);
      else if (at < columns.length - 1) toColumn(columns[at + 1]);
      return true;
    case 'ArrowLeft':
      if (isModified || event.shiftKey) return false;
      if (grid.group) grid.fold(true);
      else if (at < 0) grid.goToHead();
      else toColumn(at === 0 ? null : columns[at - 1]);
      return true;
    case ' ':
      if (!isModified) return false;
      grid.goTo(row, 'toggle');
      return true;
    case 'Enter':
    case 'F2':
      if (isModified || isButton(event.target)) return false;
      grid.open();
      return true;
    case 'Escape':
      if (focus.column === null) return grid.selectLess();
      toColumn(null);
      return true;
    case 'a':
      if (!isModified) return false;
      grid.selectAll();
      return true;
    default:
      return false;
  }
}

function choiceOf(isRange: boolean, isModified: boolean): Choice {
  if (isRange) return isModified ? 'added-range' : 'range';
  return isModified ? 'keep' : 'only';
}

function isButton(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button') !== null;
}
