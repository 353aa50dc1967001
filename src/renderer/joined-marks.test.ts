import { expect, test } from 'vitest';
import { joinedMarks } from './joined-marks';
import type { MarkChange, MarkTarget } from './library/mark-records';

const edit = (note: string, base: string, paperId = 'a') =>
  marking({ note, noteBases: [base] }, { paperIds: [paperId] });
const marking = (change: MarkChange, target: MarkTarget) => ({ name: 'mark', args: [target, change] });

test('edits of one note come to the latest text, of any text that there was', () => {
  expect(joinedMarks(edit('ab', 'a'), edit('abc', 'ab'))).toEqual([
    { paperIds: ['a'] },
    { note: 'abc', noteBases: ['a', 'ab'] },
  ]);
});

test.each([
  ['of another paper', edit('ab', 'a', 'b')],
  ['that changes more', marking({ note: 'ab', noteBases: ['a'], isStarred: true }, { paperIds: ['a'] })],
  ['of no note', marking({ isStarred: true }, { paperIds: ['a'] })],
  ['of a selection', marking({ note: 'ab', noteBases: ['a'] }, 'selection')],
  ['of several papers', marking({ note: 'ab', noteBases: ['a'] }, { paperIds: ['a', 'b'] })],
  ['that is none of marks', { name: 'list', args: [{}] }],
])('a call %s is for itself', (_, call) => {
  expect(joinedMarks(call, edit('abc', 'ab'))).toBeNull();
  expect(joinedMarks(edit('abc', 'ab'), call)).toBeNull();
});
