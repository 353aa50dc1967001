import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SettingsFile } from './settings';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-settings-'));
  path = join(folder, 'settings.json');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const defaults = {
  seedsFolders: [],
  ignored: [],
  isPaused: false,
  theme: 'system',
  keys: {},
  goesOnAfterRead: false,
  goesOnAfterSkip: true,
  recentCommands: [],
  windowPlace: null,
  backupFolder: null,
  marksFolder: null,
};

test('the first run has defaults and writes nothing', async () => {
  const settings = await SettingsFile.open(path);
  expect(settings.values).toEqual(defaults);
  expect(settings.isNew).toBe(true);
  expect(settings.damage).toBeNull();
  expect(readdirSync(folder)).toEqual([]);
});

test('what is saved is there at the next start', async () => {
  const windowPlace = { x: -20, y: 10, width: 900, height: 600, isMaximized: true };
  const first = await SettingsFile.open(path);
  const saves = [first.save({ theme: 'light' }), first.save({ theme: 'dark' }), first.save({ windowPlace })];
  expect(first.values.theme).toBe('dark');
  await Promise.all(saves);
  const seedsFolders = [{ path: resolve('/digests'), includesSubfolders: true }];
  await first.save({ seedsFolders, ignored: ['*.html'], isPaused: true });
  const second = await SettingsFile.open(path);
  expect(second.isNew).toBe(false);
  expect(second.values).toEqual({
    ...defaults,
    seedsFolders,
    ignored: ['*.html'],
    isPaused: true,
    theme: 'dark',
    windowPlace,
  });
  expect(readdirSync(folder)).toEqual(['settings.json']);
});

test('the one seeds folder of earlier versions is taken over', async () => {
  const folderPath = resolve('/digests');
  writeFileSync(path, JSON.stringify({ seedsFolder: folderPath, theme: 'dark' }));
  const settings = await SettingsFile.open(path);
  const seedsFolders = [{ path: folderPath, includesSubfolders: false }];
  expect(settings.values).toEqual({ ...defaults, seedsFolders, theme: 'dark' });
  await settings.save({ theme: 'light' });
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ ...defaults, seedsFolders, theme: 'light' });
  writeFileSync(path, JSON.stringify({ seedsFolder: null }));
  expect((await SettingsFile.open(path)).values).toEqual(defaults);
});

test('what another version keeps in the file stays', async () => {
  writeFileSync(path, JSON.stringify({ theme: 'dark', density: 'tight' }));
  const settings = await SettingsFile.open(path);
  await settings.save({ theme: 'light' });
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ theme: 'light', density: 'tight' });
});

test('the reader’s own keys are kept, also those of commands that are not known here', async () => {
  const keys = { 'toggle-star': ['s', 'Mod+d'], undo: [], 'teleport-paper': ['Hyper+q'] };
  writeFileSync(path, JSON.stringify({ keys }));
  const settings = await SettingsFile.open(path);
  expect(settings.values.keys).toEqual(keys);
  await settings.save({ goesOnAfterSkip: false });
  expect((await SettingsFile.open(path)).values).toMatchObject({ keys, goesOnAfterSkip: false });
});

test.each([
  '',
  '{"theme": "dar',
  '[]',
  '"settings"',
  '{"theme": "sepia"}',
  '{"seedsFolder": "relative"}',
  '{"seedsFolders": ["/digests"]}',
  '{"ignored": "*.html"}',
  '{"windowPlace": {"x": 0}}',
])('a file that makes no sense is kept aside and told of: %s', async (text) => {
  writeFileSync(path, text);
  const settings = await SettingsFile.open(path);
  expect(settings.values).toEqual(defaults);
  expect(settings.isNew).toBe(false);
  const [aside] = readdirSync(folder);
  expect(aside).toMatch(/^settings\.damaged-.*\.json$/);
  expect(settings.damage).toContain(aside);
  expect(readFileSync(join(folder, String(aside)), 'utf8')).toBe(text);
  await settings.save({ theme: 'dark' });
  expect((await SettingsFile.open(path)).values.theme).toBe('dark');
});

test('what cannot be read is not overwritten', async () => {
  mkdirSync(path);
  const settings = await SettingsFile.open(path);
  expect(settings.damage).toContain('could not be read');
  await settings.save({ theme: 'dark' });
  expect(settings.values.theme).toBe('dark');
  expect(readdirSync(folder)).toEqual(['settings.json']);
  expect(readdirSync(path)).toEqual([]);
});

test('a save that fails says so, and the next one is tried', async () => {
  const settings = await SettingsFile.open(join(folder, 'later', 'settings.json'));
  await expect(settings.save({ theme: 'dark' })).rejects.toThrow('ENOENT');
  mkdirSync(join(folder, 'later'));
  await settings.save({ theme: 'light' });
  await settings.settled();
  expect(JSON.parse(readFileSync(settings.path, 'utf8'))).toMatchObject({ theme: 'light' });
});
