/** What the reader did last that can be taken back, one step after the other. */
import { useCallback, useMemo, useRef, useState } from 'react';
import { useLatest } from '../ui/use-latest';

/** Something that was done, and the way back. */
export interface Undoable {
  /** `Added 12 digests`, `Joined 2 papers` */
  label: string;
  /** Resolves to what to say once it is done. */
  undo(): Promise<string>;
}

export interface Undo {
  /** What was done last, until it was taken back or the reader dismissed the offer. */
  latest: Undoable | null;
  /** Whether something is being taken back. */
  isBusy: boolean;
  /** Offers the way back from what was just done. */
  offer(undoable: Undoable): void;
  /** Takes back what was done last; what was dismissed as well. Nothing happens where there is nothing. */
  undo(): void;
  /** Asks no longer whether to take it back. */
  dismiss(): void;
}

interface UndoListeners {
  onUndone(words: string): void;
  onError(error: unknown): void;
}

export function useUndo(listeners: UndoListeners): Undo {
  const [done, setDone] = useState<readonly Undoable[]>([]);
  const [isOffered, setOffered] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const latestDone = useLatest(done);
  const latestListeners = useLatest(listeners);
  const undoing = useRef(false);

  const offer = useCallback((undoable: Undoable) => {
    setDone((before) => [...before, undoable]);
    setOffered(true);
  }, []);

  const undo = useCallback(() => {
    const undoable = latestDone.current.at(-1);
    if (!undoable || undoing.current) return;
    undoing.current = true;
    setBusy(true);
    undoable
      .undo()
      .then(
        (words) => {
          setDone((before) => before.filter((other) => other !== undoable));
          setOffered(false);
          latestListeners.current.onUndone(words);
        },
        (error: unknown) => latestListeners.current.onError(error),
      )
      .finally(() => {
        undoing.current = false;
        setBusy(false);
      });
  }, [latestDone, latestListeners]);

  const dismiss = useCallback(() => setOffered(false), []);

  const latest = (isOffered && done.at(-1)) || null;
  return useMemo(() => ({ latest, isBusy, offer, undo, dismiss }), [latest, isBusy, offer, undo, dismiss]);
}
