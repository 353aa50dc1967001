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

/** @returns gives the focus to an element of the pane, by its `id`, along with what is typed until it has it */
export function usePaperFocus(options: PaperFocusOptions): (elementId: string) => void {
  const latest = useLatest(options);
  const waiting = useRef<{ elementId: string; typed: string } | null>(null);
  const focus = useCallback(() => {
    const { panes, isBehind } = latest.current;
    if (waiting.current === null || isBehind()) return;
    const { elementId, typed } = waiting.current;
    waiting.current = null;
    panes.focusIn('paper', elementId);
    if (typed !== '' && document.activeElement?.id === elementId) document.execCommand('insertText', false, typed);
  }, [latest]);
  const { paper } = options;
  useEffect(() => {
    if (paper) focus();
    else waiting.current = null;
  }, [paper, focus]);

  // Letters that are meant for a note are no commands to the paper.
  useEffect(() => {
    const hold = (event: KeyboardEvent) => {
      if (waiting.current === null) return;
      if (event.key === 'Escape') waiting.current = null;
      else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) waiting.current.typed += event.key;
      event.preventDefault();
      event.stopPropagation();
    };
    const forget = () => {
      waiting.current = null;
    };
    window.addEventListener('keydown', hold, { capture: true });
    window.addEventListener('pointerdown', forget);
    return () => {
      window.removeEventListener('keydown', hold, { capture: true });
      window.removeEventListener('pointerdown', forget);
    };
  }, []);

  return useCallback(
    (elementId) => {
      waiting.current = { elementId, typed: '' };
      focus();
    },
    [focus],
  );
}
