/** A profile that can be read and not written: its marks are shown, and Chromium, which must write, does so elsewhere. */
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeOf } from './failure';

/** Whether a folder is there and cannot be written; one that is missing is made by whoever needs it. */
export function isReadOnly(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return false;
  } catch (error) {
    return ['EROFS', 'EACCES', 'EPERM'].includes(codeOf(error) ?? '');
  }
}

/** A folder for this run alone; it goes with the process. */
export function folderForThisRun(): string {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-view-only-'));
  process.once('exit', () => {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // A process that ends a moment later still writes there; the system empties its temporary folder now and then.
    }
  });
  return folder;
}
