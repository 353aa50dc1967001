import { expect, test } from 'vitest';
import { STATUSES } from '../library/mark-records';
import { labelOf } from '../library/marks/mark-words';
import { saidOf } from './said-of';

test('what was done is said in the past, and not while a note is being written', () => {
  expect(saidOf('Skip 43 papers')).toBe('Skipped 43 papers.');
  expect(saidOf('Take ‘flow’ off 2 papers')).toBe('Took ‘flow’ off 2 papers.');
  expect(saidOf('Invent a verb')).toBe('Done: invent a verb.');
  expect(saidOf(labelOf({ note: 'x' }, 'Paper of moss', String))).toBeNull();
});

test('every order of marks has its past', () => {
  const changes = [
    ...STATUSES.map((status) => ({ status })),
    { isStarred: true },
    { isStarred: false },
    { note: '' },
    { addTags: ['a'] },
    { removeTags: ['a'] },
    { isStarred: true, addTags: ['a'] },
  ];
  for (const change of changes) expect(saidOf(labelOf(change, 2, String))).not.toContain('Done:');
});
