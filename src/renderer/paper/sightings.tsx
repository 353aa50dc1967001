/** Where a paper appeared: each digest, its date, and the paper's place in it. */
import type { Sighting } from '../library/paper-records';
import { counted, formatDay } from '../ui/format';

interface SightingsProps {
  /** What the paper is called. */
  title: string;
  sightings: Sighting[];
  /** Lists the papers of a digest. */
  onOpenDigest(digestId: string): void;
  /** Shows the lines where the paper stands. @param entry its place, from 0 */
  onShowEntry(digestId: string, entry: number): void;
  /** Decides that what stands there is another paper. @param entryId see `Sighting.entryId` */
  onTellApart(entryId: string): void;
}

export function Sightings({ title: paperTitle, sightings, onOpenDigest, onShowEntry, onTellApart }: SightingsProps) {
  const hasSeveralTexts = new Set(sightings.map(({ entryId }) => entryId)).size > 1;
  return (
    <section className="sightings" aria-label="Sightings">
      <h3>{counted(sightings.length, 'sighting')}</h3>
      <ul>
        {sightings.map(({ digest, entryId, title, position, of, comments }) => (
          <li key={`${digest.id} ${position}`}>
            <button
              type="button"
              className="link-button"
              title="List the papers of this digest"
              onClick={() => onOpenDigest(digest.id)}
            >
              {digest.date ? formatDay(digest.date) : 'Undated digest'}
            </button>
            <span className="sighting-place">
              no. {position} of {of}
              {comments !== null && `, ${counted(comments, 'comment')}`}
            </span>
            <span className="sighting-file">
              {digest.name === null ? 'no longer in the folder' : <bdi>{digest.name}</bdi>}
            </span>
            {title !== paperTitle && <bdi className="sighting-title">{title}</bdi>}
            <span className="sighting-actions">
              <button type="button" className="link-button" onClick={() => onShowEntry(digest.id, position - 1)}>
                Show in the digest
              </button>
              {hasSeveralTexts && (
                <button
                  type="button"
                  className="link-button"
                  title="The text of this sighting is of another paper than that of the others"
                  onClick={() => onTellApart(entryId)}
                >
                  This is another paper
                </button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
