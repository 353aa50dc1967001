import { expect, test } from 'vitest';
import type { AddOutcome } from '../../preload/api';
import { addFiles } from './add-files';
import { fromText, type Incoming, readWithin } from './incoming';

const files = (...names: string[]): Incoming[] => names.map((name) => fromText(name, name));
const added = (name: string): AddOutcome => ({ kind: 'added', name, file: name, digests: 1, entries: 1 });

/** Adds files to nowhere; `calls` are the names that went together. */
async function addAll(incoming: Incoming[], answer = async (names: string[]) => names.map(added)) {
  const calls: string[][] = [];
  const progress: number[] = [];
  const stop = new AbortController();
  const outcomes = await addFiles(incoming, {
    read: (file) => readWithin(file, 10_000_000),
    add: async (read) => {
      const names = read.map(({ name }) => name);
      calls.push(names);
      if (names.includes('stop')) stop.abort();
      return answer(names);
    },
    onProgress: (done) => progress.push(done),
    signal: stop.signal,
  });
  return { outcomes, calls, progress };
}

test('small files go together, large ones alone', async () => {
  const names = Array.from({ length: 20 }, (_, index) => `${index}`);
  const large = { ...fromText('x', 'large'), size: 2_000_000 };
  const { outcomes, calls, progress } = await addAll([...files(...names), large, ...files('last')]);
  expect(calls).toEqual([names.slice(0, 16), names.slice(16), ['large'], ['last']]);
  expect(progress).toEqual([0, 16, 20, 21]);
  expect(outcomes.map(({ name }) => name)).toEqual([...names, 'large', 'last']);
});

test('a file that cannot be read is refused alone, in its place', async () => {
  const unreadable: Incoming = { name: 'b', size: 1, read: () => Promise.reject(new Error('It is not there.')) };
  const [a, c] = files('a', 'c');
  const { outcomes, calls } = await addAll([a, unreadable, c].filter((file) => file !== undefined));
  expect(calls).toEqual([['a', 'c']]);
  expect(outcomes).toEqual([added('a'), { kind: 'refused', name: 'b', reason: 'It is not there.' }, added('c')]);
});

test('where the adding itself fails, each of the files is refused with the reason', async () => {
  const { outcomes } = await addAll(files('a', 'b'), async () => {
    throw new Error('There is no seeds folder.');
  });
  expect(outcomes).toEqual(['a', 'b'].map((name) => ({ kind: 'refused', name, reason: 'There is no seeds folder.' })));
});

test('keeps what was added when it is stopped', async () => {
  const names = Array.from({ length: 40 }, (_, index) => (index === 3 ? 'stop' : `${index}`));
  const { outcomes } = await addAll(files(...names));
  expect(outcomes.map(({ name }) => name)).toEqual(names.slice(0, 16));
});

test('a file that is too large is refused without being read', async () => {
  const large: Incoming = { name: 'a.txt', size: 65 * 2 ** 20, read: () => Promise.reject(new Error('It was read.')) };
  await expect(readWithin(large, 64 * 2 ** 20)).rejects.toThrow('65 MB large; a digest has at most 64 MB');
  await expect(readWithin(fromText('x', 'x.txt'), 1)).resolves.toMatchObject({ name: 'x.txt' });
});
