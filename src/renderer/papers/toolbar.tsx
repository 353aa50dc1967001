/** What stands above the list: the search, what adds digests, the columns, and the buttons of the other panes. */
import { FilePlus2, PanelLeft, PanelRight } from 'lucide-react';
import type { RefObject } from 'react';
import { useCommandHints } from '../commands/command-hints';
import type { ViewState } from '../library/library-api';
import { IconButton } from '../ui/icon-button';
import { ColumnMenu } from './column-menu';
import { SearchBox } from './search-box';

interface ToolbarProps {
  search: string;
  searchInput: RefObject<HTMLInputElement | null>;
  onSearch(text: string): void;
  onLeaveSearch(): void;
  /** Clicking it asks for files. */
  fileInput: RefObject<HTMLInputElement | null>;
  onFiles(files: File[]): void;
  /** Where menus are put. */
  menuContainer: RefObject<HTMLElement | null>;
  columnVisibility: ViewState['columnVisibility'];
  onColumnVisibility(visibility: ViewState['columnVisibility']): void;
  onResetColumns(): void;
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
      <SearchBox ref={props.searchInput} value={props.search} onChange={props.onSearch} onLeave={props.onLeaveSearch} />
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
      <ColumnMenu
        container={props.menuContainer}
        visibility={props.columnVisibility}
        onVisibility={props.onColumnVisibility}
        onReset={props.onResetColumns}
      />
      <IconButton
        icon={PanelRight}
        label="Paper pane"
        {...hint('toggle-paper', 'Paper pane')}
        onClick={() => onTogglePane('paper')}
      />
    </header>
  );
}
