import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { ChangeQueue } from './change-queue';
import { digest, eventually, inBox, settlesAs, Watched } from './faults/watched-box';
import { LocalReader } from './local-reader';
import { READER_VERSION } from './reader-version';

describe.concurrent('a folder that is looked into', { timeout: 40_000 }, () => {
  test(
    'gives its digests, and none of what editors and browsers leave lying about',
    inBox(async ({ write, watch }) => {
      write('a.txt', digest('On moss'));
      write('B.TXT', digest('On fern', 'On ivy'));
      const others = ['.hidden.txt', '#a.txt#', '.#a.txt', 'a.txt~', '~a.txt', 'b.txt.part', 'c.crdownload', 'd.pdf'];
      for (const name of others) write(name, digest('Never seen'));
      const watched = await watch();
      await settlesAs(watched, { 'a.txt': ['On moss'], 'B.TXT': ['On fern', 'On ivy'] });
      expect(watched.folder.fileCount).toBe(2);
      expect(watched.folder.problem).toBeNull();
    }),
  );

  test(
    'tells files by their absolute paths, and by their names in it',
    inBox(async ({ seed, write, watch }) => {
      mkdirSync(seed('inner'));
      write('inner/a.txt', digest('On moss'));
      const watched = await watch({ includesSubfolders: true });
      await settlesAs(watched, { 'inner/a.txt': ['On moss'] });
      expect(watched.changes).toMatchObject([
        { file: seed('inner/a.txt'), name: 'inner/a.txt', readerVersion: READER_VERSION, isLast: true },
      ]);
      expect(watched.folder.known).toEqual(watched.known);
    }),
  );

  test(
    'is not read again where it is known, by another process that stops in between',
    inBox(async ({ write, watch }) => {
      write('a.txt', digest('On moss'));
      write('b.txt', digest('On fern'));
      const first = await watch();
      await settlesAs(first, { 'a.txt': ['On moss'], 'b.txt': ['On fern'] });
      first.close();
      write('b.txt', digest('On fern', 'On ivy'));
      const second = await watch({ known: JSON.parse(JSON.stringify(first.known)) });
      await settlesAs(second, { 'b.txt': ['On fern', 'On ivy'] });
    }),
  );

  test(
    'is read again where an earlier version of the reader read it, behind everything that is new',
    inBox(async ({ seed, write, watch }) => {
      const names = Array.from({ length: 30 }, (_, index) => `old-${index}.txt`);
      for (const name of names) write(name, digest(name));
      const first = await watch();
      await eventually(() => expect(Object.keys(first.shown)).toHaveLength(30));
      first.close();
      const known = first.known.map((file) => ({ ...file, readerVersion: READER_VERSION - 1 }));
      write('new.txt', digest('On moss'));
      unlinkSync(seed('old-0.txt'));
      const second = await watch({ known });
      await eventually(() => expect(Object.keys(second.shown)).toHaveLength(30));
      await delay(450);
      expect(second.kinds[0]).toBe('read new.txt');
      expect(second.kinds.toSorted()).toEqual(
        ['read new.txt', 'removed old-0.txt', ...names.slice(1).map((name) => `read ${name}`)].toSorted(),
      );
      expect(second.known.every(({ readerVersion }) => readerVersion === READER_VERSION)).toBe(true);
      const third = await watch({ known: second.known });
      await settlesAs(third, {});
    }),
  );

  test(
    'is read ahead only a little until something is taken',
    inBox(async ({ path, seed, write }) => {
      const long = digest('On moss').replace('how, and', `how, ${'and how again, '.repeat(40_000)}`);
      for (let index = 0; index < 30; index++) write(`${index}.txt`, `${long}${index}`);
      const before = Date.now() - 60_000;
      for (let index = 0; index < 30; index++) utimesSync(seed(`${index}.txt`), before / 1000, before / 1000);
      let read = 0;
      const reader = new LocalReader();
      const queue = new ChangeQueue(() => {});
      const readFile: LocalReader['readFile'] = (...args) => {
        read += 1;
        return reader.readFile(...args);
      };
      const { folder } = new Watched({ path, queue, reader: { readFile } });
      await folder.start();
      await eventually(() => expect(queue.isFull).toBe(true));
      await delay(300);
      expect(read).toBeLessThan(20);
      let taken = 0;
      while (taken < 30) taken += (await queue.take()).count;
      expect(taken).toBe(30);
      expect((await queue.take()).remaining).toBe(0);
      folder.close();
      queue.close();
    }),
  );
});

describe.concurrent('subfolders', { timeout: 40_000 }, () => {
  test(
    'are looked into where the reader wants them, but for hidden ones and those of saved pages',
    inBox(async ({ seed, write, watch }) => {
      for (const folder of ['inner/deeper', '.git', 'Daily Papers_files']) mkdirSync(seed(folder), { recursive: true });
      write('a.txt', digest('On moss'));
      write('inner/a.txt', digest('On fern'));
      write('inner/deeper/a.txt', digest('On ivy'));
      write('.git/a.txt', digest('Never seen'));
      write('Daily Papers_files/a.txt', digest('Never seen'));
      await settlesAs(await watch(), { 'a.txt': ['On moss'] });
      const shown = { 'a.txt': ['On moss'], 'inner/a.txt': ['On fern'], 'inner/deeper/a.txt': ['On ivy'] };
      const watched = await watch({ includesSubfolders: true });
      await settlesAs(watched, shown);
      expect(watched.folder.fileCount).toBe(3);
    }),
  );

  test(
    'that come, change, move and go by themselves are kept up with',
    inBox(async ({ root, seed, write, watch }) => {
      const watched = await watch({ includesSubfolders: true });
      mkdirSync(seed('2026/03'), { recursive: true });
      write('2026/03/a.txt', digest('On moss'));
      await settlesAs(watched, { '2026/03/a.txt': ['On moss'] });
      // Brought along with a folder from elsewhere, without an event of its own.
      mkdirSync(join(root, 'elsewhere'));
      writeFileSync(join(root, 'elsewhere', 'b.txt'), digest('On fern'));
      renameSync(join(root, 'elsewhere'), seed('2026/04'));
      await settlesAs(watched, { '2026/03/a.txt': ['On moss'], '2026/04/b.txt': ['On fern'] });
      renameSync(seed('2026'), seed('last year'));
      await settlesAs(watched, { 'last year/03/a.txt': ['On moss'], 'last year/04/b.txt': ['On fern'] });
      appendFileSync(seed('last year/03/a.txt'), digest('On ivy').split('Apr 21\n\n')[1] ?? '');
      await settlesAs(watched, { 'last year/03/a.txt': ['On moss', 'On ivy'], 'last year/04/b.txt': ['On fern'] });
      rmSync(seed('last year/03'), { recursive: true });
      await settlesAs(watched, { 'last year/04/b.txt': ['On fern'] });
      expect(watched.folder.problem).toBeNull();
    }),
  );

  test(
    'are told as gone once the reader leaves them out',
    inBox(async ({ seed, write, watch }) => {
      mkdirSync(seed('inner'));
      write('a.txt', digest('On moss'));
      write('inner/a.txt', digest('On fern'));
      const deep = await watch({ includesSubfolders: true });
      await settlesAs(deep, { 'a.txt': ['On moss'], 'inner/a.txt': ['On fern'] });
      deep.close();
      const flat = await watch({ known: deep.folder.known });
      await eventually(() => expect(flat.kinds).toEqual(['removed inner/a.txt']));
    }),
  );
});

test(
  'files and folders that a pattern names are not looked at, and told as gone where they were known',
  { timeout: 40_000 },
  inBox(async ({ seed, write, watch }) => {
    for (const folder of ['drafts', 'inner/drafts']) mkdirSync(seed(folder), { recursive: true });
    for (const name of ['a.txt', 'b.html', 'keep.html', 'drafts/c.txt', 'inner/drafts/d.txt', 'inner/e.txt']) {
      write(name, digest(name));
    }
    const all = await watch({ includesSubfolders: true });
    await eventually(() => expect(Object.keys(all.shown)).toHaveLength(6));
    all.close();
    const ignored = ['# mine', '*.html', '!keep.html', '/drafts/'];
    const some = await watch({ includesSubfolders: true, ignored, known: all.folder.known });
    await eventually(() => expect(some.kinds.toSorted()).toEqual(['removed b.html', 'removed drafts/c.txt']));
    expect(some.folder.fileCount).toBe(4);
    write('drafts/f.txt', digest('Never seen'));
    write('inner/drafts/g.txt', digest('On moss'));
    await settlesAs(some, { 'inner/drafts/g.txt': ['On moss'] });
  }),
);

describe.concurrent('a file that', { timeout: 40_000 }, () => {
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
    'takes the place of one of the same size and time is read all the same',
    inBox(async ({ root, seed, write, watch }) => {
      write('a.txt', digest('On moss'));
      const other = join(root, 'other');
      writeFileSync(other, digest('On fern'));
      const { atime, mtime } = statSync(seed('a.txt'));
      const watched = await watch();
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      utimesSync(other, atime, mtime);
      utimesSync(seed('a.txt'), atime, mtime);
      await settlesAs(watched, { 'a.txt': ['On moss'] });
      renameSync(other, seed('a.txt'));
      await settlesAs(watched, { 'a.txt': ['On fern'] });
    }),
  );

  test(
    'holds thousands of papers comes in parts, one right behind the other, and is shown with the last',
    inBox(async ({ write, watch }) => {
      const titles = Array.from({ length: 2500 }, (_, index) => `On moss number ${index}`);
      write('a.txt', digest(...titles));
      for (let index = 0; index < 20; index++) write(`small-${index}.txt`, digest(`On fern ${index}`));
      const watched = await watch();
      await eventually(() => expect(Object.keys(watched.shown)).toHaveLength(21));
      expect(watched.shown['a.txt']).toEqual(titles);
      const first = watched.kinds.indexOf('read a.txt');
      const last = watched.kinds.lastIndexOf('read a.txt');
      expect(last - first).toBeGreaterThanOrEqual(2);
      expect(new Set(watched.kinds.slice(first, last + 1))).toEqual(new Set(['read a.txt']));
    }),
  );

  test(
    'another process writes is there by itself',
    inBox(async ({ seed, watch }) => {
      const watched = await watch();
      await delay(200);
      const script = `require('node:fs').writeFileSync(process.argv[1], process.argv[2])`;
      execFileSync(process.execPath, ['-e', script, seed('a.txt'), digest('On moss')]);
      await eventually(() => expect(watched.shown).toEqual({ 'a.txt': ['On moss'] }));
    }),
  );
});

test(
  'two folders behind one queue bring all of their files, in batches of a megabyte',
  { timeout: 60_000 },
  inBox(async ({ root, path, write }) => {
    const other = join(root, 'other');
    mkdirSync(other);
    const abstract = 'and how again, '.repeat(2000);
    for (let index = 0; index < 100; index++) {
      const text = digest(`On moss ${index}`).replace('how, and', `how, ${abstract}`);
      write(`${index}.txt`, text);
      writeFileSync(join(other, `${index}.txt`), text);
    }
    const queue = new ChangeQueue(() => {});
    const reader = new LocalReader();
    const folders = [path, other].map((folder) => new Watched({ path: folder, reader, queue }));
    await Promise.all(folders.map(({ folder }) => folder.start()));
    const files = new Set<string>();
    await eventually(async () => {
      const { changes, remaining } = await queue.take();
      expect(changes.length).toBeLessThan(1.1 * 1024 * 1024);
      for (const { file } of JSON.parse(changes)) files.add(file);
      expect(remaining).toBe(0);
      expect(files.size).toBe(200);
    });
    for (const watched of folders) watched.close();
    expect(await queue.take()).toEqual({ changes: '[]', count: 0, remaining: 0 });
  }),
);
