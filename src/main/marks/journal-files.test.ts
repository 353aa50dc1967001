import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemFiles, writeFile } from './journal-files';
import { UnreliableFiles } from './unreliable-files';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-files-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

/** What all open files have in common. */
async function handles() {
  const handle = await open(join(folder, 'any'), 'w');
  await handle.close();
  return Object.getPrototypeOf(handle) as typeof handle;
}

test('a sync is one of the system, for what is written and for what is new', async () => {
  const asked = vi.spyOn(await handles(), 'datasync');
  const file = await writeFile(systemFiles, join(folder, 'a'), [Buffer.from('moss')]);
  expect(asked).toHaveBeenCalledTimes(1);
  await file.write(Buffer.from('fern'), 4);
  await file.sync();
  expect(asked).toHaveBeenCalledTimes(2);
  await file.close();
});

test.skipIf(process.platform === 'win32')('the names of a folder are synced by the system as well', async () => {
  const asked = vi.spyOn(await handles(), 'sync');
  await systemFiles.syncFolder(folder);
  expect(asked).toHaveBeenCalledTimes(1);
});

test('what is written in many parts takes a call of the system for each megabyte, not for each part', async () => {
  const files = new UnreliableFiles();
  const parts = Array.from({ length: 300 }, (_, number) => Buffer.alloc(10_000, number));
  const file = await writeFile(files, '/file', parts);
  await file.close();
  expect(files.contentOf('/file').equals(Buffer.concat(parts))).toBe(true);
  // The first call of each takes all but its last byte.
  expect(files.operations.filter((operation) => operation === 'write')).toHaveLength(2 * 3);
});
