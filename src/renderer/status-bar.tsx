/** The line at the foot of the list: what happened, and how much there is. */
import { useCommandHints } from './commands/command-hints';
import type { Listing } from './library/list-records';
import type { FeedProgress } from './seeds/use-seeds-feed';
import { counted, formatCount } from './ui/format';
import { UndoOffer } from './undo/undo-offer';
import type { Undo } from './undo/use-undo';
import type { Saving } from './use-library-events';
import type { Status } from './use-status';

interface StatusBarProps {
  status: Status;
  /** How far the reading of digests is, while that goes on. */
  progress: FeedProgress | null;
  /** How far the storing of marks is, where that takes a while. */
  saving: Saving | null;
  /** What the list came to; `null` where no list is shown. */
  listing: Listing | null;
  /** How many papers the library has. */
  papers: number;
  /** Lists the papers that came in; `null` where they are listed. */
  onShowNew: (() => void) | null;
  undo: Undo;
  /** Takes out of the list what is only still there because it was when it was marked. */
  onCleanUp(): void;
}

export function StatusBar({ status, progress, saving, listing, papers, onShowNew, undo, onCleanUp }: StatusBarProps) {
  const hint = useCommandHints();
  return (
    <footer className="status-bar">
      <span className="status-words">
        <span role="status">{progress ? describeProgress(progress) : status.text}</span>
        {status.isArrival && !progress && onShowNew && (
          <button type="button" className="link-button" onClick={onShowNew}>
            Show the new ones
          </button>
        )}
        {saving && (
          <span>
            Saving {formatCount(saving.saved)} of {counted(saving.total, 'mark')}
          </span>
        )}
        <UndoOffer undo={undo} />
      </span>
      <span className="counts">
        {listing && listing.toCleanUp > 0 && (
          <button
            type="button"
            className="link-button"
            {...hint('clean-up', 'Take out what no longer belongs here')}
            onClick={onCleanUp}
          >
            Clean up ({formatCount(listing.toCleanUp)})
          </button>
        )}
        {listing &&
          `${formatCount(listing.shown)} of ${counted(papers, 'paper')}, ${formatCount(listing.shownUnread)} unread`}
      </span>
    </footer>
  );
}

function describeProgress({ done, total }: FeedProgress): string {
  return `Reading digests: ${formatCount(done)} of ${formatCount(total)}`;
}
