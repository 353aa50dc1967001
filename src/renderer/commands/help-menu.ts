/** Commands that explain. */
import type { CommandMenu } from './command';

export const HELP_MENU: CommandMenu = {
  id: 'help',
  label: 'Help',
  sections: [
    [
      {
        id: 'show-shortcuts',
        label: 'Keyboard shortcuts…',
        keys: ['?'],
        run: (context) => context.openDialog('shortcuts'),
      },
    ],
  ],
};
