/** The list of guards does not rot; `npm run guards` takes each away and sees its test fail. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { problemOf } from './guard';
import { GUARDS } from './guard-list';

test('every guard stands where the list says, and so does its test', () => {
  const root = join(import.meta.dirname, '../..');
  expect(GUARDS.flatMap((guard) => problemOf(guard, root) ?? [])).toEqual([]);
  expect(GUARDS.length).toBeGreaterThan(100);
});
