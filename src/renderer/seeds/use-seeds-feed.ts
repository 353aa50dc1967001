/** Brings what changes in the seeds folders into the library, and says how far it is. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { SeedsState } from '../../preload/api';
import { call, messageOf, on } from '../bridge';
import type { IngestReport, LibraryContents } from '../library/library-api';
import { library } from '../library-client';
import { useLatest } from '../ui/use-latest';

/** Files dealt with, of all that are known to wait. */
export interface FeedProgress {
  done: number;
  total: number;
}

/** What came in between two moments at which nothing waited. */
export type FeedReport = Omit<IngestReport, 'totals'>;

interface FeedListeners {
  /** The library changed; more may follow at once. */
  onIngested(report: IngestReport): void;
  /** Nothing waits any more. */
  onSettled(report: FeedReport): void;
  onError(message: string): void;
}

/** What came in since nothing waited. */
function startTally(): { done: number; report: FeedReport } {
  return { done: 0, report: { newPapers: 0, seenBefore: 0, digests: 0 } };
}

/**
 * @param isListed whether the first list is there: until then, it has the processor to itself
 * @param isImporting whether more is just being put into the seeds folder: all of an import is one arrival, even where
 *   nothing waits for a moment
 */
export function useSeedsFeed(
  contents: Promise<LibraryContents>,
  initialSeeds: SeedsState,
  isListed: boolean,
  isImporting: boolean,
  listeners: FeedListeners,
) {
  const [seeds, setSeeds] = useState(initialSeeds);
  const [progress, setProgress] = useState<FeedProgress | null>(null);
  const latest = useLatest(listeners);
  const latestIsImporting = useLatest(isImporting);
  const isPulling = useRef(false);
  const pullAgain = useRef(false);
  const tally = useRef(startTally());

  const pullAll = useCallback(async () => {
    try {
      while (pullAgain.current) {
        pullAgain.current = false;
        const batch = await call('take-changes');
        const { report } = tally.current;
        if (batch.count > 0) {
          // What comes first after nothing waited begins a new arrival.
          const ingested = await library.ingest(batch.changes, tally.current.done === 0);
          tally.current.done += batch.count;
          report.newPapers += ingested.newPapers;
          report.seenBefore += ingested.seenBefore;
          report.digests += ingested.digests;
          latest.current.onIngested(ingested);
          pullAgain.current = true;
        }
        const { done } = tally.current;
        setProgress(batch.remaining > 0 ? { done, total: done + batch.remaining } : null);
        // Where none was ready but some remain, `changes-waiting` will say when to go on.
        if (batch.count > 0 || batch.remaining > 0 || latestIsImporting.current) continue;
        tally.current = startTally();
        latest.current.onSettled(report);
      }
    } catch (error) {
      setProgress(null);
      latest.current.onError(`Some digests could not be added to the library: ${messageOf(error)}`);
    }
  }, [latest, latestIsImporting]);

  const pull = useCallback(() => {
    pullAgain.current = true;
    if (isPulling.current) return;
    isPulling.current = true;
    void pullAll().finally(() => {
      isPulling.current = false;
    });
  }, [pullAll]);

  useEffect(() => {
    if (!isListed) return;
    const stops = [on('changes-waiting', pull), on('seeds-changed', setSeeds)];
    const fail = (error: unknown) => latest.current.onError(messageOf(error));
    contents.then(
      ({ files }) => call('watch-seeds', files).then(setSeeds, fail).then(pull),
      // Where the library cannot be loaded, the whole window says so.
      () => {},
    );
    return () => {
      for (const stop of stops) stop();
    };
  }, [contents, isListed, pull, latest]);

  const wasImporting = useRef(false);
  useEffect(() => {
    // What was held back may have been the last of it.
    if (wasImporting.current && !isImporting) pull();
    wasImporting.current = isImporting;
  }, [isImporting, pull]);

  return { seeds, progress };
}
