import { copyFile, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deviceName } from './device';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offprint-device-'));
});

afterEach(() => rm(folder, { recursive: true }));

test('a device keeps its name, whatever its host is called', async () => {
  const file = join(folder, 'profile', 'marks-device');
  const name = await deviceName(file, 'one');
  expect(name).toMatch(/^[\w-]{12}$/);
  expect(await deviceName(file, 'one')).toBe(name);
  expect(await deviceName(file, 'renamed')).toBe(name);
  await utimes(file, 1, 1);
  expect(await deviceName(file, 'one')).toBe(name);
});

test('a copied profile is another device, and the first one stays what it was', async () => {
  const [file, copy] = [join(folder, 'marks-device'), join(folder, 'copy')];
  const name = await deviceName(file);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await copyFile(file, copy);
  const other = await deviceName(copy);
  expect(other).not.toBe(name);
  expect(await deviceName(copy)).toBe(other);
  expect(await deviceName(file)).toBe(name);
});

test('a copy that was born when the first one was is told by its number and its host', async () => {
  const file = join(folder, 'marks-device');
  const name = await deviceName(file, 'one');
  const kept = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...kept, origin: { ...kept.origin, inode: kept.origin.inode + 1 } }));
  expect(await deviceName(file, 'one')).toBe(name);
  expect(await deviceName(file, 'two')).not.toBe(name);
});

test('a name that is lost or damaged is a new one', async () => {
  const file = join(folder, 'marks-device');
  const name = await deviceName(file);
  await writeFile(file, 'no name');
  const next = await deviceName(file);
  expect(next).not.toBe(name);
  expect(await deviceName(file)).toBe(next);
});

test('a name that an earlier version kept stays', async () => {
  const file = join(folder, 'marks-device');
  await writeFile(file, 'Abcd-efg_hij\n');
  expect(await deviceName(file)).toBe('Abcd-efg_hij');
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ device: 'Abcd-efg_hij' });
  expect(await deviceName(file)).toBe('Abcd-efg_hij');
});
