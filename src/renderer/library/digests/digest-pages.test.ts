import { expect, test } from 'vitest';
import { openDatabase } from '../database';
import { libraryForEachTest } from '../library-for-tests';
import { inventedDigest, readChange, removedChange } from './invented-digests';

const its = libraryForEachTest();

const digestOf = (name: string, entries: number) =>
  inventedDigest({
    heading: name,
    date: '2026-04-20',
    entries: Array.from({ length: entries }, (_, at) => ({ title: `${name} ${at}`, abstract: null })),
  });

async function pages(): Promise<[page: number, digests: string[]][]> {
  const db = await openDatabase(its.current.name);
  const stored = await db.pages.toArray();
  db.close();
  return stored.map(({ id, digests }) => [id, digests.map((digest) => digest.id)]);
}

test('a page takes digests until it is full, also after a restart', async () => {
  await its.current.take(readChange('a.txt', digestOf('a', 600), 'A'));
  await its.current.restart();
  await its.current.take(readChange('b.txt', digestOf('b', 500), 'B'));
  await its.current.take(readChange('c.txt', digestOf('c', 1), 'C'), readChange('d.txt', digestOf('d', 1), 'D'));
  expect(await pages()).toEqual([
    [1, ['A', 'B']],
    [2, ['C', 'D']],
  ]);
});

test('a digest that is replaced leaves its page, which goes with the last', async () => {
  await its.current.take(readChange('a.txt', digestOf('a', 1100), 'A'), readChange('b.txt', digestOf('b', 2), 'B'));
  await its.current.take(readChange('a.txt', digestOf('a', 1101), 'A2'));
  expect(await pages()).toEqual([
    [1, ['B']],
    [2, ['A2']],
  ]);
  await its.current.library.forgetDigests(['B']);
  expect(await pages()).toEqual([[2, ['A2']]]);
  expect((await its.current.restart()).totals).toMatchObject({ papers: 1101, digests: 1 });
});

test('a digest without a file stays in its page', async () => {
  await its.current.take(readChange('a.txt', digestOf('a', 2), 'A'));
  await its.current.take(removedChange('a.txt'));
  expect(await pages()).toEqual([[1, ['A']]]);
});
