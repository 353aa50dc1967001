/** What may be written where the caret of the search box stands: offered behind a qualifier, or when it is asked for. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import {
  type Completion,
  type CompletionItem,
  complete,
  completed,
  completionPlace,
  type SuggestedField,
  suggestedField,
} from '../library/query/language/complete';
import { today } from '../library/query/language/today';
import { library } from '../library-client';

/** How many names the library is asked for. */
const MOST_NAMES = 12;

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

const NO_NAMES: readonly string[] = [];

/** The names that the library has of a field and that begin like a text; those before until it answers. */
function useNames(field: SuggestedField | null, begun: string): readonly string[] {
  const [known, setKnown] = useState<{ field: SuggestedField; names: readonly string[] } | null>(null);
  useEffect(() => {
    if (field === null) return;
    let isCurrent = true;
    library.suggestions(field, begun, MOST_NAMES).then(
      (names) => isCurrent && setKnown({ field, names }),
      // Without suggestions the query can still be written.
      () => isCurrent && setKnown(null),
    );
    return () => {
      isCurrent = false;
    };
  }, [field, begun]);
  return known !== null && known.field === field ? known.names : NO_NAMES;
}
