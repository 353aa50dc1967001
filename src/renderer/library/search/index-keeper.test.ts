import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { LibraryDatabase } from '../database';
import { inventedDigest, readChange, removedChange } from '../digests/invented-digests';
import { ALL, LibraryForTests, libraryForEachTest } from '../library-for-tests';

const its = libraryForEachTest();

// The index leaves time to what is more urgent: here nothing is.
beforeAll(() => {
  const { setTimeout } = globalThis;
  vi.stubGlobal('setTimeout', (work: () => void, delay = 0) => setTimeout(work, delay / 100));
});
afterAll(() => {
  vi.unstubAllGlobals();
});

const LONG =
  'Whistling is learned by imitation and by no other means, as three hundred kettles and their neighbours show.';
const monday = inventedDigest({
  date: '2026-04-20',
  entries: [
    { title: 'Kettles', abstract: LONG },
    { title: 'Lamps', abstract: 'Lamps that hum are told from lamps that sing.' },
  ],
});
const tuesday = inventedDigest({
  date: '2026-04-21',
  entries: [
    { title: 'Kettles', abstract: LONG },
    { title: 'Gravel and its sounds', abstract: null },
  ],
});

async function withDatabase<T>(work: (database: LibraryDatabase) => Promise<T>): Promise<T> {
  const database = new LibraryDatabase(its.current.name);
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

async function until(isDone: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, 5));
}

const isReady = async () => !(await its.current.library.list({ ...ALL, search: 'x' })).isPartial;
const stored = () => withDatabase((database) => database.segments.toArray());
const titles = (search: string) => its.current.titles({ search }).then((found) => found.sort());

/** Takes both digests in, and waits until the index is stored. */
async function fill(): Promise<void> {
  await its.current.take(readChange('a.txt', monday, 'A'), readChange('b.txt', tuesday, 'B'));
  await until(async () => (await isReady()) && (await stored()).length > 0);
}

test('what comes in is found at once, each entry by one document', async () => {
  await its.current.take(readChange('a.txt', monday, 'A'), readChange('b.txt', tuesday, 'B'));
  expect(await titles('neighbours')).toEqual(['Kettles']);
  expect(await titles('"lamps that sing"')).toEqual(['Lamps']);
  await until(async () => (await stored()).length > 0);
  expect((await stored()).map(({ sizes }) => sizes.documents)).toEqual([3]);
});

test('the index is loaded at the next start, and no abstract is read for it', async () => {
  await fill();
  await withDatabase((database) => database.abstracts.clear());
  await its.current.restart();
  await until(isReady);
  expect(await titles('neighbours')).toEqual(['Kettles']);
  expect(await titles('"hundred kettles"')).toEqual(['Kettles']);
  expect(await titles('sounds')).toEqual(['Gravel and its sounds']);
});

test.each([
  ['of another version', (database: LibraryDatabase) => database.segments.toCollection().modify({ indexVersion: 0 })],
  ['gone', (database: LibraryDatabase) => database.segments.clear()],
  ['gone in part', (database: LibraryDatabase) => database.segmentPieces.where('id').startsWith('').delete()],
  [
    'damaged',
    (database: LibraryDatabase) =>
      database.segmentPieces.toCollection().modify((piece) => {
        piece.bytes[20] = (piece.bytes[20] ?? 0) ^ 1;
      }),
  ],
])('what is %s is indexed anew, and stored again', async (_, spoil) => {
  await fill();
  const [before] = await stored();
  await withDatabase(async (database) => void (await spoil(database)));
  await its.current.restart();
  await until(isReady);
  expect(await titles('"hundred kettles"')).toEqual(['Kettles']);
  expect(await titles('sounds')).toEqual(['Gravel and its sounds']);
  await until(async () => {
    const [after] = await stored();
    return after !== undefined && after.id !== before?.id;
  });
  const pieces = await withDatabase((database) => database.segmentPieces.toCollection().primaryKeys());
  expect(pieces.filter((id) => id.startsWith(before?.id ?? ''))).toEqual([]);
});

test('positions that turn out to be damaged are made anew while the library is open', async () => {
  await fill();
  await its.current.restart();
  await until(isReady);
  await withDatabase((database) => database.segmentPieces.filter(({ id }) => id.includes('positions')).delete());
  await titles('"hundred kettles"');
  await until(async () => (await isReady()) && (await titles('"hundred kettles"')).length > 0);
  expect(await titles('"kettles hundred"')).toEqual([]);
});

test('an entry is found as long as a digest lists it', async () => {
  await fill();
  await its.current.library.forgetDigests(['A']);
  await until(isReady);
  expect(await titles('neighbours')).toEqual(['Kettles']);
  expect(await titles('lamps')).toEqual([]);
  await its.current.library.forgetDigests(['B']);
  expect(await titles('neighbours')).toEqual([]);
});

test('whatever comes and goes, and whenever the library is closed, exactly what is there is found', async () => {
  const word = fc.constantFrom('kettle', 'lamp', 'gravel', 'rain');
  const digest = fc
    .uniqueArray(fc.tuple(word, word, word), { minLength: 1, maxLength: 4, selector: (words) => words.join() })
    .map((papers) =>
      papers.map((words) => ({ title: words.join(' '), abstract: `About ${words.toReversed().join(' ')}.` })),
    );
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('take' as const), name: fc.nat(3), entries: digest }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('forget' as const), name: fc.nat(3) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
      const library = new LibraryForTests();
      await library.open();
      // By name: a digest goes by its text.
      const listed = new Map<number, { id: string; titles: string[] }>();
      for (const [at, { kind, ...what }] of steps.entries()) {
        if (kind === 'restart') await library.restart();
        if (!('name' in what)) continue;
        await library.library.forgetDigests([listed.get(what.name)?.id ?? '']);
        listed.delete(what.name);
        if (!('entries' in what)) continue;
        const change = readChange(
          `${what.name}.txt`,
          inventedDigest({ heading: `${what.name}`, entries: what.entries }),
        );
        await library.take(removedChange(change.name), { ...change, stamp: { size: 1, modifiedAt: at } });
        const [{ id } = { id: '' }] = change.digests;
        listed.set(what.name, { id, titles: what.entries.map(({ title }) => title) });
      }
      const all = [...new Set([...listed.values()].flatMap(({ titles }) => titles))].sort();
      await until(async () => !(await library.library.list({ ...ALL, search: 'x' })).isPartial);
      for (const search of ['kettle', '"lamp gravel"', 'title:rain', 'abstract:"rain lamp']) {
        const [, field = '', text = ''] = /^(\w+:)?"?([^"]*)"?$/.exec(search) ?? [];
        const expected = all.filter((title) => {
          const reversed = title.split(' ').toReversed().join(' ');
          return (field !== 'abstract:' && title.includes(text)) || (field !== 'title:' && reversed.includes(text));
        });
        expect([...new Set(await library.titles({ search }))].sort(), search).toEqual(expected);
      }
      library.library.close();
    }),
    { numRuns: 15 },
  );
});
