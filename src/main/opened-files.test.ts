import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { handedOver, OpenedFiles } from './opened-files';

let folder: string;
let timesTold: number;
let opened: OpenedFiles;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-opened-'));
  timesTold = 0;
  opened = new OpenedFiles(() => {
    timesTold += 1;
  });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(...names: string[]): void {
  for (const name of names) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), name);
  }
}
const paths = (...names: string[]) => names.map((name) => join(folder, name));
const takenNames = async () => (await opened.take()).map(({ name }) => name);

test('files are told of once, together, and can be read', async () => {
  write('Monday.txt', 'b/Tuesday.html');
  utimesSync(join(folder, 'Monday.txt'), 1_600_000_000, 1_600_000_000);
  void opened.open(paths('Monday.txt'));
  void opened.open(paths('b/Tuesday.html'));
  await vi.waitFor(() => expect(timesTold).toBe(1));
  const taken = await opened.take();
  expect(taken).toMatchObject([
    { name: 'Monday.txt', size: 10 },
    { name: 'Tuesday.html', size: 14 },
  ]);
  const [first] = taken;
  expect(await opened.read(first?.id ?? 0)).toEqual({
    name: 'Monday.txt',
    bytes: Buffer.from('Monday.txt'),
    modifiedAt: 1_600_000_000_000,
  });
  expect(await opened.take()).toEqual([]);
});

test('a folder comes as the digest files in it, without what is hidden, linked or put beside a saved page', async () => {
  write('in/b.txt', 'in/a.md', 'in/picture.png', 'in/.hidden.txt', 'in/2025/c.html', 'in/.git/d.txt');
  write('in/Daily Papers_files/e.txt', 'elsewhere/f.txt');
  symlinkSync(join(folder, 'elsewhere'), join(folder, 'in/link'));
  symlinkSync(join(folder, 'in'), join(folder, 'in/loop'));
  symlinkSync(join(folder, 'elsewhere/f.txt'), join(folder, 'in/g.txt'));
  await opened.open(paths('in'));
  expect(await takenNames()).toEqual(['in/a.md', 'in/b.txt', 'in/2025/c.html']);
});

test('what is not there may be the value of a flag, unless it is named like a digest', async () => {
  await opened.open(paths('9333', 'mistyped.txt'));
  const [missing, ...more] = await opened.take();
  expect([missing?.name, more]).toEqual(['mistyped.txt', []]);
  await expect(opened.read(missing?.id ?? 0)).rejects.toThrow('It is not there.');
});

test('a folder without digests, and an id that nobody gave out, are refused in words', async () => {
  write('in/picture.png');
  await opened.open(paths('in'));
  const [empty] = await opened.take();
  expect(empty?.name).toBe('in');
  await expect(opened.read(empty?.id ?? 0)).rejects.toThrow('no digest files');
  await expect(opened.read(99)).rejects.toThrow('Open it again');
});

test('a file that is too large is never read', async () => {
  const large = join(folder, 'large.txt');
  writeFileSync(large, '');
  const { truncate } = await import('node:fs/promises');
  await truncate(large, 2 ** 40);
  await opened.open([large]);
  const [taken] = await opened.take();
  expect(taken).toMatchObject({ name: basename(large), size: 2 ** 40 });
  await expect(opened.read(taken?.id ?? 0)).rejects.toThrow('too large');
});

describe('handedOver', () => {
  test.each([[undefined], [null], ['x'], [{}], [{ paths: 'x' }], [{ paths: [1] }]])('takes nothing from %j', (data) => {
    expect(handedOver(data)).toEqual([]);
  });

  test('takes absolute paths', () => {
    expect(handedOver({ paths: [join(tmpdir(), 'a.txt'), 'b.txt'] })).toEqual([join(tmpdir(), 'a.txt')]);
  });
});
