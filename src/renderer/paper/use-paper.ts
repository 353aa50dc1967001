/** The paper that is selected, in full. */
import { useCallback, useEffect, useState } from 'react';
import type { PaperDetails } from '../library/library-api';
import { library } from '../library-client';

/** @param revision counts up when the library changed */
export function usePaper(id: string | null, revision: number, onError: (error: unknown) => void) {
  const [paper, setPaper] = useState<PaperDetails | null>(null);
  useEffect(() => {
    let isCurrent = true;
    if (!id) setPaper(null);
    else library.paper(id).then((details) => isCurrent && setPaper(details), onError);
    return () => {
      isCurrent = false;
    };
  }, [id, revision, onError]);

  /** Paints a change at once. */
  const patchPaper = useCallback((paperId: string, change: Partial<PaperDetails>) => {
    setPaper((current) => (current?.id === paperId ? { ...current, ...change } : current));
  }, []);

  return { paper, patchPaper };
}
