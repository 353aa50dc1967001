/** What may be written where the caret of the search box stands: offered behind a qualifier, or when it is asked for. */
import { useCallback, useMemo, useState } from 'react';
import {
  type Completion,
  type CompletionItem,
  complete,
  completed,
  completionPlace,
  suggestedField,
} from '../library/query/language/complete';
import { today } from '../library/query/language/today';
import { useNames } from './use-names';

export interface Completing extends Completion {
  isOpen: boolean;
  /** The item that the keys are at; -1 for none. */
  active: number;
  /** Whether something other than plain words may stand at the caret. */
  isPlaceOfValues: boolean;
  /** Say that the reader typed, and whether that was a space: what was asked for is over then. */
  typed(isSpace: boolean): void;
  /** The reader wants to be told what may stand there. */
  ask(): void;
  close(): void;
  move(by: 1 | -1): void;
  /** The query with an item put in, and where the caret is then. */
  put(item: CompletionItem): [text: string, caret: number];
}

/** @param caret in UTF-16 units */
export function useCompletion(text: string, caret: number): Completing {
  const [mode, setMode] = useState<'closed' | 'typing' | 'asked'>('closed');
  const [gone, setGone] = useState<{ to: number; of: readonly CompletionItem[] }>({ to: -1, of: [] });
  const place = useMemo(() => completionPlace(text, caret), [text, caret]);
  const names = useNames(mode === 'closed' ? null : suggestedField(place), place.written);
  const completion = useMemo(() => complete(place, today(), names), [place, names]);
  const { items, isOffered } = completion;
  const isOpen = items.length > 0 && (mode === 'asked' || (mode === 'typing' && isOffered));
  // What was gone to among other items is something else now.
  const active = isOpen && gone.of === items ? gone.to : -1;

  return {
    ...completion,
    isOpen,
    active,
    isPlaceOfValues: place.qualifier !== null || text.trim() === '',
    typed: useCallback((isSpace) => setMode((before) => (before === 'asked' && !isSpace ? before : 'typing')), []),
    ask: useCallback(() => setMode('asked'), []),
    close: useCallback(() => setMode('closed'), []),
    move: (by) => setGone({ to: ((active + 1 + by + items.length + 1) % (items.length + 1)) - 1, of: items }),
    put: (item) => completed(text, completion, item),
  };
}
