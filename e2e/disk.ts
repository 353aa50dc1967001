/** Disks of a test's own, where the system lets one make them: small ones that get full, and ones that can only be read. Linux only. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export interface Disk {
  /** Leaves no room at all. */
  fill(): void;
  /** Gives the room back. */
  free(): void;
  makeReadOnly(): void;
  /** Takes it away, with all that is on it. */
  remove(): void;
}

/** In bytes of a block, which the file system gives as a whole. */
const FILLER = '.filler';

/** Puts a disk of so many megabytes in the place of an empty folder; `null` where that is not permitted. */
export function mountDisk(folder: string, megabytes: number): Disk | null {
  if (process.platform !== 'linux') return null;
  mkdirSync(folder, { recursive: true });
  const run = (command: string, ...args: string[]) => spawnSync(command, [...args, folder]).status === 0;
  if (!run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs')) return null;
  const filler = join(folder, FILLER);
  return {
    fill: () => {
      const file = openSync(filler, 'a');
      const { bsize } = statfsSync(folder);
      // Many at once, and the last ones one by one.
      for (const blocks of [1024, 1]) {
        try {
          for (;;) writeSync(file, Buffer.alloc(blocks * bsize));
        } catch {
          // Now it is full.
        }
      }
      closeSync(file);
    },
    free: () => rmSync(filler, { force: true }),
    makeReadOnly: () => {
      if (!run('mount', '-o', 'remount,ro')) throw new Error('The disk cannot be made read-only.');
    },
    // What still uses it goes on doing so, and nobody else finds it.
    remove: () => void run('umount', '-l'),
  };
}
