/** The menu that shows and hides columns. */
import { Menu } from '@base-ui/react/menu';
import { Check, Columns3 } from 'lucide-react';
import type { RefObject } from 'react';
import type { TableColumn, ViewState } from '../library/library-api';
import { COLUMN_LOOKS } from './columns';

const HIDEABLE = ['organization', 'authors', 'published', 'comments', 'sightings', 'digest'] satisfies TableColumn[];

interface ColumnMenuProps {
  /** Where the menu is put: within the window's landmark. */
  container: RefObject<HTMLElement | null>;
  visibility: ViewState['columnVisibility'];
  onVisibility(visibility: ViewState['columnVisibility']): void;
  /** Every column shown, as wide as at first. */
  onReset(): void;
}

export function ColumnMenu({ container, visibility, onVisibility, onReset }: ColumnMenuProps) {
  return (
    <Menu.Root>
      <Menu.Trigger className="icon-button" aria-label="Columns" title="Columns">
        <Columns3 aria-hidden="true" size={16} strokeWidth={1.75} />
      </Menu.Trigger>
      <Menu.Portal container={container}>
        <Menu.Positioner align="end" sideOffset={6} className="menu-positioner">
          <Menu.Popup className="menu">
            {HIDEABLE.map((column) => (
              <Menu.CheckboxItem
                key={column}
                className="menu-item"
                closeOnClick={false}
                checked={visibility[column] ?? true}
                onCheckedChange={(checked) => onVisibility({ ...visibility, [column]: checked })}
              >
                <span className="menu-check">
                  <Menu.CheckboxItemIndicator>
                    <Check aria-hidden="true" size={14} />
                  </Menu.CheckboxItemIndicator>
                </span>
                {COLUMN_LOOKS[column].name}
              </Menu.CheckboxItem>
            ))}
            <Menu.Separator className="menu-separator" />
            <Menu.Item className="menu-item" onClick={onReset}>
              <span className="menu-check" />
              Reset columns
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
