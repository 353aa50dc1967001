import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Journal } from './journal';
import { systemFiles } from './journal-files';
import { setting } from './journal-for-tests';
import { changeLine, headLine } from './journal-lines';
import { SharedMarks } from './shared-marks';

let root: string;
const open: { close(): unknown }[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'offprint-shared-'));
});

afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
  await rm(root, { recursive: true });
});

function device(name: string, chosenFolder: string | null = null, missing: string | null = null) {
  const ownFolder = join(root, name);
  const place = { folder: chosenFolder ?? ownFolder, device: name, missing };
  const journal = Journal.open({ ...place, files: systemFiles, now: Date.now });
  const onArrived = vi.fn();
  const remembered: (string | null)[] = [];
  const shared = new SharedMarks({
    ...{ journal, files: systemFiles, ownFolder, place, onArrived },
    remember: async (folder) => void remembered.push(folder),
  });
  open.push(shared, journal);
  return { journal, shared, onArrived, remembered, ownFolder };
}

test('two devices that keep their marks in one folder hear of each other', async () => {
  const synced = join(root, 'synced');
  const [here, there] = [device('device-here'), device('device-there', synced)];
  await there.journal.append([setting('kettles', { starredAt: 1 })]);
  await here.journal.append([setting('kettles', { note: 'sing' })]);
  expect((await here.shared.merge([])).devices).toEqual([]);

  expect(await here.shared.keepIn(synced)).toEqual({
    ...{ folder: synced, isOwn: false, isMissing: false, device: 'device-here' },
  });
  expect(here.remembered).toEqual([synced]);
  expect(here.onArrived).toHaveBeenCalled();
  const { lines, devices } = await here.shared.merge([]);
  expect(JSON.parse(lines)).toMatchObject([
    { device: 'device-there', set: { starredAt: 1 } },
    { device: 'device-here', set: { note: 'sing' } },
  ]);
  expect(devices).toMatchObject([{ device: 'device-there', sequence: 1 }]);

  await there.journal.append([setting('gravel', { starredAt: 2 })]);
  await vi.waitFor(() => expect(here.onArrived).toHaveBeenCalledTimes(2), { timeout: 10_000 });
  const news = await here.shared.merge([{ device: 'device-there', sequence: 1 }]);
  expect(JSON.parse(news.lines)).toMatchObject([{ key: 'gravel' }]);
});

test('what others wrote while nobody looked is told at the next look, once', async () => {
  const { shared, onArrived, ownFolder, journal } = device('device-here');
  await journal.append([setting('kettles', { starredAt: 1 })]);
  await shared.merge([]);
  shared.lookAgain();
  const line = changeLine({ sequence: 1, device: 'device-there', at: [1, 0] }, setting('rain', { starredAt: 1 }));
  await writeFile(join(ownFolder, 'device-there (conflicted copy).jsonl'), Buffer.concat([headLine('x', 0), line]));
  shared.lookAgain();
  await vi.waitFor(() => expect(onArrived).toHaveBeenCalledTimes(1), { timeout: 10_000 });
  expect(JSON.parse((await shared.merge([])).lines)).toMatchObject([{ key: 'rain' }]);
});

test('the own folder can be gone back to', async () => {
  const synced = join(root, 'synced');
  const { shared, journal, ownFolder, remembered } = device('device-here', synced);
  await journal.append([setting('kettles', { starredAt: 1 })]);
  expect(await shared.keepIn(null)).toMatchObject({ folder: ownFolder, isOwn: true });
  expect(remembered).toEqual([null]);
  expect(await readdir(ownFolder)).toEqual(['device-here.jsonl']);
  expect(await readdir(synced)).toEqual(['device-here.jsonl']);
});

test('what other devices said is taken along to another folder, as far as that lacks it', async () => {
  const synced = join(root, 'synced');
  const { shared, ownFolder } = device('device-here', synced);
  const lines = [1, 2].map((sequence) =>
    changeLine({ sequence, device: 'device-there', at: [sequence, 0] }, setting(`key ${sequence}`, { starredAt: 1 })),
  );
  const says = (...said: (Buffer | undefined)[]) =>
    Buffer.concat([headLine('device-there', 0), ...said.filter((line) => line !== undefined)]);
  await mkdir(synced);
  await writeFile(join(synced, 'device-there.jsonl'), says(lines[0]));
  await writeFile(join(synced, 'device-newer.jsonl'), Buffer.concat([headLine('device-newer', 0, 99), ...lines]));
  await writeFile(join(synced, 'notes.txt'), 'of somebody');
  await shared.keepIn(null);
  const kept = ['device-here.jsonl', 'device-newer.jsonl', 'device-there.jsonl'];
  expect((await readdir(ownFolder)).sort()).toEqual(kept);
  expect(JSON.parse((await shared.merge([])).lines)).toMatchObject([{ key: 'key 1' }]);

  await writeFile(join(synced, 'device-there.jsonl'), says(...lines));
  await shared.keepIn(synced);
  expect((await readdir(synced)).sort()).toEqual([...kept, 'notes.txt']);
  expect(await readFile(join(synced, 'device-there.jsonl'))).toEqual(says(...lines));

  await shared.keepIn(null);
  expect((await readdir(ownFolder)).sort()).toEqual([...kept.slice(0, 2), 'device-there 2.jsonl', ...kept.slice(2)]);
  expect(JSON.parse((await shared.merge([])).lines)).toMatchObject([{ key: 'key 1' }, { key: 'key 2' }]);
});

test('what is said while the chosen folder is not there goes into it when it is back', async () => {
  const synced = join(root, 'drive', 'synced');
  const { shared, journal, ownFolder, onArrived, remembered } = device('device-here-away', null, synced);
  await journal.append([setting('kettles', { starredAt: 1 })]);
  expect(shared.state).toMatchObject({ folder: synced, isOwn: false, isMissing: true });
  shared.lookAgain();
  await mkdir(synced, { recursive: true });
  await writeFile(join(synced, 'device-there.jsonl'), headLine('device-there', 0));
  shared.lookAgain();
  await vi.waitFor(() => expect(onArrived).toHaveBeenCalled(), { timeout: 10_000 });
  expect(shared.state).toMatchObject({ folder: synced, isMissing: false });
  await journal.append([setting('gravel', { starredAt: 2 })]);
  const kept = await readFile(join(synced, 'device-here-away.jsonl'), 'utf8');
  expect(kept).toMatch(/kettles[\s\S]+gravel/);
  await vi.waitFor(async () => expect(await readdir(ownFolder)).toEqual([]));
  expect(remembered).toEqual([]);
});
