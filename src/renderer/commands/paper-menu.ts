/** Commands on the papers that are selected, or else on the one that is shown. They are the context menu as well. */

import type { CommandMenu } from './command';
import type { CommandContext } from './command-context';

const isShown = ({ paper }: CommandContext) => paper !== null;

export const PAPER_MENU: CommandMenu = {
  id: 'paper',
  label: 'Paper',
  sections: [
    [
      {
        id: 'toggle-read',
        label: 'Read or unread',
        keys: ['m'],
        when: isShown,
        run: ({ marks }) => marks.toggle('read'),
      },
      { id: 'toggle-star', label: 'Star', keys: ['s'], when: isShown, run: ({ marks }) => marks.toggle('star') },
      { id: 'write-note', label: 'Write a note', keys: ['n'], when: isShown, run: ({ marks }) => marks.writeNote() },
    ],
    [
      {
        id: 'open-link',
        label: 'Open the first link',
        keys: ['o'],
        when: ({ paper }) => paper?.links[0] !== undefined,
        run: ({ paper, openLink }) => paper?.links[0] !== undefined && openLink(paper.links[0]),
      },
    ],
  ],
};
