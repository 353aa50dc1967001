import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ImportedFile, Imports } from './imports';

let folder: string;
let imports: Imports;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-imports-'));
  mkdirSync(join(folder, 'trash'));
  imports = new Imports();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a file and notes it as a part of an import. */
function imported(importId: number, name: string, text = name): ImportedFile {
  const file = join(folder, name);
  writeFileSync(file, text);
  const hash = createHash('sha256').update(text).digest('hex');
  const added = { file, name, size: text.length, hash, digestIds: [hash, `${hash}.2`] };
  imports.note(importId, added);
  return added;
}

const trash = async (file: string) => renameSync(file, join(folder, 'trash', basename(file)));
const hasTwin = async () => false;

test('puts what one import added into the trash, and leaves the others', async () => {
  const first = imported(1, 'a.txt');
  const second = imported(1, 'b.txt');
  const other = imported(2, 'c.txt');
  expect(await imports.takeBack(1, { trash, hasTwin })).toEqual({
    digestIds: [...first.digestIds, ...second.digestIds],
    files: 2,
    kept: [],
  });
  expect([first, second, other].map(({ file }) => existsSync(file))).toEqual([false, false, true]);
  expect(existsSync(join(folder, 'trash/a.txt'))).toBe(true);
  expect(await imports.takeBack(1, { trash, hasTwin })).toEqual({ digestIds: [], files: 0, kept: [] });
});

test('keeps a file that was changed since, and says so', async () => {
  const changed = imported(1, 'a.txt');
  writeFileSync(changed.file, 'a.txt, and what the reader wrote under it');
  const plain = imported(1, 'b.txt');
  expect(await imports.takeBack(1, { trash, hasTwin })).toEqual({
    digestIds: plain.digestIds,
    files: 1,
    kept: [{ name: 'a.txt', reason: 'It was changed since.' }],
  });
  expect(existsSync(changed.file)).toBe(true);
});

test('keeps what the trash does not take, until it does', async () => {
  const added = imported(1, 'a.txt');
  const refuse = async () => {
    throw new Error('There is no trash on this drive.');
  };
  expect(await imports.takeBack(1, { trash: refuse, hasTwin })).toEqual({
    digestIds: [],
    files: 0,
    kept: [{ name: 'a.txt', reason: 'The trash did not take it: There is no trash on this drive.' }],
  });
  expect(existsSync(added.file)).toBe(true);
  expect(await imports.takeBack(1, { trash, hasTwin })).toMatchObject({ files: 1, kept: [] });
});

test('forgets the digest of a file that somebody else took away, unless its bytes are elsewhere', async () => {
  const gone = imported(1, 'gone.txt');
  const moved = imported(1, 'moved.txt');
  rmSync(gone.file);
  rmSync(moved.file);
  const isMoved = async (added: ImportedFile) => added.hash === moved.hash;
  expect(await imports.takeBack(1, { trash, hasTwin: isMoved })).toEqual({
    digestIds: gone.digestIds,
    files: 0,
    kept: [],
  });
});
