/** What can be done with the papers of the table, where the reader clicked; Shift+F10 and the menu key open it at the current row. */
import { ContextMenu } from '@base-ui/react/context-menu';
import type { MouseEvent, ReactNode, RefObject } from 'react';
import { useRef } from 'react';
import { type Command, isSubmenu } from './command';
import type { CommandContext } from './command-context';
import { CommandItems } from './command-items';
import type { KeyMap } from './key-map';
import { PAPER_MENU } from './paper-menu';

interface PapersContextMenuProps {
  context: CommandContext;
  keyMap: KeyMap;
  /** Where the menu is put: within the window's landmark. */
  container: RefObject<HTMLElement | null>;
  className: string;
  children: ReactNode;
}

const SECTIONS = PAPER_MENU.sections
  .map((section) => section.flatMap((item) => (isSubmenu(item) ? [] : [item])))
  .filter((commands) => commands.length > 0);

export function PapersContextMenu({ context, keyMap, container, className, children }: PapersContextMenuProps) {
  const chosen = useRef<Command | null>(null);

  /** The menu is about the row that was clicked and, where that is one of those that are selected, about them all. */
  const chooseRow = (event: MouseEvent) => {
    const row = event.target instanceof Element ? event.target.closest('[role=row]') : null;
    const index = Number(row?.getAttribute('aria-rowindex')) - 2;
    // Headers have menus of their own; the empty place below the last row has no papers.
    if (row && index < 0) return;
    if (!row) event.stopPropagation();
    else if (row.getAttribute('aria-selected') !== 'true') context.browsing.goTo(index, 'only');
  };

  return (
    <ContextMenu.Root
      onOpenChangeComplete={(isOpen) => {
        // Once the focus is back in the table: a command may take it elsewhere.
        if (isOpen) return;
        const command = chosen.current;
        chosen.current = null;
        command?.run(context);
      }}
    >
      <ContextMenu.Trigger className={className} onContextMenuCapture={chooseRow}>
        {children}
      </ContextMenu.Trigger>
      <ContextMenu.Portal container={container}>
        <ContextMenu.Positioner className="menu-positioner">
          <ContextMenu.Popup className="menu" aria-label="Papers">
            <CommandItems
              sections={SECTIONS}
              context={context}
              keyMap={keyMap}
              onChoose={(command) => {
                chosen.current = command;
              }}
            />
          </ContextMenu.Popup>
        </ContextMenu.Positioner>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}
