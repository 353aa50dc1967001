/** What a command is. All there are stand in `commands.ts`. */
import type { CommandContext } from './command-context';

export interface Command {
  /** `verb-noun`; never changed once released, as the reader's own keys are kept by it. */
  id: string;
  /** As in a menu: `Mark as read`. */
  label: string;
  /** The label while it says more about what would be done now: `Skip 43 papers`. */
  labelNow?(context: CommandContext): string;
  /** Where the reader chose no others; see `chords.ts`. */
  keys: readonly string[];
  /** Whether it can be run now; left out where it always can. */
  when?(context: CommandContext): boolean;
  /** Whether what it sets or shows is so. */
  isChecked?(context: CommandContext): boolean;
  /** Whether holding its keys down runs it again and again. */
  isRepeatable?: boolean;
  /** What it is while a text is being written, where the text has the same for itself. */
  inText?: 'undo' | 'redo' | 'selectAll';
  run(context: CommandContext): void;
}

/** Commands that stand together in a menu under a name of their own. */
export interface CommandSubmenu {
  label: string;
  commands: readonly Command[];
}

/** A menu of the application, and the group of the same name in the list of all keys. */
export interface CommandMenu {
  id: 'file' | 'edit' | 'view' | 'go' | 'paper' | 'help';
  label: string;
  /** Parted by a line. */
  sections: readonly (readonly (Command | CommandSubmenu)[])[];
}

export function isSubmenu(item: Command | CommandSubmenu): item is CommandSubmenu {
  return 'commands' in item;
}

export function labelOf(command: Command, context: CommandContext): string {
  return command.labelNow?.(context) ?? command.label;
}

export function isRunnable(command: Command, context: CommandContext): boolean {
  return command.when?.(context) ?? true;
}
