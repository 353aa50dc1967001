/** Gives the focus to what opens before the next key comes. */

/**
 * For `initialFocus` of a dialog: by itself Base UI waits for the next frame, and what is typed until then goes to what is
 * behind.
 *
 * @param find the element in the dialog; what has the focus there already keeps it
 */
export function focusAtOnce(find: () => HTMLElement | null | undefined): () => boolean {
  return () => {
    const element = find();
    if (!element?.closest('[role=dialog]')?.contains(document.activeElement)) element?.focus();
    // Where there is none yet, it is left to Base UI.
    return !element;
  };
}
