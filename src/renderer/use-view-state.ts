/** The arrangement of the window, saved as it changes. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { beforeClosing } from './closing';
import type { ViewState } from './library/list-records';
import { library } from './library-client';
import { useLatest } from './ui/use-latest';
import { parseViewState } from './view-state';

/** Milliseconds: while an edge is dragged, the arrangement changes with every move of the mouse. */
const SAVE_DELAY = 150;

export function useViewState(saved: unknown, onError: (error: unknown) => void) {
  const [view, setView] = useState(() => parseViewState(saved));
  const lastSaved = useRef(view);
  const latest = useLatest(view);

  const save = useCallback(async () => {
    if (latest.current === lastSaved.current) return;
    lastSaved.current = latest.current;
    await library.saveView(latest.current).catch(onError);
  }, [latest, onError]);

  useEffect(() => {
    if (view === lastSaved.current) return;
    const timer = setTimeout(save, SAVE_DELAY);
    return () => clearTimeout(timer);
  }, [view, save]);
  useEffect(() => beforeClosing(save), [save]);

  const changeView = useCallback((change: Partial<ViewState>) => setView((current) => ({ ...current, ...change })), []);
  return [view, changeView] as const;
}
