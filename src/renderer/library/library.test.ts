import { beforeEach, describe, expect, test } from 'vitest';
import type { Entry, JsonOf, SeedsChange } from '../../preload/api';
import { asJson, inventedDigest, readChange, removedChange, unreadableChange } from './digests/invented-digests';
import { ALL, libraryForEachTest } from './library-for-tests';
import type { ListRequest, SortColumn, ViewState } from './list-records';

const LONG = 'We teach a kettle to sing in four voices and measure how long the neighbours listen to it every morning.';

const its = libraryForEachTest();
const restart = () => its.current.restart();
const take = (...changes: SeedsChange[]) => its.current.take(...changes);
const titles = (request?: Partial<ListRequest>) => its.current.titles(request);
const idOf = (title: string) => its.current.idOf(title);

const april20 = inventedDigest({
  heading: 'Apr 20',
  date: '2026-04-20',
  yearInferred: true,
  entries: [
    {
      title: 'Kettles',
      abstract: LONG,
      authorCount: 3,
      publishedOn: '2026-04-17',
      comments: 4,
      links: ['https://example.org/k'],
    },
    { title: 'Gravel', organization: { handle: 'grit', name: 'Grit Institute' } },
    { title: 'Rain', publishedOn: '2025-12-31' },
  ],
  problems: [{ line: 12, message: 'An entry is cut off.' }],
});
const april21 = inventedDigest({
  heading: 'Apr 21',
  date: '2026-04-21',
  entries: [
    { title: 'Lamps', authorCount: 12, comments: 0 },
    { title: 'Kettles', abstract: LONG, comments: 7 },
  ],
});

describe('digests that come in', () => {
  test('are merged into papers', async () => {
    expect(await take(readChange('a.txt', april20, 'A'), readChange('b.txt', april21, 'B'))).toMatchObject({
      newPapers: 4,
      seenBefore: 1,
      digests: 2,
      totals: { papers: 4, new: 4, unread: 4, starred: 0, digests: 2, problems: 1 },
    });
    expect(await titles()).toEqual(['Lamps', 'Kettles', 'Gravel', 'Rain']);
    expect(await its.current.library.rows(1, 2)).toEqual([
      {
        kind: 'paper',
        id: await idOf('Kettles'),
        title: 'Kettles',
        organization: null,
        authors: 3,
        published: '2026-04-17',
        comments: 7,
        sightings: 2,
        digest: '2026-04-21',
        isStarred: false,
        status: 'unread',
        tags: [],
        hasNote: false,
        hasLink: true,
        isNew: true,
        isSelected: false,
      },
    ]);
    expect(await its.current.library.paper(await idOf('Kettles'))).toEqual({
      id: await idOf('Kettles'),
      title: 'Kettles',
      abstract: LONG,
      organization: null,
      authorCount: 3,
      publishedOn: '2026-04-17',
      comments: 7,
      links: ['https://example.org/k'],
      sightings: [
        {
          digest: {
            id: 'B',
            name: 'b.txt',
            heading: 'Apr 21',
            date: '2026-04-21',
            isYearInferred: false,
            isDateCorrected: false,
          },
          entryId: april21.entries[1]?.id,
          title: 'Kettles',
          position: 2,
          of: 2,
          comments: 7,
        },
        {
          digest: {
            id: 'A',
            name: 'a.txt',
            heading: 'Apr 20',
            date: '2026-04-20',
            isYearInferred: true,
            isDateCorrected: false,
          },
          entryId: april20.entries[0]?.id,
          title: 'Kettles',
          position: 1,
          of: 3,
          comments: 4,
        },
      ],
      isStarred: false,
      status: 'unread',
      statusAt: null,
      tags: [],
      note: '',
      decisions: [],
    });
    expect((await its.current.library.paper(await idOf('Gravel')))?.organization).toEqual({
      handle: 'grit',
      name: 'Grit Institute',
    });
    expect(await its.current.library.paper('no such paper')).toBeNull();
  });

  test('are all there after a restart', async () => {
    await take(
      readChange('a.txt', april20, 'A'),
      readChange('b.txt', april21, 'B'),
      unreadableChange('c.txt', 'It is a picture.'),
    );
    const before = [
      await titles(),
      await its.current.digests(),
      await its.current.library.problems(),
      await its.current.library.paper(await idOf('Kettles')),
    ];
    const opened = await restart();
    expect(opened).toMatchObject({
      files: [
        { file: '/seeds/a.txt', size: 100, modifiedAt: 1000, readerVersion: 2 },
        { file: '/seeds/b.txt', size: 100, modifiedAt: 1000, readerVersion: 2 },
        { file: '/seeds/c.txt', size: 1, modifiedAt: 2000, readerVersion: 2 },
      ],
      view: null,
      broughtBack: null,
      journalProblem: null,
      totals: { papers: 4, new: 4, unread: 4, starred: 0, digests: 2, problems: 2 },
    });
    expect([
      await titles(),
      await its.current.digests(),
      await its.current.library.problems(),
      await its.current.library.paper(await idOf('Kettles')),
    ]).toEqual(before);
  });

  test('are one digest under any number of names', async () => {
    await take(readChange('b.txt', april20, 'A'), readChange('a.txt', april20, 'A'));
    expect(await its.current.digests()).toEqual([
      {
        ...{ id: 'A', name: 'a.txt', heading: 'Apr 20', date: '2026-04-20', isYearInferred: true },
        ...{ isDateCorrected: false, papers: 3, unread: 3 },
      },
    ]);
    expect(await take(removedChange('a.txt'), readChange('c.txt', april20, 'A'))).toMatchObject({
      newPapers: 0,
      digests: 0,
    });
    expect(await its.current.digests()).toMatchObject([{ id: 'A', name: 'b.txt' }]);
  });

  test('stay when their file goes', async () => {
    await take(readChange('a.txt', april20, 'A'));
    await take(removedChange('a.txt'));
    expect(await titles()).toEqual(['Kettles', 'Gravel', 'Rain']);
    await restart();
    expect(await titles()).toEqual(['Kettles', 'Gravel', 'Rain']);
    expect(await its.current.digests()).toMatchObject([{ id: 'A', name: null }]);
    expect(await its.current.library.problems()).toEqual([]);
  });

  test('are replaced by a revision of the same file', async () => {
    await take(readChange('a.txt', april20, 'A'));
    const revised = {
      ...april20,
      entries: [...april20.entries.slice(0, 2), ...inventedDigest({ entries: [{ title: 'Snow' }] }).entries],
    };
    expect(await take(readChange('a.txt', revised, 'A2'))).toMatchObject({ newPapers: 1, seenBefore: 2, digests: 1 });
    expect(await titles()).toEqual(['Kettles', 'Gravel', 'Snow']);
    await restart();
    expect(await titles()).toEqual(['Kettles', 'Gravel', 'Snow']);
    expect(await its.current.digests()).toMatchObject([{ id: 'A2', name: 'a.txt', papers: 3 }]);
  });

  test('stay when something else takes their file', async () => {
    await take(readChange('a.txt', april20, 'A'));
    await take(readChange('a.txt', april21, 'B'));
    expect(await its.current.digests()).toMatchObject([
      { id: 'B', name: 'a.txt' },
      { id: 'A', name: null },
    ]);
    expect(await titles()).toEqual(['Lamps', 'Kettles', 'Gravel', 'Rain']);
  });

  test('are recognised as revisions across a time in which the file could not be read', async () => {
    await take(readChange('a.txt', april20, 'A'));
    await take(unreadableChange('a.txt', 'It is empty.'));
    expect(await its.current.library.problems()).toEqual([
      { file: '/seeds/a.txt', name: 'a.txt', digestId: 'A', problems: [{ line: null, message: 'It is empty.' }] },
    ]);
    expect(await titles()).toEqual(['Kettles', 'Gravel', 'Rain']);
    await restart();
    await take(readChange('a.txt', { ...april20, entries: april20.entries.slice(0, 2), problems: [] }, 'A2'));
    expect(await its.current.digests()).toMatchObject([{ id: 'A2' }]);
    expect(await its.current.library.problems()).toEqual([]);
  });

  test.each([
    ['no JSON', '{'],
    ['no list', '{}'],
    ['an unknown kind', '[{"kind":"exploded","file":"a.txt"}]'],
    [
      'a bad change behind a good one',
      asJson(readChange('a.txt', april20, 'A')).replace(/\]$/, ',{"kind":"removed"}]'),
    ],
    ['a sketch of another length', asJson(readChange('a.txt', april20, 'A')).replace(/"sketch":\[\d+,/, '"sketch":[')],
    ['a date that is none', asJson(readChange('a.txt', april20, 'A')).replace('2026-04-17', 'tomorrow')],
  ])('are refused whole where the message is damaged: %s', async (_, json) => {
    await take(readChange('b.txt', april21, 'B'));
    await expect(its.current.library.ingest(json as JsonOf<SeedsChange[]>, false)).rejects.toThrow(/damaged/);
    expect(await its.current.digests()).toHaveLength(1);
    await restart();
    expect(await its.current.digests()).toHaveLength(1);
  });

  test('change nothing where they cannot be stored, and come in when they are sent again', async () => {
    await take(readChange('b.txt', april21, 'B'));
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, key) {
      if (this.name === 'abstracts') throw new DOMException('Quota exceeded', 'QuotaExceededError');
      return put.call(this, value, key);
    };
    try {
      await expect(take(readChange('a.txt', april20, 'A'))).rejects.toThrow(
        'The digests could not be stored: the disk is full. Free some space.',
      );
    } finally {
      IDBObjectStore.prototype.put = put;
    }
    expect(await titles()).toEqual(['Lamps', 'Kettles']);
    expect((await restart()).files.map(({ file }) => file)).toEqual(['/seeds/b.txt']);
    expect(await take(readChange('a.txt', april20, 'A'))).toMatchObject({ newPapers: 2, seenBefore: 1 });
  });

  test('come in one after the other, however fast they are sent', async () => {
    await Promise.all([
      take(readChange('a.txt', april20, 'A')),
      take(readChange('b.txt', april21, 'B')),
      take(readChange('a.txt', { ...april20, problems: [] }, 'A2')),
    ]);
    expect((await its.current.digests()).map((digest) => digest.id)).toEqual(['B', 'A2']);
  });

  test('can be taken out for good, but for their marks', async () => {
    await take(readChange('a.txt', april20, 'A'), readChange('b.txt', april21, 'B'));
    await its.current.library.mark({ paperIds: [await idOf('Rain')] }, { isStarred: true });
    expect(await its.current.library.forgetDigests(['A'])).toMatchObject({
      ...{ papers: 2, new: 2, unread: 2, starred: 0, digests: 1, problems: 0 },
    });
    expect((await its.current.library.paper(await idOf('Kettles')))?.sightings).toHaveLength(1);
    expect((await restart()).files.map(({ file }) => file)).toEqual(['/seeds/b.txt']);
    expect(await titles()).toEqual(['Lamps', 'Kettles']);
    await take(readChange('a.txt', april20, 'A'));
    expect(await titles({ within: 'is:starred' })).toEqual(['Rain']);
  });
});

describe('marks', () => {
  test('survive a restart, another reading, and the removal of the file', async () => {
    await take(readChange('a.txt', april20, 'A'));
    expect(
      await its.current.library.mark({ paperIds: [await idOf('Kettles')] }, { isStarred: true, note: 'sing!' }),
    ).toMatchObject({
      starred: 1,
    });
    expect(await its.current.library.mark({ paperIds: [await idOf('Gravel')] }, { status: 'read' })).toMatchObject({
      unread: 2,
    });
    await take(removedChange('a.txt'), readChange('b.txt', april20, 'A'));
    const { totals } = await restart();
    expect(totals).toMatchObject({ papers: 3, unread: 2, starred: 1 });
    expect(await its.current.library.paper(await idOf('Kettles'))).toMatchObject({
      isStarred: true,
      status: 'unread',
      note: 'sing!',
    });
    await its.current.library.mark({ paperIds: [await idOf('Kettles')] }, { isStarred: false, note: ' ' });
    await restart();
    expect((await its.current.library.list(ALL)).shown).toBe(3);
    expect((await its.current.papers(3)).map((row) => [row.isStarred, row.hasNote])).toEqual([
      [false, false],
      [false, false],
      [false, false],
    ]);
  });

  test.each(['at once', 'after a restart'])('follow a paper whose text was edited, %s', async (when) => {
    await take(readChange('a.txt', april20, 'A'));
    await its.current.library.mark({ paperIds: [await idOf('Kettles')] }, { note: 'sing!' });
    if (when === 'after a restart') await restart();
    const [kettles, ...rest] = april20.entries;
    const edited = inventedDigest({
      ...april20,
      entries: [{ title: 'Kettles, Revised', abstract: kettles?.abstract ?? '' }, ...rest],
    });
    await take(readChange('a.txt', edited, 'A2'));
    expect(await titles()).toEqual(['Kettles, Revised', 'Gravel', 'Rain']);
    expect(await its.current.library.paper(await idOf('Kettles, Revised'))).toMatchObject({ note: 'sing!' });
    await restart();
    expect(await its.current.library.paper(await idOf('Kettles, Revised'))).toMatchObject({ note: 'sing!' });
    await its.current.library.mark({ paperIds: [await idOf('Kettles, Revised')] }, { status: 'read' });
    await restart();
    expect(await its.current.library.paper(await idOf('Kettles, Revised'))).toMatchObject({
      note: 'sing!',
      status: 'read',
    });
  });

  test('of two papers that turn out to be one come together', async () => {
    const other = `${LONG} Nothing of the kind was ever tried with a teapot, which will not sing for us or for anybody.`;
    await take(
      readChange('a.txt', inventedDigest({ date: '2026-04-20', entries: [{ title: 'Kettles', abstract: LONG }] }), 'A'),
      readChange(
        'b.txt',
        inventedDigest({ date: '2026-04-21', entries: [{ title: 'Singing Kettles', abstract: other }] }),
        'B',
      ),
    );
    await its.current.library.mark({ paperIds: [await idOf('Kettles')] }, { status: 'read', note: 'one' });
    await its.current.library.mark({ paperIds: [await idOf('Singing Kettles')] }, { isStarred: true, note: 'two' });
    expect((await its.current.library.list(ALL)).shown).toBe(2);
    await take(
      readChange(
        'c.txt',
        inventedDigest({ date: '2026-04-19', entries: [{ title: 'Kettles', abstract: other }] }),
        'C',
      ),
    );
    expect((await its.current.papers(2)).map((row) => row.title)).toEqual(['Singing Kettles']);
    const paper = await its.current.library.paper(await idOf('Singing Kettles'));
    expect(paper).toMatchObject({ status: 'read', isStarred: true });
    expect(paper?.note.split('\n\n').sort()).toEqual(['one', 'two']);
    await its.current.library.mark({ paperIds: [paper?.id ?? ''] }, { note: 'three' });
    await restart();
    expect(await its.current.library.paper(await idOf('Singing Kettles'))).toMatchObject({
      status: 'read',
      isStarred: true,
      note: 'three',
    });
  });

  test('are counted in each digest that lists the paper, once, as if all were counted anew', async () => {
    const twice = inventedDigest({
      date: '2026-04-22',
      entries: [
        { title: 'Kettles', abstract: LONG },
        { title: 'kettles!', abstract: `${LONG} Code is available.` },
      ],
    });
    await take(readChange('a.txt', april20, 'A'), readChange('b.txt', april21, 'B'), readChange('c.txt', twice, 'C'));
    const counts = async () => {
      const digests = await its.current.digests();
      return {
        totals: await its.current.library.totals(),
        digests: digests.map(({ papers, unread }) => [papers, unread]),
      };
    };
    expect((await counts()).digests).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    await its.current.library.mark({ paperIds: [await idOf('Kettles')] }, { status: 'read', isStarred: true });
    await its.current.library.mark({ paperIds: [await idOf('Rain')] }, { status: 'read' });
    await its.current.library.mark({ paperIds: [await idOf('Rain')] }, { status: 'unread' });
    const now = await counts();
    expect(now.digests).toEqual([
      [1, 0],
      [2, 1],
      [3, 2],
    ]);
    await restart();
    expect(await counts()).toEqual(now);
  });

  test('leave the latest list as it is', async () => {
    await take(readChange('a.txt', april20, 'A'));
    await its.current.library.list({ ...ALL, within: 'is:unread' });
    await its.current.library.mark({ paperIds: [await idOf('Kettles')] }, {});
    await its.current.library.list({ ...ALL, within: 'is:unread' });
    const [first] = await its.current.papers(1);
    await its.current.library.mark({ paperIds: [first?.id ?? ''] }, { status: 'read' });
    expect(await its.current.papers(3)).toMatchObject([
      { title: 'Kettles', status: 'read' },
      { title: 'Gravel' },
      { title: 'Rain' },
    ]);
    const listing = { shown: 3, shownUnread: 2, rows: 3, groups: 0, toCleanUp: 1, selected: 0, isPartial: false };
    expect(await its.current.library.list({ ...ALL, within: 'is:unread' })).toEqual(listing);
    expect(await its.current.library.cleanUp()).toEqual({ ...listing, shown: 2, rows: 2, toCleanUp: 0 });
  });

  test('show before they are stored', async () => {
    await take(readChange('a.txt', april20, 'A'));
    const id = await idOf('Kettles');
    const saved = its.current.library.mark({ paperIds: [id] }, { isStarred: true });
    expect(await its.current.library.list({ ...ALL, within: 'is:starred' })).toMatchObject({ shown: 1 });
    await saved;
  });

  test('that cannot be stored say so in plain words', async () => {
    await take(readChange('a.txt', april20, 'A'));
    const id = await idOf('Kettles');
    its.current.library.close();
    await expect(its.current.library.mark({ paperIds: [id] }, { isStarred: true })).rejects.toThrow(/not saved yet/);
    expect(its.current.events.failures).toHaveLength(1);
    await expect(its.current.library.mark({ paperIds: ['unheard of'] }, { isStarred: true })).rejects.toThrow(
      'This paper is no longer in the library.',
    );
  });
});

describe('the list', () => {
  const fifth = inventedDigest({ heading: null, entries: [{ title: 'Undated' }] });
  beforeEach(async () => {
    await take(readChange('a.txt', april20, 'A'), readChange('b.txt', april21, 'B'), readChange('e.txt', fifth, 'E'));
  });

  const sorted = async (column: SortColumn) => [
    await titles({ sort: [{ column, descending: false }] }),
    await titles({ sort: [{ column, descending: true }] }),
  ];

  test('sorts by every column, what is missing last both ways, the rest newest first', async () => {
    await its.current.library.mark({ paperIds: [await idOf('Rain')] }, { isStarred: true });
    await new Promise((resolve) => setTimeout(resolve, 2));
    await its.current.library.mark({ paperIds: [await idOf('Lamps')] }, { isStarred: true });
    await its.current.library.mark({ paperIds: [await idOf('Gravel')] }, { status: 'read' });
    expect(await sorted('title')).toEqual([
      ['Gravel', 'Kettles', 'Lamps', 'Rain', 'Undated'],
      ['Undated', 'Rain', 'Lamps', 'Kettles', 'Gravel'],
    ]);
    expect(await sorted('authors')).toEqual([
      ['Kettles', 'Lamps', 'Gravel', 'Rain', 'Undated'],
      ['Lamps', 'Kettles', 'Gravel', 'Rain', 'Undated'],
    ]);
    expect(await sorted('published')).toEqual([
      ['Rain', 'Kettles', 'Lamps', 'Gravel', 'Undated'],
      ['Kettles', 'Rain', 'Lamps', 'Gravel', 'Undated'],
    ]);
    expect(await sorted('comments')).toEqual([
      ['Lamps', 'Kettles', 'Gravel', 'Rain', 'Undated'],
      ['Kettles', 'Lamps', 'Gravel', 'Rain', 'Undated'],
    ]);
    expect(await sorted('sightings')).toEqual([
      ['Lamps', 'Gravel', 'Rain', 'Undated', 'Kettles'],
      ['Kettles', 'Lamps', 'Gravel', 'Rain', 'Undated'],
    ]);
    expect(await sorted('organization')).toEqual([
      ['Gravel', 'Lamps', 'Kettles', 'Rain', 'Undated'],
      ['Gravel', 'Lamps', 'Kettles', 'Rain', 'Undated'],
    ]);
    expect(await sorted('digest')).toEqual([
      ['Gravel', 'Rain', 'Lamps', 'Kettles', 'Undated'],
      ['Lamps', 'Kettles', 'Gravel', 'Rain', 'Undated'],
    ]);
    expect(await sorted('starred')).toEqual([
      ['Rain', 'Lamps', 'Kettles', 'Gravel', 'Undated'],
      ['Lamps', 'Rain', 'Kettles', 'Gravel', 'Undated'],
    ]);
    expect(await sorted('status')).toEqual([
      ['Lamps', 'Kettles', 'Rain', 'Undated', 'Gravel'],
      ['Gravel', 'Lamps', 'Kettles', 'Rain', 'Undated'],
    ]);
  });

  test('shows one digest in its own order', async () => {
    expect(await titles({ digestId: 'A', sort: [{ column: 'comments', descending: true }] })).toEqual([
      'Kettles',
      'Gravel',
      'Rain',
    ]);
    expect(await titles({ digestId: 'unheard of' })).toEqual([]);
  });

  test('knows where a paper stands, by any of its ids', async () => {
    await its.current.library.list(ALL);
    const ids = (await its.current.papers(9)).map((row) => row.id);
    expect(await Promise.all(ids.map((id) => its.current.library.positionOf(id)))).toEqual([0, 1, 2, 3, 4]);
    expect(await its.current.library.positionOf('unheard of')).toBe(-1);
    await its.current.library.list({ ...ALL, digestId: 'B' });
    expect(await its.current.library.positionOf(ids[2] ?? '')).toBe(-1);
  });

  test('finds papers that have every word, in title or abstract, while it is typed and shortened again', async () => {
    expect(await titles({ search: 'k' })).toEqual(await titles({ search: 'K' }));
    expect(await titles({ search: 'kettles' })).toEqual(['Kettles']);
    expect(await titles({ search: 'kettles NEIGHBOURS' })).toEqual(['Kettles']);
    expect(await titles({ search: 'kettles gravel' })).toEqual([]);
    expect(await titles({ search: 'studied' })).toEqual(['Lamps', 'Gravel', 'Rain', 'Undated']);
    expect(await titles({ search: 'studied', digestId: 'A' })).toEqual(['Gravel', 'Rain']);
    expect(await titles({ search: 'studied gravel', digestId: 'A' })).toEqual(['Gravel']);
    await take(readChange('f.txt', inventedDigest({ date: '2026-04-22', entries: [{ title: 'More gravel' }] }), 'F'));
    expect(await titles({ search: 'studied gravel' })).toEqual(['More gravel', 'Gravel']);
  });

  test('finds abstracts after a restart as soon as they are loaded, and says until then that it may not', async () => {
    await restart();
    expect(await its.current.library.list({ ...ALL, search: 'neighbours' })).toMatchObject({
      shown: 0,
      shownUnread: 0,
      isPartial: true,
    });
    expect(await its.current.library.list(ALL)).toMatchObject({ shown: 5, isPartial: false });
    while (its.current.events.searchReady === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(await its.current.library.list({ ...ALL, search: 'neighbours' })).toMatchObject({
      shown: 1,
      shownUnread: 1,
      isPartial: false,
    });
  });

  test('searches the abstract that is shown, whichever digest it is from', async () => {
    const edited = inventedDigest({
      date: '2026-04-23',
      entries: [{ title: 'Kettles', abstract: LONG.replace('neighbours', 'neighbors') } satisfies Partial<Entry>],
    });
    await take(readChange('g.txt', edited, 'G'));
    expect(await titles({ search: 'neighbors' })).toEqual(['Kettles']);
    expect(await titles({ search: 'neighbours' })).toEqual([]);
    await its.current.library.forgetDigests(['G']);
    while ((await its.current.library.list({ ...ALL, search: 'neighbours' })).isPartial)
      await new Promise((resolve) => setTimeout(resolve, 1));
    expect(await titles({ search: 'neighbours' })).toEqual(['Kettles']);
  });

  test('drops what is no longer there', async () => {
    await its.current.library.list(ALL);
    await its.current.library.forgetDigests(['A']);
    expect((await its.current.papers(9)).map((row) => row.title)).toEqual(['Lamps', 'Kettles', 'Undated']);
  });
});

describe('the rest of what is kept', () => {
  test('the view', async () => {
    const view: ViewState = {
      sort: [{ column: 'title', descending: false }],
      group: 'month',
      density: 'compact',
      titleLines: 1,
      columnOrder: ['title', 'status'],
      columnPinning: ['title'],
      columnVisibility: { authors: false },
      columnSizing: { title: 400 },
      paneLayout: null,
    };
    await its.current.library.saveView(view);
    expect((await restart()).view).toEqual(view);
  });

  test('opening twice answers twice', async () => {
    await take(readChange('a.txt', april20, 'A'));
    await its.current.library.open(its.current.events, its.current.journal);
    expect((await its.current.library.totals()).papers).toBe(3);
  });
});
