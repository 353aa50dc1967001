/** How keys are written for the reader, for the application's menu, and for screen readers. Keys as `parseKeys` gives them. */

const WORDS: Readonly<Record<string, string>> = {
  Mod: 'Ctrl',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  Plus: '+',
  ContextMenu: 'Menu key',
};

/** On macOS modifiers are signs, in the order of its menus. */
const MAC_SIGNS: Readonly<Record<string, string>> = { Ctrl: '⌃', Alt: '⌥', Shift: '⇧', Mod: '⌘' };

/** `Ctrl+Shift+Z`, on macOS `⇧⌘Z`; chords one after the other: `g a`. */
export function describeKeys(keys: readonly string[], isMac: boolean): string {
  return keys.map((chord) => describeChord(chord, isMac)).join(' ');
}

function describeChord(chord: string, isMac: boolean): string {
  const parts = chord.split('+');
  const name = parts.pop() ?? '';
  // A letter alone is pressed as it is printed here; with others it is written as on the key.
  const key = WORDS[name] ?? (parts.length > 0 && name.length === 1 ? name.toUpperCase() : name);
  if (!isMac) return [...parts.map((part) => WORDS[part] ?? part), key].join('+');
  const signs = Object.keys(MAC_SIGNS).filter((modifier) => parts.includes(modifier));
  return signs.map((modifier) => MAC_SIGNS[modifier]).join('') + key;
}

const ACCELERATOR_WORDS: Readonly<Record<string, string>> = {
  Mod: 'CmdOrCtrl',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
};

/** In Electron's words, `CmdOrCtrl+Shift+Z`; `null` for keys that its menus cannot show. */
export function acceleratorOf(keys: readonly string[]): string | null {
  const [chord, next] = keys;
  if (chord === undefined || next !== undefined) return null;
  const parts = chord.split('+').map((part) => ACCELERATOR_WORDS[part] ?? part);
  const name = parts.at(-1) ?? '';
  // Electron knows the signs of ASCII and no other.
  if (name.length === 1 && !/[!-~]/.test(name)) return null;
  return [...parts.slice(0, -1), name.length === 1 ? name.toUpperCase() : name].join('+');
}

/** The value of `aria-keyshortcuts`; it cannot tell of chords one after the other. */
export function ariaKeysOf(keys: readonly (readonly string[])[], isMac: boolean): string | undefined {
  const single = keys.flatMap(([chord, next]) => (chord !== undefined && next === undefined ? [chord] : []));
  const words = single.map((chord) =>
    chord.replace(/\bMod\b/, isMac ? 'Meta' : 'Control').replace(/\bCtrl\b/, 'Control'),
  );
  return words.join(' ') || undefined;
}
