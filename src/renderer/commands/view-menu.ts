/** Commands about how things look. */
import { TABLE_COLUMNS, type TableColumn } from '../library/list-records';
import { sortBy } from '../papers/column-sort';
import { COLUMNS } from '../papers/columns';
import { DENSITY_NAMES, GROUP_NAMES } from '../papers/view-names';
import { THEME_NAMES } from '../theme-switch';
import type { Command, CommandMenu } from './command';
import type { CommandContext } from './command-context';

const columnNames = Object.fromEntries(TABLE_COLUMNS.map((column) => [column, COLUMNS[column].name])) as Record<
  TableColumn,
  string
>;

/** One command for each of the values that something can have. */
function choices<Value extends string>(
  id: string,
  label: string,
  names: Record<Value, string>,
  choice: {
    isChecked(context: CommandContext, value: Value): boolean;
    run(context: CommandContext, value: Value): void;
  },
): Command[] {
  return (Object.keys(names) as Value[]).map((value) => ({
    id: `${id}-${value}`,
    label: `${label} ${names[value].toLowerCase()}`,
    keys: [],
    isChecked: (context) => choice.isChecked(context, value),
    run: (context) => choice.run(context, value),
  }));
}

export const VIEW_MENU: CommandMenu = {
  id: 'view',
  label: 'View',
  sections: [
    [
      {
        id: 'open-palette',
        label: 'Commands…',
        keys: ['Mod+k', 'Mod+Shift+p'],
        run: (context) => context.openPalette('all'),
      },
    ],
    [
      {
        id: 'toggle-sidebar',
        label: 'Sidebar',
        keys: ['Mod+b'],
        isChecked: ({ panes }) => panes.isShown('sidebar'),
        run: ({ panes }) => panes.toggle('sidebar'),
      },
      {
        id: 'toggle-paper',
        label: 'Paper pane',
        keys: ['Mod+Shift+b'],
        isChecked: ({ panes }) => panes.isShown('paper'),
        run: ({ panes }) => panes.toggle('paper'),
      },
    ],
    [
      {
        label: 'Sort by',
        commands: [
          ...choices('sort-by', 'Sort by', columnNames, {
            isChecked: ({ view }, column) => view.sort[0]?.column === column,
            run: ({ view, changeView }, column) => changeView({ sort: sortBy(view.sort, column) }),
          }),
          {
            id: 'sort-by-relevance',
            label: 'Sort by how well they fit the search',
            keys: [],
            isChecked: ({ view }) => view.sort[0]?.column === 'relevance',
            run: ({ changeView }) => changeView({ sort: [{ column: 'relevance', descending: true }] }),
          },
        ],
      },
      {
        label: 'Group by',
        commands: [
          {
            id: 'group-by-nothing',
            label: 'Group by nothing',
            keys: [],
            isChecked: ({ view }) => view.group === null,
            run: ({ changeView }) => changeView({ group: null }),
          },
          ...choices('group-by', 'Group by', GROUP_NAMES, {
            isChecked: ({ view }, group) => view.group === group,
            run: ({ changeView }, group) => changeView({ group }),
          }),
        ],
      },
      {
        id: 'fold-groups',
        label: 'Fold all groups',
        keys: [],
        when: ({ view }) => view.group !== null,
        run: ({ browsing }) => browsing.foldGroup(null, true),
      },
      {
        id: 'unfold-groups',
        label: 'Unfold all groups',
        keys: [],
        when: ({ view }) => view.group !== null,
        run: ({ browsing }) => browsing.foldGroup(null, false),
      },
    ],
    [
      {
        label: 'Rows',
        commands: [
          ...choices('density', 'Rows:', DENSITY_NAMES, {
            isChecked: ({ view }, density) => view.density === density,
            run: ({ changeView }, density) => changeView({ density }),
          }),
          {
            id: 'toggle-title-lines',
            label: 'Long titles on two lines',
            keys: [],
            isChecked: ({ view }) => view.titleLines === 2,
            run: ({ view, changeView }) => changeView({ titleLines: view.titleLines === 2 ? 1 : 2 }),
          },
        ],
      },
      {
        label: 'Theme',
        commands: choices('theme', 'Theme:', THEME_NAMES, {
          isChecked: ({ settings }, theme) => settings.theme === theme,
          run: ({ changeSettings }, theme) => changeSettings({ theme }),
        }),
      },
    ],
  ],
};
