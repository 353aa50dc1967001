import { expect, test } from 'vitest';
import { libraryForEachTest } from '../library-for-tests';
import { inventedDigest, readChange } from './invented-digests';

const its = libraryForEachTest();

test('digests are found by their day, in digits or in words, and by their file', async () => {
  const digests = [
    ['morning.txt', '2026-04-20'],
    ['Évening.txt', '2026-04-21'],
    ['undated.txt', null],
    ['may.txt', '2026-05-20'],
  ] as const;
  for (const [name, date] of digests) {
    await its.current.take(readChange(name, inventedDigest({ date, entries: [{ title: `Paper of ${name}` }] }), name));
  }
  const found = async (text: string, limit = 10) =>
    (await its.current.library.findDigests(text, limit)).map(({ name }) => name);
  expect(await found('')).toEqual(['may.txt', 'Évening.txt', 'morning.txt', 'undated.txt']);
  expect(await found('', 2)).toEqual(['may.txt', 'Évening.txt']);
  expect(await found('2026-04')).toEqual(['Évening.txt', 'morning.txt']);
  expect(await found(' 20, apr ')).toEqual(['morning.txt']);
  expect(await found('evening')).toEqual(['Évening.txt']);
  expect(await found('april showers')).toEqual([]);
});

test('digests are told by their places, newest first', async () => {
  for (const day of [1, 2, 3]) {
    const digest = inventedDigest({ date: `2026-04-0${day}`, entries: [{ title: `Paper ${day}` }] });
    await its.current.take(readChange(`${day}.txt`, digest, `D${day}`));
  }
  const { library } = its.current;
  expect((await library.digests(1, 2)).map(({ id }) => id)).toEqual(['D2']);
  expect((await library.digests(-5, 2)).map(({ id }) => id)).toEqual(['D3', 'D2']);
  expect(await library.digests(3, 9)).toEqual([]);
  expect([await library.digestPosition('D1'), await library.digestPosition('nothing')]).toEqual([2, -1]);
});
