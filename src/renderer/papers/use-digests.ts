/** The digests that the sidebar shows: only those in sight, and MARGIN on either side, exist here. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { DigestSummary } from '../library/paper-records';
import { library } from '../library-client';

const MARGIN = 30;

export interface DigestWindow {
  /** How many there are in all. */
  count: number;
  /** The digest at a place, from 0, newest first; `undefined` while it is on its way. */
  at(place: number): DigestSummary | undefined;
  /** Says which places are in sight: from `start` up to, not including, `end`. */
  showRange(start: number, end: number): void;
}

/**
 * @param count how many there are
 * @param revision changes when any of them may say something else
 * @param isListed whether the first list is there: until then, the worker has nothing more urgent to do than that
 */
export function useDigests(
  count: number,
  revision: string,
  isListed: boolean,
  onError: (error: unknown) => void,
): DigestWindow {
  const [shown, setShown] = useState<{ start: number; digests: DigestSummary[] }>({ start: 0, digests: [] });
  const range = useRef({ start: 0, end: 0 });
  const latest = useRef(0);

  /** Fetches what is in sight; does nothing where a later fetch overtakes it. */
  const fetchDigests = useCallback(async () => {
    latest.current += 1;
    const number = latest.current;
    const start = Math.max(0, range.current.start - MARGIN);
    const digests = await library.digests(start, range.current.end + MARGIN);
    if (number === latest.current) setShown({ start, digests });
  }, []);

  useEffect(() => {
    if (isListed) fetchDigests().catch(onError);
  }, [revision, isListed, fetchDigests, onError]);

  const showRange = useCallback(
    (start: number, end: number) => {
      const { start: before, end: behind } = range.current;
      if (start === before && end === behind) return;
      range.current = { start, end };
      const { start: from, digests } = shown;
      const isThere = start >= from && Math.min(end, count) <= from + digests.length;
      if (isListed && !isThere) fetchDigests().catch(onError);
    },
    [shown, count, isListed, fetchDigests, onError],
  );
  const at = useCallback((place: number) => shown.digests[place - shown.start], [shown]);
  return useMemo(() => ({ count, at, showRange }), [count, at, showRange]);
}
