import Dexie from 'dexie';
import { describe, expect, test } from 'vitest';
import { MISSING } from './columns';
import { openDatabase } from './database';
import { inventedDigest, inventedEntry, readChange } from './digests/invented-digests';
import { LibraryForTests } from './library-for-tests';

const LONG = 'We teach a kettle to sing in four voices and measure how long the neighbours listen to it every morning.';

const ENTRIES = [inventedEntry({ title: 'Kettles', abstract: LONG }), inventedEntry({ title: 'Gravel' })];

/** The database as version 1 made it: frozen. */
async function writeVersion1(name: string, folder: string | null): Promise<void> {
  const db = new Dexie(name);
  db.version(1).stores({
    files: '&file',
    digests: '&id',
    abstracts: '&digestId',
    marks: '&id',
    views: '&name',
    meta: '&key',
  });
  const sketchOf = (entry: (typeof ENTRIES)[number]) => Uint32Array.from(entry.sketch);
  await db.table('files').bulkAdd([
    { file: 'a.txt', size: 10, modifiedAt: 20, digestId: 'A', problems: [], readerVersion: 1 },
    {
      file: 'b.txt',
      size: 11,
      modifiedAt: 21,
      digestId: null,
      problems: [{ line: null, message: 'This is a picture.' }],
      readerVersion: 1,
    },
  ]);
  await db.table('digests').add({
    id: 'A',
    sequence: 1,
    readerVersion: 1,
    heading: 'Apr 21',
    date: '2026-04-21',
    isYearInferred: true,
    problems: [],
    ids: ENTRIES.map((entry) => entry.id),
    titles: ENTRIES.map((entry) => entry.title),
    titleKeys: ENTRIES.map((entry) => entry.titleKey),
    abstractKeys: ENTRIES.map((entry) => entry.abstractKey),
    sketches: Uint32Array.from(ENTRIES.flatMap((entry) => [...sketchOf(entry)])),
    authorCounts: Int32Array.of(3, MISSING),
    publishedOn: Int32Array.of(20_000, MISSING),
    comments: Int32Array.of(4, MISSING),
    organizations: [null, { handle: 'grit', name: 'Grit Institute' }],
    links: [['https://example.org/k'], null],
    lines: Int32Array.of(4, 9),
  });
  await db.table('abstracts').add({ digestId: 'A', abstracts: ENTRIES.map((entry) => entry.abstract) });
  const [kettles] = ENTRIES;
  await db.table('marks').add({
    ...{ id: kettles?.id, titleKey: kettles?.titleKey, abstractKey: kettles?.abstractKey },
    ...{ sketch: Uint32Array.from(kettles?.sketch ?? []), starredAt: 500, readAt: null, note: 'sing!', changedAt: 600 },
  });
  await db.table('views').add({ name: 'table', state: { sort: 'by title' } });
  if (folder !== null) await db.table('meta').add({ key: 'folder', value: folder });
  db.close();
}

test.each([
  ['/home/reader/seeds', '/home/reader/seeds/a.txt'],
  ['/', '/a.txt'],
  ['C:\\Users\\reader\\seeds', 'C:\\Users\\reader\\seeds\\a.txt'],
  ['C:\\', 'C:\\a.txt'],
])('a library of version 1 keeps its papers, marks and files, the folder being %s', async (folder, file) => {
  const tests = new LibraryForTests();
  await writeVersion1(tests.name, folder);
  for (const when of ['at once', 'after a restart']) {
    const opened = when === 'at once' ? await tests.open() : await tests.restart();
    expect(opened.view).toEqual({ sort: 'by title' });
    expect(opened.files).toMatchObject([{ file, size: 10, modifiedAt: 20, readerVersion: 1 }, { size: 11 }]);
    expect(opened.totals).toMatchObject({ papers: 2, new: 0, unread: 2, starred: 1, digests: 1, problems: 1 });
    expect(await tests.titles()).toEqual(['Kettles', 'Gravel']);
    expect(await tests.paper('Kettles')).toMatchObject({
      abstract: LONG,
      isStarred: true,
      note: 'sing!',
      authorCount: 3,
    });
    expect(await tests.library.digest('A')).toMatchObject({
      ...{ file, name: 'a.txt', date: '2026-04-21', isYearInferred: true, firstLine: 1, format: null, readAt: null },
      ...{ readerVersion: 1, entryLines: Int32Array.of(4, 9) },
    });
    expect(await tests.library.problems()).toMatchObject([{ name: 'b.txt', digestId: null }]);
  }

  // What was not known is learned when the file is read again.
  const head = { heading: 'Apr 21', date: '2026-04-21', yearInferred: true, firstLine: 3, problems: [] };
  const change = readChange('a.txt', { ...head, entries: ENTRIES }, 'A');
  expect(await tests.take({ ...change, file })).toMatchObject({
    newPapers: 0,
    digests: 0,
    totals: { new: 0, papers: 2 },
  });
  expect(await tests.library.digest('A')).toMatchObject({ firstLine: 3, readAt: 3000, readerVersion: 2 });
  expect(await tests.paper('Kettles')).toMatchObject({ abstract: LONG, isStarred: true, note: 'sing!' });
  const db = await openDatabase(tests.name);
  expect(await db.abstracts.toCollection().primaryKeys()).toEqual(['A@2']);
  db.close();
  tests.library.close();
});

/** The database as version 2 made it: frozen. */
async function writeVersion2(name: string, digests: number): Promise<void> {
  const db = new Dexie(name);
  db.version(2).stores({
    ...{ files: '&file', digests: '&id', abstracts: '&digestId', marks: '&id', views: '&name' },
    ...{ corrections: '&digestId', decisions: '&id', journals: '&device' },
  });
  for (let number = 1; number <= digests; number++) {
    const entries = [inventedEntry({ title: `Kettles ${number}` }), inventedEntry({ title: 'Gravel', abstract: null })];
    const file = `/seeds/${number}.txt`;
    const stamp = { size: 10, modifiedAt: 20, readerVersion: 2 };
    await db
      .table('files')
      .add({ file, name: `${number}.txt`, ...stamp, digestIds: [`D${number}`], problems: [], isGone: false });
    await db.table('digests').add({
      ...{ id: `D${number}`, sequence: digests + 1 - number, readerVersion: 2, heading: null },
      ...{ date: `2026-04-0${number % 9}`, isYearInferred: false, firstLine: 2, format: 'text', readAt: 30 },
      problems: number === 1 ? [{ line: 3, message: 'No date.' }] : [],
      ids: entries.map((entry) => entry.id),
      titles: entries.map((entry) => entry.title),
      titleKeys: entries.map((entry) => entry.titleKey),
      abstractKeys: entries.map((entry) => entry.abstractKey),
      sketches: Uint32Array.from([...(entries[0]?.sketch ?? []), ...new Array<number>(16).fill(0)]),
      ...{ authorCounts: Int32Array.of(3, MISSING), publishedOn: Int32Array.of(20_000, MISSING) },
      ...{ monthDays: Int16Array.of(103, 0), comments: Int32Array.of(number, MISSING) },
      organizations: [null, { handle: 'grit', name: 'Grit Institute' }],
      links: [['https://example.org/k', 'https://example.org/l'], null],
      ...{ lines: Int32Array.of(4, 9), arrivals: Int32Array.of(1, number) },
    });
    await db.table('abstracts').add({ digestId: `D${number}@2`, abstracts: [entries[0]?.abstract ?? '', ''] });
  }
  db.close();
}

test('a library of version 2 keeps its digests, packed into pages', async () => {
  const tests = new LibraryForTests();
  await writeVersion2(tests.name, 45);
  for (const when of ['at once', 'after a restart']) {
    const opened = when === 'at once' ? await tests.open() : await tests.restart();
    expect(opened.totals).toMatchObject({ papers: 46, digests: 45, problems: 1 });
    expect(await tests.paper('Kettles 7')).toMatchObject({
      ...{
        authorCount: 3,
        publishedOn: '2024-10-04',
        comments: 7,
        links: ['https://example.org/k', 'https://example.org/l'],
      },
      abstract: inventedEntry({ title: 'Kettles 7' }).abstract,
    });
    const gravel = await tests.paper('Gravel');
    expect(gravel).toMatchObject({ organization: { handle: 'grit' }, authorCount: null, abstract: null, links: [] });
    expect(gravel.sightings).toHaveLength(45);
    expect(await tests.library.digest('D1')).toMatchObject({
      ...{ file: '/seeds/1.txt', date: '2026-04-01', firstLine: 2, format: 'text', readAt: 30, readerVersion: 2 },
      ...{ entryLines: Int32Array.of(4, 9), problems: [{ line: 3, message: 'No date.' }] },
    });
  }
  const db = await openDatabase(tests.name);
  expect(await db.pages.count()).toBe(3);
  db.close();
  tests.library.close();
});

test('marks of version 1 find papers whose titles are folded in another way since then', async () => {
  const tests = new LibraryForTests();
  await writeVersion1(tests.name, '/seeds');
  const db = new Dexie(tests.name);
  await db.open();
  const [kettles] = ENTRIES;
  await db.table('marks').clear();
  await db.table('marks').add({
    ...{ id: 'as it was named', titleKey: 'αkettles', abstractKey: 'as it was named' },
    ...{ sketch: Uint32Array.from(kettles?.sketch ?? []), starredAt: 500, readAt: null, note: 'sing!', changedAt: 600 },
  });
  db.close();
  await tests.open();
  const entry = { ...inventedEntry({ title: 'α-Kettles', abstract: LONG }), titleKey: 'alphakettles' };
  await tests.take(
    readChange('c.txt', { ...inventedDigest({ date: '2026-04-22', entries: [] }), entries: [entry] }, 'C'),
  );
  expect(await tests.paper('α-Kettles')).toMatchObject({ isStarred: true, note: 'sing!' });
  tests.library.close();
});

test('files of version 1 without a folder are looked for anew; their digests stay', async () => {
  const tests = new LibraryForTests();
  await writeVersion1(tests.name, null);
  expect(await tests.open()).toMatchObject({ files: [], totals: { papers: 2, starred: 1 } });
  tests.library.close();
});

describe('fault 43: an upgrade that ends at one of its writes, for each of them,', () => {
  /** Has all end with the write of that number, from 0, as a kill does; tells how many were begun while `work` ran. */
  async function endingAt(last: number, work: () => Promise<unknown>): Promise<number> {
    const { prototype } = IDBObjectStore;
    const undo: (() => void)[] = [];
    let begun = 0;
    for (const name of ['add', 'put', 'delete', 'clear'] as const) {
      const write: (...args: never[]) => unknown = prototype[name];
      Reflect.set(prototype, name, function (this: IDBObjectStore, ...args: never[]) {
        if (begun++ === last) this.transaction.abort();
        return write.apply(this, args);
      });
      undo.push(() => Reflect.set(prototype, name, write));
    }
    try {
      await work();
    } finally {
      for (const restore of undo) restore();
    }
    return begun;
  }

  const versionOf = async (name: string) =>
    (await indexedDB.databases()).find((database) => database.name === name)?.version;

  test.each([
    ['version 1', 10, (name: string) => writeVersion1(name, '/seeds'), { papers: 2, starred: 1 }],
    ['version 2', 20, (name: string) => writeVersion2(name, 45), { papers: 46, digests: 45 }],
  ] as const)('changes nothing, and is done at the next start: from %s', async (_, version, write, totals) => {
    const whole = new LibraryForTests();
    await write(whole.name);
    const writes = await endingAt(-1, () => openDatabase(whole.name).then((db) => db.close()));
    expect(writes).toBeGreaterThan(2);
    for (let last = 0; last < writes; last++) {
      const tests = new LibraryForTests();
      await write(tests.name);
      await endingAt(last, () => expect(openDatabase(tests.name), `at ${last}`).rejects.toThrow());
      expect(await versionOf(tests.name), `at ${last}`).toBe(version);
      expect((await tests.open()).totals, `at ${last}`).toMatchObject(totals);
      expect(await tests.titles()).toContain('Gravel');
      tests.library.close();
    }
  });

  test('says so where the disk is full', async () => {
    const tests = new LibraryForTests();
    await writeVersion1(tests.name, '/seeds');
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, key) {
      if (this.name === 'marks') throw new DOMException('Quota exceeded', 'QuotaExceededError');
      return put.call(this, value, key);
    };
    try {
      await expect(tests.open()).rejects.toThrow('The library could not be opened: the disk is full. Free some space.');
    } finally {
      IDBObjectStore.prototype.put = put;
    }
    expect(await versionOf(tests.name)).toBe(10);
    expect(await tests.open()).toMatchObject({ totals: { papers: 2, starred: 1 } });
    tests.library.close();
  });
});
