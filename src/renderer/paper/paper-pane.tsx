/** One paper: what the digests say of it, and what the reader says. */
import { ExternalLink } from 'lucide-react';
import type { RefObject } from 'react';
import type { MarkChange, Status } from '../library/mark-records';
import type { PaperDetails } from '../library/paper-records';
import type { Sought } from '../library/query/language/expression';
import type { Tags } from '../tags/use-tags';
import { counted, formatDay, formatLocalDay } from '../ui/format';
import { HighlightedText } from '../ui/highlighted-text';
import { steady } from '../ui/steady';
import type { Edits } from '../use-edits';
import { Decisions } from './decisions';
import { MarkControls } from './mark-controls';
import { Notes } from './notes';
import { SelectedPapers } from './selected-papers';
import { Sightings } from './sightings';

interface PaperPaneProps {
  paper: PaperDetails | null;
  selectedCount: number;
  /** Where the library tells of marks: `marked`, `saved`. */
  events: EventTarget;
  tags: Tags;
  /** Where menus are put. */
  container: RefObject<HTMLElement | null>;
  onMarkSelected(change: MarkChange): void;
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

export const PaperPane = steady(function PaperPane({
  paper,
  selectedCount,
  events,
  onMarkSelected,
  ...props
}: PaperPaneProps) {
  const { tags, container, onLeaveNotes, onError } = props;
  return (
    <section className="paper-pane" aria-label="Paper">
      {selectedCount > 1 ? (
        <SelectedPapers
          {...{ selectedCount, events, tags, container, onError }}
          onMark={onMarkSelected}
          onLeave={onLeaveNotes}
        />
      ) : paper ? (
        <PaperArticle key={paper.id} paper={paper} events={events} {...props} />
      ) : (
        <p className="no-paper">Choose a paper to read its abstract and to write notes.</p>
      )}
    </section>
  );
});

function PaperArticle({
  paper,
  article,
  words,
  events,
  tags,
  container,
  onMark,
  onOpenLink,
  onOpenDigest,
  onShowEntry,
  edits,
  onLeaveNotes,
  onError,
}: Omit<PaperPaneProps, 'paper' | 'selectedCount' | 'onMarkSelected'> & { paper: PaperDetails }) {
  const latestDecision = paper.decisions[0]?.id ?? '';
  return (
    <>
      <article ref={article} className="paper-article" tabIndex={0} aria-labelledby="paper-title">
        <h2 id="paper-title">
          <HighlightedText text={paper.title} words={words} field="title" />
        </h2>
        <Byline paper={paper} />
        <MarkControls
          of={1}
          statuses={{ ...NO_STATUS, [paper.status]: 1 }}
          starred={paper.isStarred ? 1 : 0}
          tagged={new Map(paper.tags.map((tagId) => [tagId, 1]))}
          tags={tags}
          container={container}
          onMark={(change) => void onMark(paper.id, change)}
          onLeave={onLeaveNotes}
        />
        <StatusSince paper={paper} />
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
        events={events}
        onChange={(note, base) => onMark(paper.id, { note, noteBases: [base] })}
        onLeave={onLeaveNotes}
      />
    </>
  );
}

const NO_STATUS: Record<Status, number> = { unread: 0, reading: 0, read: 0, skipped: 0 };

const SINCE: Record<Status, string> = {
  unread: 'Unread again since',
  reading: 'Begun on',
  read: 'Read on',
  skipped: 'Skipped on',
};

function StatusSince({ paper: { status, statusAt } }: { paper: PaperDetails }) {
  if (statusAt === null) return null;
  return (
    <p className="status-since">
      {SINCE[status]} <time dateTime={new Date(statusAt).toISOString()}>{formatLocalDay(statusAt)}</time>
    </p>
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
