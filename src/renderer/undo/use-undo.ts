/** What the reader did last that can be taken back and done again, one step after the other. */
import { useCallback, useMemo, useRef, useState } from 'react';
import { useLatest } from '../ui/use-latest';
import { NO_STEPS, type UndoStack, withRedone, withStep, withUndone } from './undo-stack';

/** Something that was done, the way back, and the way there again. */
export interface UndoStep {
  /** What was done, as an order: `Skip 43 papers`, `Add 12 digests`. */
  label: string;
  /** Resolves to what to say once it is done. */
  undo(): Promise<string>;
  redo(): Promise<string>;
}

export interface Undo {
  /** What `undo` takes back; `null` where there is nothing. */
  next: UndoStep | null;
  /** What `redo` does again. */
  nextRedo: UndoStep | null;
  /** Whether the way back from the latest step is to be shown, for it was neither gone nor dismissed. */
  isOffered: boolean;
  /** Remembers what was just done, and offers the way back. */
  offer(step: UndoStep): void;
  /** Takes back what was done last; pressed again meanwhile, what was done before that as well. */
  undo(): void;
  redo(): void;
  /** Asks no longer whether to take it back; it still can be. */
  dismiss(): void;
}

interface UndoListeners {
  onDone(words: string): void;
  onError(error: unknown): void;
}

export function useUndo(listeners: UndoListeners): Undo {
  const [stack, setStack] = useState<UndoStack<UndoStep>>(NO_STEPS);
  const [isOffered, setOffered] = useState(false);
  const latestStack = useRef(stack);
  const latestListeners = useLatest(listeners);
  const turn = useRef(Promise.resolve());

  const change = useCallback((next: UndoStack<UndoStep>) => {
    latestStack.current = next;
    setStack(next);
  }, []);

  const offer = useCallback(
    (step: UndoStep) => {
      change(withStep(latestStack.current, step));
      setOffered(true);
    },
    [change],
  );

  /** Where it fails, the step stays where it is, so that it can be tried again. */
  const go = useCallback(
    (stepOf: (stack: UndoStack<UndoStep>) => UndoStep | undefined, way: 'undo' | 'redo') => {
      turn.current = turn.current.then(async () => {
        const step = stepOf(latestStack.current);
        if (!step) return;
        try {
          const words = await step[way]();
          change((way === 'undo' ? withUndone : withRedone)(latestStack.current, step));
          setOffered(way === 'redo');
          latestListeners.current.onDone(words);
        } catch (error) {
          latestListeners.current.onError(error);
        }
      });
    },
    [change, latestListeners],
  );
  const undo = useCallback(() => go(({ done }) => done.at(-1), 'undo'), [go]);
  const redo = useCallback(() => go(({ undone }) => undone.at(-1), 'redo'), [go]);
  const dismiss = useCallback(() => setOffered(false), []);

  const next = stack.done.at(-1) ?? null;
  const nextRedo = stack.undone.at(-1) ?? null;
  return useMemo(
    () => ({ next, nextRedo, isOffered: isOffered && next !== null, offer, undo, redo, dismiss }),
    [next, nextRedo, isOffered, offer, undo, redo, dismiss],
  );
}
