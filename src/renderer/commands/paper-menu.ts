/** Commands on the papers that are selected or, where none are, on the one that is looked at: the context menu as well. */
import type { Settings } from '../../preload/api';
import type { Status } from '../library/mark-records';
import { counted } from '../ui/format';
import type { Command, CommandMenu } from './command';
import type { CommandContext } from './command-context';

interface MarkCommand {
  id: string;
  label: string;
  key: string;
  which: 'star' | Status;
  /** Whether the next paper is shown then. */
  goesOn?(settings: Settings): boolean;
}

function markCommand({ id, label, key, which, goesOn }: MarkCommand): Command {
  return {
    id,
    label,
    labelNow: ({ browsing: { selectedCount } }) =>
      selectedCount > 1 ? `${label}: ${counted(selectedCount, 'paper')}` : label,
    keys: [key],
    when: ({ marking }) => marking.hasTarget,
    isChecked: ({ marking }) => marking.is(which),
    run: ({ marking, settings, moveBy }) => {
      const isSo = marking.toggle(which);
      if (isSo && goesOn?.(settings) && !marking.isSelection()) moveBy(1);
    },
  };
}

const firstLink = ({ browsing: { paper } }: CommandContext) => paper?.links[0];

export const PAPER_MENU: CommandMenu = {
  id: 'paper',
  label: 'Paper',
  sections: [
    [
      markCommand({
        id: 'toggle-read',
        label: 'Read',
        key: 'm',
        which: 'read',
        goesOn: ({ goesOnAfterRead }) => goesOnAfterRead,
      }),
      markCommand({
        id: 'toggle-skipped',
        label: 'Skip',
        key: 'x',
        which: 'skipped',
        goesOn: ({ goesOnAfterSkip }) => goesOnAfterSkip,
      }),
      markCommand({ id: 'toggle-reading', label: 'Reading', key: 'r', which: 'reading' }),
      markCommand({ id: 'toggle-star', label: 'Star', key: 's', which: 'star' }),
    ],
    [
      {
        id: 'edit-tags',
        label: 'Tag…',
        labelNow: ({ browsing: { selectedCount } }) =>
          selectedCount > 1 ? `Tag ${counted(selectedCount, 'paper')}…` : 'Tag…',
        keys: ['t'],
        when: ({ marking }) => marking.hasTarget,
        run: (context) => context.editTags(),
      },
      {
        id: 'write-note',
        label: 'Write a note',
        keys: ['n'],
        when: ({ browsing }) => browsing.paper !== null,
        run: (context) => context.writeNote(),
      },
      {
        id: 'open-link',
        label: 'Open the first link',
        keys: ['o'],
        when: (context) => firstLink(context) !== undefined,
        run: (context) => {
          const url = firstLink(context);
          if (url !== undefined) context.openLink(url);
        },
      },
    ],
    [
      {
        label: 'After marking',
        commands: [
          {
            id: 'toggle-going-on-after-skip',
            label: 'Show the next paper after skipping',
            keys: [],
            isChecked: ({ settings }) => settings.goesOnAfterSkip,
            run: ({ settings, changeSettings }) => changeSettings({ goesOnAfterSkip: !settings.goesOnAfterSkip }),
          },
          {
            id: 'toggle-going-on-after-read',
            label: 'Show the next paper after marking as read',
            keys: [],
            isChecked: ({ settings }) => settings.goesOnAfterRead,
            run: ({ settings, changeSettings }) => changeSettings({ goesOnAfterRead: !settings.goesOnAfterRead }),
          },
        ],
      },
    ],
  ],
};
