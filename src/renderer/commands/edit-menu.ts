/** Commands that take back, select and find. */
import { undoLabel } from '../undo/undo-label';
import type { CommandMenu } from './command';
import type { CommandContext } from './command-context';

const listingOf = ({ browsing }: CommandContext) => browsing.papers.order?.listing;
const isListShown = (context: CommandContext) => context.place.page === null && (listingOf(context)?.shown ?? 0) > 0;

export const EDIT_MENU: CommandMenu = {
  id: 'edit',
  label: 'Edit',
  sections: [
    [
      {
        id: 'undo',
        label: 'Undo',
        labelNow: ({ undo }) => undoLabel('Undo', undo.next),
        keys: ['u', 'Mod+z'],
        when: ({ undo }) => undo.next !== null,
        isRepeatable: true,
        inText: 'undo',
        run: ({ undo }) => undo.undo(),
      },
      {
        id: 'redo',
        label: 'Redo',
        labelNow: ({ undo }) => undoLabel('Redo', undo.nextRedo),
        keys: ['Shift+u', 'Mod+Shift+z', 'Mod+y'],
        when: ({ undo }) => undo.nextRedo !== null,
        isRepeatable: true,
        inText: 'redo',
        run: ({ undo }) => undo.redo(),
      },
    ],
    [
      {
        id: 'select-all',
        label: 'Select all papers of the list',
        keys: ['Mod+a'],
        when: isListShown,
        inText: 'selectAll',
        run: ({ browsing }) => browsing.selectAll(),
      },
      {
        id: 'clean-up',
        label: 'Clean up the list',
        keys: ['c'],
        when: (context) => isListShown(context) && (listingOf(context)?.toCleanUp ?? 0) > 0,
        run: ({ browsing }) => browsing.cleanUp(),
      },
    ],
    [{ id: 'open-tags', label: 'Tags…', keys: ['Mod+Shift+t'], run: (context) => context.openTags() }],
    [
      { id: 'find', label: 'Search papers', keys: ['/', 'Mod+f'], run: (context) => context.focusSearch() },
      { id: 'new-list', label: 'New list of this search…', keys: ['Mod+Shift+l'], run: ({ lists }) => lists.create() },
    ],
  ],
};
