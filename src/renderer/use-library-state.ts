/** What the page knows of the library as a whole: its counts, its digests, and that it changed. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from './bridge';
import type { LibraryContents, LibraryTotals } from './library/library-api';
import { useDigests } from './papers/use-digests';

/** Milliseconds: while a thousand digests come in, what shows the library is drawn again no more often than this. */
const PAUSE = 400;
/** The same for each paper that there is: lists of more papers take longer, and would take all of the time. */
const PAUSE_PER_PAPER = 1 / 500;

const NOTHING: LibraryTotals = {
  papers: 0,
  new: 0,
  unread: 0,
  reading: 0,
  skipped: 0,
  starred: 0,
  digests: 0,
  problems: 0,
};

/** @param isListed whether the first list is there: until then, the worker has nothing more urgent to do than that */
export function useLibraryState(
  contents: Promise<LibraryContents>,
  isListed: boolean,
  onError: (error: unknown) => void,
) {
  const [totals, setTotals] = useState(NOTHING);
  const [revision, setRevision] = useState(0);
  const [isSettled, setSettled] = useState(false);
  /** What is there in all by now, and what will show it. */
  const waiting = useRef<{ totals: LibraryTotals; timer: number } | null>(null);
  const lastRevision = useRef(0);

  const noteTotals = useCallback((next: LibraryTotals) => {
    setTotals(next);
    if (waiting.current) waiting.current.totals = next;
  }, []);

  useEffect(() => {
    contents.then((loaded) => noteTotals(loaded.totals), onError);
  }, [contents, noteTotals, onError]);

  const showChanges = useCallback(() => {
    if (!waiting.current) return;
    clearTimeout(waiting.current.timer);
    setTotals(waiting.current.totals);
    waiting.current = null;
    lastRevision.current = performance.now();
    setRevision((previous) => previous + 1);
  }, []);

  /** Says that papers came or went; what shows them asks again soon, or at once where it has been long enough. */
  const libraryChanged = useCallback(
    (next: LibraryTotals) => {
      if (waiting.current) {
        waiting.current.totals = next;
        return;
      }
      const pause = Math.max(PAUSE, next.papers * PAUSE_PER_PAPER);
      const wait = Math.max(0, lastRevision.current + pause - performance.now());
      waiting.current = { totals: next, timer: window.setTimeout(showChanges, wait) };
    },
    [showChanges],
  );

  /** Says that the seeds folder was compared once: before, the counts say nothing yet. */
  const libraryIsSettled = useCallback(() => {
    if (!isSettled) showChanges();
    setSettled(true);
  }, [isSettled, showChanges]);

  const digests = useDigests(totals.digests, `${revision} ${totals.unread}`, isListed, onError);

  useEffect(() => {
    if (!isSettled) return;
    const { papers, digests: digestCount, problems } = totals;
    call('report-counts', { papers, unread: totals.unread, digests: digestCount, problems }).catch(onError);
  }, [totals, isSettled, onError]);

  return { totals, noteTotals, digests, revision, libraryChanged, isSettled, libraryIsSettled };
}
