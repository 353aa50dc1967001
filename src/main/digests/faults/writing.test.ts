/** FAULTS.md 1 to 6 and 24: files that come slowly, in pieces, or by way of another file. */
import { appendFileSync, renameSync, symlinkSync, truncateSync, unlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { digest, inBox, settlesAs } from './watched-box';

describe.concurrent('a file that comes', { timeout: 40_000 }, () => {
  it(
    'fault 1: written in 1-byte chunks, it is never shown in parts',
    inBox(async ({ seed, watch }) => {
      const text = Buffer.from(digest('On moss', 'On fern'));
      const watched = await watch();
      for (const [at, byte] of text.entries()) {
        appendFileSync(seed('a.txt'), Buffer.of(byte));
        if (at % 8 === 0) await delay(10);
      }
      await settlesAs(watched, { 'a.txt': ['On moss', 'On fern'] });
      expect(watched.kinds).toEqual(['read a.txt']);
    }),
  );

  it(
    'fault 2: stalled in the middle of an entry, it shows only what is whole, then all',
    inBox(async ({ seed, write, watch }) => {
      const text = digest('On moss', 'On fern');
      const cut = text.indexOf('paper On fern') + 20;
      const watched = await watch();
      write('a.txt', text.slice(0, cut));
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      const [partial] = watched.changes;
      const problems = partial?.kind === 'read' ? partial.digests.flatMap((part) => part.digest.problems) : [];
      expect(problems.length).toBeGreaterThan(0);
      appendFileSync(seed('a.txt'), text.slice(cut));
      await settlesAs(watched, { 'a.txt': ['On moss', 'On fern'] });
    }),
  );

  it(
    'fault 3: written under another name and renamed, it comes once',
    inBox(async ({ seed, write, watch }) => {
      const watched = await watch();
      write('a.txt.tmp', digest('On moss'));
      await delay(100);
      renameSync(seed('a.txt.tmp'), seed('a.txt'));
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      write('.a.txt.part', digest('On moss', 'On fern'));
      await delay(100);
      renameSync(seed('.a.txt.part'), seed('a.txt'));
      await settlesAs(watched, { 'a.txt': ['On moss', 'On fern'] });
      expect(watched.kinds).toEqual(['read a.txt', 'read a.txt']);
    }),
  );

  it(
    'fault 4: replaced by an editor that keeps a backup, it is changed, not removed',
    inBox(async ({ seed, write, watch }) => {
      write('a.txt', digest('On moss'));
      const watched = await watch();
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      renameSync(seed('a.txt'), seed('a.txt~'));
      await delay(80);
      write('a.txt', digest('On moss', 'On fern'));
      unlinkSync(seed('a.txt~'));
      await settlesAs(watched, { 'a.txt': ['On moss', 'On fern'] });
      expect(watched.kinds).toEqual(['read a.txt', 'read a.txt']);
    }),
  );

  it(
    'fault 5: edited by emacs, its autosave and its lock are not looked at',
    inBox(async ({ seed, write, watch }) => {
      write('a.txt', digest('On moss'));
      const watched = await watch();
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      symlinkSync('reader@desk.1234:5678', seed('.#a.txt'));
      write('#a.txt#', digest('On moss', 'On ivy'));
      await delay(200);
      write('a.txt', digest('On moss', 'On fern'));
      unlinkSync(seed('.#a.txt'));
      unlinkSync(seed('#a.txt#'));
      await settlesAs(watched, { 'a.txt': ['On moss', 'On fern'] });
      expect(watched.kinds).toEqual(['read a.txt', 'read a.txt']);
    }),
  );

  it(
    'fault 6: truncated and written again in place, it is shown before and after, and never empty',
    inBox(async ({ seed, write, watch }) => {
      write('a.txt', digest('On moss'));
      const watched = await watch();
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      truncateSync(seed('a.txt'));
      await delay(100);
      write('a.txt', digest('On ivy'));
      await settlesAs(watched, { 'a.txt': ['On ivy'] });
      expect(watched.kinds).toEqual(['read a.txt', 'read a.txt']);
    }),
  );

  it(
    'fault 24: empty at first, it is a problem until it is filled',
    inBox(async ({ write, watch }) => {
      const watched = await watch();
      write('a.txt', '');
      await settlesAs(watched, { 'a.txt': expect.stringContaining('empty') });
      write('a.txt', digest('On moss'));
      await settlesAs(watched, { 'a.txt': ['On moss'] });
    }),
  );
});
