/** The paper that is selected, in full. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { PaperDetails } from '../library/paper-records';
import { library } from '../library-client';
import { askedAnew } from './asked-anew';

/**
 * @param revision counts up when the library changed
 * @param onRenamed told when the paper goes by another id now, since entries joined it or left it
 */
export function usePaper(
  id: string | null,
  revision: number,
  onRenamed: (id: string, now: string) => void,
  onError: (error: unknown) => void,
) {
  const [paper, setPaper] = useState<PaperDetails | null>(null);
  /** Counts up with each change that is painted. */
  const paints = useRef(0);
  useEffect(() => {
    let isCurrent = true;
    if (!id) setPaper(null);
    else {
      const ask = async () => (isCurrent ? library.paper(id) : null);
      askedAnew(ask, () => paints.current).then((details) => {
        if (!isCurrent) return;
        setPaper(details);
        if (details && details.id !== id) onRenamed(id, details.id);
      }, onError);
    }
    return () => {
      isCurrent = false;
    };
  }, [id, revision, onRenamed, onError]);

  /** Paints a change at once. */
  const patchPaper = useCallback((paperId: string, change: (paper: PaperDetails) => PaperDetails) => {
    paints.current += 1;
    setPaper((current) => (current?.id === paperId ? change(current) : current));
  }, []);

  return { paper, patchPaper };
}
