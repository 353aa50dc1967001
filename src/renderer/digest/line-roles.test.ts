/** What each line of a file is to a digest in it. */
import { expect, test } from 'vitest';
import type { DigestLine, LineUse } from '../../preload/api';
import { captureOf, roleOf } from './line-roles';

const BLANK: LineUse = { kind: 'blank' };
const entry = (capture: number, position: number): LineUse => ({ kind: 'entry', capture, position });

const USES: LineUse[] = [
  { kind: 'page' },
  { kind: 'heading' },
  BLANK,
  entry(0, 0),
  BLANK,
  entry(0, 0),
  BLANK,
  entry(0, 1),
  { kind: 'unread' },
  BLANK,
  entry(1, 0),
];
const lineAt = (line: number): DigestLine | undefined => {
  const use = USES[line - 1];
  return use && { text: `line ${line}`, use };
};
const roles = (digest: Parameters<typeof roleOf>[2]) => USES.map((_, index) => roleOf(index + 1, lineAt, digest));

test('titles, entries with the blank lines within them, and what is around them', () => {
  const shown = roles({ id: 'abc', entryLines: Int32Array.of(4, 8) });
  expect(shown.map(({ kind, entry, isTitle }) => `${kind} ${entry ?? '-'}${isTitle ? ' title' : ''}`)).toEqual([
    'page -',
    'heading -',
    'blank -',
    'entry 0 title',
    'blank 0',
    'entry 0',
    'blank -',
    'entry 1 title',
    'unread -',
    'blank -',
    'other -',
  ]);
});

test('the second digest of a file has its own entries', () => {
  const shown = roles({ id: 'abc.2', entryLines: Int32Array.of(11) });
  expect(shown[10]).toEqual({ kind: 'entry', entry: 0, isTitle: true });
  expect(shown[3]).toEqual({ kind: 'other', entry: null, isTitle: false });
  expect(captureOf('abc.12')).toBe(11);
});

test('a file without a digest has lines all the same', () => {
  expect(roles(null)[8]).toEqual({ kind: 'unread', entry: null, isTitle: false });
  expect(roleOf(99, lineAt, null).kind).toBe('blank');
});
