import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DigestLineReader } from './digest-lines';

const TEXT = [
  'Daily Papers',
  '',
  'Apr 21',
  '',
  'On moss',
  '',
  'We say what was done with moss, how, and what came of it in the end.',
  '',
  '  • 3 authors',
  '·',
  'Jan 16, 2025',
  '',
  'On lichen',
  '',
  'We say what was done with lichen, how, and what came of it in the end.',
  '',
  '  • 2 authors',
  '·',
  'Jan 17, 2025',
].join('\n');
const ID = createHash('sha256').update(TEXT).digest('hex');

let folder: string;
let path: string;
let reader: DigestLineReader;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-lines-'));
  path = join(folder, 'a.txt');
  writeFileSync(path, TEXT);
  reader = new DigestLineReader();
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ask = (start: number, end: number, digestId = ID) => reader.lines({ path, digestId, start, end });

describe('DigestLineReader', () => {
  test('tells each line, and what it was read as', async () => {
    const { total, lines, isChanged } = await ask(0, 100);
    expect({ total, isChanged }).toEqual({ total: 19, isChanged: false });
    expect(lines.map(({ text }) => text)).toEqual(TEXT.split('\n'));
    const first = { kind: 'entry', capture: 0, position: 0 };
    const second = { kind: 'entry', capture: 0, position: 1 };
    const uses = Object.fromEntries(lines.map(({ text, use }) => [text, use]));
    expect(uses).toMatchObject({
      'Daily Papers': { kind: 'page' },
      'Apr 21': { kind: 'heading' },
      'On moss': first,
      '  • 3 authors': first,
      'Jan 16, 2025': first,
      'On lichen': second,
      'Jan 17, 2025': second,
    });
  });

  test('gives the lines that are asked for, as far as there are any', async () => {
    expect((await ask(4, 6)).lines.map(({ text }) => text)).toEqual(['On moss', '']);
    expect((await ask(18, 500)).lines.map(({ text }) => text)).toEqual(['Jan 17, 2025']);
    expect((await ask(500, 600)).lines).toEqual([]);
    expect((await ask(6, 4)).lines).toEqual([]);
  });

  test('gives at most 500 lines, and of each at most 2,000 characters', async () => {
    appendFileSync(path, `\n\n${'moss '.repeat(1000)}${'\nmore'.repeat(1000)}`);
    const { total, lines } = await ask(20, 5000);
    expect(total).toBe(1021);
    expect(lines).toHaveLength(500);
    expect(lines[0]?.text).toBe(`${'moss '.repeat(400).slice(0, 1999)}…`);
  });

  test('says when the file is no longer the one that the digest was read from', async () => {
    expect((await ask(0, 1, `${ID}.2`)).isChanged).toBe(false);
    appendFileSync(path, '\n\nOn ferns\n');
    const { lines, isChanged } = await ask(20, 21);
    expect(isChanged).toBe(true);
    expect(lines.map(({ text }) => text)).toEqual(['On ferns']);
  });

  test('says in words why there are no lines', async () => {
    rmSync(path);
    await expect(ask(0, 1)).rejects.toThrow('There is no such file (any more).');
    mkdirSync(path);
    await expect(ask(0, 1)).rejects.toThrow('folder');
  });
});
