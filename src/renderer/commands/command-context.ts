/** What commands act on, and what they may do: `use-window.ts` brings it together from the parts of the window. */
import type { Settings } from '../../preload/api';
import type { Care } from '../care/use-care';
import type { ViewState } from '../library/list-records';
import type { Status } from '../library/mark-records';
import type { Lists } from '../lists/use-lists';
import type { Panes } from '../panes';
import type { Transfer } from '../transfer/use-transfer';
import type { Undo } from '../undo/use-undo';
import type { Browsing } from '../use-browsing';
import type { Place } from '../use-place';

/** What the palette offers: everything, or only what is of one kind. */
export type PaletteScope = 'all' | 'digest' | 'list' | 'tag';

export interface CommandContext {
  browsing: Pick<
    Browsing,
    'paper' | 'papers' | 'selectedCount' | 'selectAll' | 'selectCurrentOnly' | 'foldGroup' | 'cleanUp' | 'goTo'
  >;
  place: Place;
  undo: Pick<Undo, 'next' | 'nextRedo' | 'undo' | 'redo'>;
  /** Goes to the row so many further down. */
  moveBy(rows: number): void;
  /** Asks how a title begins, and goes there. */
  findTitle(): void;
  focusSearch(): void;
  /** Marks the papers that are selected or, where none are, the one that is looked at. */
  marking: {
    /** Whether there are any. */
    hasTarget: boolean;
    /** Whether they are those that are selected, or will be: a key may come before it is known how many. */
    isSelection(): boolean;
    /** Whether the paper that is looked at is so. */
    is(which: 'star' | Status): boolean;
    /** @returns whether they are so now: what is so already is so no longer */
    toggle(which: 'star' | Status): boolean;
  };
  reading: {
    /** The next part of the paper that is shown or, at its end, the next unread paper. */
    on(): void;
    back(): void;
  };
  writeNote(): void;
  /** Goes to where tags are added. */
  editTags(): void;
  openTags(): void;
  openDevices(): void;
  panes: Pick<Panes, 'isShown' | 'toggle'>;
  view: ViewState;
  changeView(change: Partial<ViewState>): void;
  settings: Settings;
  changeSettings(change: Partial<Settings>): void;
  openLink(url: string): void;
  chooseDigests(): void;
  care: Pick<Care, 'openBackups' | 'openAbout' | 'copyDiagnostics'> & {
    transfer: Pick<Transfer, 'exportLibrary' | 'openLibrary'>;
  };
  lists: Pick<Lists, 'open' | 'create'>;
  openSearchHelp(): void;
  openSeeds(): void;
  openShortcuts(): void;
  openPalette(scope: PaletteScope): void;
}
