/** What takes keys for itself while it has the focus, so that no command sees them. */

const TEXT =
  'input:not([type=radio], [type=checkbox], [type=button], [type=submit], [type=file]), textarea, select, [contenteditable=true]';
/** A dialog and a menu take all keys, also before they have the focus: what a command would act on is behind them. */
const MODAL = '[role=dialog], [role=alertdialog], [role=menu]';
const OVERLAY = `${MODAL}, [role=listbox]`;
const CONTROL =
  'button, a[href], input, summary, [role=button], [role=checkbox], [role=radio], [role=switch], [role=slider], [role=separator], [role=tab]';

/** Chords that text fields have a use for of their own, besides the keys that write. */
const TEXT_CHORDS = /^(?:Mod\+(?:[acvxyz]|Shift\+[zv]|.*(?:Arrow\w+|Home|End|Backspace|Delete|Enter))|(?:Ctrl\+.*))$/;
/** Keys by which what has the focus is worked. */
const CONTROL_CHORDS = /^(?:Shift\+)?(?:Space|Enter|Tab|Arrow\w+|Home|End|Page\w+|Backspace|Delete)$/;

export function isText(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TEXT) !== null;
}

/** Whether it is in a dialog or a menu, or behind one that is open. */
export function isInOverlay(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest(OVERLAY) !== null || document.querySelector(MODAL) !== null;
}

/** @param chord see `chords.ts` */
export function isTaken(target: EventTarget | null, chord: string): boolean {
  if (!(target instanceof Element)) return false;
  if (isInOverlay(target)) return true;
  if (isText(target)) return isWriting(chord);
  return CONTROL_CHORDS.test(chord) && target.closest(CONTROL) !== null;
}

function isWriting(chord: string): boolean {
  // Keys for commands that a text has for itself are seen all the same: the text comes first (see `Command.inText`).
  if (TEXT_CHORDS.test(chord)) return true;
  return !/^(?:Mod|Ctrl|Alt)\+|^(?:Shift\+)?F\d/.test(chord);
}
