import { describe, expect, test } from 'vitest';
import { chordOf, type KeyPress, latinChordOf, parseKeys } from './chords';

function press(key: string, held: Partial<KeyPress> & { altGraph?: boolean } = {}): KeyPress {
  const { altGraph = false, ...rest } = held;
  return {
    key,
    code: '',
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    isComposing: false,
    getModifierState: (name) => name === 'AltGraph' && altGraph,
    ...rest,
  };
}

describe('keys as text', () => {
  test.each([
    ['j', ['j']],
    ['Shift+Mod+Z', ['Mod+Shift+z']],
    ['g a', ['g', 'a']],
    ['?', ['?']],
    ['Shift+Space', ['Shift+Space']],
    ['Mod+Plus', ['Mod+Plus']],
    ['F5', ['F5']],
  ])('%s', (text, chords) => expect(parseKeys(text)).toEqual(chords));

  test.each([
    '',
    ' ',
    'g  a',
    'g a b',
    'Mod',
    'Mod+',
    'Hyper+a',
    'Mod+Mod+a',
    'ab',
    '\u0000',
    'Shift',
    'Dead',
    'a+Mod',
  ])('"%s" means none', (text) => expect(parseKeys(text)).toBeNull());

  test('what is pressed is found where it is written', () => {
    const pressed = chordOf(press('Z', { ctrlKey: true, shiftKey: true }), false);
    expect(parseKeys('Mod+Shift+z')).toEqual([pressed]);
  });
});

describe('what was pressed', () => {
  test.each<[string, KeyPress, string | null]>([
    ['a letter', press('j'), 'j'],
    ['a letter under Caps Lock', press('J'), 'j'],
    ['a letter with Shift', press('U', { shiftKey: true }), 'Shift+u'],
    ['a sign that needs Shift on this layout', press('?', { shiftKey: true }), '?'],
    ['Space', press(' '), 'Space'],
    ['Space with Shift', press(' ', { shiftKey: true }), 'Shift+Space'],
    ['a plus', press('+', { ctrlKey: true }), 'Mod+Plus'],
    ['an arrow with Shift', press('ArrowDown', { shiftKey: true }), 'Shift+ArrowDown'],
    [
      'a sign that needs AltGr, told as Control and Alt',
      press('/', { ctrlKey: true, altKey: true, altGraph: true }),
      '/',
    ],
    ['the Windows key and a letter', press('z', { metaKey: true }), null],
    ['a modifier alone', press('Shift', { shiftKey: true }), null],
    ['a dead key', press('Dead'), null],
    ['what an input method composes', press('j', { isComposing: true }), null],
    ['what an input method swallows', press('Process'), null],
  ])('%s', (_, pressed, chord) => expect(chordOf(pressed, false)).toBe(chord));

  test('on a Mac it is Command that counts, and Option writes', () => {
    expect(chordOf(press('z', { metaKey: true, shiftKey: true }), true)).toBe('Mod+Shift+z');
    expect(chordOf(press('z', { ctrlKey: true }), true)).toBe('Ctrl+z');
    expect(chordOf(press('/', { altKey: true, shiftKey: true }), true)).toBe('/');
    expect(chordOf(press('ArrowUp', { altKey: true }), true)).toBe('Alt+ArrowUp');
  });

  test('a letter of another script has a Latin one on its key, an accented one has none', () => {
    expect(latinChordOf(press('о', { code: 'KeyJ' }), false)).toBe('j');
    expect(latinChordOf(press('Я', { code: 'KeyZ', ctrlKey: true, shiftKey: true }), false)).toBe('Mod+Shift+z');
    expect(latinChordOf(press('ö', { code: 'Semicolon' }), false)).toBeNull();
    expect(latinChordOf(press('q', { code: 'KeyA' }), false)).toBeNull();
    expect(latinChordOf(press('?', { code: 'KeyM' }), false)).toBeNull();
  });
});
