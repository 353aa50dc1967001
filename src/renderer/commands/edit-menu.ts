/** Commands that take back, select and find. */
import { undoLabel } from '../undo/undo-label';
import type { CommandMenu } from './command';

export const EDIT_MENU: CommandMenu = {
  id: 'edit',
  label: 'Edit',
  sections: [
    [
      {
        id: 'undo',
        label: ({ undo }) => undoLabel('Undo', undo.next),
        keys: ['u', 'Mod+z'],
        when: ({ undo }) => undo.next !== null,
        isRepeatable: true,
        inText: 'undo',
        run: ({ undo }) => undo.undo(),
      },
      {
        id: 'redo',
        label: ({ undo }) => undoLabel('Redo', undo.nextRedo),
        keys: ['Shift+u', 'Mod+Shift+z', 'Mod+y'],
        when: ({ undo }) => undo.nextRedo !== null,
        isRepeatable: true,
        inText: 'redo',
        run: ({ undo }) => undo.redo(),
      },
    ],
    [{ id: 'find', label: 'Search papers', keys: ['/', 'Mod+f'], run: ({ list }) => list.focusSearch() }],
  ],
};
