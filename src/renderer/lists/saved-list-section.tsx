/** In the sidebar: the lists that the reader keeps. */
import { Menu } from '@base-ui/react/menu';
import { Ellipsis, ListFilter, Plus, TriangleAlert } from 'lucide-react';
import { type RefObject, useState } from 'react';
import type { SavedListSummary } from '../library/library-api';
import { counted, formatCount } from '../ui/format';
import { IconButton } from '../ui/icon-button';
import type { Lists } from './use-lists';

interface SavedListSectionProps {
  lists: Lists;
  /** Where menus are put. */
  menuContainer: RefObject<HTMLElement | null>;
}

export function SavedListSection({ lists, menuContainer }: SavedListSectionProps) {
  return (
    <section className="saved-lists" aria-labelledby="saved-lists-heading">
      <header>
        <h2 id="saved-lists-heading">Lists</h2>
        <IconButton icon={Plus} label="New list…" onClick={lists.create} />
      </header>
      {lists.lists.length > 0 && (
        <ul>
          {lists.lists.map((list, at) => (
            <SavedListItem
              key={list.id}
              list={list}
              isCurrent={lists.shownQuery === list.query}
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
  menuContainer: RefObject<HTMLElement | null>;
  onShow(): void;
  onEdit(): void;
  onRemove(): void;
  /** Left out where it is the first, or the last. */
  onMoveUp?(): void;
  onMoveDown?(): void;
}

function SavedListItem({ list, isCurrent, menuContainer, onShow, onEdit, onRemove, ...moves }: SavedListItemProps) {
  const [isMenuOpen, setMenuOpen] = useState(false);
  const { name, unread, papers, problem } = list;
  const Icon = problem === null ? ListFilter : TriangleAlert;
  return (
    <li
      className="saved-list"
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
                  <Menu.Item className="menu-item" disabled={!moves.onMoveUp} onClick={moves.onMoveUp}>
                    Move up
                  </Menu.Item>
                  <Menu.Item className="menu-item" disabled={!moves.onMoveDown} onClick={moves.onMoveDown}>
                    Move down
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
