/** The digests, newest first, each a list to choose; only those in sight exist as elements. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { FileX2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { DigestSummary } from '../library/paper-records';
import { library } from '../library-client';
import { counted, formatCount, formatDay } from '../ui/format';
import { steady } from '../ui/steady';
import type { DigestWindow } from './use-digests';

interface DigestListProps {
  digests: DigestWindow;
  /** The digest that is listed; `null` where none is. */
  currentId: string | null;
  onChoose(digestId: string): void;
}

/** Pixels. */
const DIGEST_HEIGHT = 30;

export const DigestList = steady(function DigestList({ digests, currentId, onChoose }: DigestListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: digests.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => DIGEST_HEIGHT,
    overscan: 6,
  });
  const items = virtualizer.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? -1];
  const { showRange } = digests;
  useEffect(() => showRange(first, last + 1), [showRange, first, last]);
  useEffect(() => {
    if (currentId === null) return;
    const show = (place: number) => place >= 0 && virtualizer.scrollToIndex(place, { align: 'auto' });
    // Where it fails, whatever else the page asks for says so.
    library.digestPosition(currentId).then(show, () => {});
  }, [currentId, virtualizer]);
  return (
    <section className="digest-list" aria-labelledby="digests-heading">
      <h2 id="digests-heading">
        Digests <span className="place-count">{digests.count > 0 && formatCount(digests.count)}</span>
      </h2>
      <div className="digest-scroller" ref={scroller}>
        <ul style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => {
            const digest = digests.at(item.index);
            if (!digest) return null;
            const isTwin = [digests.at(item.index - 1), digests.at(item.index + 1)].some(
              (next) => next?.date === digest.date,
            );
            return (
              <li key={digest.id} style={{ transform: `translateY(${item.start}px)`, height: DIGEST_HEIGHT }}>
                <button
                  type="button"
                  className="place"
                  aria-current={currentId === digest.id ? 'page' : undefined}
                  title={describe(digest)}
                  onClick={() => onChoose(digest.id)}
                >
                  <DigestName digest={digest} isTwin={isTwin} />
                  {digest.name === null && (
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
});

/** The day of a digest; its file as well where a neighbour is of the same day. */
function DigestName({ digest, isTwin }: { digest: DigestSummary; isTwin: boolean }) {
  const name = digest.name ?? 'no longer in the folder';
  if (digest.date === null) return <span className="place-name">{name}</span>;
  return (
    <span className="place-name">
      {formatDay(digest.date)}
      {isTwin && <span className="place-detail"> {name}</span>}
    </span>
  );
}

function describe(digest: DigestSummary): string {
  const lines = [
    digest.name ?? 'Its file is no longer in the seeds folder.',
    `${counted(digest.papers, 'paper')}, ${formatCount(digest.unread)} unread`,
  ];
  if (digest.isDateCorrected) lines.push('You corrected its date.');
  else if (digest.date && digest.isYearInferred)
    lines.push('The digest names no year; it was worked out from its entries.');
  return lines.join('\n');
}
