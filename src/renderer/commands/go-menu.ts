/** Commands that lead somewhere else. */
import type { Command, CommandMenu } from './command';

const LISTS: readonly [name: string, key: string, within: string][] = [
  ['All papers', 'a', ''],
  ['New', 'n', 'is:new'],
  ['Unread', 'u', 'is:unread'],
  ['Starred', 's', 'is:starred'],
];

export const GO_MENU: CommandMenu = {
  id: 'go',
  label: 'Go',
  sections: [
    [
      { id: 'next-paper', label: 'Next paper', keys: ['j'], isRepeatable: true, run: ({ list }) => list.move(1) },
      {
        id: 'previous-paper',
        label: 'Previous paper',
        keys: ['k'],
        isRepeatable: true,
        run: ({ list }) => list.move(-1),
      },
    ],
    [
      ...LISTS.map(
        ([label, key, within]): Command => ({
          id: `go-to-${label.split(' ')[0]?.toLowerCase()}`,
          label,
          keys: [`g ${key}`],
          isChecked: ({ place }) =>
            place.page === null && place.listed.digestId === null && place.listed.within === within,
          run: ({ place }) => place.showList({ within, digestId: null }),
        }),
      ),
      { id: 'go-to-problems', label: 'Problems', keys: ['g p'], run: ({ place }) => place.showProblems() },
    ],
  ],
};
