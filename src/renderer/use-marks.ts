/** Sends marks to the library, and keeps the window open until they are stored. */
import { useCallback, useEffect, useRef } from 'react';
import { call, on } from './bridge';
import type { LibraryTotals, MarkChange } from './library/library-api';
import { library } from './library-client';

interface MarkListeners {
  onTotals(totals: LibraryTotals): void;
  onError(error: unknown): void;
}

/** @returns a function that resolves to whether the change is stored; the worker keeps trying where it is not */
export function useMarks({ onTotals, onError }: MarkListeners) {
  const pending = useRef(new Set<Promise<boolean>>());

  useEffect(
    () =>
      on('closing', () => {
        void Promise.all(pending.current).then(() => call('ready-to-close'));
      }),
    [],
  );

  return useCallback(
    (paperId: string, change: MarkChange): Promise<boolean> => {
      const stored = library.mark(paperId, change).then(
        (totals) => {
          onTotals(totals);
          return true;
        },
        (error: unknown) => {
          onError(error);
          return false;
        },
      );
      pending.current.add(stored);
      void stored.then(() => pending.current.delete(stored));
      return stored;
    },
    [onTotals, onError],
  );
}
