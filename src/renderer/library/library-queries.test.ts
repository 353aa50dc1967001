import { beforeEach, describe, expect, test } from 'vitest';
import { inventedDigest, readChange } from './digests/invented-digests';
import { ALL, libraryForEachTest } from './library-for-tests';
import type { SavedList } from './list-records';

const its = libraryForEachTest();
const found = (search: string) => its.current.titles({ search });

const LONG = `${'Lanterns are hung along the harbour wall and counted every evening. '.repeat(8)}A kettle sings in four voices below them.`;

beforeEach(async () => {
  const digest = inventedDigest({
    heading: 'Mar 2',
    date: '2026-03-02',
    entries: [
      { title: 'Singing Kettles', abstract: 'They sing in voices of their own.', authorCount: 12, comments: 5 },
      { title: 'Harbour walls', abstract: LONG, authorCount: 3, publishedOn: '2026-02-10' },
      { title: 'Gravel', organization: { handle: 'grit', name: 'Grit Institute' }, links: ['https://lab.example/x'] },
    ],
  });
  await its.current.take(readChange('mail/monday.txt', digest, 'A'));
});

describe('queries', () => {
  test.each<[string, string[]]>([
    ['kettle', ['Singing Kettles', 'Harbour walls']],
    ['title:kettle', ['Singing Kettles']],
    ['abstract:"four voices"', ['Harbour walls']],
    ['-"four voices" kettle', ['Singing Kettles']],
    ['grit', ['Gravel']],
    ['org:inst', ['Gravel']],
    ['authors:>10 or has:link', ['Singing Kettles', 'Gravel']],
    ['published:2026-02', ['Harbour walls']],
    ['2026-02..03', ['Harbour walls']],
    ['digest:monday', ['Singing Kettles', 'Harbour walls', 'Gravel']],
    ['seen:2026-03-02 comments:5', ['Singing Kettles']],
    ['seen:2026-03-03', []],
  ])('%s', async (query, expected) => {
    expect(await found(query)).toEqual(expected);
  });

  test('see what the reader said at once', async () => {
    const { library } = its.current;
    const tag = await library.createTag('To Read', 'blue');
    const paperIds = [await its.current.idOf('Gravel')];
    await library.mark({ paperIds }, { addTags: [tag.id], status: 'skipped', note: 'Ask the geologists.' });
    for (const query of [
      'tag:"to read"',
      'tag:rea',
      'is:skipped',
      'note:geolog',
      'geologists',
      'noted:today',
      'has:note',
    ]) {
      expect([query, await found(query)]).toEqual([query, ['Gravel']]);
    }
    expect(await found('tag:"read"')).toEqual([]);
    expect(await found('read:today')).toEqual([]);
    expect(await library.suggestions('tag', 'to', 5)).toEqual(['To Read']);
    expect(await library.countPapers('is:skipped or kettle')).toEqual({ papers: 3, unread: 2 });
  });
});

test('passages show why a paper was found, where its title does not', async () => {
  const { library } = its.current;
  const ids = [await its.current.idOf('Singing Kettles'), await its.current.idOf('Harbour walls'), 'nothing'];
  await library.mark({ paperIds: [await its.current.idOf('Gravel')] }, { note: 'No kettle in it.' });
  ids.push(await its.current.idOf('Gravel'));
  await library.list({ ...ALL, search: 'kettle' });
  const passages = await library.snippets(ids);
  expect(passages[0]).toBeNull();
  expect(passages[1]).toMatch(/^….*A kettle sings in four voices below them\.$/);
  expect(passages[2]).toBeNull();
  expect(passages[3]).toBe('No kettle in it.');

  await library.list({ ...ALL, search: 'title:harbour' });
  expect(await library.snippets(ids)).toEqual([null, null, null, null]);
});

test('lists that are kept count what is in them, and are there after a restart', async () => {
  const list: SavedList = { id: 'a', name: 'Kettles', query: 'kettle is:unread', sort: null, group: null, position: 0 };
  await its.current.library.saveList(list);
  expect(await its.current.library.savedLists()).toEqual([{ ...list, papers: 2, unread: 2, problem: null }]);
  await its.current.library.mark({ paperIds: [await its.current.idOf('Singing Kettles')] }, { status: 'read' });
  await its.current.restart();
  await expect.poll(() => its.current.library.savedLists()).toMatchObject([{ ...list, papers: 1, unread: 1 }]);
  await its.current.library.deleteList('a');
  await its.current.restart();
  expect(await its.current.library.savedLists()).toEqual([]);
});
