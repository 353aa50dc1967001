/** What can be done with a column: the menu of its header. */
import { Menu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import type { Sort, TableColumn } from '../library/list-records';
import { canHide, canResize } from './column-table';
import { COLUMNS } from './columns';
import type { ColumnChanges } from './use-column-changes';

export interface HeaderMenuTarget {
  id: TableColumn;
  anchor: HTMLElement;
}

interface HeaderMenuProps {
  /** `null` while it is closed. */
  target: HeaderMenuTarget | null;
  sort: readonly Sort[];
  isPinned: boolean;
  /** Whether there is a column before it, and behind it, whose place it may take. */
  canMove: { before: boolean; behind: boolean };
  changes: ColumnChanges;
  /** Is to give the focus back. */
  onClose(): void;
}

/** Pixels. */
const STEP = 20;

export function HeaderMenu({ target, sort, isPinned, canMove, changes, onClose }: HeaderMenuProps) {
  return (
    <Menu.Root open={target !== null} onOpenChange={(isOpen) => !isOpen && onClose()}>
      {target && (
        <Menu.Portal container={target.anchor.closest<HTMLElement>('main')}>
          <Menu.Positioner anchor={target.anchor} align="start" sideOffset={2} className="menu-positioner">
            <Menu.Popup className="menu" aria-label={COLUMNS[target.id].name} finalFocus={false}>
              <HeaderMenuItems id={target.id} sort={sort} isPinned={isPinned} canMove={canMove} changes={changes} />
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      )}
    </Menu.Root>
  );
}

type ItemsProps = Pick<HeaderMenuProps, 'sort' | 'isPinned' | 'canMove' | 'changes'> & { id: TableColumn };

function HeaderMenuItems({ id, sort, isPinned, canMove, changes }: ItemsProps) {
  const isSorted = sort.some(({ column }) => column === id);
  const isOnly = isSorted && sort.length === 1;
  return (
    <>
      <Item onClick={() => changes.sortInDirection(id, false, false)}>Sort ascending</Item>
      <Item onClick={() => changes.sortInDirection(id, true, false)}>Sort descending</Item>
      {!isOnly && (
        <>
          <Item onClick={() => changes.sortInDirection(id, false, true)} keys="Shift+Enter">
            Then by this, ascending
          </Item>
          <Item onClick={() => changes.sortInDirection(id, true, true)}>Then by this, descending</Item>
        </>
      )}
      {isSorted && !isOnly && <Item onClick={() => changes.sortNoMore(id)}>Sort no more by this</Item>}
      <Menu.Separator className="menu-separator" />
      <Item onClick={() => changes.move(id, -1)} isDisabled={!canMove.before} keys="Ctrl+←">
        Move left
      </Item>
      <Item onClick={() => changes.move(id, 1)} isDisabled={!canMove.behind} keys="Ctrl+→">
        Move right
      </Item>
      <Item onClick={() => changes.pin(id, !isPinned)}>{isPinned ? 'Unpin' : 'Pin to the left'}</Item>
      {canResize(id) && (
        <>
          <Menu.Separator className="menu-separator" />
          <Item onClick={() => changes.resizeBy(id, STEP)} keys="Shift+→" staysOpen>
            Wider
          </Item>
          <Item onClick={() => changes.resizeBy(id, -STEP)} keys="Shift+←" staysOpen>
            Narrower
          </Item>
          <Item onClick={() => changes.fit(id)}>Fit to what it shows</Item>
        </>
      )}
      {canHide(id) && <Item onClick={() => changes.hide(id)}>Hide</Item>}
      <Menu.Separator className="menu-separator" />
      <Item onClick={changes.fitAll}>Fit all columns</Item>
      <Item onClick={changes.resetTable}>Reset the table</Item>
    </>
  );
}

interface ItemProps {
  children: ReactNode;
  keys?: string;
  isDisabled?: boolean;
  staysOpen?: boolean;
  onClick(): void;
}

function Item({ children, keys, isDisabled = false, staysOpen = false, onClick }: ItemProps) {
  return (
    <Menu.Item className="menu-item" disabled={isDisabled} closeOnClick={!staysOpen} onClick={onClick}>
      <span className="menu-words">{children}</span>
      {keys && (
        <span aria-hidden="true" className="menu-keys">
          {keys}
        </span>
      )}
    </Menu.Item>
  );
}
