/** Commands that lead somewhere else. */
import { STANDARD_LISTS } from '../papers/standard-lists';
import type { Command, CommandMenu } from './command';

export const GO_MENU: CommandMenu = {
  id: 'go',
  label: 'Go',
  sections: [
    [
      {
        id: 'read-on',
        label: 'Read on, then to the next unread paper',
        keys: ['Space'],
        isRepeatable: true,
        run: ({ reading }) => reading.on(),
      },
      {
        id: 'read-back',
        label: 'Back in the abstract',
        keys: ['Shift+Space'],
        isRepeatable: true,
        run: ({ reading }) => reading.back(),
      },
      { id: 'next-paper', label: 'Next paper', keys: ['j'], isRepeatable: true, run: ({ moveBy }) => moveBy(1) },
      {
        id: 'previous-paper',
        label: 'Previous paper',
        keys: ['k'],
        isRepeatable: true,
        run: ({ moveBy }) => moveBy(-1),
      },
      {
        id: 'find-title',
        label: 'Title that begins with…',
        keys: ["'"],
        when: ({ place }) => place.page === null,
        run: ({ findTitle }) => findTitle(),
      },
      {
        id: 'go-back',
        label: 'Back to the list, or to one paper selected',
        keys: ['Escape'],
        when: ({ place, browsing }) => place.page !== null || browsing.selectedCount > 1,
        run: ({ place, browsing }) => (place.page !== null ? place.goBack() : browsing.selectCurrentOnly()),
      },
    ],
    [
      ...STANDARD_LISTS.map(
        ({ within, name, key }): Command => ({
          id: `go-to-${within.replace('is:', '') || 'all'}`,
          label: name,
          keys: [`g ${key}`],
          isChecked: ({ place }) =>
            place.page === null && place.listed.digestId === null && place.listed.within === within,
          run: ({ place }) => place.showList({ within, digestId: null }),
        }),
      ),
      {
        id: 'go-to-problems',
        label: 'Problems',
        keys: ['g p'],
        isChecked: ({ place }) => place.page?.kind === 'problems',
        run: ({ place }) => place.showProblems(),
      },
    ],
    [
      { id: 'go-to-digest', label: 'Digest…', keys: ['g d'], run: (context) => context.openPalette('digest') },
      { id: 'go-to-list', label: 'Saved list…', keys: ['g l'], run: (context) => context.openPalette('list') },
      { id: 'go-to-tag', label: 'Tag…', keys: ['g t'], run: (context) => context.openPalette('tag') },
    ],
  ],
};
