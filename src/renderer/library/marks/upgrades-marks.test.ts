/** Marks of earlier versions of the database, and of the journal, say the same in this one. */
import Dexie from 'dexie';
import { expect, test } from 'vitest';
import { openDatabase } from '../database';
import { inventedDigest, inventedEntry, readChange } from '../digests/invented-digests';
import { LibraryForTests } from '../library-for-tests';

const TITLES = Array.from({ length: 300 }, (_, at) => `Paper ${at}`);
const ENTRIES = TITLES.map((title) => inventedEntry({ title }));
const own = { note: 'of mine', own: null, joined: 'of mine\n\nof another', among: ['another'] };

function saidOf(at: number) {
  return {
    starredAt: at % 3 === 0 ? 1000 + at : null,
    readAt: at % 2 === 0 ? 2000 + at : null,
    note: at % 50 === 0 ? `note ${at}` : '',
    notedAt: 3000 + at,
    changedAt: 4000 + at,
    own: at === 100 ? own : null,
  };
}

/** The marks as version 2 kept them: frozen. */
async function writeVersion2(name: string): Promise<void> {
  const db = new Dexie(name);
  db.version(2).stores({
    ...{ files: '&file', digests: '&id', abstracts: '&digestId', marks: '&id', views: '&name' },
    ...{ corrections: '&digestId', decisions: '&id', journals: '&device' },
  });
  await db.table('marks').bulkAdd(
    ENTRIES.map(({ id, titleKey, abstractKey, sketch }, at) => ({
      ...{ id, titleKey, abstractKey, sketch: Uint32Array.from(sketch) },
      ...saidOf(at),
    })),
  );
  db.close();
}

const digest = inventedDigest({ date: '2026-04-20', entries: TITLES.map((title) => ({ title })) });

async function expectAll(tests: LibraryForTests): Promise<void> {
  const { unread, starred, papers, reading, skipped } = await tests.library.totals();
  expect({ unread, starred, papers, reading, skipped }).toEqual({
    ...{ unread: 150, starred: 100, papers: 300, reading: 0, skipped: 0 },
  });
  for (const at of [0, 1, 100, 128, 255, 299]) {
    const { starredAt, readAt, note: stored, own: before } = saidOf(at);
    // By itself, it is what it was before it was joined, and what was added since.
    const note = before ? `${before.note}\n\n${stored}` : stored;
    expect(await tests.paper(`Paper ${at}`)).toMatchObject({
      ...{ isStarred: starredAt !== null, status: readAt === null ? 'unread' : 'read', statusAt: readAt, note },
    });
  }
}

test('marks of version 2 are there in blocks, and find their papers before and after digests came', async () => {
  const tests = new LibraryForTests();
  await writeVersion2(tests.name);
  await tests.open();
  await tests.take(readChange('a.txt', digest, 'A'));
  await expectAll(tests);
  await tests.restart();
  await expectAll(tests);
  await tests.library.mark({ paperIds: [await tests.idOf('Paper 1')] }, { status: 'skipped' });
  await tests.restart();
  expect(await tests.paper('Paper 1')).toMatchObject({ status: 'skipped' });
  expect(await tests.paper('Paper 255')).toMatchObject({ status: 'unread', isStarred: true });
  tests.library.close();
  const db = await openDatabase(tests.name);
  const blocks = await db.markBlocks.toArray();
  expect(blocks.map(({ ids }) => ids.length)).toEqual([128, 128, 44]);
  expect(blocks[0]?.notes.find(({ note }) => note === 'note 100')?.own).toEqual(own);
  db.close();
});

test('a journal of an earlier version is read rightly, and what it says is not said again', async () => {
  const tests = new LibraryForTests();
  const { journal } = tests;
  journal.pieceLength = 1000;
  await tests.open();
  await journal.append(
    JSON.stringify(
      ENTRIES.map(({ id, titleKey, abstractKey }, at) => ({
        ...{ table: 'marks', key: id },
        set: { titleKey, abstractKey, sketch: `${'A'.repeat(86)}==`, ...saidOf(at) },
      })),
    ) as never,
  );
  expect(await tests.restart()).toMatchObject({
    broughtBack: expect.stringMatching(/300 marks were brought back/),
    journalProblem: null,
  });
  await tests.take(readChange('a.txt', digest, 'A'));
  await expectAll(tests);
  await tests.library.flush();
  const { length } = journal.lines;
  expect(await tests.restart()).toMatchObject({ broughtBack: null });
  await expectAll(tests);
  expect(journal.lines).toHaveLength(length);
  tests.library.close();
});
