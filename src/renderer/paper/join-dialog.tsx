/** Chooses the paper that another is the same as: those with similar titles first, or whatever is searched for. */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { PaperRow } from '../library/list-records';
import type { PaperDetails } from '../library/paper-records';
import { library } from '../library-client';
import { counted, formatDay } from '../ui/format';
import { Modal } from '../ui/modal';

interface JoinDialogProps {
  paper: PaperDetails;
  isOpen: boolean;
  onClose(): void;
  onJoin(otherId: string): void;
  onError(error: unknown): void;
}

const MOST_OFFERED = 30;

export function JoinDialog({ paper, isOpen, onClose, onJoin, onError }: JoinDialogProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <Modal
      title="Join with another paper"
      description={
        <>
          Choose the paper that is the same as <q className="join-title">{paper.title}</q>. Their sightings, notes and
          other marks come together, and it can be taken back.
        </>
      }
      isOpen={isOpen}
      onClose={onClose}
      initialFocus={input}
      className="join-dialog"
    >
      <Candidates paper={paper} input={input} onJoin={onJoin} onError={onError} />
    </Modal>
  );
}

type CandidatesProps = Pick<JoinDialogProps, 'paper' | 'onJoin' | 'onError'> & {
  input: React.RefObject<HTMLInputElement | null>;
};

function Candidates({ paper, input, onJoin, onError }: CandidatesProps) {
  const [text, setText] = useState('');
  const [found, setFound] = useState<PaperRow[] | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const { id, title } = paper;
  useEffect(() => {
    let isCurrent = true;
    const sought = text.trim() === '' ? title : text;
    library.findPapers(sought, MOST_OFFERED + 1).then((rows) => {
      if (isCurrent) setFound(rows.filter((row) => row.id !== id).slice(0, MOST_OFFERED));
    }, onError);
    return () => {
      isCurrent = false;
    };
  }, [text, title, id, onError]);

  /** The arrow keys go through the papers, and back to the search. */
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const buttons: Element[] = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(event.currentTarget) + by;
    if (at < 0) input.current?.focus();
    else (buttons[at] as HTMLElement | undefined)?.focus();
  };

  return (
    <div className="join-search">
      <input
        ref={input}
        type="search"
        aria-label="Search for the other paper"
        placeholder="Search by title; similar titles are listed below"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {found?.length === 0 && (
        <p className="join-none">
          {text.trim() === ''
            ? 'No other title is like this one. Type words of the other paper’s title.'
            : 'No other paper has any of these words in its title.'}
        </p>
      )}
      <ul ref={list} className="modal-body join-candidates" aria-label="Papers to join with">
        {found?.map((row) => (
          <li key={row.id}>
            <button type="button" onClick={() => onJoin(row.id)} onKeyDown={onKeyDown}>
              <bdi className="candidate-title">{row.title}</bdi>
              <span className="candidate-detail">{describe(row)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function describe({ organization, authors, published, sightings }: PaperRow): string {
  const parts = [
    organization,
    authors !== null && counted(authors, 'author'),
    published && formatDay(published),
    counted(sightings, 'sighting'),
  ];
  return parts.filter(Boolean).join(' · ');
}
