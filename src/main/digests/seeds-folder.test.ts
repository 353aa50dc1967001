import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import type { KnownFile, SeedsChange } from '../../preload/api';
import { SeedsFolder } from './seeds-folder';

/** A folder that is watched, with a page that takes whatever is announced. */
class Watched {
  readonly changes: SeedsChange[] = [];
  announcements = 0;
  readonly folder: SeedsFolder;
  #taking: Promise<void> = Promise.resolve();

  constructor(path: string, known: KnownFile[]) {
    this.folder = new SeedsFolder({
      path,
      known,
      onWaiting: () => {
        this.announcements += 1;
        this.#taking = this.#taking.then(() => this.#take());
      },
      onChanged: () => {},
    });
  }

  async #take(): Promise<void> {
    for (;;) {
      const { changes, count } = await this.folder.take();
      if (count === 0) return;
      this.changes.push(...(JSON.parse(changes) as SeedsChange[]));
    }
  }

  /** What is known of the folder, by everything that was told so far: the file and its papers, or why it has none. */
  get shown(): Record<string, string[] | string> {
    const shown: Record<string, string[] | string> = {};
    for (const change of this.changes) {
      if (change.kind === 'read') shown[change.file] = change.digest.entries.map(({ title }) => title);
      else if (change.kind === 'unreadable') shown[change.file] = change.problem.message;
      else delete shown[change.file];
    }
    return shown;
  }

  get kinds(): string[] {
    return this.changes.map(({ kind, file }) => `${kind} ${file}`);
  }

  get known(): KnownFile[] {
    return this.changes.flatMap((change) =>
      change.kind === 'removed' ? [] : [{ file: change.file, ...change.stamp }],
    );
  }
}

/** A seeds folder for one test, in a temporary folder of its own. */
interface Box {
  root: string;
  /** The seeds folder. */
  path: string;
  /** The path of a file in it. */
  seed(name: string): string;
  write(name: string, content: string | Uint8Array): void;
  watch(known?: KnownFile[], folder?: string): Promise<Watched>;
}

/** Gives a test its box. The tests mostly wait, so they run side by side. */
function inBox(run: (box: Box) => Promise<void>): () => Promise<void> {
  return async () => {
    const root = mkdtempSync(join(tmpdir(), 'offprint-seeds-'));
    const path = join(root, 'seeds');
    mkdirSync(path);
    const open: Watched[] = [];
    try {
      await run({
        root,
        path,
        seed: (name) => join(path, name),
        write: (name, content) => writeFileSync(join(path, name), content),
        watch: async (known = [], folder = path) => {
          const watched = new Watched(folder, known);
          open.push(watched);
          await watched.folder.start();
          return watched;
        },
      });
    } finally {
      for (const watched of open) watched.folder.close();
      rmSync(root, { recursive: true, force: true });
    }
  };
}

/** Waits until `shown` is this, and stays so for a while. */
async function settlesAs(watched: Watched, shown: Record<string, unknown>): Promise<void> {
  await eventually(() => expect(watched.shown).toEqual(shown));
  await delay(450);
  expect(watched.shown).toEqual(shown);
}

function eventually(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 6000, interval: 10 });
}

function digest(...titles: string[]): string {
  const entries = titles.map(
    (title) =>
      `${title}\n\nThis is the abstract of the paper ${title}, which says what was done, how, and what came of it.\n\n  • 3 authors\n·\nJan 16, 2025\n\n`,
  );
  return `Daily Papers\n\nbyAK and the research community\n\nApr 21\n\n${entries.join('')}`;
}

describe.concurrent('a folder that is looked into', () => {
  test(
    'gives its digests, and none of what editors and browsers leave lying about',
    inBox(async ({ write, watch }) => {
      write('a.txt', digest('On moss'));
      write('B.TXT', digest('On fern', 'On ivy'));
      for (const name of [
        '.hidden.txt',
        '#a.txt#',
        '.#a.txt',
        'a.txt~',
        '~a.txt',
        'b.txt.part',
        'c.crdownload',
        'd.md',
      ]) {
        write(name, digest('Never seen'));
      }
      const watched = await watch();
      await settlesAs(watched, { 'a.txt': ['On moss'], 'B.TXT': ['On fern', 'On ivy'] });
      expect(watched.folder.fileCount).toBe(2);
      expect(watched.folder.problem).toBeNull();
    }),
  );

  test(
    'is not read again where it is known, by another process that stops in between',
    inBox(async ({ write, watch }) => {
      write('a.txt', digest('On moss'));
      write('b.txt', digest('On fern'));
      const first = await watch();
      await settlesAs(first, { 'a.txt': ['On moss'], 'b.txt': ['On fern'] });
      first.folder.close();
      write('b.txt', digest('On fern', 'On ivy'));
      const second = await watch(JSON.parse(JSON.stringify(first.known)));
      await settlesAs(second, { 'b.txt': ['On fern', 'On ivy'] });
    }),
  );

  test(
    'tells of known files that are gone',
    inBox(async ({ write, watch }) => {
      write('a.txt', digest('On moss'));
      const watched = await watch([{ file: 'gone.txt', size: 3, modifiedAt: Date.now() - 5000 }]);
      await eventually(() => expect(watched.kinds).toEqual(['read a.txt', 'removed gone.txt']));
    }),
  );

  test(
    'with a time in the future is read all the same',
    inBox(async ({ seed, write, watch }) => {
      write('a.txt', digest('On moss'));
      const future = new Date(Date.now() + 86_400_000);
      utimesSync(seed('a.txt'), future, future);
      await settlesAs(await watch(), { 'a.txt': ['On moss'] });
    }),
  );

  test(
    'is read ahead only a little until something is taken',
    inBox(async ({ path, seed, write }) => {
      const long = digest('On moss').replace('how, and', `how, ${'and how again, '.repeat(40_000)}`);
      for (let index = 0; index < 30; index++) write(`${index}.txt`, `${long}${index}`);
      const before = Date.now() - 60_000;
      for (let index = 0; index < 30; index++) utimesSync(seed(`${index}.txt`), before / 1000, before / 1000);
      const folder = new SeedsFolder({ path, known: [], onWaiting: () => {}, onChanged: () => {} });
      await folder.start();
      await delay(2500);
      const first = await folder.take();
      expect(first.count).toBeGreaterThan(0);
      expect(first.remaining + first.count).toBe(30);
      let taken = first.count;
      while (taken < 30) taken += (await folder.take()).count;
      expect((await folder.take()).remaining).toBe(0);
      folder.close();
    }),
  );
});

describe.concurrent('a file that', () => {
  test(
    'is written byte by byte is never shown in parts',
    inBox(async ({ seed, watch }) => {
      const text = digest('On moss', 'On fern');
      const watched = await watch();
      const step = Math.ceil(text.length / 60);
      for (let at = 0; at < text.length; at += step) {
        appendFileSync(seed('a.txt'), text.slice(at, at + step));
        await delay(20);
      }
      await settlesAs(watched, { 'a.txt': ['On moss', 'On fern'] });
      expect(watched.kinds).toEqual(['read a.txt']);
    }),
  );

  test(
    'stalls in the middle of an entry shows only what is whole, then all',
    inBox(async ({ seed, write, watch }) => {
      const text = digest('On moss', 'On fern');
      const cut = text.indexOf('paper On fern') + 20;
      const watched = await watch();
      write('a.txt', text.slice(0, cut));
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      const [partial] = watched.changes;
      expect(partial?.kind === 'read' && partial.digest.problems.length).toBeGreaterThan(0);
      appendFileSync(seed('a.txt'), text.slice(cut));
      await settlesAs(watched, { 'a.txt': ['On moss', 'On fern'] });
    }),
  );

  test(
    'comes by a temporary file and a rename comes once',
    inBox(async ({ seed, write, watch }) => {
      const watched = await watch();
      write('a.txt.tmp', digest('On moss'));
      await delay(100);
      renameSync(seed('a.txt.tmp'), seed('a.txt'));
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      expect(watched.kinds).toEqual(['read a.txt']);
    }),
  );

  test(
    'an editor replaces is changed, not removed',
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

  test(
    'is truncated and written again in place is changed',
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

  test(
    'is deleted and comes back within 100 ms was never gone',
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
    }),
  );

  test(
    'is deleted is gone',
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

  test(
    'is renamed is read under the new name before the old one goes',
    inBox(async ({ seed, write, watch }) => {
      write('a.txt', digest('On moss'));
      const watched = await watch();
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      renameSync(seed('a.txt'), seed('A.txt'));
      await settlesAs(watched, { 'A.txt': ['On moss'] });
      renameSync(seed('A.txt'), seed('caf\u0065\u0301.txt'));
      renameSync(seed('caf\u0065\u0301.txt'), seed('caf\u00e9.txt'));
      await settlesAs(watched, { 'caf\u00e9.txt': ['On moss'] });
      expect(watched.kinds).toEqual([
        'read a.txt',
        'read A.txt',
        'removed a.txt',
        'read caf\u00e9.txt',
        'removed A.txt',
      ]);
      const ids = watched.changes.map((change) => (change.kind === 'read' ? change.digestId : null));
      expect(new Set(ids.filter((id) => id !== null)).size).toBe(1);
    }),
  );

  test(
    'is written all the time holds up nothing else',
    inBox(async ({ seed, write, watch }) => {
      write('gone.txt', digest('On fern'));
      const watched = await watch();
      await eventually(() => expect(watched.shown).toEqual({ 'gone.txt': ['On fern'] }));
      const writer = setInterval(() => appendFileSync(seed('log.txt'), 'x'), 50);
      unlinkSync(seed('gone.txt'));
      write('a.txt', digest('On moss'));
      await eventually(() => expect(watched.shown).toEqual({ 'a.txt': ['On moss'] }));
      clearInterval(writer);
    }),
  );

  test(
    'is empty is a problem until it is filled',
    inBox(async ({ write, watch }) => {
      const watched = await watch();
      write('a.txt', '');
      await settlesAs(watched, { 'a.txt': expect.stringContaining('empty') });
      write('a.txt', digest('On moss'));
      await settlesAs(watched, { 'a.txt': ['On moss'] });
    }),
  );

  test(
    'is no digest is a problem, once',
    inBox(async ({ write, watch }) => {
      write('picture.txt', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'));
      write('prose.txt', 'Dear reader');
      const watched = await watch();
      const shown = {
        'picture.txt': expect.stringContaining('PNG'),
        'prose.txt': expect.stringContaining('not a digest'),
      };
      await settlesAs(watched, shown);
      watched.folder.lookAgain();
      await settlesAs(watched, shown);
      expect(watched.changes).toHaveLength(2);
      await settlesAs(await watch(watched.known), {});
    }),
  );

  test(
    'is too large is refused unread',
    inBox(async ({ seed, write, watch }) => {
      write('big.txt', '');
      truncateSync(seed('big.txt'), 1024 ** 3);
      await settlesAs(await watch(), { 'big.txt': expect.stringMatching(/1,024 MB/) });
    }),
  );

  test(
    'is no file is a problem and holds nothing up',
    inBox(async ({ seed, write, watch }) => {
      mkdirSync(seed('folder.txt'));
      write('a.txt', digest('On moss'));
      const shown: Record<string, unknown> = { 'a.txt': ['On moss'], 'folder.txt': expect.stringContaining('folder') };
      if (process.platform !== 'win32') {
        execFileSync('mkfifo', [seed('pipe.txt')]);
        shown['pipe.txt'] = expect.stringContaining('pipe');
      }
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

  test(
    'is a link is followed only inside the folder',
    inBox(async ({ root, path, seed, watch }) => {
      mkdirSync(seed('inner'));
      writeFileSync(join(path, 'inner', 'target'), digest('On moss'));
      writeFileSync(join(root, 'secret.txt'), digest('On secrets'));
      symlinkSync(join('inner', 'target'), seed('inside.txt'));
      symlinkSync(join(root, 'secret.txt'), seed('outside.txt'));
      symlinkSync('loop.txt', seed('loop.txt'));
      symlinkSync('nowhere', seed('dangling.txt'));
      const watched = await watch();
      const shown = {
        'inside.txt': ['On moss'],
        'outside.txt': expect.stringContaining('outside the seeds folder'),
        'loop.txt': expect.stringContaining('circle'),
        'dangling.txt': expect.stringContaining('not there'),
      };
      await settlesAs(watched, shown);
      watched.folder.lookAgain();
      await settlesAs(watched, shown);
      expect(watched.changes).toHaveLength(4);
    }),
  );

  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'may not be read is a problem until it may',
    inBox(async ({ seed, write, watch }) => {
      write('a.txt', digest('On moss'));
      chmodSync(seed('a.txt'), 0o000);
      const watched = await watch();
      await settlesAs(watched, { 'a.txt': expect.stringContaining('permission') });
      const restarted = await watch(watched.known);
      chmodSync(seed('a.txt'), 0o644);
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      await settlesAs(restarted, { 'a.txt': ['On moss'] });
    }),
  );
});

describe.concurrent('a folder that', () => {
  test(
    'goes away is a problem and takes no digest with it',
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

  test(
    'is deleted and made again is watched again',
    inBox(async ({ path, write, watch }) => {
      write('a.txt', digest('On moss'));
      const watched = await watch();
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      rmSync(path, { recursive: true });
      mkdirSync(path);
      write('b.txt', digest('On fern'));
      await settlesAs(watched, { 'b.txt': ['On fern'] });
      write('c.txt', digest('On ivy'));
      await settlesAs(watched, { 'b.txt': ['On fern'], 'c.txt': ['On ivy'] });
    }),
  );

  test(
    'is not there at first is watched when it comes',
    inBox(async ({ path, write, watch }) => {
      rmSync(path, { recursive: true });
      const watched = await watch([{ file: 'a.txt', size: 1, modifiedAt: 1 }]);
      expect(watched.folder.problem).toContain('not there');
      mkdirSync(path);
      write('a.txt', digest('On moss'));
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      expect(watched.folder.problem).toBeNull();
    }),
  );

  test(
    'is a file is a problem',
    inBox(async ({ path, watch }) => {
      rmSync(path, { recursive: true });
      writeFileSync(path, digest('On moss'));
      expect((await watch()).folder.problem).toContain('not a folder');
    }),
  );

  test(
    'is the empty mount point of a drive that was taken out loses nothing',
    inBox(async ({ root, path, write, watch }) => {
      const mountPoint = join(root, 'mount-point');
      mkdirSync(mountPoint);
      await delay(20);
      write('a.txt', digest('On moss'));
      const watched = await watch();
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      renameSync(path, join(root, 'drive'));
      renameSync(mountPoint, path);
      await eventually(() => expect(watched.folder.problem).toContain('drive'));
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      // The same at the next start.
      const restarted = await watch(watched.known);
      expect(restarted.folder.problem).toContain('drive');
      expect(restarted.changes).toEqual([]);
    }),
  );

  test(
    'is a link that is turned to another folder is followed',
    { timeout: 20_000 },
    inBox(async ({ root, path, write, watch }) => {
      // A link to the folder that is turned to another one: no event tells of that.
      const other = join(root, 'other');
      mkdirSync(other);
      writeFileSync(join(other, 'b.txt'), digest('On fern'));
      write('a.txt', digest('On moss'));
      const link = join(root, 'link');
      symlinkSync(path, link);
      const watched = await watch([], link);
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

test(
  'taking after the close gives nothing',
  inBox(async ({ write, watch }) => {
    write('a.txt', digest('On moss'));
    const watched = await watch();
    watched.folder.close();
    expect(await watched.folder.take()).toEqual({ changes: '[]', count: 0, remaining: 0 });
  }),
);

// Not beside other tests: these look at the clock.
describe('on its own', () => {
  test(
    'a file that another process writes is there by itself',
    inBox(async ({ seed, watch }) => {
      const watched = await watch();
      const text = digest('On moss');
      await delay(200);
      const script = `require('node:fs').writeFileSync(process.argv[1], process.argv[2])`;
      execFileSync(process.execPath, ['-e', script, seed('a.txt'), text]);
      await eventually(() => expect(watched.shown).toEqual({ 'a.txt': ['On moss'] }));
    }),
  );

  test(
    'a folder of 20,000 files comes whole, in batches of a megabyte',
    { timeout: 120_000 },
    inBox(async ({ path, seed, write }) => {
      const COUNT = 20_000;
      // Links to one file are made faster than files.
      write('0.txt', digest('On moss'));
      for (let index = 1; index < COUNT; index++) linkSync(seed('0.txt'), seed(`${index}.txt`));
      const folder = new SeedsFolder({ path, known: [], onWaiting: () => {}, onChanged: () => {} });
      await folder.start();
      const files = new Set<string>();
      let most = 0;
      for (;;) {
        const { changes, count, remaining } = await folder.take();
        most = Math.max(most, changes.length);
        for (const { file } of JSON.parse(changes) as SeedsChange[]) files.add(file);
        if (remaining === 0) break;
        if (count === 0) await delay(50);
      }
      folder.close();
      expect(files.size).toBe(COUNT);
      expect(most).toBeLessThan(1.1 * 1024 * 1024);
    }),
  );
});
