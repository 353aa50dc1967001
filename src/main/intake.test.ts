import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EntryIdentity, JsonOf } from '../preload/api';
import type { Place } from './digests/folder-contents';
import type { Inspect } from './digests/inspect';
import { sha256 } from './digests/sha256';
import { Intake } from './intake';

let root: string;
let places: Place[];
let changes: number;
let intake: Intake;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'offprint-intake-'));
  for (const name of ['seeds', 'archive', 'trash']) mkdirSync(join(root, name));
  places = ['seeds', 'archive'].map((name) => ({ path: join(root, name), includesSubfolders: false }));
  changes = 0;
  intake = new Intake({
    places: () => places,
    inspect,
    trash: async (file) => renameSync(file, join(root, 'trash', basename(file))),
    onChanged: () => {
      changes += 1;
    },
  });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Takes anything for a digest of one entry. */
const inspect: Inspect = async ({ bytes }) => ({
  kind: 'readable',
  sha256: sha256(bytes),
  format: 'Daily Papers, as text',
  digests: [{ heading: null, date: null, yearInferred: false }],
  entries: 1,
  identities: '[]' as JsonOf<EntryIdentity[]>,
  problems: [],
});

const incoming = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
const inFolder = (name: string) => readdirSync(join(root, name)).sort();

test('adds to the first folder, and takes back one import as a whole', async () => {
  await intake.add(1, [incoming('a.txt', 'On moss')]);
  await intake.add(2, [incoming('b.txt', 'On fern')]);
  await intake.add(1, [incoming('c.txt', 'On ivy')]);
  expect(inFolder('seeds')).toEqual(['a.txt', 'b.txt', 'c.txt']);
  const taken = await intake.takeBack(1);
  expect(taken).toMatchObject({ files: 2, kept: [] });
  expect(taken.digestIds).toHaveLength(2);
  expect([inFolder('seeds'), inFolder('trash')]).toEqual([['b.txt'], ['a.txt', 'c.txt']]);
  expect(changes).toBe(4);
});

test('a digest that stands in another seeds folder as well is not forgotten', async () => {
  const file = incoming('a.txt', 'On moss');
  await intake.add(1, [file]);
  writeFileSync(join(root, 'archive/copy.txt'), file.bytes);
  expect(await intake.takeBack(1)).toEqual({ digestIds: [], files: 1, kept: [] });
});

test('two calls at once do not both add the same file', async () => {
  const outcomes = await Promise.all([
    intake.add(1, [incoming('a.txt', 'On moss')]),
    intake.add(1, [incoming('b.txt', 'On moss')]),
  ]);
  expect(outcomes.flat()).toMatchObject([{ kind: 'added' }, { kind: 'already-there', file: 'a.txt' }]);
});

test('what was added, deleted and chosen otherwise since counts at once', async () => {
  const file = incoming('a.txt', 'On moss');
  await intake.add(1, [file]);
  expect(await intake.inspect(file)).toMatchObject({ twin: 'a.txt' });
  rmSync(join(root, 'seeds/a.txt'));
  expect(await intake.inspect(file)).toMatchObject({ twin: null });
  await intake.add(1, [file]);
  places = places.slice(1);
  expect(await intake.inspect(file)).toMatchObject({ twin: null });
  await intake.add(2, [file]);
  expect(existsSync(join(root, 'archive/a.txt'))).toBe(true);
});

test('says so where there is no seeds folder', async () => {
  places = [];
  await expect(intake.add(1, [incoming('a.txt', 'On moss')])).rejects.toThrow('Choose one first');
});
