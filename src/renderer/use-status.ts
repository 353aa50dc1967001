/** What the status bar says: the latest thing that happened. */
import { useCallback, useEffect, useState } from 'react';
import type { FeedReport } from './seeds/use-seeds-feed';
import { counted, formatCount } from './ui/format';

export interface Status {
  text: string;
  /** Whether it is about papers that came in, so that they can be shown. */
  isArrival: boolean;
}

/** Milliseconds: while someone types, the number of matches is not read out with every letter. */
const TYPING_PAUSE = 400;

/** @param shown how many papers a search found; `undefined` while it is not known */
export function useStatus(search: string, shown: number | undefined) {
  const [status, setStatus] = useState<Status>({ text: '', isArrival: false });
  const say = useCallback((text: string) => setStatus({ text, isArrival: false }), []);
  const sayArrived = useCallback(({ digests, newPapers, seenBefore }: FeedReport) => {
    if (digests === 0) return;
    const text = `${counted(digests, 'digest')} read: ${formatCount(newPapers)} new, ${formatCount(seenBefore)} seen before.`;
    setStatus({ text, isArrival: newPapers > 0 });
  }, []);

  useEffect(() => {
    if (search === '' || shown === undefined) return;
    const timer = setTimeout(
      () => say(shown === 1 ? '1 paper matches.' : `${counted(shown, 'paper')} match.`),
      TYPING_PAUSE,
    );
    return () => clearTimeout(timer);
  }, [search, shown, say]);

  return { status, say, sayArrived };
}
