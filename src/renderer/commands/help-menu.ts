/** Commands that explain. */
import type { CommandMenu } from './command';

export const HELP_MENU: CommandMenu = {
  id: 'help',
  label: 'Help',
  sections: [
    [
      { id: 'show-search-help', label: 'How to search…', keys: [], run: (context) => context.openSearchHelp() },
      {
        id: 'show-shortcuts',
        label: 'Keyboard shortcuts…',
        keys: ['?'],
        run: (context) => context.openShortcuts(),
      },
    ],
    [
      {
        id: 'copy-diagnostics',
        label: 'Copy diagnostics',
        keys: [],
        run: (context) => context.care.copyDiagnostics(),
      },
      { id: 'show-about', label: 'About Offprint', keys: [], run: (context) => context.care.openAbout() },
    ],
  ],
};
