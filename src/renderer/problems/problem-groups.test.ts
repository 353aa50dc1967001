/** How problems are counted, and parted for drawing. */
import { expect, test } from 'vitest';
import type { FileProblems } from '../library/paper-records';
import { countKinds, GROUP_SIZE, groupProblems } from './problem-groups';

const lines = (count: number) => Array.from({ length: count }, (_, index) => ({ line: index + 1, message: 'Odd.' }));
const FILES: FileProblems[] = [
  { file: '/seeds/novel.txt', name: 'novel.txt', digestId: null, problems: [{ line: 1, message: 'A novel.' }] },
  {
    file: '/seeds/long.txt',
    name: 'long.txt',
    digestId: 'abc',
    problems: [{ line: null, message: 'No date.' }, ...lines(2 * GROUP_SIZE)],
  },
];

test('each problem counts as one kind: of a file set aside, of a line, of a whole digest', () => {
  expect(countKinds(FILES)).toEqual({ aside: 1, line: 2 * GROUP_SIZE, digest: 1 });
});

test('no piece is larger than can be drawn at once, and none is lost', () => {
  const groups = groupProblems(FILES, null);
  expect(groups.map(({ name, isContinued, problems }) => [name, isContinued, problems.length])).toEqual([
    ['novel.txt', false, 1],
    ['long.txt', false, GROUP_SIZE],
    ['long.txt', true, GROUP_SIZE],
    ['long.txt', true, 1],
  ]);
  expect(groups.slice(1).flatMap(({ problems }) => problems)).toEqual(FILES[1]?.problems);
});

test('of one kind alone, files without it are left out', () => {
  expect(groupProblems(FILES, 'digest').map(({ name, problems }) => [name, problems.length])).toEqual([
    ['long.txt', 1],
  ]);
});
