/** Brings what changes in the seeds folder into the library, and says how far it is. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { SeedsFolder } from '../../preload/api';
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

/** @param isListed whether the first list is there: until then, it has the processor to itself */
export function useSeedsFeed(
  contents: Promise<LibraryContents>,
  initialFolder: SeedsFolder,
  isListed: boolean,
  listeners: FeedListeners,
) {
  const [folder, setFolder] = useState(initialFolder);
  const [progress, setProgress] = useState<FeedProgress | null>(null);
  const latest = useLatest(listeners);
  /** Settles when nothing is pulled any more. */
  const pulling = useRef<Promise<void> | null>(null);
  const pullAgain = useRef(false);
  const isTurning = useRef(true);
  const tally = useRef(startTally());

  const pullAll = useCallback(async () => {
    try {
      while (pullAgain.current) {
        pullAgain.current = false;
        const batch = await call('take-changes');
        const { report } = tally.current;
        if (batch.count > 0) {
          const ingested = await library.ingest(batch.changes);
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
        if (batch.count > 0 || batch.remaining > 0) continue;
        tally.current = startTally();
        latest.current.onSettled(report);
      }
    } catch (error) {
      setProgress(null);
      latest.current.onError(`Some digests could not be added to the library: ${messageOf(error)}`);
    }
  }, [latest]);

  const pull = useCallback(() => {
    pullAgain.current = true;
    if (isTurning.current) return;
    pulling.current ??= pullAll().finally(() => {
      pulling.current = null;
    });
  }, [pullAll]);

  /** Starts to compare the folder with `known`, which was learnt from `known.folder`. */
  const watch = useCallback(
    async (known: Parameters<typeof call<'watch-seeds'>>[1]) => {
      // What is taken must not reach the library before it knows from which folder it comes.
      isTurning.current = true;
      try {
        await pulling.current;
        const watched = await call('watch-seeds', known);
        await library.useFolder(watched.path);
        setFolder(watched);
      } catch (error) {
        latest.current.onError(messageOf(error));
      }
      isTurning.current = false;
      pull();
    },
    [pull, latest],
  );

  useEffect(() => {
    if (!isListed) return;
    const stops = [on('changes-waiting', pull), on('seeds-folder-changed', setFolder)];
    // Where the library cannot be loaded, the whole window says so.
    contents.then(
      ({ folder, files }) => watch({ folder, files }),
      () => {},
    );
    return () => {
      for (const stop of stops) stop();
    };
  }, [contents, isListed, pull, watch]);

  const chooseFolder = useCallback(async () => {
    try {
      const chosen = await call('choose-seeds-folder');
      // Nothing is known of another folder's files: they are all read, and the library knows which it has.
      if (chosen) await watch({ folder: null, files: [] });
    } catch (error) {
      latest.current.onError(messageOf(error));
    }
  }, [watch, latest]);

  return { folder, progress, chooseFolder };
}
