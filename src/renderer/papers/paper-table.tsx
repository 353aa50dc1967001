/** The table of papers: the worker keeps the order, the view the columns, and only the rows in sight exist as elements. */
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { TableColumn, ViewState } from '../library/list-records';
import type { Sought } from '../library/query/language/expression';
import { steady } from '../ui/steady';
import { useLatest } from '../ui/use-latest';
import { columnStyle, layOutColumns } from './column-layout';
import type { CellTools } from './columns';
import { pressGridKey } from './grid-keys';
import { HeaderMenu, type HeaderMenuTarget } from './header-menu';
import type { Choice, ListFeed } from './list-feed';
import { rowAt } from './loaded-rows';
import type { RowDrawing } from './paper-table-row';
import { PositionHint } from './position-hint';
import { HEAD_HEIGHT, hasSnippets, rowHeight } from './row-height';
import { StuckHeads } from './stuck-heads';
import { TableHead } from './table-head';
import { TitleFinder } from './title-finder';
import { useColumnChanges } from './use-column-changes';
import { useGridFocus } from './use-grid-focus';
import { useRowElements } from './use-row-elements';
import { useRowScroll } from './use-row-scroll';
import { useSnippets } from './use-snippets';
import { useSought } from './use-sought';

/** What the rest of the window asks of the table. */
export interface PaperTableHandle {
  focus(): void;
  /** Goes to the paper so many rows further down, and brings it into sight. */
  moveSelection(by: number): void;
  /** Makes every column as wide as what it shows. */
  fitColumns(): void;
  /** Asks how a title begins, and goes there. */
  findTitle(): void;
}

interface PaperTableProps {
  ref: Ref<PaperTableHandle>;
  feed: ListFeed;
  view: ViewState;
  onView(change: Partial<ViewState>): void;
  onFold(key: string, isFolded: boolean): void;
  onOpen(): void;
  onError(error: unknown): void;
  tools: CellTools;
}

export const PaperTable = steady(function PaperTable({
  feed,
  view,
  onView,
  onFold,
  onOpen,
  tools,
  ...props
}: PaperTableProps) {
  const { order, window: loaded, current, selectedCount } = useSyncExternalStore(feed.subscribe, feed.read);
  const rows = order?.listing.rows ?? 0;
  const grid = useRef<HTMLDivElement>(null);

  const { columnVisibility, columnOrder, columnPinning, columnSizing } = view;
  const columns = useMemo(
    () => layOutColumns({ columnVisibility, columnOrder, columnPinning, columnSizing }),
    [columnVisibility, columnOrder, columnPinning, columnSizing],
  );
  const changes = useColumnChanges(grid, view, onView);
  const height = rowHeight(view);
  const style = useMemo(() => {
    return { ...columnStyle(columns), '--row-height': `${height}px`, '--head-height': `${HEAD_HEIGHT}px` };
  }, [columns, height]);

  const scroll = useRowScroll(grid, order, height);
  const { first, end } = scroll;
  useEffect(() => {
    if (end > first) feed.showRange(first, end);
  }, [first, end, feed]);

  const words = useSought(order?.request ?? null);
  const snippets = useSnippets(loaded, order, scroll, hasSnippets(view) ? words : NO_WORDS);
  const drawing = useMemo((): RowDrawing => {
    const has = (id: TableColumn) => columns.some((column) => column.id === id);
    const signs = { hasTags: !has('tags'), hasSightings: !has('sightings') };
    return { columns, signs, tools, words, namelessGroup: view.group ? NAMELESS[view.group] : '' };
  }, [columns, tools, words, view.group]);

  const hasCurrent = current !== null && current.index >= 0;
  const row = Math.min(rows - 1, hasCurrent ? current.index : Math.ceil(scroll.offset() / height));
  const [menu, setMenu] = useState<HeaderMenuTarget | null>(null);
  const [isFinding, setFinding] = useState(false);
  const gridFocus = useGridFocus(grid, menu !== null || isFinding);
  const { setFocus, focusPlace, takeFocus, listeners } = gridFocus;
  // The column may have been hidden.
  const hasColumn = columns.some(({ id }) => id === gridFocus.focus.column);
  const focus = hasColumn ? gridFocus.focus : { ...gridFocus.focus, column: null };

  const isGrouped = (order?.listing.groups ?? 0) > 0;
  const page = Math.max(1, Math.floor(scroll.window.viewport / height) - (isGrouped ? 2 : 1));
  /** Brings a row into sight: a paper of a group below the head that stays at the top. */
  const show = (index: number) => {
    const isBelowHead = isGrouped && rowAt(feed.read().window, index)?.kind !== 'group';
    scroll.showRow(index, isBelowHead ? height : 0);
  };
  const goTo = (index: number, choice: Choice) => {
    if (rows === 0) return;
    const at = Math.min(rows - 1, Math.max(0, index));
    show(at);
    feed.goTo(at, choice);
  };
  useImperativeHandle(props.ref, () => ({
    focus: focusPlace,
    moveSelection: (by) => {
      goTo(hasCurrent ? row + by : row, 'only');
      // Keys that are pressed nowhere else are pressed here from now on.
      if (document.activeElement === document.body) takeFocus();
    },
    fitColumns: changes.fitAll,
    findTitle: () => setFinding(rows > 0),
  }));

  const currentRow = hasCurrent ? loaded.rows[current.index - loaded.start] : undefined;
  const group = currentRow?.kind === 'group' ? currentRow : null;
  const onKeyDown = (event: KeyboardEvent) => {
    const isPressed = pressGridKey(event, {
      focus,
      columns: columns.map(({ id }) => id),
      row,
      hasCurrent,
      rows,
      page,
      group,
      setFocus,
      goTo,
      fold: (isFolded) => group && group.isFolded !== isFolded && onFold(group.key, isFolded),
      goToHead: () => isGrouped && void feed.goToHead(),
      selectAll: () => feed.selectAll(),
      selectLess: () => {
        if (selectedCount <= 1) return false;
        feed.selectCurrentOnly();
        return true;
      },
      open: onOpen,
    });
    if (isPressed) event.preventDefault();
  };

  const onClick = (event: MouseEvent<HTMLElement>) => {
    const target = event.target as Element;
    const index = indexOf(target);
    const clicked = rowAt(loaded, index);
    if (index < 0 || !clicked) return;
    const isButton = target.closest('button') !== null;
    if (clicked.kind === 'group' && isButton) {
      show(index);
      onFold(clicked.key, !clicked.isFolded);
    } else if (clicked.kind === 'group' && isModified(event)) feed.selectGroup(clicked.key, true);
    // A button of one of several that are selected leaves the others selected.
    else if (isButton) goTo(index, clicked.kind === 'paper' && clicked.isSelected ? 'keep' : 'only');
    else if (event.shiftKey) goTo(index, isModified(event) ? 'added-range' : 'range');
    else goTo(index, isModified(event) ? 'toggle' : 'only');
  };

  // A row that one is led to from elsewhere comes into sight; a list that comes anew moves no row.
  const shown = useRef<string | null>(null);
  const latestShow = useLatest(show);
  const currentId = current?.id ?? null;
  useEffect(() => {
    if (currentId === '' || currentId === shown.current) return;
    shown.current = currentId;
    const index = feed.read().current?.index ?? -1;
    if (index >= 0) latestShow.current(index);
  }, [currentId, feed, latestShow]);

  // The row that stays where it is when papers come in: the current one in sight, or else the topmost below the top.
  useEffect(() => {
    const top = Math.floor(scroll.offset() / height);
    const isInSight = hasCurrent && row >= top && row < end;
    const index = isInSight ? row : top;
    const held = loaded.rows[index - loaded.start];
    feed.anchor = held?.kind === 'paper' && (isInSight || top > 0) ? { kind: 'paper', id: held.id, index } : null;
  });

  const { elements, owned } = useRowElements({
    ...{ loaded, scroll, drawing, snippets, row },
    current: hasCurrent ? current.index : -1,
    tabStop: focus.part === 'rows' ? (focus.column ?? 'row') : null,
  });

  const menuAt = columns.findIndex(({ id }) => id === menu?.id);
  const headActions = useMemo(
    () => ({ ...changes, openMenu: (id: TableColumn, anchor: HTMLElement) => setMenu({ id, anchor }) }),
    [changes],
  );
  return (
    <>
      <div
        ref={grid}
        className="paper-table"
        role="grid"
        aria-label="Papers"
        aria-rowcount={rows + 1}
        aria-colcount={columns.length}
        aria-multiselectable="true"
        aria-busy={order === null}
        data-density={view.density}
        data-title-lines={view.titleLines}
        tabIndex={-1}
        onKeyDown={onKeyDown}
        {...listeners}
        style={style as CSSProperties}
      >
        <TableHead
          columns={columns}
          sort={view.sort}
          tabStop={focus.part === 'head' || rows === 0 ? (focus.column ?? columns[0]?.id ?? null) : null}
          actions={headActions}
        />
        <div
          role="rowgroup"
          className="table-body"
          aria-owns={owned}
          style={{ height: scroll.window.height }}
          onClick={onClick}
          onDoubleClick={({ target }) => indexOf(target as Element) >= 0 && onOpen()}
        >
          {elements}
          {isGrouped && <StuckHeads loaded={loaded} scroll={scroll} drawing={drawing} />}
        </div>
      </div>
      <PositionHint grid={grid} order={order} scroll={scroll} />
      {isFinding && (
        <TitleFinder
          from={row}
          onFound={(found) => goTo(found, 'only')}
          onClose={() => {
            setFinding(false);
            takeFocus();
          }}
          onError={props.onError}
        />
      )}
      <HeaderMenu
        target={menu}
        sort={view.sort}
        isPinned={columns[menuAt]?.pinnedAt !== null}
        canMove={{ before: menuAt > 0, behind: menuAt < columns.length - 1 }}
        changes={changes}
        onClose={() => {
          setMenu(null);
          takeFocus();
        }}
      />
    </>
  );
});

const NO_WORDS: readonly Sought[] = [];

/** What papers without a value are put together as. */
const NAMELESS: Record<NonNullable<ViewState['group']>, string> = {
  digest: 'In no digest',
  organization: 'No organization',
  month: 'No date of publication',
  tag: 'No tags',
  status: 'No status',
};

/** The place of the row that an element is in; -1 outside of them. */
function indexOf(element: Element): number {
  return Number(element.closest<HTMLElement>('[data-index]')?.dataset.index ?? -1);
}

function isModified({ ctrlKey, metaKey }: MouseEvent): boolean {
  return ctrlKey || metaKey;
}
