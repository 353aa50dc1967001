/** FAULTS.md 16 and 17: the seeds folder itself goes, or its drive does. */
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { couldRun, digest, eventually, inBox, settlesAs } from './watched-box';

describe.concurrent('a folder that', { timeout: 40_000 }, () => {
  it(
    'fault 16: is moved away is a problem and takes no digest with it; it goes on when it is back',
    inBox(async ({ root, path, write, watch }) => {
      write('a.txt', digest('On moss'));
      const watched = await watch();
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      renameSync(path, join(root, 'away'));
      await eventually(() => expect(watched.folder.problem).toContain('not there'));
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      renameSync(join(root, 'away'), path);
      await eventually(() => expect(watched.folder.problem).toBeNull());
      write('b.txt', digest('On fern'));
      await settlesAs(watched, { 'a.txt': ['On moss'], 'b.txt': ['On fern'] });
      expect(watched.kinds).toEqual(['read a.txt', 'read b.txt']);
    }),
  );

  it(
    'fault 16: is deleted and made again is watched again, its subfolders too',
    inBox(async ({ path, seed, write, watch }) => {
      mkdirSync(seed('inner'));
      write('a.txt', digest('On moss'));
      write('inner/a.txt', digest('On ivy'));
      const watched = await watch({ includesSubfolders: true });
      await settlesAs(watched, { 'a.txt': ['On moss'], 'inner/a.txt': ['On ivy'] });
      rmSync(path, { recursive: true });
      mkdirSync(seed('inner'), { recursive: true });
      write('b.txt', digest('On fern'));
      await settlesAs(watched, { 'b.txt': ['On fern'] });
      write('inner/c.txt', digest('On oak'));
      await settlesAs(watched, { 'b.txt': ['On fern'], 'inner/c.txt': ['On oak'] });
      expect(watched.folder.problem).toBeNull();
    }),
  );

  it(
    'fault 16: is not there at first is watched when it comes',
    inBox(async ({ path, seed, write, watch }) => {
      rmSync(path, { recursive: true });
      const known = [{ file: seed('a.txt'), size: 1, modifiedAt: 1, readerVersion: 99 }];
      const watched = await watch({ known });
      expect(watched.folder.problem).toContain('not there');
      mkdirSync(path);
      write('a.txt', digest('On moss'));
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      expect(watched.folder.problem).toBeNull();
    }),
  );

  it(
    'fault 16: turned out to be a file is a problem',
    inBox(async ({ path, watch }) => {
      rmSync(path, { recursive: true });
      writeFileSync(path, digest('On moss'));
      expect((await watch()).folder.problem).toContain('not a folder');
    }),
  );

  it(
    'fault 16: is a link that is turned to another folder is followed',
    inBox(async ({ root, path, write, watch }) => {
      // No event tells of that.
      const other = join(root, 'other');
      mkdirSync(other);
      writeFileSync(join(other, 'b.txt'), digest('On fern'));
      write('a.txt', digest('On moss'));
      const link = join(root, 'link');
      symlinkSync(path, link);
      const watched = await watch({ path: link });
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      unlinkSync(link);
      symlinkSync(other, link);
      watched.folder.lookAgain();
      await settlesAs(watched, { 'b.txt': ['On fern'] });
      writeFileSync(join(other, 'c.txt'), digest('On ivy'));
      await settlesAs(watched, { 'b.txt': ['On fern'], 'c.txt': ['On ivy'] });
    }),
  );
});

/** What stands for a drive: mounted for real where that is permitted, moved into place elsewhere. */
interface Drive {
  unmount(): void;
  mount(): void;
}

/** Puts a drive at `path`, which becomes an empty folder whenever the drive is taken out. */
async function driveAt(path: string, root: string): Promise<Drive & Disposable> {
  const drive = join(root, 'drive');
  mkdirSync(drive);
  mkdirSync(path, { recursive: true });
  // The mount point is older than whatever is written to the drive.
  await delay(20);
  if (couldRun('mount', '-t', 'tmpfs', 'tmpfs', drive)) {
    const mount = () => expect(couldRun('mount', '--bind', drive, path)).toBe(true);
    const unmount = () => expect(couldRun('umount', path)).toBe(true);
    mount();
    return {
      mount,
      unmount,
      [Symbol.dispose]: () => {
        couldRun('umount', path);
        couldRun('umount', drive);
      },
    };
  }
  const mountPoint = join(root, 'mount-point');
  const swap = (from: string, to: string) => {
    renameSync(path, to);
    renameSync(from, path);
  };
  const mount = () => swap(drive, mountPoint);
  mount();
  return { mount, unmount: () => swap(mountPoint, drive), [Symbol.dispose]: () => {} };
}

describe.concurrent('a drive that is taken out', { timeout: 40_000 }, () => {
  it(
    'fault 17: with the seeds folder loses nothing, at the next start neither',
    inBox(async ({ root, path, write, watch }) => {
      using drive = await driveAt(path, root);
      write('a.txt', digest('On moss'));
      const watched = await watch();
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      drive.unmount();
      watched.folder.lookAgain();
      await eventually(() => expect(watched.folder.problem).toContain('drive'));
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      const restarted = await watch({ known: watched.known });
      expect(restarted.folder.problem).toContain('drive');
      expect(restarted.changes).toEqual([]);
      drive.mount();
      write('b.txt', digest('On fern'));
      await settlesAs(watched, { 'a.txt': ['On moss'], 'b.txt': ['On fern'] });
      expect(watched.folder.problem).toBeNull();
      expect(watched.kinds).toEqual(['read a.txt', 'read b.txt']);
    }),
  );

  it(
    'fault 17: below the seeds folder loses nothing, and the rest goes on',
    inBox(async ({ root, seed, write, watch }) => {
      using drive = await driveAt(seed('drive'), root);
      write('drive/a.txt', digest('On moss'));
      write('b.txt', digest('On fern'));
      const watched = await watch({ includesSubfolders: true });
      await settlesAs(watched, { 'drive/a.txt': ['On moss'], 'b.txt': ['On fern'] });
      drive.unmount();
      watched.folder.lookAgain();
      await eventually(() => expect(watched.folder.problem).toContain('drive'));
      unlinkSync(seed('b.txt'));
      await settlesAs(watched, { 'drive/a.txt': ['On moss'] });
      drive.mount();
      watched.folder.lookAgain();
      await eventually(() => expect(watched.folder.problem).toBeNull());
      expect(existsSync(seed('drive/a.txt'))).toBe(true);
      expect(watched.kinds.filter((kind) => kind.endsWith('drive/a.txt'))).toEqual(['read drive/a.txt']);
    }),
  );
});
