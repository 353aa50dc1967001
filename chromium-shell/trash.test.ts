import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { moveToTrash } from './trash';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'trash-'));
  vi.stubEnv('XDG_DATA_HOME', join(root, 'data'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

const trashed = (folder = join(root, 'data/Trash')) => readdirSync(join(folder, 'files')).sort();

describe.skipIf(process.platform === 'win32')('moveToTrash', () => {
  test('keeps the file, and where it was', async () => {
    const file = join(root, 'Häuser 100%.txt');
    writeFileSync(file, 'a paste');
    await moveToTrash(file);
    expect(existsSync(file)).toBe(false);
    expect(readFileSync(join(root, 'data/Trash/files/Häuser 100%.txt'), 'utf8')).toBe('a paste');
    const note = readFileSync(join(root, 'data/Trash/info/Häuser 100%.txt.trashinfo'), 'utf8');
    expect(note).toMatch(
      /^\[Trash Info\]\nPath=\/.*H%C3%A4user%20100%25\.txt\nDeletionDate=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\n$/,
    );
  });

  test('keeps apart what has the same name', async () => {
    for (const text of ['first', 'second']) {
      writeFileSync(join(root, 'a.txt'), text);
      await moveToTrash(join(root, 'a.txt'));
    }
    expect(trashed()).toEqual(['a.2.txt', 'a.txt']);
    expect(readFileSync(join(root, 'data/Trash/files/a.2.txt'), 'utf8')).toBe('second');
  });

  test('fails where the file or the trash is not to be had, and leaves nothing behind', async () => {
    await expect(moveToTrash(join(root, 'missing.txt'))).rejects.toThrow('ENOENT');
    writeFileSync(join(root, 'data'), 'no folder');
    writeFileSync(join(root, 'a.txt'), 'stays');
    await expect(moveToTrash(join(root, 'a.txt'))).rejects.toThrow();
    expect(readFileSync(join(root, 'a.txt'), 'utf8')).toBe('stays');
  });
});

const SHARED_MEMORY = '/dev/shm';
const hasOtherDrive = existsSync(SHARED_MEMORY) && statSync(SHARED_MEMORY).dev !== statSync(tmpdir()).dev;

test.runIf(hasOtherDrive)('what is on another drive goes into the trash of that drive', async () => {
  const folder = mkdtempSync(join(SHARED_MEMORY, 'trash-'));
  const file = join(folder, 'far.txt');
  const trash = join(SHARED_MEMORY, `.Trash-${process.getuid?.()}`);
  const wasThere = existsSync(trash);
  const before = wasThere ? trashed(trash) : [];
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, 'far away');
    await moveToTrash(file);
    const [name = ''] = trashed(trash).filter((other) => !before.includes(other));
    expect(readFileSync(join(trash, 'files', name), 'utf8')).toBe('far away');
    expect(readFileSync(join(trash, 'info', `${name}.trashinfo`), 'utf8')).toContain('Path=trash-');
    rmSync(join(trash, 'files', name));
    rmSync(join(trash, 'info', `${name}.trashinfo`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
    if (!wasThere) rmSync(trash, { recursive: true, force: true });
  }
});
