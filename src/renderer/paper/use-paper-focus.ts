/** Goes from a key into the pane of the paper that the key is about: that may still show the one before. */
import { useCallback, useEffect, useRef } from 'react';
import type { PaperDetails } from '../library/paper-records';
import type { Panes } from '../panes';
import { useLatest } from '../ui/use-latest';

interface PaperFocusOptions {
  panes: Panes;
  /** What the pane shows. */
  paper: PaperDetails | null;
  /** Whether the paper of the row that is looked at is still to be shown. */
  isBehind(): boolean;
}

/** @returns gives the focus to an element of the pane, by its `id` */
export function usePaperFocus(options: PaperFocusOptions): (elementId: string) => void {
  const latest = useLatest(options);
  const toFocus = useRef<string | null>(null);
  const focus = useCallback(() => {
    const { panes, isBehind } = latest.current;
    if (toFocus.current === null || isBehind()) return;
    panes.focusIn('paper', toFocus.current);
    toFocus.current = null;
  }, [latest]);
  const { paper } = options;
  useEffect(() => {
    if (paper) focus();
  }, [paper, focus]);
  return useCallback(
    (elementId) => {
      toFocus.current = elementId;
      focus();
    },
    [focus],
  );
}
