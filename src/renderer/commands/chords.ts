/**
 * Keys as text. A chord is what is pressed at once, `Mod+Shift+z`; keys are one chord or, one after the other, two: `g a`.
 *
 * The last part of a chord is what `KeyboardEvent.key` says, so that keys are found on every layout by what is printed on them:
 * letters in lower case, `Space` and `Plus` by name. `Mod` is Command on macOS and Control elsewhere. What a layout needs Shift or
 * AltGr for, such as `?`, is written without them.
 */

/** As much of an event as tells which keys were pressed. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing' | 'getModifierState'
>;

/** So many chords one after the other. */
const MOST_CHORDS = 2;
const MODIFIERS = ['Mod', 'Ctrl', 'Alt', 'Shift'] as const;

/** Keys that are no press of their own: modifiers, dead keys, and what an input method still works on. */
const NO_CHORDS = new Set([
  ...['Alt', 'AltGraph', 'CapsLock', 'Control', 'Fn', 'FnLock', 'Hyper', 'Meta', 'NumLock', 'ScrollLock', 'Shift'],
  ...['Super', 'Symbol', 'SymbolLock', 'Dead', 'Process', 'Unidentified', 'Compose'],
]);

const isLetter = (key: string) => key.length === 1 && key.toLowerCase() !== key.toUpperCase();
/** Whether pressing it writes something. */
const isPrinted = (key: string) => [...key].length === 1;

/** The chords of keys in their normal form, or `null` where the text means none. */
export function parseKeys(text: string): string[] | null {
  const chords = text.split(' ').map(parseChord);
  const known = chords.filter((chord) => chord !== null);
  return known.length === chords.length && known.length <= MOST_CHORDS ? known : null;
}

function parseChord(text: string): string | null {
  const parts = text.split('+');
  const name = parts.pop() ?? '';
  const modifiers = new Set(parts);
  const isKnown = parts.every((part) => (MODIFIERS as readonly string[]).includes(part));
  if (!isKnown || modifiers.size < parts.length || !/^(?:[A-Z][A-Za-z0-9]*|[^\s\p{C}])$/u.test(name)) return null;
  if (NO_CHORDS.has(name) || (MODIFIERS as readonly string[]).includes(name)) return null;
  return chord(modifiers, name);
}

/** What was pressed; `null` where that is no chord, or no chord yet. */
export function chordOf(press: KeyPress, isMac: boolean): string | null {
  const { key } = press;
  if (press.isComposing || NO_CHORDS.has(key)) return null;
  // The Windows key belongs to the system.
  if (press.metaKey && !isMac) return null;
  const held = new Set<string>();
  // AltGr is told as Control and Alt together; on macOS Option writes characters as AltGr does.
  const isWriting = press.getModifierState('AltGraph') || (isMac && press.altKey && !press.ctrlKey && !press.metaKey);
  const isAlternate = isWriting && isPrinted(key);
  if (isMac ? press.metaKey : press.ctrlKey && !isAlternate) held.add('Mod');
  if (isMac && press.ctrlKey) held.add('Ctrl');
  if (press.altKey && !isAlternate) held.add('Alt');
  const name = { ' ': 'Space', '+': 'Plus' }[key] ?? key;
  if (press.shiftKey && (isLetter(name) || !isPrinted(name))) held.add('Shift');
  return chord(held, name);
}

/** The Latin letter on the same key as one of another script, `j` for `о`; `null` for every other key. */
export function latinChordOf(press: KeyPress, isMac: boolean): string | null {
  if (!isLetter(press.key) || /\p{Script=Latin}/u.test(press.key)) return null;
  const letter = /^Key([A-Z])$/.exec(press.code)?.[1];
  return letter === undefined ? null : chordOf(Object.assign(Object.create(press), { key: letter }), isMac);
}

function chord(modifiers: ReadonlySet<string>, name: string): string {
  const held = MODIFIERS.filter((modifier) => modifiers.has(modifier));
  return [...held, isLetter(name) ? name.toLowerCase() : name].join('+');
}
