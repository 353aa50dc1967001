/** Keys that are no command's: those by which the table is worked, and what the system and text fields keep for themselves. */
import { parseKeys } from './chords';

interface FixedKeys {
  keys: readonly string[];
  label: string;
}

/** As every grid has them; told in the list of all keys, and not to be had for anything else. */
export const TABLE_KEYS: readonly FixedKeys[] = [
  { keys: ['ArrowDown', 'ArrowUp'], label: 'Next and previous row' },
  { keys: ['PageDown', 'PageUp'], label: 'A page on and back' },
  { keys: ['Home', 'End'], label: 'First and last row; within a row, its first and last cell' },
  { keys: ['ArrowRight', 'ArrowLeft'], label: 'From cell to cell; opens and folds a group, and leads to its head' },
  { keys: ['Shift+ArrowDown', 'Shift+ArrowUp'], label: 'Selects one more row' },
  { keys: ['Mod+ArrowDown', 'Mod+ArrowUp'], label: 'Goes on without selecting' },
  { keys: ['Mod+Space'], label: 'Selects the row, or takes it out of the selection' },
  { keys: ['Enter', 'F2'], label: 'Opens the paper, or what is in the cell' },
  { keys: ['Shift+F10', 'ContextMenu'], label: 'What can be done with the papers' },
];

const SYSTEM_KEYS: readonly FixedKeys[] = [
  { keys: ['Tab', 'Shift+Tab', 'F6'], label: 'lead from one part of the window to the next' },
  { keys: ['Mod+x', 'Mod+c', 'Mod+v', 'Mod+Shift+v'], label: 'cut, copy and paste' },
  { keys: ['Mod+q', 'Mod+w', 'Alt+F4', 'Mod+m', 'Mod+h'], label: 'close and hide the window' },
  {
    keys: ['Mod+0', 'Mod+-', 'Mod+Plus', 'Mod+=', 'F11', 'Ctrl+Mod+f'],
    label: 'change the size of what the window shows',
  },
  { keys: ['F12', 'Mod+Shift+i', 'Mod+r', 'Mod+Shift+r', 'F5'], label: 'are for whoever works on Offprint itself' },
  { keys: ['Alt', 'F10', 'Alt+f', 'Alt+e', 'Alt+v', 'Alt+g', 'Alt+p', 'Alt+h', 'Alt+w'], label: 'open the menus' },
  { keys: ['Backspace', 'Delete'], label: 'delete what was typed' },
];

const REASONS = new Map<string, string>([
  ...reasons(TABLE_KEYS, () => 'It works the table.'),
  ...reasons(SYSTEM_KEYS, (label) => `Keys like this ${label}.`),
]);

/** Why a command cannot have these keys, in words for the reader; `null` where it can. */
export function whyReserved(keys: readonly string[]): string | null {
  return keys.map((chord) => REASONS.get(chord)).find((reason) => reason !== undefined) ?? null;
}

function reasons(list: readonly FixedKeys[], reason: (label: string) => string): [string, string][] {
  return list.flatMap(({ keys, label }) =>
    keys.flatMap((text) => (parseKeys(text) ?? []).map((chord): [string, string] => [chord, reason(label)])),
  );
}
