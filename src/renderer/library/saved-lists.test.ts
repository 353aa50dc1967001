import { expect, test } from 'vitest';
import type { ListRecord } from './database';
import type { SavedList } from './list-records';
import { SavedLists } from './saved-lists';

const LIST: SavedList = { id: 'a', name: 'Flow', query: 'flow is:unread', sort: null, group: null, position: 1 };

/** What is stored, as if it were read anew. */
function savedLists(...records: object[]) {
  const stored = new Map(records.map((record) => [(record as ListRecord).id, structuredClone(record) as ListRecord]));
  const lists = new SavedLists({
    records: structuredClone(stored),
    store: async (id, record) => {
      if (record) stored.set(id, structuredClone(record));
      else stored.delete(id);
    },
    count: async (query) => ({ papers: query.length, unread: 1 }),
  });
  return { lists, stored };
}

test('lists are kept in their order, changed and deleted', async () => {
  const { lists, stored } = savedLists();
  await lists.save(LIST);
  await lists.save({ ...LIST, id: 'b', name: 'First', position: 0 });
  expect((await lists.summaries()).map(({ name }) => name)).toEqual(['First', 'Flow']);
  await lists.save({ ...LIST, name: 'Flows', sort: [{ column: 'title', descending: false }], group: 'month' });
  expect((await lists.summaries())[1]).toMatchObject({ name: 'Flows', group: 'month', papers: 14, problem: null });
  expect(stored.get('a')).toMatchObject({ name: 'Flows' });
  // As it was shown, with what was counted in it.
  const [, shown] = await lists.summaries();
  if (shown) await lists.save({ ...shown, name: 'Flowing' });
  expect((await lists.summaries())[1]).toMatchObject({ name: 'Flowing', problem: null });
  await lists.delete('a');
  expect([...stored.keys()]).toEqual(['b']);
  await expect(lists.delete('a')).rejects.toThrow('no such list');
});

test.each([
  ['something that is not known', { ...LIST, icon: 'leaf' }],
  ['a group that is not known', { ...LIST, group: 'author' }],
  ['a query that is not understood', { ...LIST, query: 'is:dreaded' }],
  ['a qualifier that is to come', { ...LIST, query: 'highlight:x' }],
])('a list with %s is shown, told of, and never written over', async (_, record) => {
  const { lists, stored } = savedLists(record);
  const [summary] = await lists.summaries();
  expect(summary).toMatchObject({ name: 'Flow', query: record.query });
  expect(summary?.problem).toContain('newer version');
  await expect(lists.save({ ...LIST, name: 'Mine' })).rejects.toThrow('stays as it is');
  expect(stored.get('a')).toEqual(record);

  // Deleted by mistake, it comes back whole.
  await lists.delete('a');
  expect(stored.size).toBe(0);
  await lists.save(LIST);
  expect(stored.get('a')).toEqual(record);
});
