/** A backup comes back as it was, says before what it changes, and goes away again. */
import Dexie from 'dexie';
import { describe, expect, test, vi } from 'vitest';
import type { BackupPiece, JournalLine, JsonOf } from '../../preload/api';
import { inventedDigest, readChange } from './digests/invented-digests';
import { libraryForEachTest } from './library-for-tests';
import type { BackupSource, MarkChange } from './mark-records';

const its = libraryForEachTest();

const april = inventedDigest({
  date: '2026-04-20',
  entries: [
    { title: 'Kettles' },
    { title: 'Gravel' },
    { title: 'Lamps' },
    { title: 'Snow' },
    { title: 'Rain' },
    { title: 'Fog' },
  ],
});
const take = () => its.current.take(readChange('a.txt', april, 'A'));

async function mark(title: string, change: MarkChange) {
  return its.current.library.mark({ paperIds: [await its.current.idOf(title)] }, change);
}

/** What main's backup would hold now, a few changes a piece. */
function backUp(): BackupSource {
  const lines = structuredClone(its.current.journal.lines);
  return sourceOf(lines);
}

function pieceOf(lines: readonly object[]): BackupPiece {
  return { device: 'here', changes: JSON.stringify(lines) as JsonOf<JournalLine[]>, next: null };
}

function sourceOf(lines: readonly JournalLine[]): BackupSource {
  return {
    read: async (from): Promise<BackupPiece> => ({
      device: 'here',
      changes: JSON.stringify(lines.slice(from, from + 2)) as JsonOf<JournalLine[]>,
      next: from + 2 < lines.length ? from + 2 : null,
    }),
  };
}

/** As the page does behind a restore. */
async function restore(...args: Parameters<typeof its.current.library.restore>) {
  const count = await its.current.library.restore(...args);
  await its.current.restart();
  return count;
}

async function undoRestore(before: BackupSource, after: BackupSource) {
  await its.current.library.undoRestore(before, after);
  await its.current.restart();
}

async function said(title: string) {
  const { isStarred, note } = await its.current.paper(title);
  return { isStarred, note };
}

/** The journal by itself, after the database is gone, comes to what the library says. */
async function expectJournaled(): Promise<void> {
  const before = await Promise.all(['Kettles', 'Gravel', 'Lamps', 'Snow'].map(said));
  its.current.library.close();
  await Dexie.delete(its.current.name);
  await its.current.open();
  await take();
  expect(await Promise.all(['Kettles', 'Gravel', 'Lamps', 'Snow'].map(said))).toEqual(before);
}

describe('a restore', () => {
  test('says what it changes, in papers, and changes nothing before', async () => {
    await take();
    await mark('Kettles', { isStarred: true });
    await mark('Gravel', { note: 'on gravel' });
    const backup = backUp();
    await mark('Gravel', { note: 'something else' });
    await mark('Lamps', { isStarred: true });
    const { length } = its.current.journal.lines;
    expect(await its.current.library.planRestore(backup, 'exactly')).toEqual({
      ...{ added: 0, changed: 1, gone: 1, others: 0 },
      papers: [
        { entryId: expect.any(String), title: 'Gravel', kind: 'changed', fields: ['note'] },
        { entryId: expect.any(String), title: 'Lamps', kind: 'gone', fields: ['starredAt'] },
      ],
    });
    expect(its.current.journal.lines).toHaveLength(length);
    expect(await said('Gravel')).toEqual({ isStarred: false, note: 'something else' });
  });

  test('makes all as the backup says: in the library, the database and the journal', async () => {
    await take();
    await mark('Kettles', { isStarred: true });
    await mark('Gravel', { note: 'on gravel' });
    const joined = [await its.current.idOf('Lamps'), await its.current.idOf('Snow')];
    await its.current.library.correctDate('A', '2025-04-20');
    const backup = backUp();
    await mark('Kettles', { isStarred: false, note: 'later' });
    await mark('Snow', { note: 'later, too' });
    await its.current.library.decideSame(joined);
    await its.current.library.correctDate('A', null);
    expect(await restore(backup, 'exactly')).toBe(4);
    expect(await said('Kettles')).toEqual({ isStarred: true, note: '' });
    expect(await said('Gravel')).toEqual({ isStarred: false, note: 'on gravel' });
    expect(await said('Snow')).toEqual({ isStarred: false, note: '' });
    expect((await its.current.library.totals()).papers).toBe(6);
    expect((await its.current.library.digest('A'))?.date).toBe('2025-04-20');
    await expectJournaled();
  });

  test('is taken back as one; what was changed since stays', async () => {
    await take();
    await mark('Kettles', { isStarred: true });
    const backup = backUp();
    await mark('Gravel', { note: 'on gravel' });
    await mark('Snow', { note: 'on snow' });
    const before = backUp();
    await restore(backup, 'exactly');
    const after = backUp();
    await mark('Lamps', { isStarred: true });
    await mark('Snow', { note: 'on snow, again' });
    await undoRestore(before, after);
    expect(await said('Gravel')).toEqual({ isStarred: false, note: 'on gravel' });
    expect(await said('Snow')).toEqual({ isStarred: false, note: 'on snow, again' });
    expect(await said('Lamps')).toEqual({ isStarred: true, note: '' });
    expect(await said('Kettles')).toEqual({ isStarred: true, note: '' });
    await expectJournaled();
  });

  test('of nothing takes all away, and that is taken back', async () => {
    await take();
    await mark('Kettles', { isStarred: true, note: 'a note' });
    const before = backUp();
    expect(await restore(sourceOf([]), 'exactly')).toBe(1);
    expect(await said('Kettles')).toEqual({ isStarred: false, note: '' });
    await undoRestore(before, sourceOf([]));
    expect(await said('Kettles')).toEqual({ isStarred: true, note: 'a note' });
  });

  test('names marks of papers that no digest lists, behind the others', async () => {
    await take();
    await mark('Kettles', { isStarred: true });
    const backup = backUp();
    its.current.library.close();
    await Dexie.delete(its.current.name);
    its.current.journal.clear();
    await its.current.open();
    expect(await its.current.library.planRestore(backup, 'exactly')).toMatchObject({
      added: 1,
      papers: [{ title: null, kind: 'added' }],
    });
    await restore(backup, 'exactly');
    await take();
    expect(await said('Kettles')).toEqual({ isStarred: true, note: '' });
  });

  test('that cannot be written changes nothing, and says so', async () => {
    await take();
    await mark('Kettles', { isStarred: true });
    const backup = backUp();
    await mark('Kettles', { isStarred: false });
    its.current.journal.refusal = 'The disk is full.';
    await expect(its.current.library.restore(backup, 'exactly')).rejects.toThrow('The disk is full.');
    its.current.journal.refusal = null;
    await its.current.restart();
    expect(await said('Kettles')).toEqual({ isStarred: false, note: '' });
  });

  test.each([
    ['of tables that are not known', { table: 'colours', key: 'a', set: { hue: 1 } }],
    ['whose fields are no fields of it', { table: 'marks', key: 'a', set: { note: { html: 1 } } }],
  ])('of lines %s is refused whole', async (_, line) => {
    await take();
    const source: BackupSource = {
      read: async () => pieceOf([{ ...line, sequence: 1, device: 'here' }]),
    };
    await expect(its.current.library.planRestore(source, 'exactly')).rejects.toThrow(
      'The backup holds marks that this version of Offprint does not understand.',
    );
  });

  test('passes over what another device said that makes no sense, as merging does', async () => {
    await take();
    await mark('Kettles', { isStarred: true });
    const lines: object[] = structuredClone(its.current.journal.lines);
    const later = { sequence: 7, device: 'there', at: [1, 0] };
    lines.push({ ...later, table: 'marks', key: 'a', set: { status: 'pondered' } }, { ...later, table: 'colours' });
    await mark('Kettles', { isStarred: false });
    await restore({ read: async () => pieceOf(lines) }, 'exactly');
    expect(await said('Kettles')).toEqual({ isStarred: true, note: '' });
  });

  test('takes no key for more than a key', async () => {
    await take();
    const changes = '[{"table":"marks","key":"__proto__","set":{"note":"x","__proto__":{"polluted":1}},"sequence":1}]';
    const source: BackupSource = {
      read: async () => ({ device: 'here', changes: changes as JsonOf<JournalLine[]>, next: null }),
    };
    await its.current.library.restore(source, 'exactly');
    expect(Object.prototype).not.toHaveProperty('polluted');
    expect({}).not.toHaveProperty('note');
  });
});

describe('a merge', () => {
  test('drops nothing: stars come together, the newer status holds, and notes stand one below the other', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 4, 1) });
    try {
      await take();
      await mark('Kettles', { note: 'from there' });
      await mark('Gravel', { isStarred: true });
      await mark('Snow', { note: 'only there' });
      await mark('Rain', { isStarred: true });
      await mark('Fog', { status: 'skipped' });
      const there = backUp();
      its.current.library.close();
      await Dexie.delete(its.current.name);
      its.current.journal.clear();
      vi.setSystemTime(Date.UTC(2026, 4, 2));
      await its.current.open();
      await take();
      await mark('Kettles', { note: 'from here', isStarred: true });
      await mark('Gravel', { isStarred: true });
      await mark('Gravel', { isStarred: false });
      await mark('Rain', { status: 'read' });
      await mark('Fog', { isStarred: true });
      await mark('Lamps', { note: 'only here' });
      expect(await its.current.library.planRestore(there, 'merged')).toMatchObject({ added: 1, changed: 4, gone: 0 });
      await restore(there, 'merged');
      expect(await said('Kettles')).toEqual({ isStarred: true, note: 'from there\n\nfrom here' });
      expect(await said('Gravel')).toEqual({ isStarred: true, note: '' });
      expect(await its.current.paper('Rain')).toMatchObject({ isStarred: true, status: 'read' });
      expect(await its.current.paper('Fog')).toMatchObject({ isStarred: true, status: 'skipped' });
      expect(await said('Lamps')).toEqual({ isStarred: false, note: 'only here' });
      expect(await said('Snow')).toEqual({ isStarred: false, note: 'only there' });
      expect(await its.current.library.planRestore(there, 'merged')).toMatchObject({ added: 0, changed: 0 });
      await expectJournaled();
    } finally {
      vi.useRealTimers();
    }
  });
});
