/** What stands above the list: the search, what adds digests, how the table looks, and the buttons of the other panes. */
import { FilePlus2, Menu, PanelLeft, PanelRight } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { useCommandHints } from '../commands/command-hints';
import type { ViewState } from '../library/list-records';
import { IconButton } from '../ui/icon-button';
import { ViewMenu } from './view-menu';

interface ToolbarProps {
  searchBox: ReactNode;
  /** Clicking it asks for files. */
  fileInput: RefObject<HTMLInputElement | null>;
  onFiles(files: File[]): void;
  /** Where menus are put. */
  menuContainer: RefObject<HTMLElement | null>;
  view: ViewState;
  onView(change: Partial<ViewState>): void;
  onFitColumns(): void;
  onOpenPalette(): void;
  onTogglePane(pane: 'sidebar' | 'paper'): void;
}

export function Toolbar({ fileInput, onTogglePane, ...props }: ToolbarProps) {
  const hint = useCommandHints();
  return (
    <header className="toolbar">
      <IconButton
        icon={PanelLeft}
        label="Sidebar"
        {...hint('toggle-sidebar', 'Sidebar')}
        onClick={() => onTogglePane('sidebar')}
      />
      {props.searchBox}
      <button
        type="button"
        className="add-button"
        aria-label="Add digests…"
        {...hint('add-digests', 'Add digests')}
        onClick={() => fileInput.current?.click()}
      >
        <FilePlus2 aria-hidden="true" size={15} strokeWidth={1.75} />
        <span>Add digests…</span>
      </button>
      <input
        ref={fileInput}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-hidden="true"
        multiple
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          // So that choosing the same file again is a change again.
          target.value = '';
          props.onFiles(files);
        }}
      />
      <ViewMenu
        container={props.menuContainer}
        view={props.view}
        onView={props.onView}
        onFitColumns={props.onFitColumns}
      />
      <IconButton icon={Menu} label="Commands…" {...hint('open-palette', 'Commands')} onClick={props.onOpenPalette} />
      <IconButton
        icon={PanelRight}
        label="Paper pane"
        {...hint('toggle-paper', 'Paper pane')}
        onClick={() => onTogglePane('paper')}
      />
    </header>
  );
}
