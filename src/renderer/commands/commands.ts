/** Every action of the window, once: what it is called, which keys it has, and what it does. */

/** What actions may do; `app.tsx` provides it. */
export interface CommandContext {
  moveSelection(by: number): void;
  toggleSelected(mark: 'star' | 'read'): void;
  writeNote(): void;
  openFirstLink(): void;
  focusSearch(): void;
  chooseDigests(): void;
  chooseSeedsFolder(): void;
  undo(): void;
  togglePane(pane: 'sidebar' | 'paper'): void;
}

export interface Command {
  id: string;
  label: string;
  /** As `KeyboardEvent.key` says them, with `Ctrl+` in front where Control (or Command) is held. */
  keys: string[];
  run(context: CommandContext): void;
}

export const COMMANDS: readonly Command[] = [
  { id: 'next-paper', label: 'Next paper', keys: ['j'], run: (context) => context.moveSelection(1) },
  { id: 'previous-paper', label: 'Previous paper', keys: ['k'], run: (context) => context.moveSelection(-1) },
  { id: 'toggle-read', label: 'Read or unread', keys: ['m'], run: (context) => context.toggleSelected('read') },
  { id: 'toggle-star', label: 'Star', keys: ['s'], run: (context) => context.toggleSelected('star') },
  { id: 'write-note', label: 'Write a note', keys: ['n'], run: (context) => context.writeNote() },
  { id: 'open-link', label: 'Open the first link', keys: ['o'], run: (context) => context.openFirstLink() },
  { id: 'find', label: 'Search papers', keys: ['/', 'Ctrl+f'], run: (context) => context.focusSearch() },
  { id: 'add-digests', label: 'Add digests…', keys: ['Ctrl+o'], run: (context) => context.chooseDigests() },
  {
    id: 'choose-seeds-folder',
    label: 'Seeds folders…',
    keys: [],
    run: (context) => context.chooseSeedsFolder(),
  },
  { id: 'undo', label: 'Undo', keys: ['Ctrl+z'], run: (context) => context.undo() },
  { id: 'toggle-sidebar', label: 'Sidebar', keys: ['Ctrl+b'], run: (context) => context.togglePane('sidebar') },
  { id: 'toggle-paper', label: 'Paper pane', keys: ['Ctrl+Shift+b'], run: (context) => context.togglePane('paper') },
];

export function commandForKey(key: string): Command | undefined {
  return COMMANDS.find((command) => command.keys.includes(key));
}
