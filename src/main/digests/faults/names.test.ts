/** FAULTS.md 7 to 11: files that are deleted, renamed, or have names that are almost another's. */
import { copyFileSync, existsSync, readdirSync, renameSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { digest, inBox, settlesAs } from './watched-box';

describe.concurrent('a file that was read', { timeout: 40_000 }, () => {
  it(
    'fault 7: a digest file is deleted, and told as gone; so is the last one of the folder',
    inBox(async ({ seed, write, watch }) => {
      write('a.txt', digest('On moss'));
      write('b.txt', digest('On fern'));
      const watched = await watch();
      await settlesAs(watched, { 'a.txt': ['On moss'], 'b.txt': ['On fern'] });
      unlinkSync(seed('a.txt'));
      await settlesAs(watched, { 'b.txt': ['On fern'] });
      unlinkSync(seed('b.txt'));
      await settlesAs(watched, {});
      expect(watched.folder.problem).toBeNull();
    }),
  );

  it(
    'fault 7: one that was deleted while nobody looked is told as gone',
    inBox(async ({ write, seed, watch }) => {
      write('a.txt', digest('On moss'));
      const gone = { file: seed('gone.txt'), size: 3, modifiedAt: Date.now() - 5000, readerVersion: 99 };
      const watched = await watch({ known: [gone] });
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      expect(watched.kinds).toEqual(['read a.txt', 'removed gone.txt']);
    }),
  );

  it(
    'fault 8: deleted and added again within 100 ms, it was never gone',
    inBox(async ({ root, seed, write, watch }) => {
      write('a.txt', digest('On moss'));
      copyFileSync(seed('a.txt'), join(root, 'kept'));
      const watched = await watch();
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      unlinkSync(seed('a.txt'));
      await delay(60);
      copyFileSync(join(root, 'kept'), seed('a.txt'));
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      expect(watched.kinds).not.toContain('removed a.txt');
      expect(watched.digestIds).toHaveLength(1);
    }),
  );

  it(
    'fault 9: renamed, it is read under the new name before the old one goes, as the same digest',
    inBox(async ({ seed, write, watch }) => {
      write('a.txt', digest('On moss'));
      const watched = await watch();
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      renameSync(seed('a.txt'), seed('b.txt'));
      await settlesAs(watched, { 'b.txt': ['On moss'] });
      expect(watched.kinds).toEqual(['read a.txt', 'read b.txt', 'removed a.txt']);
      expect(watched.digestIds).toHaveLength(1);
    }),
  );

  it(
    'fault 10: renamed by case only, it goes by the new name, as the same digest',
    inBox(async ({ path, seed, write, watch }) => {
      write('a.txt', digest('On moss'));
      const watched = await watch();
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      renameSync(seed('a.txt'), seed('A.TXT'));
      expect(readdirSync(path)).toEqual(['A.TXT']);
      await settlesAs(watched, { 'A.TXT': ['On moss'] });
      expect(watched.kinds).toEqual(['read a.txt', 'read A.TXT', 'removed a.txt']);
      expect(watched.digestIds).toHaveLength(1);
    }),
  );

  it(
    'fault 11: two names that differ by case or by Unicode form are as many files as the disk makes of them',
    inBox(async ({ path, seed, write, watch }) => {
      const names = ['leaf.txt', 'Leaf.txt', 'caf\u00e9.txt', 'cafe\u0301.txt'];
      const watched = await watch();
      for (const [index, name] of names.entries()) if (!existsSync(seed(name))) write(name, digest(`On ${index}`));
      const there = () => Object.fromEntries(readdirSync(path).map((name) => [name, [`On ${names.indexOf(name)}`]]));
      // Where the disk keeps them apart, so does Offprint; where it does not, there is one of each.
      await settlesAs(watched, there());
      renameSync(seed('cafe\u0301.txt'), seed('caf\u00e9.txt'));
      const after = { ...there(), 'caf\u00e9.txt': watched.shown['cafe\u0301.txt'] };
      await settlesAs(watched, after);
    }),
  );
});
