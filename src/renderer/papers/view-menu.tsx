/** The menu of how the table looks: density, lines of a title, groups, columns. */
import { Menu } from '@base-ui/react/menu';
import { Check, ChevronRight, SlidersHorizontal } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { DENSITIES, GROUP_COLUMNS, type GroupColumn, type ViewState } from '../library/list-records';
import { steady } from '../ui/steady';
import { hideColumn } from './column-layout';
import { canHide, columnTable, isShown, orderedColumns } from './column-table';
import { COLUMNS } from './columns';
import { resetTable } from './use-column-changes';
import { DENSITY_NAMES, GROUP_NAMES } from './view-names';

interface ViewMenuProps {
  /** Where the menu is put: within the window's landmark. */
  container: RefObject<HTMLElement | null>;
  view: ViewState;
  onView(change: Partial<ViewState>): void;
  /** Every column as wide as what it shows. */
  onFitColumns(): void;
}

export const ViewMenu = steady(function ViewMenu({ container, view, onView, onFitColumns }: ViewMenuProps) {
  const isByRelevance = view.sort[0]?.column === 'relevance';
  return (
    <Menu.Root>
      <Menu.Trigger className="icon-button" aria-label="View" title="View: density, groups, columns">
        <SlidersHorizontal aria-hidden="true" size={16} strokeWidth={1.75} />
      </Menu.Trigger>
      <Menu.Portal container={container}>
        <Menu.Positioner align="end" sideOffset={6} className="menu-positioner">
          <Menu.Popup className="menu">
            <Choices
              label="Rows"
              names={DENSITIES.map((density) => [density, DENSITY_NAMES[density]])}
              value={view.density}
              onValue={(density) => onView({ density })}
            />
            <Menu.Separator className="menu-separator" />
            <Choices
              label="Long titles"
              names={[
                [1, 'On one line'],
                [2, 'On two lines'],
              ]}
              value={view.titleLines}
              onValue={(titleLines) => onView({ titleLines })}
            />
            <Menu.Separator className="menu-separator" />
            <Submenu label="Group by" container={container}>
              <Choices
                label="Group by"
                isLabelHidden
                names={[
                  [null, 'Nothing'],
                  ...GROUP_COLUMNS.map((group): [GroupColumn, string] => [group, GROUP_NAMES[group]]),
                ]}
                value={view.group}
                onValue={(group) => onView({ group })}
              />
            </Submenu>
            <Submenu label="Columns" container={container}>
              {orderedColumns(columnTable(view))
                .filter(canHide)
                .map((id) => (
                  <Tick
                    key={id}
                    isTicked={isShown(view, id)}
                    onTick={(isTicked) => onView(hideColumn(view, id, !isTicked))}
                  >
                    {COLUMNS[id].name}
                  </Tick>
                ))}
              <Menu.Separator className="menu-separator" />
              <Menu.Item className="menu-item" onClick={onFitColumns}>
                <span className="menu-check" />
                Fit all columns
              </Menu.Item>
            </Submenu>
            <Menu.Separator className="menu-separator" />
            <Tick
              isTicked={isByRelevance}
              onTick={(isTicked) => onView({ sort: [{ column: isTicked ? 'relevance' : 'digest', descending: true }] })}
            >
              Best matches first
            </Tick>
            <Menu.Item className="menu-item" onClick={() => onView(resetTable())}>
              <span className="menu-check" />
              Reset the table
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
});

interface ChoicesProps<V> {
  label: string;
  isLabelHidden?: boolean;
  names: readonly (readonly [value: V, name: string])[];
  value: V;
  onValue(value: V): void;
}

function Choices<V extends string | number | null>({ label, isLabelHidden, names, value, onValue }: ChoicesProps<V>) {
  return (
    <Menu.Group>
      <Menu.GroupLabel className={isLabelHidden ? 'visually-hidden' : 'menu-label'}>{label}</Menu.GroupLabel>
      <Menu.RadioGroup value={value} onValueChange={(chosen: V) => onValue(chosen)}>
        {names.map(([one, name]) => (
          <Menu.RadioItem key={one} value={one} className="menu-item" closeOnClick={false}>
            <span className="menu-check">
              <Menu.RadioItemIndicator>
                <Check aria-hidden="true" size={14} />
              </Menu.RadioItemIndicator>
            </span>
            {name}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </Menu.Group>
  );
}

interface TickProps {
  children: ReactNode;
  isTicked: boolean;
  onTick(isTicked: boolean): void;
}

function Tick({ children, isTicked, onTick }: TickProps) {
  return (
    <Menu.CheckboxItem className="menu-item" closeOnClick={false} checked={isTicked} onCheckedChange={onTick}>
      <span className="menu-check">
        <Menu.CheckboxItemIndicator>
          <Check aria-hidden="true" size={14} />
        </Menu.CheckboxItemIndicator>
      </span>
      {children}
    </Menu.CheckboxItem>
  );
}

interface SubmenuProps {
  label: string;
  container: RefObject<HTMLElement | null>;
  children: ReactNode;
}

function Submenu({ label, container, children }: SubmenuProps) {
  return (
    <Menu.SubmenuRoot>
      <Menu.SubmenuTrigger className="menu-item">
        <span className="menu-check" />
        <span className="menu-words">{label}</span>
        <ChevronRight aria-hidden="true" size={14} />
      </Menu.SubmenuTrigger>
      <Menu.Portal container={container}>
        <Menu.Positioner className="menu-positioner">
          <Menu.Popup className="menu">{children}</Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.SubmenuRoot>
  );
}
