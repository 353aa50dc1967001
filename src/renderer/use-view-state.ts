/** The arrangement of the window, saved as it changes. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ViewState } from './library/library-api';
import { library } from './library-client';
import { parseViewState } from './view-state';

/** Milliseconds: while an edge is dragged, the arrangement changes with every move of the mouse. */
const SAVE_DELAY = 150;

export function useViewState(saved: unknown, onError: (error: unknown) => void) {
  const [view, setView] = useState(() => parseViewState(saved));
  const lastSaved = useRef(view);

  useEffect(() => {
    if (view === lastSaved.current) return;
    const timer = setTimeout(() => {
      lastSaved.current = view;
      library.saveView(view).catch(onError);
    }, SAVE_DELAY);
    return () => clearTimeout(timer);
  }, [view, onError]);

  const changeView = useCallback((change: Partial<ViewState>) => setView((current) => ({ ...current, ...change })), []);
  return [view, changeView] as const;
}
