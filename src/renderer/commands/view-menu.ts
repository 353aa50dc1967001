/** Commands about how things look. */
import type { Theme } from '../../preload/api';
import type { Command, CommandMenu } from './command';

const THEMES: readonly [theme: Theme, label: string][] = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];

export const VIEW_MENU: CommandMenu = {
  id: 'view',
  label: 'View',
  sections: [
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
        label: 'Theme',
        commands: THEMES.map(
          ([theme, label]): Command => ({
            id: `theme-${theme}`,
            label: `Theme: ${label.toLowerCase()}`,
            keys: [],
            isChecked: ({ settings }) => settings.theme === theme,
            run: ({ changeSettings }) => changeSettings({ theme }),
          }),
        ),
      },
    ],
  ],
};
