import { expect, test } from 'vitest';
import { matchableWords } from './match-words';
import { findEntries, MOST_ENTRIES, type PaletteEntry } from './palette-entries';

const entry = (kind: PaletteEntry['kind'], label: string): PaletteEntry => ({
  id: `${kind} ${label}`,
  kind,
  label,
  detail: '',
  keys: '',
  words: matchableWords(label),
  isChecked: false,
  run: () => {},
});

const ENTRIES = [
  entry('command', 'Starred'),
  entry('command', 'Star'),
  entry('command', 'Skip'),
  entry('tag', 'Tag: stars'),
  ...Array.from({ length: 200 }, (_, index) => entry('digest', `Digest: Mar ${index}`)),
];

const find = (text: string, scope: 'all' | 'digest' | 'tag' = 'all', recent: string[] = []) =>
  findEntries(ENTRIES, { text, scope, recent }).map(({ label }) => label);

test('before anything is typed there are commands alone, what was chosen last on top', () => {
  expect(find('')).toEqual(['Starred', 'Star', 'Skip']);
  expect(find('', 'all', ['command Skip', 'command Star'])).toEqual(['Skip', 'Star', 'Starred']);
});

test('places are found among them, whole words before beginnings', () => {
  expect(find('star')).toEqual(['Star', 'Starred', 'Tag: stars']);
  expect(find('s', 'all', ['command Skip'])).toEqual(['Skip', 'Starred', 'Star', 'Tag: stars']);
  expect(find('mar 42')).toEqual(['Digest: Mar 42']);
  expect(find('nothing so called')).toEqual([]);
});

test('one kind of places can be all there is, and never more than can be looked at', () => {
  expect(find('', 'tag')).toEqual(['Tag: stars']);
  expect(find('', 'digest')).toHaveLength(MOST_ENTRIES);
  expect(find('star', 'digest')).toEqual([]);
});
