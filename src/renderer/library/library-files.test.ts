import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SeedsChange } from '../../preload/api';
import { LibraryDatabase } from './database';
import type { ReadChange } from './digests/incoming-digests';
import {
  asJson,
  inParts,
  inventedDigest,
  readCaptures,
  readChange,
  removedChange,
  unreadableChange,
} from './digests/invented-digests';
import { ALL, LibraryForTests, libraryForEachTest } from './library-for-tests';

const its = libraryForEachTest();

const LONG = 'We teach a kettle to sing in four voices and measure how long the neighbours listen to it every morning.';

const monday = inventedDigest({
  heading: 'Apr 20',
  date: '2026-04-20',
  entries: [
    { title: 'Kettles', abstract: LONG, line: 4 },
    { title: 'Gravel', line: 9 },
  ],
});
const tuesday = inventedDigest({
  heading: 'Apr 21',
  date: '2026-04-21',
  firstLine: 30,
  entries: [{ title: 'Rain', line: 33 }],
});

const markedKettles = { isStarred: true, note: 'sing!' };
const markKettles = async () =>
  its.current.library.mark({ paperIds: [await its.current.idOf('Kettles')] }, markedKettles);

describe('a file with several captures', () => {
  test('is several digests, each of which knows where it begins', async () => {
    await its.current.take(
      readCaptures('a.txt', 'A', [monday, tuesday]),
      readCaptures('b.txt', 'A', [monday, tuesday]),
    );
    for (const when of ['at once', 'after a restart']) {
      if (when === 'after a restart') await its.current.restart();
      expect(await its.current.digests()).toMatchObject([
        { id: 'A.2', name: 'a.txt', papers: 1 },
        { id: 'A', name: 'a.txt', papers: 2 },
      ]);
      expect(await its.current.library.digest('A')).toEqual({
        ...{ id: 'A', name: 'a.txt', file: '/seeds/a.txt', copies: ['b.txt'], heading: 'Apr 20', date: '2026-04-20' },
        ...{ dateAsRead: '2026-04-20', isYearInferred: false, isYearAsReadInferred: false, isDateCorrected: false },
        ...{ papers: 2, unread: 2, entries: 2, newPapers: 2, problems: [], firstLine: 1 },
        ...{ entryLines: Int32Array.of(4, 9), format: 'Daily Papers, as text', readAt: 3000, readerVersion: 2 },
      });
      expect(await its.current.library.digest('A.2')).toMatchObject({ firstLine: 30, entryLines: Int32Array.of(33) });
      expect(await its.current.library.digest('A.3')).toBeNull();
    }
  });

  test('that grows keeps one digest a capture', async () => {
    await its.current.take(readCaptures('a.txt', 'A', [monday]));
    await its.current.take(readCaptures('a.txt', 'B', [monday, tuesday]));
    expect((await its.current.digests()).map(({ id }) => id)).toEqual(['B.2', 'B']);
    await its.current.take(readCaptures('a.txt', 'C', [tuesday, monday]));
    expect((await its.current.digests()).map(({ id }) => id)).toEqual(['C', 'C.2']);
    await its.current.take(readCaptures('a.txt', 'D', [tuesday]));
    expect(await its.current.digests()).toMatchObject([
      { id: 'D', name: 'a.txt' },
      { id: 'C.2', name: null },
    ]);
  });

  test('names the problems of all of them', async () => {
    const problem = (line: number) => ({ problems: [{ line, message: 'An entry is cut off.' }] });
    await its.current.take(readCaptures('a.txt', 'A', [monday, { ...tuesday, ...problem(40) }]));
    expect(await its.current.library.problems()).toEqual([
      { file: '/seeds/a.txt', name: 'a.txt', digestId: 'A.2', ...problem(40) },
    ]);
    expect(await its.current.library.totals()).toMatchObject({ problems: 1 });
  });
});

describe('a file that a newer reader reads again', () => {
  const better = {
    ...monday,
    entries: [...monday.entries, ...inventedDigest({ entries: [{ title: 'Snow' }] }).entries],
  };

  test('has its digest replaced in place, and every mark stays', async () => {
    await its.current.take(
      readChange('a.txt', monday, 'A', 1),
      readChange('b.txt', { ...tuesday, date: '2026-04-20' }, 'B', 1),
    );
    await markKettles();
    const order = (await its.current.digests()).map(({ id }) => id);
    expect(await its.current.take(readChange('a.txt', better, 'A', 2))).toMatchObject({ newPapers: 0, digests: 0 });
    for (const when of ['at once', 'after a restart']) {
      if (when === 'after a restart') await its.current.restart();
      expect((await its.current.digests()).map(({ id }) => id)).toEqual(order);
      expect(await its.current.library.digest('A')).toMatchObject({ papers: 3, unread: 3, readerVersion: 2 });
      expect(await its.current.paper('Kettles')).toMatchObject({ ...markedKettles, abstract: LONG });
      expect(await its.current.files()).toMatchObject([{ readerVersion: 2 }, { readerVersion: 1 }]);
    }
  });

  test('may turn out to be several captures, or one', async () => {
    await its.current.take(
      readChange('a.txt', { ...monday, entries: [...monday.entries, ...tuesday.entries] }, 'A', 1),
    );
    await markKettles();
    await its.current.take(readCaptures('a.txt', 'A', [monday, tuesday], 2));
    expect(await its.current.digests()).toMatchObject([
      { id: 'A.2', papers: 1 },
      { id: 'A', papers: 2 },
    ]);
    await its.current.take(readCaptures('a.txt', 'A', [better], 3));
    expect(await its.current.digests()).toMatchObject([{ id: 'A', papers: 3 }]);
    await its.current.restart();
    expect(await its.current.titles()).toEqual(['Kettles', 'Gravel', 'Snow']);
    expect(await its.current.paper('Kettles')).toMatchObject(markedKettles);
  });

  test('keeps what it had if the older reader comes back', async () => {
    await its.current.take(readChange('a.txt', better, 'A', 3));
    await its.current.take(readChange('a.txt', monday, 'A', 2));
    expect(await its.current.library.digest('A')).toMatchObject({ papers: 3, readerVersion: 3 });
  });

  test('stays as it is where the file is gone', async () => {
    await its.current.take(readChange('a.txt', monday, 'A', 1));
    await its.current.take(removedChange('a.txt'));
    expect(await its.current.library.digest('A')).toMatchObject({
      file: null,
      name: null,
      copies: [],
      readerVersion: 1,
    });
  });
});

describe('a file with a great many entries', () => {
  const entries = Array.from({ length: 2500 }, (_, at) => ({
    title: `Kettle ${at}`,
    abstract: `Number ${at}. ${LONG} ${at}`,
  }));
  const large = readCaptures('a.txt', 'A', [inventedDigest({ date: '2026-04-20', entries }), tuesday]);
  const parts = inParts(large, 700);
  const stored = async () => {
    const db = new LibraryDatabase(its.current.name);
    const keys = await db.abstracts.toCollection().primaryKeys();
    db.close();
    return keys.sort();
  };
  const abstractsOf = (...titles: string[]) =>
    Promise.all(titles.map(async (title) => (await its.current.paper(title)).abstract));

  test('is shown when its last part came, with the abstracts of all', async () => {
    for (const part of parts.slice(0, -1)) {
      expect(await its.current.take(part)).toMatchObject({ newPapers: 0, digests: 0 });
      expect(await its.current.titles()).toEqual([]);
      expect(await its.current.files()).toEqual([]);
    }
    expect(await its.current.take(...parts.slice(-1))).toMatchObject({ newPapers: 2501, digests: 2 });
    for (const when of ['at once', 'after a restart']) {
      if (when === 'after a restart') await its.current.restart();
      expect(await its.current.library.totals()).toMatchObject({ papers: 2501, digests: 2 });
      const numbers = [0, 699, 700, 999, 1000, 1999, 2000, 2499];
      const titles = numbers.map((at) => `Kettle ${at}`);
      expect(await abstractsOf(...titles)).toEqual(numbers.map((at) => `Number ${at}. ${LONG} ${at}`));
      while ((await its.current.library.list({ ...ALL, search: 'number' })).isPartial) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      expect(await its.current.library.list({ ...ALL, search: 'number "2345"' })).toMatchObject({ shown: 1 });
    }
    expect(await stored()).toEqual(['A.2@2', 'A@2', 'A@2#1', 'A@2#2']);
    await its.current.library.forgetDigests(['A', 'A.2']);
    expect(await stored()).toEqual([]);
  });

  test('begins anew where it does not come to its end, and leaves nothing behind', async () => {
    await its.current.take(...parts.slice(0, 2));
    expect(await stored()).toEqual(['A@2']);
    await its.current.restart();
    // What goes on from something that is lost is not taken in.
    await its.current.take(...parts.slice(2));
    expect(await its.current.titles()).toEqual([]);
    while ((await stored()).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await its.current.take(...parts.slice(0, 3));
    await its.current.take(...parts);
    expect(await its.current.library.totals()).toMatchObject({ papers: 2501 });
  });

  test('shows what was there until it was read again to its end', async () => {
    await its.current.take(...parts);
    const again = inParts({ ...large, readerVersion: 3, digests: large.digests.slice(0, 1) }, 1000);
    await its.current.take(...again.slice(0, 2));
    expect(await its.current.library.totals()).toMatchObject({ papers: 2501 });
    expect(await abstractsOf('Kettle 1')).toEqual([`Number 1. ${LONG} 1`]);
    await its.current.take(...again.slice(2));
    expect(await its.current.library.totals()).toMatchObject({ papers: 2500 });
    expect(await abstractsOf('Kettle 2499')).toEqual([`Number 2499. ${LONG} 2499`]);
    expect(await stored()).toEqual(['A@3', 'A@3#1', 'A@3#2']);
  });

  test('is given up where the file goes or cannot be read any more', async () => {
    await its.current.take(...parts.slice(0, 2), removedChange('a.txt'), ...parts.slice(2));
    expect(await its.current.titles()).toEqual([]);
    await its.current.take(...parts.slice(0, 2), unreadableChange('a.txt', 'It is locked.'), ...parts.slice(2));
    expect(await its.current.titles()).toEqual([]);
    expect(await its.current.library.totals()).toMatchObject({ problems: 1 });
  });
});

describe('whatever happens to a file', () => {
  const takeMonday = (name = 'a.txt') => its.current.take(readChange(name, monday, 'A'));
  const expectKettles = async (sightings: number) => {
    for (const when of ['at once', 'after a restart']) {
      if (when === 'after a restart') await its.current.restart();
      expect((await its.current.titles()).filter((title) => title === 'Kettles')).toHaveLength(1);
      const kettles = await its.current.paper('Kettles');
      expect(kettles).toMatchObject(markedKettles);
      expect(kettles.sightings).toHaveLength(sightings);
    }
  };
  const names = async () => (await its.current.files()).map(({ file }) => file);

  test.each<[string, SeedsChange[], string[]]>([
    ['deleted', [removedChange('a.txt')], []],
    ['deleted and added again', [removedChange('a.txt'), readChange('a.txt', monday, 'A')], ['/seeds/a.txt']],
    ['renamed', [readChange('b.txt', monday, 'A'), removedChange('a.txt')], ['/seeds/b.txt']],
    ['renamed, the other way round', [removedChange('a.txt'), readChange('b.txt', monday, 'A')], ['/seeds/b.txt']],
    ['renamed by case only', [removedChange('a.txt'), readChange('A.TXT', monday, 'A')], ['/seeds/A.TXT']],
    ['emptied', [unreadableChange('a.txt', 'The file is empty.')], ['/seeds/a.txt']],
    [
      'emptied and filled',
      [unreadableChange('a.txt', 'The file is empty.'), readChange('a.txt', monday, 'A')],
      ['/seeds/a.txt'],
    ],
  ])('marks stay, and there is one digest: %s', async (_, changes, files) => {
    await takeMonday();
    await markKettles();
    for (const change of changes) await its.current.take(change);
    expect(await names()).toEqual(files);
    expect(await its.current.digests()).toMatchObject([{ id: 'A' }]);
    await expectKettles(1);
  });

  test('the same paper in two files is one row', async () => {
    await takeMonday();
    await markKettles();
    const again = inventedDigest({ date: '2026-04-22', entries: [{ title: 'Kettles', abstract: LONG }] });
    await its.current.take(readChange('b.txt', again, 'B'));
    await expectKettles(2);
  });

  test('marks follow a paper whose text is edited, again and again', async () => {
    await takeMonday();
    await markKettles();
    const texts = ['four', 'five', 'six', 'seven'].map(
      (voices) => `${LONG.replace('four', voices)} Edition ${voices}.`,
    );
    for (const [at, abstract] of texts.entries()) {
      const edited = inventedDigest({ ...monday, entries: [{ title: 'Kettles', abstract }, { title: 'Gravel' }] });
      await its.current.take(readChange('a.txt', edited, `A${at}`));
      await expectKettles(1);
    }
    expect((await its.current.paper('Kettles')).abstract).toBe(texts.at(-1));
  });
});

/** Everything that the reader may see of it. */
async function everythingOf({ library }: LibraryForTests) {
  const { shown } = await library.list(ALL);
  const rows = (await library.rows(0, shown)).filter((row) => row.kind === 'paper');
  const papers = await Promise.all(rows.map(async ({ id }) => ({ ...(await library.paper(id)), id: '' })));
  const digests = await library.digests(0, 1000);
  return {
    papers: papers.map((paper) => JSON.stringify(paper)).sort(),
    digests: await Promise.all(digests.map(({ id }) => library.digest(id))),
    ...(await library.contents()),
    problems: await library.problems(),
  };
}

describe('changes in any batches', () => {
  const NAMES = ['a.txt', 'b.txt', 'c.txt'];
  const TITLES = ['Kettles', 'Gravel', 'Rain', 'Snow', 'Lamps', 'Tea'];
  const captureOf = (day: number, length: number, file = 0) =>
    inventedDigest({
      heading: `Apr ${day}`,
      // No two files are of one day, so that the order in which they came in decides nothing.
      date: `2026-0${file + 1}-0${day}`,
      entries: TITLES.slice(day - 1, day - 1 + length).map((title) => ({ title })),
      problems: length === 1 ? [{ line: 3, message: 'An entry is cut off.' }] : [],
    });

  const run = async (changes: SeedsChange[], cuts: boolean[], restarts: boolean[]) => {
    const tests = new LibraryForTests();
    await tests.open();
    let batch: SeedsChange[] = [];
    for (const [at, change] of changes.entries()) {
      batch.push(change);
      if (cuts.length > 0 && !cuts[at % cuts.length] && at < changes.length - 1) continue;
      await tests.library.ingest(asJson(...batch), false);
      batch = [];
      const isMidway = change.kind === 'read' && !change.isLast;
      if (!isMidway && restarts[at % restarts.length]) await tests.restart();
    }
    if (batch.length > 0) await tests.library.ingest(asJson(...batch), false);
    const everything = await everythingOf(tests);
    tests.library.close();
    return everything;
  };

  const name = fc.constantFrom(...NAMES);
  const capture = fc.record({ day: fc.integer({ min: 1, max: 3 }), length: fc.integer({ min: 0, max: 3 }) });
  const anyChange = fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(name, fc.array(capture, { minLength: 1, maxLength: 2 }))
        .map(([file, captures]): SeedsChange => {
          const id = captures.map(({ day, length }) => `${day}-${length}`).join('+');
          return readCaptures(
            file,
            id,
            captures.map(({ day, length }) => captureOf(day, length)),
          );
        }),
    },
    { weight: 1, arbitrary: name.map((file): SeedsChange => removedChange(file)) },
    { weight: 1, arbitrary: name.map((file): SeedsChange => unreadableChange(file, 'It is locked.')) },
  );
  const batches = fc.record({
    cuts: fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }),
    restarts: fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }),
    size: fc.integer({ min: 1, max: 3 }),
  });
  const parted = (changes: SeedsChange[], size: number) =>
    changes.flatMap((change): SeedsChange[] =>
      change.kind === 'read' ? inParts(change as ReadChange, size) : [change],
    );

  test('come to the same, in parts and over restarts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyChange, { maxLength: 8 }), batches, async (changes, { cuts, restarts, size }) => {
        const expected = await run(changes, [false], [false]);
        expect(await run(parted(changes, size), cuts, restarts)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  test('come to what the files are in the end, where each stays the capture that it was', async () => {
    const kind = fc.constantFrom('read', 'read', 'unreadable', 'removed');
    const revision = fc.record({ at: fc.nat(2), length: fc.integer({ min: 1, max: 6 }), kind });
    await fc.assert(
      fc.asyncProperty(fc.array(revision, { maxLength: 10 }), batches, async (history, { cuts, restarts, size }) => {
        const latestRead = new Map<string, SeedsChange>();
        const latest = new Map<string, SeedsChange>();
        const changes = history.map(({ at, length, kind }): SeedsChange => {
          const file = NAMES[at] ?? '';
          const read = readChange(file, captureOf(1, length, at), `${file} ${length}`);
          const other = kind === 'removed' ? removedChange(file) : unreadableChange(file, 'It is locked.');
          const change = kind === 'read' ? read : other;
          latest.set(file, change);
          if (kind === 'read') latestRead.set(file, read);
          return change;
        });
        const final = [...latestRead.values(), ...latest.values()];
        expect(await run(parted(changes, size), cuts, restarts)).toEqual(await run(final, [false], [false]));
      }),
      { numRuns: 60 },
    );
  });
});
