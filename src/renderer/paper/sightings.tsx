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
        {sightings.map((sighting) => (
          <li key={`${sighting.digestId} ${sighting.position}`}>
            <button type="button" className="link-button" onClick={() => onOpenDigest(sighting.digestId)}>
              {sighting.date ? formatDay(sighting.date) : 'Undated digest'}
            </button>
            <span className="sighting-place">
              no. {sighting.position} of {sighting.of}
              {sighting.comments !== null && `, ${counted(sighting.comments, 'comment')}`}
            </span>
            <span className="sighting-file">
              {sighting.file === null ? 'no longer in the folder' : <bdi>{sighting.file}</bdi>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
