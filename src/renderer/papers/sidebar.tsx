/** The left pane: lists, digests, problems, and the folder that is watched. */
import { useVirtualizer } from '@tanstack/react-virtual';
import type { LucideIcon } from 'lucide-react';
import { CircleDot, FileX2, FolderOpen, Library, Star, TriangleAlert } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import type { SeedsFolder } from '../../preload/api';
import type { DigestSummary, LibraryTotals, ListRequest } from '../library/library-api';
import { counted, formatCount, formatDay } from '../ui/format';

/** What the middle of the window shows. */
export type ListPlace = { list: ListRequest['list']; digestId: string | null } | 'problems';

interface SidebarProps {
  place: ListPlace;
  onPlace(place: ListPlace): void;
  totals: LibraryTotals;
  digests: DigestSummary[];
  folder: SeedsFolder;
  onChooseFolder(): void;
  onRemoveSamples(): void;
  footer: ReactNode;
}

/** Pixels. */
const DIGEST_HEIGHT = 30;

const LISTS: { list: ListRequest['list']; name: string; icon: LucideIcon; count: keyof LibraryTotals }[] = [
  { list: 'all', name: 'All papers', icon: Library, count: 'papers' },
  { list: 'unread', name: 'Unread', icon: CircleDot, count: 'unread' },
  { list: 'starred', name: 'Starred', icon: Star, count: 'starred' },
];

export function Sidebar({ place, onPlace, totals, digests, folder, ...props }: SidebarProps) {
  return (
    <nav className="sidebar" aria-label="Lists">
      <h1 className="wordmark">Offprint</h1>
      <ul className="place-list">
        {LISTS.map(({ list, name, icon, count }) => (
          <PlaceItem
            key={list}
            icon={icon}
            name={name}
            count={totals[count]}
            isCurrent={place !== 'problems' && place.digestId === null && place.list === list}
            onClick={() => onPlace({ list, digestId: null })}
          />
        ))}
        {totals.problems > 0 && (
          <PlaceItem
            icon={TriangleAlert}
            name="Problems"
            count={totals.problems}
            isCurrent={place === 'problems'}
            onClick={() => onPlace('problems')}
          />
        )}
      </ul>
      <DigestList digests={digests} place={place} onPlace={onPlace} />
      {folder.hasSamples && (
        <div className="samples-note">
          <p>You are looking at sample papers, invented to try Offprint with.</p>
          <button type="button" className="quiet-button" onClick={props.onRemoveSamples}>
            Remove the samples
          </button>
        </div>
      )}
      <section className="seeds-folder" aria-label="Seeds folder">
        <div className="seeds-folder-line">
          <span className="seeds-folder-path" title={folder.path}>
            <bdi>{folder.path}</bdi>
          </span>
          <button
            type="button"
            className="icon-button"
            aria-label="Choose the seeds folder…"
            title="Choose the seeds folder…"
            onClick={props.onChooseFolder}
          >
            <FolderOpen aria-hidden="true" size={16} strokeWidth={1.75} />
          </button>
        </div>
        {folder.problem && <p className="seeds-folder-problem">{folder.problem}</p>}
      </section>
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

function PlaceItem({ icon: Icon, name, count, isCurrent, onClick }: PlaceItemProps) {
  return (
    <li>
      <button type="button" className="place" aria-current={isCurrent ? 'page' : undefined} onClick={onClick}>
        <Icon aria-hidden="true" size={15} strokeWidth={1.75} />
        <span className="place-name">{name}</span>
        <span className="place-count">{formatCount(count)}</span>
      </button>
    </li>
  );
}

function DigestList({ digests, place, onPlace }: Pick<SidebarProps, 'digests' | 'place' | 'onPlace'>) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: digests.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => DIGEST_HEIGHT,
    overscan: 6,
  });
  return (
    <section className="digest-list" aria-labelledby="digests-heading">
      <h2 id="digests-heading">
        Digests <span className="place-count">{digests.length > 0 && formatCount(digests.length)}</span>
      </h2>
      <div className="digest-scroller" ref={scroller}>
        <ul style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const digest = digests[item.index];
            if (!digest) return null;
            const isCurrent = place !== 'problems' && place.digestId === digest.id;
            const isTwin = [digests[item.index - 1], digests[item.index + 1]].some(
              (next) => next?.date === digest.date,
            );
            return (
              <li key={digest.id} style={{ transform: `translateY(${item.start}px)`, height: DIGEST_HEIGHT }}>
                <button
                  type="button"
                  className="place"
                  aria-current={isCurrent ? 'page' : undefined}
                  title={describe(digest)}
                  onClick={() => onPlace({ list: 'all', digestId: digest.id })}
                >
                  <DigestName digest={digest} isTwin={isTwin} />
                  {digest.file === null && (
                    <FileX2 role="img" aria-label="no longer in the folder" size={13} strokeWidth={1.75} />
                  )}
                  <span className={digest.unread > 0 ? 'place-count has-unread' : 'place-count'}>
                    {formatCount(digest.unread)}
                  </span>
                </button>
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}

/** The day of a digest; its file as well where a neighbour is of the same day. */
function DigestName({ digest, isTwin }: { digest: DigestSummary; isTwin: boolean }) {
  const file = digest.file ?? 'no longer in the folder';
  if (digest.date === null) return <span className="place-name">{file}</span>;
  return (
    <span className="place-name">
      {formatDay(digest.date)}
      {isTwin && <span className="place-detail"> {file}</span>}
    </span>
  );
}

function describe(digest: DigestSummary): string {
  const lines = [
    digest.file ?? 'Its file is no longer in the seeds folder.',
    `${counted(digest.papers, 'paper')}, ${formatCount(digest.unread)} unread`,
  ];
  if (digest.date && digest.isYearInferred) lines.push('The digest names no year; it was worked out from its entries.');
  return lines.join('\n');
}
