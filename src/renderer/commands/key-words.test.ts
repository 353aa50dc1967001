import { expect, test } from 'vitest';
import { acceleratorOf, ariaKeysOf, describeKeys } from './key-words';

test.each<[string[], string, string]>([
  [['Mod+Shift+z'], 'Ctrl+Shift+Z', '⇧⌘Z'],
  [['g', 'a'], 'g a', 'g a'],
  [['?'], '?', '?'],
  [['Shift+u'], 'Shift+U', '⇧U'],
  [['Mod+Plus'], 'Ctrl++', '⌘+'],
  [['Alt+ArrowUp'], 'Alt+↑', '⌥↑'],
  [['Shift+Space'], 'Shift+Space', '⇧Space'],
])('%s', (keys, elsewhere, onMac) => {
  expect(describeKeys(keys, false)).toBe(elsewhere);
  expect(describeKeys(keys, true)).toBe(onMac);
});

test.each<[string[], string | null]>([
  [['Mod+Shift+z'], 'CmdOrCtrl+Shift+Z'],
  [['Mod+ArrowUp'], 'CmdOrCtrl+Up'],
  [['?'], '?'],
  [['F5'], 'F5'],
  [['g', 'a'], null],
  [['Mod+ö'], null],
  [[], null],
])('%s in a menu', (keys, accelerator) => expect(acceleratorOf(keys)).toBe(accelerator));

test('screen readers are told of every single chord', () => {
  expect(ariaKeysOf([['u'], ['Mod+z'], ['g', 'u']], false)).toBe('u Control+z');
  expect(ariaKeysOf([['Mod+z']], true)).toBe('Meta+z');
  expect(ariaKeysOf([['g', 'u']], false)).toBeUndefined();
});
