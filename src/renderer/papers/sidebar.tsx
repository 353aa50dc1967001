/** The left pane: lists, digests, problems, and the folders that are watched. */
import type { LucideIcon } from 'lucide-react';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { LibraryTotals } from '../library/library-api';
import { formatCount } from '../ui/format';
import { steady } from '../ui/steady';
import type { Place } from '../use-place';
import { DigestList } from './digest-list';
import { STANDARD_LISTS } from './standard-lists';
import type { DigestWindow } from './use-digests';

interface SidebarProps {
  place: Place;
  totals: LibraryTotals;
  digests: DigestWindow;
  /** The lists that the reader keeps. */
  savedLists: ReactNode;
  hasSamples: boolean;
  onRemoveSamples(): void;
  footer: ReactNode;
}

export function Sidebar({ place, totals, digests, ...props }: SidebarProps) {
  const { page, listed } = place;
  const listedWithin = page === null && listed.digestId === null ? listed.within : null;
  return (
    <nav className="sidebar" aria-label="Lists">
      <h1 className="wordmark">Offprint</h1>
      <ul>
        {STANDARD_LISTS.filter(
          ({ within, count, isPassing }) => !isPassing || totals[count] > 0 || within === listedWithin,
        ).map(({ within, name, icon, count }) => (
          <PlaceItem
            key={within}
            icon={icon}
            name={name}
            count={totals[count]}
            isCurrent={within === listedWithin}
            onClick={() => place.showList({ within, digestId: null })}
          />
        ))}
        {(totals.problems > 0 || page?.kind === 'problems') && (
          <PlaceItem
            icon={TriangleAlert}
            name="Problems"
            count={totals.problems}
            isCurrent={page?.kind === 'problems'}
            onClick={place.showProblems}
          />
        )}
      </ul>
      {props.savedLists}
      <DigestList
        digests={digests}
        currentId={page?.kind === 'digest' ? page.of.digestId : page ? null : listed.digestId}
        onChoose={(digestId) => place.showList({ within: '', digestId })}
      />
      {props.hasSamples && (
        <div className="samples-note">
          <p>You are looking at sample papers, invented to try Offprint with.</p>
          <button type="button" className="quiet-button" onClick={props.onRemoveSamples}>
            Remove the samples
          </button>
        </div>
      )}
      {props.footer}
    </nav>
  );
}

interface PlaceItemProps {
  icon: LucideIcon;
  name: string;
  count: number;
  isCurrent: boolean;
  onClick(): void;
}

const PlaceItem = steady(function PlaceItem({ icon: Icon, name, count, isCurrent, onClick }: PlaceItemProps) {
  return (
    <li>
      <button type="button" className="place" aria-current={isCurrent ? 'page' : undefined} onClick={onClick}>
        <Icon aria-hidden="true" size={15} strokeWidth={1.75} />
        <span className="place-name">{name}</span>
        <span className="place-count">{formatCount(count)}</span>
      </button>
    </li>
  );
});
