/** What the reader said survives the loss of the database, of the journal, and of a part of either. */
import Dexie from 'dexie';
import { describe, expect, test, vi } from 'vitest';
import { LibraryDatabase } from './database';
import { inventedDigest, readChange } from './digests/invented-digests';
import { FakeJournal } from './journal/fake-journal';
import { libraryForEachTest, refusing } from './library-for-tests';
import type { MarkChange } from './mark-records';

const its = libraryForEachTest();

const april20 = inventedDigest({
  date: '2026-04-20',
  entries: [{ title: 'Kettles' }, { title: 'Gravel' }, { title: 'Lamps', abstract: null }, { title: 'Snow' }],
});
const april21 = inventedDigest({ date: '2026-04-21', entries: [{ title: 'Kettles', abstract: 'Of another kettle.' }] });

const takeBoth = () => its.current.take(readChange('a.txt', april20, 'A'), readChange('b.txt', april21, 'B'));

async function mark(title: string, change: MarkChange) {
  return its.current.library.mark({ paperIds: [await its.current.idOf(title)] }, change);
}

/** Says something of every kind. */
async function sayAll(): Promise<void> {
  await mark('Gravel', { isStarred: true, note: 'on “gravel”' });
  await mark('Lamps', { status: 'read' });
  const ids = [await its.current.idOf('Gravel'), await its.current.idOf('Snow')];
  await its.current.library.decideSame(ids);
  await its.current.library.correctDate('A', '2025-04-20');
  await mark('Gravel', { note: 'on “gravel” and snow' });
}

/** What a reader sees of it. */
async function said() {
  const gravel = await its.current.paper('Gravel');
  return {
    gravel: [gravel.isStarred, gravel.note, gravel.decisions.map(({ kind, titles }) => [kind, titles])],
    lamps: (await its.current.paper('Lamps')).status,
    date: (await its.current.library.digest('A'))?.date,
    totals: await its.current.library.totals(),
  };
}

/** Works on the database behind the library's back, while it is closed. */
async function meddle(work: (db: LibraryDatabase) => Promise<unknown>): Promise<void> {
  its.current.library.close();
  const db = new LibraryDatabase(its.current.name);
  await work(db);
  db.close();
}

function positions() {
  const db = new LibraryDatabase(its.current.name);
  return db.journals.toArray().finally(() => db.close());
}

/** Has whatever is stored by itself stored. */
const settled = (sequence: number) =>
  vi.waitFor(async () => expect(await positions()).toEqual([{ device: 'this-device', sequence }]));

describe('what the reader said', () => {
  test('is there again where the database is gone, and stays', async () => {
    await takeBoth();
    await sayAll();
    const before = await said();
    its.current.library.close();
    await Dexie.delete(its.current.name);
    const opened = await its.current.open();
    expect(opened).toMatchObject({
      broughtBack: expect.stringMatching(/^The library was gone or empty: \d+ marks were brought back/),
      journalProblem: null,
      totals: { papers: 0 },
    });
    await takeBoth();
    expect(await said()).toEqual(before);
    await settled(its.current.journal.lines.length);
    expect(await its.current.restart()).toMatchObject({ broughtBack: null });
    expect(await said()).toEqual(before);
  });

  test('is there again where the database is older than the journal', async () => {
    await takeBoth();
    await mark('Gravel', { isStarred: true });
    const [old] = await positions();
    const marks = await new LibraryDatabase(its.current.name).markBlocks.toArray();
    await mark('Gravel', { isStarred: false, note: 'later' });
    await its.current.library.correctDate('A', '2025-04-20');
    const before = await said();
    await meddle((db) =>
      Promise.all([
        db.markBlocks.clear(),
        db.markBlocks.bulkPut(marks),
        db.corrections.clear(),
        old && db.journals.put(old),
      ]),
    );
    expect(await its.current.open()).toMatchObject({
      broughtBack:
        'The library was older than your marks: 2 marks were brought back from their journal. Nothing is lost.',
    });
    expect(await said()).toEqual(before);
  });

  test('that was taken back does not come again', async () => {
    await takeBoth();
    const id = await its.current.library.decideSame([await its.current.idOf('Gravel'), await its.current.idOf('Snow')]);
    await its.current.library.correctDate('A', '2025-04-20');
    const [old] = await positions();
    const decisions = await new LibraryDatabase(its.current.name).decisions.toArray();
    await its.current.library.undoDecision(id);
    await its.current.library.correctDate('A', null);
    await meddle((db) => Promise.all([db.decisions.bulkPut(decisions), old && db.journals.put(old)]));
    await its.current.open();
    expect(await its.current.titles()).toContain('Snow');
    expect(await its.current.library.digest('A')).toMatchObject({ date: '2026-04-20', isDateCorrected: false });
  });

  test('is written to the journal once, where there was none', async () => {
    await takeBoth();
    await sayAll();
    const before = await said();
    await meddle((db) => db.journals.clear());
    its.current.journal.clear();
    expect(await its.current.open()).toMatchObject({ broughtBack: null, journalProblem: null });
    await vi.waitFor(async () => expect(await positions()).toHaveLength(1));
    const { length } = its.current.journal.lines;
    expect(length).toBeGreaterThan(3);
    await its.current.restart();
    expect(its.current.journal.lines).toHaveLength(length);
    its.current.library.close();
    await Dexie.delete(its.current.name);
    await its.current.open();
    await takeBoth();
    expect(await said()).toEqual(before);
  });

  test.each([
    ['the end of the journal is gone', () => its.current.journal.cutBehind(2)],
    ['all of it is gone', () => its.current.journal.clear()],
    [
      'a part of it is gone, which it tells',
      () => {
        its.current.journal.lines.splice(1, 2);
        its.current.journal.hasLost = true;
      },
    ],
  ])('is in the journal again where %s', async (_, damage) => {
    await takeBoth();
    await sayAll();
    const undone = await its.current.library.decideSame([
      await its.current.idOf('Lamps'),
      await its.current.idOf('Kettles'),
    ]);
    await its.current.library.undoDecision(undone);
    const before = await said();
    damage();
    expect(await its.current.restart()).toMatchObject({ broughtBack: null });
    expect(await said()).toEqual(before);
    await mark('Lamps', { status: 'read', isStarred: false });
    its.current.journal.hasLost = false;
    its.current.library.close();
    await Dexie.delete(its.current.name);
    await its.current.open();
    await takeBoth();
    expect(await said()).toEqual(before);
  });

  test('is kept where the journal is of another device', async () => {
    await takeBoth();
    await sayAll();
    const before = await said();
    its.current.journal.clear();
    its.current.journal.device = 'another';
    await its.current.restart();
    await vi.waitFor(async () => expect(await positions()).toHaveLength(2));
    expect(await said()).toEqual(before);
  });
});

/** As Chromium does where it cannot open the database any more. */
async function throwDatabaseAway(): Promise<void> {
  await new Promise((resolve, reject) => {
    Object.assign(indexedDB.deleteDatabase(its.current.name), { onsuccess: resolve, onerror: reject });
  });
}

test('what was said is there again where the database is replaced by an empty one while it is in use', async () => {
  await takeBoth();
  await sayAll();
  const tag = await its.current.library.createTag('to cite', 'blue');
  const before = await said();
  await throwDatabaseAway();
  await mark('Kettles', { addTags: [tag.id] });
  await vi.waitFor(() => expect(its.current.events.replaced).toBe(1));
  expect(await positions()).toEqual([]);
  expect(await its.current.restart()).toMatchObject({ broughtBack: expect.any(String) });
  await takeBoth();
  expect(await said()).toEqual(before);
  expect((await its.current.paper('Kettles')).tags).toEqual([tag.id]);
});

test('a database that was replaced is left for another only once the journal has what was said last', async () => {
  await takeBoth();
  its.current.journal.refusal = 'The disk is full.';
  await expect(mark('Kettles', { isStarred: true })).rejects.toThrow();
  await throwDatabaseAway();
  await its.current.paper('Kettles');
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(its.current.events.replaced).toBe(0);
  its.current.journal.refusal = null;
  await vi.waitFor(() => expect(its.current.events.replaced).toBe(1), { timeout: 5000 });
  await its.current.restart();
  await takeBoth();
  expect((await its.current.paper('Kettles')).isStarred).toBe(true);
});

describe('the journal', () => {
  test('is asked once at a start where there is nothing to take in, and told only what changed', async () => {
    await takeBoth();
    await mark('Gravel', { isStarred: true, note: 'on gravel' });
    const { journal } = its.current;
    expect(journal.lines).toHaveLength(1);
    journal.reads = 0;
    await its.current.restart();
    expect(journal.reads).toBe(1);
    await mark('Gravel', { status: 'read' });
    expect(journal.lines[1]?.set).toEqual({
      ...{ status: 'read', statusAt: expect.any(Number), changedAt: expect.any(Number) },
    });
    expect(journal.lines).toHaveLength(2);
  });

  test('that refuses keeps a mark from counting as saved, until it takes it', async () => {
    await takeBoth();
    const { journal, events } = its.current;
    journal.refusal = 'The marks journal could not be written. The disk is full.';
    const problem =
      'Your latest marks are not saved yet: The marks journal could not be written. The disk is full. Offprint keeps them and tries again.';
    await expect(mark('Gravel', { isStarred: true })).rejects.toThrow(problem);
    expect(events.failures).toEqual([problem]);
    expect((await its.current.paper('Gravel')).isStarred).toBe(true);
    expect(await new LibraryDatabase(its.current.name).markBlocks.count()).toBe(0);
    expect(await its.current.library.flush()).toBe(problem);
    journal.refusal = null;
    await mark('Lamps', { status: 'read' });
    expect(journal.lines.map(({ set }) => set?.starredAt ?? null)).toEqual([expect.any(Number), null]);
    expect(await its.current.library.flush()).toBeNull();
    await its.current.restart();
    expect((await its.current.paper('Gravel')).isStarred).toBe(true);
  });

  test('that refuses keeps decisions and dates from being made', async () => {
    await takeBoth();
    its.current.journal.refusal = 'The disk is full.';
    await expect(its.current.library.correctDate('A', '2025-04-20')).rejects.toThrow(
      'The date could not be stored: The disk is full.',
    );
    const ids = [await its.current.idOf('Gravel'), await its.current.idOf('Snow')];
    await expect(its.current.library.decideSame(ids)).rejects.toThrow(
      'The decision could not be stored: The disk is full.',
    );
    expect(await its.current.titles()).toHaveLength(4);
  });

  test('that cannot be written at the start says so, and is given all once it can', async () => {
    await takeBoth();
    await mark('Gravel', { isStarred: true });
    await meddle((db) => db.journals.clear());
    its.current.journal.clear();
    its.current.journal.refusal = 'It can only be read.';
    its.current.journal.problem = 'The marks journal could not be written. It can only be read, not written to.';
    expect(await its.current.open()).toMatchObject({ journalProblem: its.current.journal.problem });
    its.current.journal.refusal = null;
    await mark('Lamps', { status: 'read' });
    expect(await positions()).toEqual([]);
    await its.current.restart();
    await vi.waitFor(async () => expect(await positions()).toHaveLength(1));
    expect(its.current.journal.lines.filter(({ set }) => set?.starredAt)).toHaveLength(1);
  });

  test('that can only be read is shown, and nothing is said to have been gone', async () => {
    await takeBoth();
    await mark('Gravel', { isStarred: true });
    its.current.library.close();
    await Dexie.delete(its.current.name);
    its.current.journal.refusal = 'It can only be read.';
    expect(await its.current.open()).toMatchObject({ broughtBack: null });
    await takeBoth();
    expect((await its.current.paper('Gravel')).isStarred).toBe(true);
  });

  test('that cannot be read leaves the library as it was, and nothing in it counts as taken in', async () => {
    await takeBoth();
    await mark('Gravel', { isStarred: true });
    const before = await positions();
    its.current.journal.read = async () => {
      throw new Error('The marks journal could not be read. The disk reports an error.');
    };
    expect(await its.current.restart()).toMatchObject({
      journalProblem: 'The marks journal could not be read. The disk reports an error.',
    });
    expect((await its.current.paper('Gravel')).isStarred).toBe(true);
    await mark('Gravel', { status: 'read' });
    expect(await positions()).toEqual(before);
  });
});

test('a decision that was taken back while the journal could not be read is taken back there', async () => {
  await takeBoth();
  const id = await its.current.library.decideSame([await its.current.idOf('Gravel'), await its.current.idOf('Snow')]);
  const { journal } = its.current;
  const { read } = journal;
  journal.read = async () => {
    throw new Error('The marks journal could not be read. The disk reports an error.');
  };
  await its.current.restart();
  await its.current.library.undoDecision(id);
  journal.read = read;
  // What the database has of it already is not called brought back.
  expect(await its.current.restart()).toMatchObject({ broughtBack: null });
  its.current.library.close();
  await Dexie.delete(its.current.name);
  await its.current.open();
  await takeBoth();
  expect(await its.current.titles()).toHaveLength(4);
});

describe('fault 34: a database that refuses what the journal took', () => {
  test('does not claim to have it, whatever it takes later', async () => {
    await takeBoth();
    await refusing(['markBlocks'], async () => {
      await expect(mark('Gravel', { isStarred: true })).rejects.toThrow('the disk is full. Free some space.');
      await its.current.library.correctDate('A', '2025-04-20');
    });
    expect(await positions()).toEqual([]);
    // Closed before the mark is tried again.
    expect(await its.current.restart()).toMatchObject({ broughtBack: expect.any(String) });
    expect((await its.current.paper('Gravel')).isStarred).toBe(true);
    await settled(2);
  });

  test('has the mark with the next attempt, and the journal has it once', async () => {
    await takeBoth();
    await refusing(['markBlocks'], () =>
      expect(mark('Gravel', { isStarred: true })).rejects.toThrow('the disk is full'),
    );
    await mark('Gravel', { isStarred: true });
    await settled(1);
    expect(its.current.journal.lines).toHaveLength(1);
  });

  test('has the decision taken back from the journal, as nobody tries again', async () => {
    await takeBoth();
    await refusing(['decisions', 'corrections'], async () => {
      const ids = [await its.current.idOf('Gravel'), await its.current.idOf('Snow')];
      await expect(its.current.library.decideSame(ids)).rejects.toThrow('The decision could not be stored');
      await expect(its.current.library.correctDate('A', '2025-04-20')).rejects.toThrow('The date could not be stored');
    });
    await mark('Lamps', { status: 'read' });
    await settled(5);
    its.current.library.close();
    await Dexie.delete(its.current.name);
    await its.current.open();
    await takeBoth();
    expect(await its.current.titles()).toHaveLength(4);
    expect(await its.current.library.digest('A')).toMatchObject({ isDateCorrected: false });
  });

  test('has a date go on with the digest that takes the place of another', async () => {
    await takeBoth();
    await its.current.library.correctDate('A', '2025-04-20');
    const later = { ...april20, entries: april20.entries.slice(0, 3) };
    await its.current.take(readChange('a.txt', later, 'A2'));
    expect(await its.current.library.digest('A2')).toMatchObject({ date: '2025-04-20' });
    expect(its.current.journal.lines.map(({ key, set }) => [key, set?.date ?? null])).toEqual([
      ['A', '2025-04-20'],
      ['A', null],
      ['A2', '2025-04-20'],
    ]);
    await settled(3);
  });
});

describe('what was said', () => {
  test.each([
    ['at a start', () => its.current.restart()],
    ['later', () => its.current.library.refillJournal().catch(() => {})],
  ])('is told to a journal that lost some of it, and refused it when that was found out %s', async (_, find) => {
    await takeBoth();
    await sayAll();
    const before = await said();
    const { journal } = its.current;
    await settled(journal.lines.length);
    journal.lines = journal.lines.filter(({ key }) => !key.startsWith('gravel'));
    journal.hasLost = true;
    // Only at the first look, what is wrong is known.
    const refused = vi.spyOn(journal, 'append').mockRejectedValue(new Error('The disk is full.'));
    await find();
    await vi.waitFor(() => expect(refused).toHaveBeenCalled());
    refused.mockRestore();
    journal.hasLost = false;
    await mark('Lamps', { isStarred: true });
    await its.current.restart();
    await vi.waitFor(async () =>
      expect(await positions()).toEqual([{ device: 'this-device', sequence: expect.any(Number) }]),
    );
    its.current.library.close();
    await Dexie.delete(its.current.name);
    await its.current.open();
    await takeBoth();
    expect((await said()).gravel).toEqual(before.gravel);
  });

  test('is told again to a journal that lost some of it', async () => {
    await takeBoth();
    await sayAll();
    const { journal } = its.current;
    const all = journal.lines;
    journal.lines = all.filter((_, at) => at % 2 === 0);
    journal.problem = 'It was damaged.';
    expect(await its.current.library.refillJournal()).toBe('It was damaged.');
    journal.problem = null;
    const before = await said();
    its.current.library.close();
    await Dexie.delete(its.current.name);
    await its.current.open();
    await takeBoth();
    expect(await said()).toEqual(before);
    const { length } = journal.lines;
    expect(await its.current.library.refillJournal()).toBeNull();
    expect(journal.lines).toHaveLength(length);
  });

  test('is not told to a journal that stands in for one that is not there', async () => {
    await takeBoth();
    await sayAll();
    await settled(its.current.journal.lines.length);
    const { journal } = its.current;
    const before = await said();
    const standIn = new FakeJournal();
    Object.assign(standIn, { device: 'this-device-away', isStandIn: true });
    its.current.journal = standIn;
    await its.current.restart();
    expect(await said()).toEqual(before);
    await mark('Lamps', { isStarred: true });
    expect(standIn.lines.every(({ set }) => set !== null && !('note' in set))).toBe(true);
    expect(standIn.lines.length).toBeGreaterThan(0);
    const { length } = journal.lines;
    its.current.journal = journal;
    expect(await its.current.restart()).toMatchObject({ broughtBack: null });
    expect((await its.current.paper('Lamps')).isStarred).toBe(true);
    expect(journal.lines).toHaveLength(length);
  });
});
