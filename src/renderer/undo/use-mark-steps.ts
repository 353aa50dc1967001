/** Makes the steps that the library remembers of marks into steps that can be taken back. */
import { useEffect, useRef } from 'react';
import type { KeyMap } from '../commands/key-map';
import { describeKeys } from '../commands/key-words';
import { IS_MAC } from '../commands/platform';
import type { MarkReport } from '../library/library-api';
import { library } from '../library-client';
import { useLatest } from '../ui/use-latest';
import { saidOf } from './said-of';
import type { UndoStep } from './undo-history';
import { inSentence } from './undo-label';

interface MarkStepsOptions {
  /** Where the library tells of marks: `marked`, with a `MarkReport`. */
  events: EventTarget;
  /** Counts up when the library was opened anew: it knows none of the steps before. */
  restarts: number;
  keyMap: KeyMap;
  offer(step: UndoStep): void;
  onSay(words: string): void;
  /** Told of what marks come to, before that is stored. */
  onMarked(report: MarkReport): void;
  /** The same when a step was taken back or done again. */
  onGone(report: MarkReport): void;
}

export function useMarkSteps(options: MarkStepsOptions): void {
  const latest = useLatest(options);
  /** Steps are numbered one after the other; a note that is being typed is one. */
  const lastId = useRef(0);
  /** By id: the steps that are being taken back or done again, and who waits until that shows. */
  const going = useRef(new Map<number, () => void>());
  const { events, restarts } = options;
  useEffect(() => {
    if (restarts > 0) lastId.current = 0;
  }, [restarts]);

  useEffect(() => {
    const withKeys = (words: string, verb: 'undo' | 'redo') => {
      const [keys] = latest.current.keyMap.keysOf(verb);
      return keys ? `${words} ${verb === 'undo' ? 'Undo' : 'Redo'}: ${describeKeys(keys, IS_MAC)}` : words;
    };
    /** Resolves once it shows; that of many papers is stored a good while later. */
    const go = async (id: number, gone: Promise<MarkReport>) => {
      const shown = new Promise<void>((resolve) => going.current.set(id, resolve));
      await Promise.race([gone.then((report) => latest.current.onGone(report)), shown]);
      going.current.delete(id);
    };
    const remember = (event: Event) => {
      const report = (event as CustomEvent<MarkReport>).detail;
      const { step } = report;
      const isGone = step && going.current.get(step.id);
      if (isGone) {
        latest.current.onGone(report);
        isGone();
        return;
      }
      latest.current.onMarked(report);
      if (!step || step.id <= lastId.current) return;
      lastId.current = step.id;
      const { id, label } = step;
      latest.current.offer({
        label,
        undo: async () => {
          await go(id, library.undoMarks(id));
          return withKeys(`Undone: ${inSentence(label)}.`, 'redo');
        },
        redo: async () => {
          await go(id, library.redoMarks(id));
          return withKeys(`Done again: ${inSentence(label)}.`, 'undo');
        },
      });
      const said = saidOf(label);
      if (said !== null) latest.current.onSay(withKeys(said, 'undo'));
    };
    events.addEventListener('marked', remember);
    return () => events.removeEventListener('marked', remember);
  }, [events, latest]);
}
