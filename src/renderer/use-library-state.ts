/** What the page knows of the library as a whole: its counts, its digests, and that it changed. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from './bridge';
import type { LibraryContents, LibraryTotals } from './library/library-api';
import { useDigests } from './papers/use-digests';

/** Milliseconds: while a thousand digests come in, the list is asked again no more often than this. */
const PAUSE_BETWEEN_REVISIONS = 400;

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
  const timer = useRef<number | null>(null);
  const lastRevision = useRef(0);

  useEffect(() => {
    contents.then((loaded) => setTotals(loaded.totals), onError);
  }, [contents, onError]);

  /** Says that papers came or went; what shows them asks again soon, or at once where it has been long enough. */
  const libraryChanged = useCallback((next: LibraryTotals) => {
    setTotals(next);
    if (timer.current !== null) return;
    const wait = Math.max(0, lastRevision.current + PAUSE_BETWEEN_REVISIONS - performance.now());
    timer.current = window.setTimeout(() => {
      timer.current = null;
      lastRevision.current = performance.now();
      setRevision((previous) => previous + 1);
    }, wait);
  }, []);

  /** Says that the seeds folder was compared once: before, the counts say nothing yet. */
  const libraryIsSettled = useCallback(() => setSettled(true), []);

  const digests = useDigests(totals.digests, `${revision} ${totals.unread}`, isListed, onError);

  useEffect(() => {
    if (!isSettled) return;
    const { papers, digests: digestCount, problems } = totals;
    call('report-counts', { papers, unread: totals.unread, digests: digestCount, problems }).catch(onError);
  }, [totals, isSettled, onError]);

  return { totals, setTotals, digests, revision, libraryChanged, isSettled, libraryIsSettled };
}
