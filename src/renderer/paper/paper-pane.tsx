/** One paper: what the digests say of it, and what the reader says. */
import { Check, Circle, ExternalLink, Star } from 'lucide-react';
import type { RefObject } from 'react';
import { useCommandHints } from '../commands/command-hints';
import type { MarkChange, PaperDetails } from '../library/library-api';
import type { Sought } from '../library/query/language/expression';
import { counted, formatDay } from '../ui/format';
import { HighlightedText } from '../ui/highlighted-text';
import type { Edits } from '../use-edits';
import { Decisions } from './decisions';
import { Notes } from './notes';
import { Sightings } from './sightings';

interface PaperPaneProps {
  paper: PaperDetails | null;
  /** What is scrolled to read on. */
  article: RefObject<HTMLElement | null>;
  words: readonly Sought[];
  /** Resolves to whether the change is stored. */
  onMark(id: string, change: MarkChange): Promise<boolean>;
  onOpenLink(url: string): void;
  /** Lists the papers of a digest. */
  onOpenDigest(digestId: string): void;
  /** Shows the lines where a paper stands. @param entry its place in the digest, from 0 */
  onShowEntry(digestId: string, entry: number): void;
  edits: Pick<Edits, 'joinPapers' | 'tellApart' | 'takeBack'>;
  onLeaveNotes(): void;
  onError(error: unknown): void;
}

export function PaperPane({ paper, ...props }: PaperPaneProps) {
  return (
    <section className="paper-pane" aria-label="Paper">
      {paper ? (
        <PaperArticle key={paper.id} paper={paper} {...props} />
      ) : (
        <p className="no-paper">Choose a paper to read its abstract and to write notes.</p>
      )}
    </section>
  );
}

function PaperArticle({
  paper,
  article,
  words,
  onMark,
  onOpenLink,
  onOpenDigest,
  onShowEntry,
  edits,
  onLeaveNotes,
  onError,
}: PaperPaneProps & { paper: PaperDetails }) {
  const hint = useCommandHints();
  const latestDecision = paper.decisions[0]?.id ?? '';
  return (
    <>
      <article ref={article} className="paper-article" tabIndex={0} aria-labelledby="paper-title">
        <h2 id="paper-title">
          <HighlightedText text={paper.title} words={words} field="title" />
        </h2>
        <Byline paper={paper} />
        <div className="paper-actions">
          <button
            type="button"
            className="mark-button"
            aria-pressed={paper.isStarred}
            {...hint('toggle-star', 'Star')}
            onClick={() => void onMark(paper.id, { isStarred: !paper.isStarred })}
          >
            <Star aria-hidden="true" size={14} strokeWidth={1.75} />
            Star
          </button>
          <button
            type="button"
            className="mark-button"
            aria-pressed={paper.status === 'read'}
            {...hint('toggle-read', 'Read or unread')}
            onClick={() => void onMark(paper.id, { status: paper.status === 'read' ? 'unread' : 'read' })}
          >
            {paper.status === 'read' ? (
              <Check aria-hidden="true" size={14} strokeWidth={2} />
            ) : (
              <Circle aria-hidden="true" size={14} strokeWidth={1.75} />
            )}
            Read
          </button>
        </div>
        {paper.abstract === null ? (
          <p className="no-abstract">The digests list this paper without an abstract.</p>
        ) : (
          <p className="abstract">
            <HighlightedText text={paper.abstract} words={words} field="abstract" />
          </p>
        )}
        {paper.links.length > 0 && (
          <section className="links" aria-label="Links">
            <h3>Links</h3>
            <ul>
              {paper.links.map((url) => (
                <li key={url}>
                  <a
                    href={url}
                    title={`Open ${url} in the browser`}
                    onClick={(event) => {
                      event.preventDefault();
                      onOpenLink(url);
                    }}
                  >
                    {url.replace(/^https?:\/\//, '')}
                    <ExternalLink aria-hidden="true" size={12} />
                  </a>
                </li>
              ))}
            </ul>
          </section>
        )}
        <Sightings
          title={paper.title}
          sightings={paper.sightings}
          onOpenDigest={onOpenDigest}
          onShowEntry={onShowEntry}
          onTellApart={(entryId) => void edits.tellApart(paper, entryId)}
        />
        <Decisions
          paper={paper}
          onJoin={(otherId) => void edits.joinPapers(paper, otherId)}
          onTakeBack={(decision) => void edits.takeBack(paper, decision)}
          onError={onError}
        />
      </article>
      {/* Papers that were joined have one note: what was typed into that of one of them is in it. */}
      <Notes
        key={latestDecision}
        note={paper.note}
        onChange={(note) => onMark(paper.id, { note })}
        onLeave={onLeaveNotes}
      />
    </>
  );
}

function Byline({ paper }: { paper: PaperDetails }) {
  const { organization, authorCount, publishedOn, comments } = paper;
  const parts = [
    organization && <span title={`@${organization.handle}`}>{organization.name}</span>,
    authorCount !== null && <span>{counted(authorCount, 'author')}</span>,
    publishedOn !== null && <time dateTime={publishedOn}>{formatDay(publishedOn)}</time>,
    comments !== null && <span>{counted(comments, 'comment')}</span>,
  ].filter(Boolean);
  if (parts.length === 0) return <p className="byline">The digests do not say who wrote it, or when.</p>;
  return (
    <p className="byline">
      {parts.map((part, index) => (
        <span key={index} className="byline-part">
          {part}
        </span>
      ))}
    </p>
  );
}
