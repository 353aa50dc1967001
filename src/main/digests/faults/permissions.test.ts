/** FAULTS.md 15: what may not be read, and what may again. */
import { chmodSync, mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digest, inBox, settlesAs } from './watched-box';

const NOBODY = 65534;
/** No permission keeps an administrator out, so these tests are run as somebody else. */
const isAdministrator = process.geteuid?.() === 0;

beforeAll(() => {
  if (isAdministrator) process.seteuid?.(NOBODY);
});
afterAll(() => {
  if (isAdministrator) process.seteuid?.(0);
});

describe('what may not be read', { timeout: 40_000 }, () => {
  it.skipIf(process.platform === 'win32')(
    'fault 15: a file that may not be read is a problem until it may, at the next start as well',
    inBox(async ({ seed, write, watch }) => {
      write('a.txt', digest('On moss'));
      chmodSync(seed('a.txt'), 0o000);
      const watched = await watch();
      await settlesAs(watched, { 'a.txt': expect.stringContaining('permission') });
      const restarted = await watch({ known: watched.known });
      chmodSync(seed('a.txt'), 0o644);
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      await settlesAs(restarted, { 'a.txt': ['On moss'] });
    }),
  );

  it.skipIf(process.platform === 'win32')(
    'fault 15: a subfolder that may not be read takes nothing away, says so, and comes back',
    inBox(async ({ seed, write, watch }) => {
      mkdirSync(seed('inner'));
      write('inner/a.txt', digest('On moss'));
      const watched = await watch({ includesSubfolders: true });
      await settlesAs(watched, { 'inner/a.txt': ['On moss'] });
      chmodSync(seed('inner'), 0o000);
      watched.folder.lookAgain();
      await settlesAs(watched, { 'inner/a.txt': ['On moss'] });
      expect(watched.folder.problem).toMatch(/inner.* cannot be read/);
      chmodSync(seed('inner'), 0o755);
      write('inner/b.txt', digest('On fern'));
      await settlesAs(watched, { 'inner/a.txt': ['On moss'], 'inner/b.txt': ['On fern'] });
      expect(watched.folder.problem).toBeNull();
      expect(watched.kinds).not.toContain('removed inner/a.txt');
    }),
  );
});
