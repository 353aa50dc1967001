/** Where in the grid the focus is, or would go: one place, to which Tab leads, and which is never lost. */
import { type FocusEvent, type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { TableColumn } from '../library/list-records';
import type { GridFocus } from './grid-keys';

/**
 * The place is the one element of the grid whose `tabindex` is 0.
 *
 * @param isLent whether the focus is in what belongs to the grid, but stands outside: its menu
 */
export function useGridFocus(grid: RefObject<HTMLElement | null>, isLent: boolean) {
  const [focus, setFocus] = useState<GridFocus>({ part: 'rows', column: null });
  const hasFocus = useRef(false);

  const focusPlace = useCallback(() => {
    grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  }, [grid]);

  // Whatever was drawn: where the place is another element now, the focus follows.
  useLayoutEffect(() => {
    if (!hasFocus.current || isLent) return;
    const { activeElement } = document;
    if (activeElement?.getAttribute('tabindex') !== '0' || !grid.current?.contains(activeElement)) focusPlace();
  });

  return {
    focus,
    setFocus,
    focusPlace,
    /** Takes the focus with the next drawing. */
    takeFocus: useCallback(() => {
      hasFocus.current = true;
    }, []),
    listeners: {
      /** By a click, by Tab, or from outside. */
      onFocus: ({ target }: FocusEvent<HTMLElement>) => {
        hasFocus.current = true;
        if (target === grid.current) {
          focusPlace();
          return;
        }
        const cell = target.closest<HTMLElement>('[data-column]');
        const column = (cell?.dataset.column as TableColumn | undefined) ?? null;
        const part = cell?.role === 'columnheader' ? 'head' : 'rows';
        if (part !== focus.part || column !== focus.column) setFocus({ part, column });
      },
      /** An element that is gone was not left by the reader. */
      onBlur: ({ target }: FocusEvent<HTMLElement>) => {
        if (target.isConnected) hasFocus.current = false;
      },
    },
  };
}
