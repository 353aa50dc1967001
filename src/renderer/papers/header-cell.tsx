/** One column's header: a button that sorts, an edge that resizes, and a sign that opens the column's menu. */
import { ArrowDown, ArrowUp, ChevronDown } from 'lucide-react';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { Sort } from '../library/list-records';
import type { LaidColumn } from './column-layout';
import { canResize } from './column-table';
import { COLUMNS } from './columns';

/** What a header may ask for. */
export interface HeaderActions {
  sort(id: LaidColumn['id'], isAlso: boolean): void;
  openMenu(id: LaidColumn['id'], anchor: HTMLElement): void;
  move(id: LaidColumn['id'], by: number): void;
  resizeBy(id: LaidColumn['id'], pixels: number): void;
  beginResize(id: LaidColumn['id'], event: PointerEvent<HTMLElement>): void;
  fit(id: LaidColumn['id']): void;
}

interface HeaderCellProps {
  column: LaidColumn;
  /** From 1. */
  index: number;
  sort: readonly Sort[];
  /** Whether Tab leads to it. */
  isTabStop: boolean;
  actions: HeaderActions;
}

/** Pixels that a key makes a column wider. */
const KEY_STEP = 10;

export function HeaderCell({ column: { id, pinnedAt }, index, sort, isTabStop, actions }: HeaderCellProps) {
  const { name, icon: Icon, align, isToggle } = COLUMNS[id];
  const at = sort.findIndex((key) => key.column === id);
  const key = sort[at];
  const Arrow = key?.descending ? ArrowDown : ArrowUp;

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.altKey && event.key === 'ArrowDown') actions.openMenu(id, event.currentTarget);
    else if (by !== undefined && event.shiftKey) actions.resizeBy(id, by * KEY_STEP);
    else if (by !== undefined && (event.ctrlKey || event.metaKey)) actions.move(id, by);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      role="columnheader"
      aria-colindex={index}
      aria-sort={key ? (key.descending ? 'descending' : 'ascending') : 'none'}
      className={`table-cell header-cell cell-${id}`}
      data-column={id}
      data-align={align}
      data-sorted={key !== undefined || undefined}
      data-pinned={pinnedAt !== null || undefined}
      style={pinnedAt === null ? undefined : { left: `var(--left-${id})` }}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => {
        event.preventDefault();
        // Around the table there is another menu, of its papers.
        event.stopPropagation();
        actions.openMenu(id, event.currentTarget);
      }}
    >
      <button
        type="button"
        tabIndex={isTabStop ? 0 : -1}
        title={`Sort by ${name.toLowerCase()}; with Shift, as well as by others`}
        aria-description={sort.length > 1 && key ? `Sorted by this ${ORDINALS[at] ?? `at ${at + 1}`}` : undefined}
        onClick={(event) => actions.sort(id, event.shiftKey)}
      >
        {Icon ? (
          <Icon role="img" aria-label={name} size={13} strokeWidth={2} />
        ) : (
          <span className="header-name">{name}</span>
        )}
        {key && (
          <span aria-hidden="true" className="sort-sign">
            <Arrow size={9} strokeWidth={3} />
            {sort.length > 1 && <span className="sort-number">{at + 1}</span>}
          </span>
        )}
      </button>
      {!isToggle && (
        <span
          aria-hidden="true"
          className="header-menu-sign"
          title={`What to do with ${name.toLowerCase()}`}
          onClick={({ currentTarget }) => actions.openMenu(id, currentTarget)}
        >
          <ChevronDown size={12} strokeWidth={2} />
        </span>
      )}
      {canResize(id) && (
        <div
          aria-hidden="true"
          className="resize-edge"
          onPointerDown={(event) => actions.beginResize(id, event)}
          onDoubleClick={() => actions.fit(id)}
        />
      )}
    </div>
  );
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];
