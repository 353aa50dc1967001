import { expect, test } from 'vitest';
import { patternsOf, problemOfPatterns } from './ignore-patterns';

test('each line is a pattern, but for empty ones', () => {
  expect(patternsOf('')).toEqual([]);
  expect(patternsOf(' drafts/ \r\n\n# mine\n*.html\r!keep.html\n')).toEqual([
    'drafts/',
    '# mine',
    '*.html',
    '!keep.html',
  ]);
});

test('what a .gitignore may hold is taken', () => {
  const text =
    '# notes\n*.md\n!keep.md\n/top.txt\nold/\n**/drafts/*.txt\na?.txt\n[a-c].txt\n\\#odd.txt\n\\!odd.txt\n..\u200b.txt';
  expect(problemOfPatterns(text, ['/home/reader/digests'])).toBeNull();
});

test.each([
  ['/home/reader/digests/old/', 'begin at the seeds folder'],
  ['C:\\Digests\\old', 'begin at the seeds folder'],
  ['old\\drafts', 'Write /'],
  ['../others', 'lead out'],
  ['!', 'is missing'],
  ['[ab.txt', ']'],
  ['x'.repeat(1001), 'too long'],
])('%s is no pattern', (pattern, reason) => {
  expect(problemOfPatterns(`*.md\n${pattern}\n`, ['/home/reader/digests'])).toContain(reason);
});

test('there is an end to how many', () => {
  expect(problemOfPatterns('*.md\n'.repeat(1000), [])).toBeNull();
  expect(problemOfPatterns('*.md\n'.repeat(1001), [])).toContain('1,000');
});
