/** A click on a header sorts by it alone; with Shift, as well. */
import { expect, test } from 'vitest';
import { notBy, sortAlsoBy, sortBy, sortInDirection } from './column-sort';

const byTitle = { column: 'title', descending: false } as const;
const byComments = { column: 'comments', descending: true } as const;

test('a click sorts by a column alone, and then turns it around', () => {
  expect(sortBy([byTitle, byComments], 'comments')).toEqual([byComments]);
  expect(sortBy([byComments], 'comments')).toEqual([{ column: 'comments', descending: false }]);
  expect(sortBy([byComments], 'title')).toEqual([byTitle]);
});

test('further keys are added, turned around, and taken out again', () => {
  const two = sortAlsoBy([byTitle], 'comments');
  expect(two).toEqual([byTitle, byComments]);
  const turned = sortAlsoBy(two, 'comments');
  expect(turned).toEqual([byTitle, { column: 'comments', descending: false }]);
  expect(sortAlsoBy(turned, 'comments')).toEqual([byTitle]);
});

test('one key is always left', () => {
  expect(sortAlsoBy([{ column: 'title', descending: true }], 'title')).toEqual([byTitle]);
  expect(notBy([byTitle], 'title')).toEqual([byTitle]);
  expect(notBy([byTitle, byComments], 'title')).toEqual([byComments]);
});

test('a direction can be chosen', () => {
  expect(sortInDirection([byComments], 'title', true, false)).toEqual([{ column: 'title', descending: true }]);
  expect(sortInDirection([byComments], 'title', false, true)).toEqual([byComments, byTitle]);
  expect(sortInDirection([byComments, byTitle], 'comments', false, true)).toEqual([
    { column: 'comments', descending: false },
    byTitle,
  ]);
});
