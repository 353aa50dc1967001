/** Sends marks to the library, and keeps the window open until they are stored. */
import { useCallback, useEffect, useRef } from 'react';
import { beforeClosing } from './closing';
import type { MarkReport } from './library/library-api';
import type { MarkChange, MarkTarget } from './library/mark-records';
import { library } from './library-client';

interface MarkListeners {
  onStored(report: MarkReport): void;
  onError(error: unknown): void;
}

/** @returns a function that resolves to whether the change is stored; the worker keeps trying where it is not */
export function useMarks({ onStored, onError }: MarkListeners) {
  const pending = useRef(new Set<Promise<boolean>>());

  useEffect(
    () =>
      beforeClosing(async () => {
        await Promise.all(pending.current);
        return library.flush();
      }),
    [],
  );

  return useCallback(
    (target: MarkTarget, change: MarkChange): Promise<boolean> => {
      const stored = library.mark(target, change).then(
        (report) => {
          onStored(report);
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
    [onStored, onError],
  );
}
