/** What commands act on, and what they may do: `use-command-context.ts` brings it together from the parts of the window. */
import type { Settings } from '../../preload/api';
import type { PaperDetails } from '../library/library-api';
import type { Panes } from '../panes';
import type { Undo } from '../undo/use-undo';
import type { Place } from '../use-place';

/** The dialogs that a command opens. */
export type CommandDialog = 'seeds' | 'shortcuts';

export interface CommandContext {
  /** The paper that is shown; `null` where none is. */
  paper: PaperDetails | null;
  place: Place;
  undo: Pick<Undo, 'next' | 'nextRedo' | 'undo' | 'redo'>;
  list: {
    /** Goes to the paper so many rows further down. */
    move(by: number): void;
    focusSearch(): void;
  };
  marks: {
    toggle(which: 'star' | 'read'): void;
    writeNote(): void;
  };
  panes: Pick<Panes, 'isShown' | 'toggle'>;
  settings: Settings;
  changeSettings(change: Partial<Settings>): void;
  openLink(url: string): void;
  chooseDigests(): void;
  openDialog(dialog: CommandDialog): void;
}
