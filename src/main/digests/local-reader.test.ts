import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, statSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SeedsChange } from '../../preload/api';
import { digestText, writeFileToRead } from './files-for-tests';
import { LocalReader } from './local-reader';
import type { TakeChange } from './reader';
import { READER_VERSION } from './reader-version';

type Read = Extract<SeedsChange, { kind: 'read' }>;

let folder: string;
let reader: LocalReader;
/** What was handed over, in order. */
let taken: Read[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-reader-'));
  reader = new LocalReader();
  taken = [];
});

afterEach(() => {
  reader.close();
  rmSync(folder, { recursive: true, force: true });
});

const write = (name: string, text: string) => writeFileToRead(folder, name, text);

const take: TakeChange = (change) => {
  taken.push(JSON.parse(change) as Read);
  return true;
};

describe('readFile', () => {
  test('hands a digest over, with all that the library needs', async () => {
    const file = write('a.txt', digestText(2));
    expect(await reader.readFile(file, take)).toEqual({ kind: 'read' });
    const id = createHash('sha256').update(digestText(2)).digest('hex');
    expect(taken).toMatchObject([
      { kind: 'read', file: file.file, name: 'a.txt', stamp: file.stamp, readerVersion: READER_VERSION, isLast: true },
    ]);
    expect(taken[0]?.digests).toMatchObject([{ id, start: 0, digest: { heading: 'Apr 21' } }]);
    expect(taken[0]?.digests[0]?.digest.entries.map(({ titleKey }) => titleKey)).toEqual([
      'notesonmossvolume0',
      'notesonmossvolume1',
    ]);
  });

  test('hands large files over in parts, each only when there is room', async () => {
    let waiting = 0;
    const slowly: TakeChange = async (change) => {
      expect(++waiting).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      waiting--;
      return take(change);
    };
    await reader.readFile(write('a.txt', digestText(2500)), slowly);
    expect(taken.map(({ isLast, digests }) => [isLast, digests[0]?.start])).toEqual([
      [false, 0],
      [false, 1000],
      [true, 2000],
    ]);
  });

  test('files that are asked for together come one behind the other, whole', async () => {
    const files = [
      write('a.txt', digestText(1500, 'a')),
      write('b.txt', digestText(1500, 'b')),
      write('c.txt', digestText(1, 'c')),
    ];
    await Promise.all(files.map((file) => reader.readFile(file, take)));
    expect(taken.map(({ name }) => name)).toEqual(['a.txt', 'a.txt', 'b.txt', 'b.txt', 'c.txt']);
  });

  test('a file that is another than at the last look is restless', async () => {
    const file = write('a.txt', digestText(1));
    appendFileSync(file.path, 'more');
    expect(await reader.readFile(file, take)).toEqual({ kind: 'restless' });
    unlinkSync(file.path);
    expect(await reader.readFile(file, take)).toEqual({ kind: 'restless' });
    expect(taken).toEqual([]);
  });

  test('a file that changes between two parts never has its last part', async () => {
    const file = write('a.txt', digestText(2500));
    const outcome = await reader.readFile(file, (change) => {
      if (taken.length === 1) appendFileSync(file.path, 'more');
      return take(change);
    });
    expect(outcome).toEqual({ kind: 'restless' });
    expect(taken.map(({ isLast }) => isLast)).toEqual([false, false]);
    // Begun anew, it is whole.
    taken = [];
    const { size, mtimeMs } = statSync(file.path);
    await reader.readFile({ ...file, stamp: { size, modifiedAt: mtimeMs } }, take);
    expect(taken.map(({ isLast, digests }) => [isLast, digests[0]?.start])).toEqual([
      [false, 0],
      [false, 1000],
      [true, 2000],
    ]);
  });

  test('no more is read of a file that nobody wants any more', async () => {
    const file = write('a.txt', digestText(2500));
    expect(await reader.readFile(file, (change) => take(change) && false)).toEqual({ kind: 'restless' });
    expect(taken).toHaveLength(1);
  });

  test('what is no digest is unreadable for as long as it stays what it is', async () => {
    const outcome = await reader.readFile(write('a.txt', 'Buy milk, and bread.\n'), take);
    expect(outcome).toMatchObject({ kind: 'unreadable', isLasting: true });
    expect(taken).toEqual([]);
  });

  test('what is no file is tried again', async () => {
    mkdirSync(join(folder, 'a.txt'));
    const { size, mtimeMs } = statSync(join(folder, 'a.txt'));
    const path = join(folder, 'a.txt');
    const outcome = await reader.readFile(
      { file: path, name: 'a.txt', path, stamp: { size, modifiedAt: mtimeMs } },
      take,
    );
    expect(outcome).toMatchObject({ kind: 'unreadable', problem: { line: null } });
  });

  test('a file that cannot be taken is unreadable, and the next one is read', async () => {
    const failing = reader.readFile(write('a.txt', digestText(1)), () => {
      throw new Error('no room at all');
    });
    const next = reader.readFile(write('b.txt', digestText(1)), take);
    expect(await failing).toMatchObject({
      kind: 'unreadable',
      problem: { message: expect.stringContaining('no room') },
    });
    expect(await next).toEqual({ kind: 'read' });
  });
});
