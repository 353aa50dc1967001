/** In the sidebar: the lists that the reader keeps. */
import { Menu } from '@base-ui/react/menu';
import { Ellipsis, ListFilter, Plus, TriangleAlert } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useState } from 'react';
import type { SavedListSummary } from '../library/list-records';
import { counted, formatCount } from '../ui/format';
import { IconButton } from '../ui/icon-button';
import { useOrderDrag } from '../ui/use-order-drag';
import type { Lists } from './use-lists';

interface SavedListSectionProps {
  lists: Lists;
  /** Where menus are put. */
  menuContainer: RefObject<HTMLElement | null>;
}

export function SavedListSection({ lists, menuContainer }: SavedListSectionProps) {
  const placeOf = (id: string) => lists.lists.findIndex((list) => list.id === id);
  const { drag, listeners } = useOrderDrag({
    axis: 'y',
    attribute: 'data-list',
    except: '.list-menu-button, [data-problem]',
    onDrop: ({ id, over }) => {
      const list = lists.lists[placeOf(id)];
      if (list) lists.move(list, placeOf(over) - placeOf(id));
    },
  });
  const dropSide = drag && (placeOf(drag.over) > placeOf(drag.id) ? 'end' : 'start');
  return (
    <section className="saved-lists" aria-labelledby="saved-lists-heading">
      <header>
        <h2 id="saved-lists-heading">Lists</h2>
        <IconButton icon={Plus} label="New list…" onClick={lists.create} />
      </header>
      {lists.lists.length > 0 && (
        <ul data-dragging={drag?.id} {...listeners}>
          {lists.lists.map((list, at) => (
            <SavedListItem
              key={list.id}
              list={list}
              isCurrent={lists.shownQuery === list.query}
              dropSide={drag?.over === list.id && drag.id !== list.id ? dropSide : null}
              menuContainer={menuContainer}
              onShow={() => (list.problem === null ? lists.open(list) : lists.edit(list))}
              onEdit={() => lists.edit(list)}
              onRemove={() => lists.remove(list)}
              {...(at > 0 && { onMoveUp: () => lists.move(list, -1) })}
              {...(at < lists.lists.length - 1 && { onMoveDown: () => lists.move(list, 1) })}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

interface SavedListItemProps {
  list: SavedListSummary;
  isCurrent: boolean;
  /** On which side of it what is dragged would come to stand; `null`: elsewhere. */
  dropSide: 'start' | 'end' | null;
  menuContainer: RefObject<HTMLElement | null>;
  onShow(): void;
  onEdit(): void;
  onRemove(): void;
  /** Left out where it is the first, or the last. */
  onMoveUp?(): void;
  onMoveDown?(): void;
}

function SavedListItem({ list, isCurrent, dropSide, menuContainer, ...actions }: SavedListItemProps) {
  const { onShow, onEdit, onRemove, onMoveUp, onMoveDown } = actions;
  const [isMenuOpen, setMenuOpen] = useState(false);
  const { name, unread, papers, problem } = list;
  const Icon = problem === null ? ListFilter : TriangleAlert;
  const onKeyDown = (event: KeyboardEvent) => {
    if (problem !== null || !(event.ctrlKey || event.metaKey)) return;
    if (event.key === 'ArrowUp') onMoveUp?.();
    else if (event.key === 'ArrowDown') onMoveDown?.();
    else return;
    event.preventDefault();
  };
  return (
    <li
      className="saved-list"
      data-list={list.id}
      data-problem={problem === null ? undefined : ''}
      data-drop={dropSide ?? undefined}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => {
        event.preventDefault();
        setMenuOpen(true);
      }}
    >
      <button
        type="button"
        className="place"
        aria-current={isCurrent && problem === null ? 'page' : undefined}
        title={problem ?? `${name}\n${formatCount(unread)} unread of ${counted(papers, 'paper')}`}
        onClick={onShow}
      >
        <Icon aria-hidden="true" size={15} strokeWidth={1.75} />
        <bdi className="place-name">{name}</bdi>
        {problem === null ? (
          <span className="place-count">
            {unread > 0 && <span className="has-unread">{formatCount(unread)}</span>}
            {unread > 0 && ' / '}
            {formatCount(papers)}
          </span>
        ) : (
          <span className="visually-hidden">{problem}</span>
        )}
      </button>
      <Menu.Root open={isMenuOpen} onOpenChange={setMenuOpen}>
        <Menu.Trigger
          className="icon-button list-menu-button"
          aria-label={`Change the list ${name}`}
          title="Change the list"
        >
          <Ellipsis aria-hidden="true" size={15} strokeWidth={1.75} />
        </Menu.Trigger>
        <Menu.Portal container={menuContainer}>
          <Menu.Positioner align="start" sideOffset={4} className="menu-positioner">
            <Menu.Popup className="menu">
              <Menu.Item className="menu-item" onClick={onEdit}>
                {problem === null ? 'Edit…' : 'Look at it…'}
              </Menu.Item>
              {problem === null && (
                <>
                  <Menu.Item className="menu-item" disabled={!onMoveUp} onClick={onMoveUp}>
                    <span className="menu-words">Move up</span>
                    <span aria-hidden="true" className="menu-keys">
                      Ctrl+↑
                    </span>
                  </Menu.Item>
                  <Menu.Item className="menu-item" disabled={!onMoveDown} onClick={onMoveDown}>
                    <span className="menu-words">Move down</span>
                    <span aria-hidden="true" className="menu-keys">
                      Ctrl+↓
                    </span>
                  </Menu.Item>
                </>
              )}
              <Menu.Separator className="menu-separator" />
              <Menu.Item className="menu-item" onClick={onRemove}>
                Delete
              </Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </li>
  );
}
