import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemFiles, writeFile } from './journal-files';

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
