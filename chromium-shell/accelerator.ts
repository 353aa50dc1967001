/** Electron's accelerators, such as `CmdOrCtrl+Shift+O`, as keys that a page sees. */
import type { Accelerator as Keys } from './messages';

const MODIFIERS: Readonly<Record<string, 'control' | 'shift' | 'alt' | 'meta'>> = {
  command: 'meta',
  cmd: 'meta',
  control: 'control',
  ctrl: 'control',
  commandorcontrol: process.platform === 'darwin' ? 'meta' : 'control',
  cmdorctrl: process.platform === 'darwin' ? 'meta' : 'control',
  alt: 'alt',
  option: 'alt',
  shift: 'shift',
  super: 'meta',
  meta: 'meta',
};

/** Names of keys that `KeyboardEvent.key` calls otherwise, in lower case. */
const KEYS: Readonly<Record<string, string>> = {
  plus: '+',
  space: ' ',
  return: 'enter',
  esc: 'escape',
  up: 'arrowup',
  down: 'arrowdown',
  left: 'arrowleft',
  right: 'arrowright',
};

/** @throws Error for what is no accelerator */
export function readAccelerator(text: string, id: number): Keys {
  const keys: Keys = { id, key: '', control: false, shift: false, alt: false, meta: false };
  for (const part of text.split('+')) {
    const name = part.trim().toLowerCase();
    const modifier = Object.hasOwn(MODIFIERS, name) ? MODIFIERS[name] : undefined;
    if (modifier !== undefined) keys[modifier] = true;
    else if (keys.key === '' && name !== '') keys.key = Object.hasOwn(KEYS, name) ? (KEYS[name] ?? name) : name;
    else throw new Error(`"${text}" is no accelerator.`);
  }
  if (keys.key === '') throw new Error(`"${text}" is no accelerator.`);
  return keys;
}
