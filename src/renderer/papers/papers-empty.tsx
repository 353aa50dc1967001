/** What stands where the rows would be when there are none, and what to do about it. */
import type { ListRequest } from '../library/list-records';

interface PapersEmptyProps {
  request: ListRequest;
  isLibraryEmpty: boolean;
  /** Whether more may come without the reader doing anything. */
  isBusy: boolean;
  /** The seeds folder. */
  folder: string;
  onClearSearch(): void;
  onAddDigests(): void;
  onAddSamples(): void;
  onChooseFolder(): void;
}

export function PapersEmpty(props: PapersEmptyProps) {
  const { request } = props;
  if (props.isBusy) return null;
  if (props.isLibraryEmpty) {
    return (
      <div className="empty-state">
        <h2>No digests yet</h2>
        <p>
          Save a digest page as text into <bdi className="path">{props.folder}</bdi>, drop digest files on this window,
          or copy the page in your browser and paste it here.
        </p>
        <p className="empty-actions">
          <button type="button" className="primary-button" onClick={props.onAddDigests}>
            Add digests…
          </button>
          <button type="button" className="quiet-button" onClick={props.onChooseFolder}>
            Watch another folder…
          </button>
          <button type="button" className="quiet-button" onClick={props.onAddSamples}>
            Try it with samples
          </button>
        </p>
      </div>
    );
  }
  if (request.search.trim() !== '') {
    return (
      <div className="empty-state">
        <h2>No paper matches</h2>
        <p>
          A paper must have every word, or one that begins so, and meet every condition
          {request.within !== '' || request.digestId !== null ? ' and be in this list' : ''}. Try fewer of them.
        </p>
        <p className="empty-actions">
          <button type="button" className="quiet-button" onClick={props.onClearSearch}>
            Clear the search
          </button>
        </p>
      </div>
    );
  }
  const { heading, words } = EMPTY_LISTS[request.within] ?? (request.within === '' ? NOTHING_HERE : NOTHING_NOW);
  return (
    <div className="empty-state">
      <h2>{heading}</h2>
      <p>{words}</p>
    </div>
  );
}

const NOTHING_HERE = { heading: 'Nothing here yet', words: '' };
const NOTHING_NOW = { heading: 'Nothing here now', words: 'No paper meets the conditions of this list.' };

/** By the query that says what the list is of. */
const EMPTY_LISTS: Record<string, { heading: string; words: string }> = {
  'is:new': { heading: 'Nothing new', words: 'The latest digests list only papers that were here before.' },
  'is:unread': { heading: 'Everything is read', words: '' },
  'is:starred': {
    heading: 'Nothing here yet',
    words: 'Star a paper with its star, or with the key s, and it is listed here.',
  },
};
