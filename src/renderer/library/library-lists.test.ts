/** Lists, groups and the selection, through the calls that the page makes. */
import { describe, expect, test } from 'vitest';
import { inventedDigest, readChange, removedChange } from './digests/invented-digests';
import { ALL, libraryForEachTest } from './library-for-tests';
import type { GroupRow, ListRequest, ListRow } from './list-records';

const its = libraryForEachTest();
const library = () => its.current.library;

const monday = inventedDigest({
  date: '2026-03-02',
  entries: [
    {
      title: 'Kettles',
      organization: { handle: 'lab', name: 'Kettle Lab' },
      publishedOn: '2026-02-27',
      comments: 1200,
    },
    { title: 'Gravel', organization: { handle: 'quay', name: 'North Quay' }, publishedOn: '2026-03-01' },
    { title: '“Élan” vital', publishedOn: '2025-12-30', authorCount: 3 },
  ],
});
const tuesday = inventedDigest({ date: '2026-03-03', entries: [{ title: 'Rain' }, { title: 'Gravel' }] });

async function takeBoth() {
  await its.current.take(readChange('monday.txt', monday, 'monday'), readChange('tuesday.txt', tuesday, 'tuesday'));
}

function shortly(rows: ListRow[]): string[] {
  return rows.map((row) => (row.kind === 'paper' ? row.title : `${row.label || '–'}: ${row.papers}`));
}

async function listed(request: Partial<ListRequest>): Promise<string[]> {
  const { rows } = await library().list({ ...ALL, ...request });
  return shortly(await library().rows(0, rows));
}

const byTitle = [{ column: 'title', descending: false }] as const;

describe('groups', () => {
  test('put papers together by digest, organization, month, status and tag, those without one last', async () => {
    await takeBoth();
    const { id } = await library().createTag('to read', 'red');
    await library().createTag('unused', 'red');
    await library().mark({ paperIds: [await its.current.idOf('Rain')] }, { addTags: [id], status: 'read' });
    expect(await listed({ group: 'digest', sort: byTitle })).toEqual([
      'Mar 3, 2026: 2',
      'Gravel',
      'Rain',
      'Mar 2, 2026: 2',
      '“Élan” vital',
      'Kettles',
    ]);
    expect(await listed({ group: 'organization', sort: byTitle })).toEqual([
      'Kettle Lab: 1',
      'Kettles',
      'North Quay: 1',
      'Gravel',
      '–: 2',
      '“Élan” vital',
      'Rain',
    ]);
    expect(await listed({ group: 'month' })).toEqual([
      'March 2026: 1',
      'Gravel',
      'February 2026: 1',
      'Kettles',
      'December 2025: 1',
      '“Élan” vital',
      '–: 1',
      'Rain',
    ]);
    expect(await listed({ group: 'status', sort: byTitle })).toEqual([
      'Unread: 3',
      '“Élan” vital',
      'Gravel',
      'Kettles',
      'Read: 1',
      'Rain',
    ]);
    expect(await listed({ group: 'tag', sort: byTitle })).toEqual([
      'to read: 1',
      'Rain',
      '–: 3',
      '“Élan” vital',
      'Gravel',
      'Kettles',
    ]);
  });

  test('are folded one by one or all at once, each place for itself', async () => {
    await takeBoth();
    const request: ListRequest = { ...ALL, group: 'digest' };
    const kettles = await its.current.idOf('Kettles');
    expect(await library().list(request)).toMatchObject({ rows: 6, groups: 2, shown: 4 });
    expect(await library().foldGroup('monday', true)).toMatchObject({ rows: 4, groups: 2, shown: 4 });
    const rows = await library().rows(0, 10);
    expect(shortly(rows)).toEqual(['Mar 3, 2026: 2', 'Rain', 'Gravel', 'Mar 2, 2026: 2']);
    expect(rows[3] as GroupRow).toMatchObject({ key: 'monday', unread: 2, isFolded: true });
    expect(await library().positionOf(kettles)).toBe(-1);
    expect(await library().positionOf((rows[2] as { id: string }).id)).toBe(2);
    await library().list({ ...request, within: 'is:unread' });
    expect(shortly(await library().rows(0, 10))).toHaveLength(6);
    await library().list(request);
    expect(shortly(await library().rows(0, 10))).toHaveLength(4);
    expect(await library().foldGroup(null, true)).toMatchObject({ rows: 2 });
    expect(await library().foldGroup(null, false)).toMatchObject({ rows: 6 });
  });
});

describe('the selection', () => {
  test('outlives lists, and marks are for all of it', async () => {
    await takeBoth();
    await library().list(ALL);
    expect(await library().select({ kind: 'all' })).toBe(4);
    await library().list({ ...ALL, search: 'rain' });
    expect(await library().select({ kind: 'toggle', paperId: await its.current.idOf('Rain') })).toBe(3);
    const report = await library().mark('selection', { status: 'skipped' });
    expect(report).toMatchObject({ skipped: 3, unread: 1 });
    await library().list(ALL);
    const rows = await its.current.papers(10);
    expect(rows.map(({ title, status, isSelected }) => [title, status, isSelected])).toEqual([
      ['Rain', 'unread', false],
      ['Gravel', 'skipped', true],
      ['Kettles', 'skipped', true],
      ['“Élan” vital', 'skipped', true],
    ]);
    expect(await library().select({ kind: 'none' })).toBe(0);
  });

  test('follows papers that become one, and forgets those that are gone', async () => {
    await takeBoth();
    const [kettles, rain] = [await its.current.idOf('Kettles'), await its.current.idOf('Rain')];
    await library().list(ALL);
    await library().select({ kind: 'all' });
    await library().decideSame([kettles, rain]);
    expect(await library().list(ALL)).toMatchObject({ shown: 3, selected: 3 });
    expect((await its.current.papers(10)).every(({ isSelected }) => isSelected)).toBe(true);
    await library().forgetDigests(['monday']);
    expect(await library().list(ALL)).toMatchObject({ shown: 2, selected: 2 });
  });
});

describe('papers that were marked', () => {
  test('stay in their list through what comes in, until the reader cleans up or goes elsewhere', async () => {
    await its.current.take(readChange('monday.txt', monday, 'monday'));
    const unread: ListRequest = { ...ALL, within: 'is:unread', sort: [...byTitle] };
    await library().list(unread);
    const kettles = await its.current.idOf('Kettles');
    await library().list(unread);
    expect(await library().mark({ paperIds: [kettles] }, { status: 'read' })).toMatchObject({
      shownUnread: 2,
      toCleanUp: 1,
    });
    await its.current.take(readChange('tuesday.txt', tuesday, 'tuesday'));
    expect(await listed(unread)).toEqual(['“Élan” vital', 'Gravel', 'Kettles', 'Rain']);
    expect(await listed({ ...unread, search: 'kettles' })).toEqual(['Kettles']);
    expect(await listed({ ...unread, search: 'rain' })).toEqual(['Rain']);
    expect(await listed({ ...unread, group: 'status' })).toEqual([
      'Unread: 3',
      '“Élan” vital',
      'Gravel',
      'Rain',
      'Read: 1',
      'Kettles',
    ]);
    await library().list(unread);
    expect(await library().cleanUp()).toMatchObject({ shown: 3, toCleanUp: 0 });
    await library().mark({ paperIds: [await its.current.idOf('Rain')] }, { status: 'skipped' });
    await library().list(ALL);
    expect(await listed(unread)).toEqual(['“Élan” vital', 'Gravel']);
  });

  test('stay where they are in a list that is sorted by marks, until it is sorted anew', async () => {
    await takeBoth();
    const byStatus: ListRequest = { ...ALL, sort: [{ column: 'status', descending: false }] };
    const before = await listed(byStatus);
    const rain = await library().rows(0, 1);
    await library().mark({ paperIds: [(rain[0] as { id: string }).id] }, { status: 'read' });
    expect(await listed(byStatus)).toEqual(before);
    await library().cleanUp();
    expect(shortly(await library().rows(0, 4))).toEqual([...before.slice(1), ...before.slice(0, 1)]);
  });

  test('that are taken back leave nothing to clean up', async () => {
    await takeBoth();
    await library().list({ ...ALL, within: 'is:unread' });
    const [rain] = await its.current.papers(1);
    const { step } = await library().mark({ paperIds: [rain?.id ?? ''] }, { status: 'read' });
    expect(await library().undoMarks(step?.id ?? -1)).toMatchObject({ toCleanUp: 0, shownUnread: 4 });
  });
});

describe('finding one’s way', () => {
  test('says where a row stands', async () => {
    await takeBoth();
    const labels = async (column: ListRequest['sort'][number]['column'], group: ListRequest['group'] = null) => {
      const { rows } = await library().list({ ...ALL, sort: [{ column, descending: true }], group });
      return Promise.all(Array.from({ length: rows }, (_, row) => library().labelAt(row)));
    };
    expect(await labels('title')).toEqual(['R', 'K', 'G', 'É']);
    expect(await labels('published')).toEqual(['Mar 2026', 'Feb 2026', 'Dec 2025', null]);
    expect(await labels('organization')).toEqual(['Nor', 'Ket', null, null]);
    expect(await labels('comments')).toEqual(['1,200', null, null, null]);
    expect(await labels('digest', 'month')).toEqual([
      ...['March 2026', 'March 2026', 'February 2026', 'February 2026'],
      ...['December 2025', 'December 2025', null, null],
    ]);
    expect(await library().labelAt(99)).toBeNull();
  });

  test('knows the head that a row is below', async () => {
    await takeBoth();
    await library().list({ ...ALL, group: 'digest' });
    const heads = await Promise.all([0, 2, 3, 4].map((row) => library().headOf(row)));
    expect(heads.map((head) => [head?.index, head?.row.label])).toEqual([
      ...[
        [0, 'Mar 3, 2026'],
        [0, 'Mar 3, 2026'],
      ],
      ...[
        [3, 'Mar 2, 2026'],
        [3, 'Mar 2, 2026'],
      ],
    ]);
    await library().list(ALL);
    expect(await library().headOf(1)).toBeNull();
  });

  test('finds titles by how they begin, from a row on and then from the top', async () => {
    await takeBoth();
    for (const sort of [[...byTitle], ALL.sort]) {
      await library().list({ ...ALL, sort });
      const rows = await its.current.papers(4);
      const at = (title: string) => rows.findIndex((row) => row.title === title);
      expect(await library().findTitle('elan', 0)).toBe(at('“Élan” vital'));
      expect(await library().findTitle('GRA', 4)).toBe(at('Gravel'));
      expect(await library().findTitle('vital', 0)).toBe(-1);
    }
  });

  test('gives rows of the list that was asked for just before', async () => {
    await takeBoth();
    const [, first, , second] = await Promise.all([
      library().list({ ...ALL, search: 'rain' }),
      library().rows(0, 10),
      library().list({ ...ALL, sort: [...byTitle], search: '-rain' }),
      library().rows(0, 10),
    ]);
    expect(shortly(first)).toEqual(['Rain']);
    expect(shortly(second)).toEqual(['“Élan” vital', 'Gravel', 'Kettles']);
  });

  test('keeps rows that are there while papers go, until it is listed anew', async () => {
    await takeBoth();
    await library().list({ ...ALL, group: 'digest' });
    await its.current.take(removedChange('monday.txt'));
    await library().forgetDigests(['monday']);
    expect(shortly(await library().rows(0, 10))).toEqual(['Mar 3, 2026: 2', 'Rain', 'Gravel', 'Mar 2, 2026: 0']);
  });
});
