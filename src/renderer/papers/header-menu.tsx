/** What can be done with a column: the menu of its header. */
import { Menu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import type { Sort, TableColumn } from '../library/library-api';
import { canHide, canResize } from './column-layout';
import { COLUMNS } from './columns';

export interface HeaderMenuTarget {
  id: TableColumn;
  anchor: HTMLElement;
}

/** What a column's menu may ask for. */
export interface HeaderMenuActions {
  sortBy(descending: boolean, isAlso: boolean): void;
  sortNoMore(): void;
  move(by: number): void;
  pin(isPinned: boolean): void;
  resizeBy(pixels: number): void;
  fit(): void;
  hide(): void;
  fitAll(): void;
  resetTable(): void;
}

interface HeaderMenuProps {
  /** `null` while it is closed. */
  target: HeaderMenuTarget | null;
  sort: readonly Sort[];
  isPinned: boolean;
  /** Whether there is a column before it, and behind it, whose place it may take. */
  canMove: { before: boolean; behind: boolean };
  actions: HeaderMenuActions;
  /** Is to give the focus back. */
  onClose(): void;
}

/** Pixels. */
const STEP = 20;

export function HeaderMenu({ target, sort, isPinned, canMove, actions, onClose }: HeaderMenuProps) {
  return (
    <Menu.Root open={target !== null} onOpenChange={(isOpen) => !isOpen && onClose()}>
      {target && (
        <Menu.Portal container={target.anchor.closest<HTMLElement>('main')}>
          <Menu.Positioner anchor={target.anchor} align="start" sideOffset={2} className="menu-positioner">
            <Menu.Popup className="menu" aria-label={COLUMNS[target.id].name} finalFocus={false}>
              <HeaderMenuItems id={target.id} sort={sort} isPinned={isPinned} canMove={canMove} actions={actions} />
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      )}
    </Menu.Root>
  );
}

type ItemsProps = Pick<HeaderMenuProps, 'sort' | 'isPinned' | 'canMove' | 'actions'> & { id: TableColumn };

function HeaderMenuItems({ id, sort, isPinned, canMove, actions }: ItemsProps) {
  const isSorted = sort.some(({ column }) => column === id);
  const isOnly = isSorted && sort.length === 1;
  return (
    <>
      <Item onClick={() => actions.sortBy(false, false)}>Sort ascending</Item>
      <Item onClick={() => actions.sortBy(true, false)}>Sort descending</Item>
      {!isOnly && (
        <>
          <Item onClick={() => actions.sortBy(false, true)} keys="Shift+Enter">
            Then by this, ascending
          </Item>
          <Item onClick={() => actions.sortBy(true, true)}>Then by this, descending</Item>
        </>
      )}
      {isSorted && !isOnly && <Item onClick={actions.sortNoMore}>Sort no more by this</Item>}
      <Menu.Separator className="menu-separator" />
      <Item onClick={() => actions.move(-1)} isDisabled={!canMove.before} keys="Ctrl+←">
        Move left
      </Item>
      <Item onClick={() => actions.move(1)} isDisabled={!canMove.behind} keys="Ctrl+→">
        Move right
      </Item>
      <Item onClick={() => actions.pin(!isPinned)}>{isPinned ? 'Unpin' : 'Pin to the left'}</Item>
      {canResize(id) && (
        <>
          <Menu.Separator className="menu-separator" />
          <Item onClick={() => actions.resizeBy(STEP)} keys="Shift+→" staysOpen>
            Wider
          </Item>
          <Item onClick={() => actions.resizeBy(-STEP)} keys="Shift+←" staysOpen>
            Narrower
          </Item>
          <Item onClick={actions.fit}>Fit to what it shows</Item>
        </>
      )}
      {canHide(id) && <Item onClick={actions.hide}>Hide</Item>}
      <Menu.Separator className="menu-separator" />
      <Item onClick={actions.fitAll}>Fit all columns</Item>
      <Item onClick={actions.resetTable}>Reset the table</Item>
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
