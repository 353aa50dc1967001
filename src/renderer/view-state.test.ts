import { expect, test } from 'vitest';
import { DEFAULT_VIEW, parseViewState } from './view-state';

test('of a view that a newer version saved, what is understood holds, and the rest is not lost', () => {
  const saved = {
    ...DEFAULT_VIEW,
    sort: [{ column: 'mood', descending: true }],
    density: 'relaxed',
    columnOrder: ['mood', 'title'],
    mood: { calm: true },
  };
  expect(parseViewState(saved)).toEqual({ ...saved, sort: DEFAULT_VIEW.sort });
});

test('a view that cannot be read is the usual one', () => {
  for (const saved of [null, 7, 'wide', []]) expect(parseViewState(saved)).toEqual(DEFAULT_VIEW);
});
