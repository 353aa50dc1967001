import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDigest } from './parse-digest';
import { readTextBytes } from './read-text';

const FIXTURES = join(import.meta.dirname, 'fixtures');

describe('parseDigest', () => {
  it('keeps the papers of a file that is not valid UTF-8, and puts its problems in order', () => {
    const read = readTextBytes(readFileSync(join(FIXTURES, 'invalid-utf-8.txt')));
    if (!read.ok) throw new Error(read.problem.message);
    const text = read.text.replace('Jan 16, 2025', 'Jan 16, 20');
    const digest = parseDigest(text, { modifiedAt: 0 }, read.problems);
    expect(digest.entries.map(({ title }) => title.slice(0, 6))).toEqual(['Forget', 'R\ufffdvers', 'How Ch', 'Graves']);
    expect(digest.problems.map(({ line, message }) => [line, message.slice(0, 30)])).toEqual([
      [19, expect.stringContaining('The byline of')],
      [21, expect.stringContaining('This line is not valid')],
      [23, expect.stringContaining('This line is not valid')],
    ]);
  });

  it('names no more problems than anybody would read', () => {
    const found = Array.from({ length: 700 }, (_, index) => ({ line: index + 1, message: 'Broken.' }));
    const { problems } = parseDigest('Apr 21\n', { modifiedAt: 0 }, found);
    expect(problems).toHaveLength(501);
    expect(problems.at(-1)).toEqual({ line: null, message: expect.stringMatching(/^\d+ more/) });
  });

  it('does not change the problems it was given', () => {
    const found = Object.freeze([{ line: 3, message: 'Broken.' }]);
    expect(parseDigest('', { modifiedAt: 0 }, found).problems).toHaveLength(2);
  });
});
