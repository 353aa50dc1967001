/** Where a paper appeared: each digest, its date, and the paper's place in it. */
import type { Sighting } from '../library/library-api';
import { counted, formatDay } from '../ui/format';

interface SightingsProps {
  sightings: Sighting[];
  onOpenDigest(digestId: string): void;
}

export function Sightings({ sightings, onOpenDigest }: SightingsProps) {
  return (
    <section className="sightings" aria-label="Sightings">
      <h3>{counted(sightings.length, 'sighting')}</h3>
      <ul>
        {sightings.map(({ digest, position, of, comments }) => (
          <li key={`${digest.id} ${position}`}>
            <button type="button" className="link-button" onClick={() => onOpenDigest(digest.id)}>
              {digest.date ? formatDay(digest.date) : 'Undated digest'}
            </button>
            <span className="sighting-place">
              no. {position} of {of}
              {comments !== null && `, ${counted(comments, 'comment')}`}
            </span>
            <span className="sighting-file">
              {digest.name === null ? 'no longer in the folder' : <bdi>{digest.name}</bdi>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
