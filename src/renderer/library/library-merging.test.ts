/** What is said on several devices comes together on each of them. */
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { joinedMarks } from '../joined-marks';
import type { LibraryCall } from '../library-worker';
import { LibraryDatabase } from './database';
import { inventedDigest, readChange } from './digests/invented-digests';
import { FakeJournal } from './journal/fake-journal';
import { LibraryForTests, refusing } from './library-for-tests';
import type { MarkChange } from './mark-records';

const TITLES = ['Kettles', 'Gravel', 'Rain'];
const DIGEST = inventedDigest({ date: '2026-04-20', entries: TITLES.map((title) => ({ title })) });
const open: LibraryForTests[] = [];

afterEach(() => {
  for (const tests of open.splice(0)) tests.library.close();
});

/** Devices that share a folder of journals and have the same digest. */
async function devices(count: number): Promise<LibraryForTests[]> {
  const all: LibraryForTests[] = [];
  for (let number = 0; number < count; number++) {
    const tests = new LibraryForTests();
    tests.journal.device = `device-${number}`;
    await tests.open();
    await tests.take(readChange('a.txt', DIGEST, 'A'));
    all.push(tests);
    open.push(tests);
  }
  for (const { journal } of all) {
    journal.others = all.map((other) => other.journal).filter((other) => other !== journal);
  }
  return all;
}

async function mark(tests: LibraryForTests, title: string, change: MarkChange): Promise<void> {
  await tests.library.mark({ paperIds: [await tests.idOf(title)] }, change);
}

function positionsOf({ name }: LibraryForTests) {
  const db = new LibraryDatabase(name);
  return db.journals.toArray().finally(() => db.close());
}

async function said({ library, paper }: LibraryForTests, tests: LibraryForTests) {
  const papers = [];
  for (const title of TITLES) {
    const { isStarred, status, note, tags } = await paper.call(tests, title);
    papers.push({ title, isStarred, status, note, tags });
  }
  return { papers, tags: await library.tags(), lists: await library.savedLists() };
}

const everything = (tests: LibraryForTests) => said(tests, tests);

describe('two devices', () => {
  test('have the marks, tags, lists and dates of each other', async () => {
    const [here, there] = (await devices(2)) as [LibraryForTests, LibraryForTests];
    await mark(here, 'Kettles', { isStarred: true });
    const tag = await here.library.createTag('to cite', 'blue');
    await mark(here, 'Kettles', { addTags: [tag.id] });
    await there.library.saveList({ id: 'l', name: 'Wet', query: 'rain', sort: null, group: null, position: 0 });
    await there.library.correctDate('A', '2025-04-20');
    await mark(there, 'Kettles', { status: 'skipped', note: 'loud' });

    expect(await there.library.mergeMarks()).toMatchObject({ changed: 2, problems: [], totals: { starred: 1 } });
    expect(await here.library.mergeMarks()).toMatchObject({ changed: 3, totals: { skipped: 1, unread: 2 } });
    expect(await everything(here)).toEqual(await everything(there));
    expect(await here.paper('Kettles')).toMatchObject({
      isStarred: true,
      status: 'skipped',
      note: 'loud',
      tags: [tag.id],
    });
    expect(await here.library.digest('A')).toMatchObject({ date: '2025-04-20' });
    expect(await here.library.mergeMarks()).toMatchObject({ changed: 0 });
    expect(here.journal.lines.filter(({ device }) => device !== 'device-0')).toEqual([]);
  });

  test('keep what was merged across a start, and do not tell it as their own', async () => {
    const [here, there] = (await devices(2)) as [LibraryForTests, LibraryForTests];
    await mark(there, 'Rain', { note: 'wet', isStarred: true });
    await here.library.mergeMarks();
    await here.restart();
    expect(await here.paper('Rain')).toMatchObject({ note: 'wet', isStarred: true });
    expect(await here.library.mergeMarks()).toMatchObject({ changed: 0 });
    expect(here.journal.lines).toEqual([]);
  });

  test('lose nothing of a note that is typed on both at once, whichever is stored when', async () => {
    const [here, there] = (await devices(2)) as [LibraryForTests, LibraryForTests];
    await mark(here, 'Rain', { note: 'It is wet.' });
    await there.library.mergeMarks();
    await mark(there, 'Rain', { note: 'It is wet. And cold.' });
    const rain = await here.idOf('Rain');
    const typing = here.library.mark({ paperIds: [rain] }, { note: 'Today: It is wet.' });
    await Promise.all([typing, here.library.mergeMarks()]);
    await here.library.mergeMarks();
    await there.library.mergeMarks();
    expect((await here.paper('Rain')).note).toBe('Today: It is wet. And cold.');
    expect(await everything(there)).toEqual(await everything(here));
  });

  test('bring what is typed into what came from elsewhere meanwhile', async () => {
    const [here, there] = (await devices(2)) as [LibraryForTests, LibraryForTests];
    await mark(here, 'Rain', { note: 'It is wet.' });
    await there.library.mergeMarks();
    await mark(there, 'Rain', { note: 'It is wet. And cold.' });
    await here.library.mergeMarks();
    await mark(here, 'Rain', { note: 'Today: It is wet.', noteBases: ['It is wet.'] });
    expect((await here.paper('Rain')).note).toBe('Today: It is wet. And cold.');
  });

  test('have what was typed twice once, where the one who is asked again has it', async () => {
    const [here] = (await devices(1)) as [LibraryForTests];
    await mark(here, 'Rain', { note: 'wet' });
    await mark(here, 'Rain', { note: 'wetter', noteBases: ['wet'] });
    await mark(here, 'Rain', { note: 'wetter', noteBases: ['wet'] });
    expect((await here.paper('Rain')).note).toBe('wetter');
  });

  test.each([0, 1, 2, 3, 4])(
    'have each letter once, where a worker ended that had carried out %i of 4',
    async (count) => {
      const [here, there] = (await devices(2)) as [LibraryForTests, LibraryForTests];
      await mark(here, 'Rain', { note: 'It is' });
      await there.library.mergeMarks();
      const target = { paperIds: [await here.idOf('Rain')] };
      const texts = ['It is', 'It is w', 'It is we', 'It is ww', 'It is wwe'];
      const calls = texts.slice(1).map((note, at): LibraryCall => {
        return { name: 'mark', args: [target, { note, noteBases: [texts[at] ?? ''] }] };
      });
      const ask = ({ args }: LibraryCall) => here.library.mark(...(args as Parameters<typeof here.library.mark>));
      for (const call of calls.slice(0, count)) await ask(call);
      await here.restart();
      await mark(there, 'Rain', { note: 'Today: It is' });
      const joined = calls.reduce((earlier, later) => ({ ...later, args: joinedMarks(earlier, later) ?? [] }));
      await ask(joined);
      expect((await here.paper('Rain')).note).toBe('It is wwe');
      // As well where it comes once more, behind what was said elsewhere.
      await here.library.mergeMarks();
      await ask(joined);
      expect((await here.paper('Rain')).note).toBe('Today: It is wwe');
    },
  );

  test('take back what was typed here, and not what came from elsewhere meanwhile', async () => {
    const [here, there] = (await devices(2)) as [LibraryForTests, LibraryForTests];
    await mark(here, 'Rain', { note: 'It is wet.' });
    await there.library.mergeMarks();
    await mark(here, 'Rain', { note: 'Today: It is wet.' });
    await mark(there, 'Rain', { note: 'It is wet. And cold.' });
    await here.library.mergeMarks();
    await mark(here, 'Rain', { note: 'Today: It is wet. And cold!' });
    await here.library.undoMarks(here.events.reports.at(-1)?.step?.id ?? -1);
    expect((await here.paper('Rain')).note).toBe('Today: It is wet. And cold.');
  });

  test('a mark of a paper that only one of them has is there when its digest comes', async () => {
    const [here, there] = (await devices(2)) as [LibraryForTests, LibraryForTests];
    const lamps = readChange('b.txt', inventedDigest({ date: '2026-04-21', entries: [{ title: 'Lamps' }] }), 'B');
    await there.take(lamps);
    await mark(there, 'Lamps', { isStarred: true });
    await here.library.mergeMarks();
    await here.take(lamps);
    expect(await here.paper('Lamps')).toMatchObject({ isStarred: true });
  });
});

describe('what one device said holds on the other', () => {
  test('although the database refused it at first', async () => {
    const [here, there] = (await devices(2)) as [LibraryForTests, LibraryForTests];
    await there.library.createTag('to cite', 'blue');
    await refusing(['tags'], () => expect(here.library.mergeMarks()).rejects.toThrow('Quota exceeded'));
    expect(await here.library.mergeMarks()).toMatchObject({ changed: 1 });
    expect(await here.library.tags()).toMatchObject([{ name: 'to cite' }]);
    await here.restart();
    expect(await here.library.tags()).toMatchObject([{ name: 'to cite' }]);
  });

  test('although what was said here before had to be brought back', async () => {
    const [here, there] = (await devices(2)) as [LibraryForTests, LibraryForTests];
    await mark(here, 'Gravel', { status: 'read' });
    const before = await positionsOf(here);
    await mark(here, 'Rain', { status: 'read' });
    await there.library.mergeMarks();
    await mark(there, 'Rain', { status: 'skipped' });
    await here.library.mergeMarks();
    here.library.close();
    const db = new LibraryDatabase(here.name);
    await db.journals.bulkPut(before);
    db.close();
    await here.open();
    await here.library.mergeMarks();
    expect((await here.paper('Rain')).status).toBe('skipped');
  });

  test('although the profile goes on under another name, and tells what it has', async () => {
    const [here, there] = (await devices(2)) as [LibraryForTests, LibraryForTests];
    await mark(here, 'Rain', { status: 'reading' });
    await mark(here, 'Kettles', { isStarred: true });
    await there.library.mergeMarks();
    await mark(there, 'Rain', { status: 'read', isStarred: true });
    await mark(there, 'Kettles', { isStarred: false });
    const journal = new FakeJournal();
    Object.assign(journal, { device: 'device-2', others: [here.journal, there.journal] });
    there.journal.others.push(journal);
    here.journal = journal;
    await here.restart();
    await here.library.mergeMarks();
    await there.library.mergeMarks();
    expect(await there.paper('Rain')).toMatchObject({ status: 'read', isStarred: true });
    expect(await everything(here)).toEqual(await everything(there));
    expect(journal.lines).toEqual([]);
  });

  test.each([
    [
      'at the start',
      async (here: LibraryForTests) => {
        here.journal.hasLost = true;
        await here.restart();
      },
    ],
    ['later', (here: LibraryForTests) => here.library.refillJournal()],
    [
      'as what others said is taken in',
      async (here: LibraryForTests) => {
        here.journal.hasLostLately = true;
      },
    ],
  ])('and so does what this one said, although its journal lost that, found out %s', async (_, find) => {
    const [here, there] = (await devices(2)) as [LibraryForTests, LibraryForTests];
    await mark(here, 'Rain', { status: 'reading' });
    await mark(here, 'Gravel', { isStarred: true });
    await there.library.mergeMarks();
    await mark(there, 'Rain', { status: 'skipped' });
    await mark(there, 'Gravel', { status: 'skipped' });
    await here.library.mergeMarks();
    await mark(here, 'Gravel', { note: 'grey' });
    await mark(there, 'Rain', { status: 'read' });
    await mark(there, 'Gravel', { status: 'reading' });
    here.journal.lines = here.journal.lines.filter(({ key }) => !key.startsWith('gravel'));
    await find(here);
    await here.library.mergeMarks();
    there.journal.lines = there.journal.lines.filter(({ device }) => device === 'device-1');
    await there.library.mergeMarks();
    for (const device of [here, there]) {
      expect(await device.paper('Gravel')).toMatchObject({ isStarred: true, status: 'reading', note: 'grey' });
      expect(await device.paper('Rain')).toMatchObject({ status: 'read' });
    }
  });
});

test('any number of devices come to the same, whatever each said and whenever it heard of the others', async () => {
  const step = fc.record({
    device: fc.nat(2),
    title: fc.constantFrom(...TITLES),
    change: fc.oneof(
      fc.record({ isStarred: fc.boolean() }),
      fc.record({ status: fc.constantFrom('unread', 'reading', 'read', 'skipped') }),
      fc.record({ note: fc.constantFrom('', 'one', 'two\n\nthree', 'one and more') }),
    ) as fc.Arbitrary<MarkChange>,
    isHeard: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const all = await devices(3);
      for (const { device, title, change, isHeard } of steps) {
        const tests = all[device];
        if (!tests) continue;
        await mark(tests, title, change);
        if (isHeard) await tests.library.mergeMarks();
      }
      for (const tests of all) await tests.library.mergeMarks();
      const [first, ...others] = await Promise.all(all.map(everything));
      for (const other of others) expect(other).toEqual(first);
      for (const tests of all) tests.library.close();
    }),
    { numRuns: 15 },
  );
});
