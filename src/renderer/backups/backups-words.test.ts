import { expect, test } from 'vitest';
import { describePlan, describeRestored, formatSize, isEmptyPlan } from './backups-words';

const plan = { added: 0, changed: 0, gone: 0, others: 0, papers: [] };

test('a plan is told in words', () => {
  expect(describePlan({ ...plan, added: 1, gone: 2 })).toBe(
    '1 paper would get marks back, 2 papers would lose their marks.',
  );
  expect(describePlan({ ...plan, changed: 1200, others: 1 })).toBe(
    'The marks of 1,200 papers would change, 1 decision, date, tag or list would change.',
  );
  expect(describePlan(plan)).toBe('Nothing would change: your marks are as they were then.');
  expect([isEmptyPlan(plan), isEmptyPlan({ ...plan, others: 1 })]).toEqual([true, false]);
});

test('a paper is told by what of its marks differs, each once', () => {
  expect(
    describeRestored({
      entryId: 'a',
      title: 'A',
      kind: 'changed',
      fields: ['starredAt', 'status', 'statusAt', 'note'],
    }),
  ).toBe('Changes: star, status, note');
  expect(describeRestored({ entryId: 'b', title: null, kind: 'gone', fields: [] })).toBe('Loses');
});

test('sizes are short', () => {
  expect([812, 1234, 56_789, 1_250_000, 32_000_000].map(formatSize)).toEqual([
    '812 B',
    '1.2 KB',
    '57 KB',
    '1.3 MB',
    '32 MB',
  ]);
});
