/** What the reader did last that can be taken back and done again, for as long as the window is there; see `UndoHistory`. */
import { useMemo, useState, useSyncExternalStore } from 'react';
import { library } from '../library-client';
import { useLatest } from '../ui/use-latest';
import { UndoHistory, type UndoListeners, type UndoState, type UndoStep } from './undo-history';

export interface Undo extends Pick<UndoState, 'isOffered'> {
  /** What `undo` takes back; `null` where there is nothing. */
  next: UndoStep | null;
  /** What `redo` does again. */
  nextRedo: UndoStep | null;
  offer(step: UndoStep): void;
  undo(): void;
  redo(): void;
  dismiss(): void;
}

export function useUndo(listeners: Pick<UndoListeners, 'onDone' | 'onError'>): Undo {
  const latest = useLatest(listeners);
  const [history] = useState(
    () =>
      new UndoHistory({
        whenOffered: () => library.marksTold(),
        onDone: (words) => latest.current.onDone(words),
        onError: (error) => latest.current.onError(error),
      }),
  );
  const { stack, isOffered } = useSyncExternalStore(history.subscribe, history.read);
  return useMemo(() => {
    const { offer, undo, redo, dismiss } = history;
    const next = stack.done.at(-1) ?? null;
    const nextRedo = stack.undone.at(-1) ?? null;
    return {
      ...{ next, nextRedo, isOffered: isOffered && next !== null },
      ...{ offer, undo: () => void undo(), redo: () => void redo(), dismiss },
    };
  }, [history, stack, isOffered]);
}
