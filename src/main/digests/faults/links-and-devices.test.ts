/** FAULTS.md 12 to 14: what is named like a digest file and is none. */
import { mkdirSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { couldRun, digest, inBox, settlesAs } from './watched-box';

const isWindows = process.platform === 'win32';

describe.concurrent('what is no plain file', { timeout: 40_000 }, () => {
  it(
    'fault 12: links in a circle are a problem, and folders behind links are not walked through',
    inBox(async ({ path, seed, write, watch }) => {
      write('a.txt', digest('On moss'));
      mkdirSync(seed('inner'));
      write('inner/b.txt', digest('On fern'));
      symlinkSync('loop.txt', seed('loop.txt'));
      symlinkSync('there.txt', seed('back.txt'));
      symlinkSync('back.txt', seed('there.txt'));
      symlinkSync(path, seed('inner/up'));
      symlinkSync('.', seed('inner/here'));
      const circle = expect.stringContaining('circle');
      const shown = { 'a.txt': ['On moss'], 'loop.txt': circle, 'back.txt': circle, 'there.txt': circle };
      const folders = {
        'inner/b.txt': ['On fern'],
        'inner/up': expect.stringContaining('a link to'),
        'inner/here': expect.stringContaining('a link to a folder'),
      };
      await settlesAs(await watch(), shown);
      const deep = await watch({ includesSubfolders: true });
      await settlesAs(deep, { ...shown, ...folders });
      expect(deep.folder.problem).toBeNull();
      expect(deep.changes).toHaveLength(7);
    }),
  );

  it(
    'fault 13: a link that leaves the folder is refused, and one that stays inside is followed',
    inBox(async ({ root, seed, watch }) => {
      mkdirSync(seed('inner'));
      mkdirSync(join(root, 'others'));
      writeFileSync(seed('inner/target'), digest('On moss'));
      writeFileSync(join(root, 'others', 'secret.txt'), digest('On secrets'));
      symlinkSync(join('inner', 'target'), seed('inside.txt'));
      symlinkSync(join(root, 'others', 'secret.txt'), seed('outside.txt'));
      symlinkSync(join(root, 'others'), seed('others'));
      symlinkSync('nowhere', seed('dangling.txt'));
      const outside = expect.stringContaining('outside the seeds folder');
      const shown = {
        'inside.txt': ['On moss'],
        'outside.txt': outside,
        'dangling.txt': expect.stringContaining('not there'),
      };
      await settlesAs(await watch(), shown);
      const watched = await watch({ includesSubfolders: true });
      await settlesAs(watched, { ...shown, others: outside });
      watched.folder.lookAgain();
      await settlesAs(watched, { ...shown, others: outside });
      expect(watched.changes).toHaveLength(4);
      unlinkSync(seed('outside.txt'));
      writeFileSync(seed('outside.txt'), digest('On fern'));
      await settlesAs(watched, { ...shown, others: outside, 'outside.txt': ['On fern'] });
    }),
  );

  it.skipIf(isWindows)(
    'fault 14: a FIFO, a device and a directory named .txt are problems and hold nothing up',
    inBox(async ({ seed, write, watch }) => {
      mkdirSync(seed('folder.txt'));
      write('a.txt', digest('On moss'));
      expect(couldRun('mkfifo', seed('pipe.txt'))).toBe(true);
      const shown: Record<string, unknown> = {
        'a.txt': ['On moss'],
        'folder.txt': expect.stringContaining('folder'),
        'pipe.txt': expect.stringContaining('pipe'),
      };
      // Only an administrator may make devices; a link to one leaves the folder.
      if (couldRun('mknod', seed('device.txt'), 'c', '1', '5')) shown['device.txt'] = expect.stringContaining('device');
      else symlinkSync('/dev/zero', seed('device.txt'));
      shown['device.txt'] ??= expect.stringContaining('outside');
      const watched = await watch();
      await settlesAs(watched, shown);
      watched.folder.lookAgain();
      await settlesAs(watched, shown);
      expect(watched.changes).toHaveLength(Object.keys(shown).length);
      rmSync(seed('folder.txt'), { recursive: true });
      write('folder.txt', digest('On fern'));
      await settlesAs(watched, { ...shown, 'folder.txt': ['On fern'] });
    }),
  );
});
