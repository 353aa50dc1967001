import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Arrival, SingleInstanceLock } from './single-instance';

const arrival: Arrival = { argv: ['offprint', '--seeds=x'], workingDirectory: '/', additionalData: {} };

let folder: string;
let locks: SingleInstanceLock[];
let arrived: Arrival[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  locks = [];
  arrived = [];
});
afterEach(() => {
  for (const lock of locks) lock.release();
  rmSync(folder, { recursive: true, force: true });
});

function createLock(): SingleInstanceLock {
  const lock = new SingleInstanceLock(folder, (other) => arrived.push(other));
  locks.push(lock);
  return lock;
}

test('the first one has it, and keeps it until it is released', () => {
  const lock = createLock();
  expect([lock.request(arrival), lock.isHeld, lock.request(arrival)]).toEqual([true, true, true]);
  lock.release();
  expect(lock.isHeld).toBe(false);
  expect(createLock().request(arrival)).toBe(true);
});

test('another process hands its command line over', async () => {
  createLock().request(arrival);
  const script = `
    const { SingleInstanceLock } = await import(${JSON.stringify(new URL('./single-instance.ts', import.meta.url).href)});
    const lock = new SingleInstanceLock(${JSON.stringify(folder)}, () => {});
    console.log(lock.request(${JSON.stringify(arrival)}));
    process.exit();`;
  const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  expect(stdout.trim()).toBe('false');
  await vi.waitFor(() => expect(arrived).toEqual([arrival]));
});

test('an end that cannot be told to others is an end all the same', () => {
  const lock = createLock();
  lock.request(arrival);
  // As nothing can be written there any more.
  rmSync(folder, { recursive: true });
  expect(() => lock.markEnding()).not.toThrow();
});

test.each([
  ['of a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, started: '1' })],
  ['of a process whose number was given away', JSON.stringify({ pid: process.ppid, started: '1' })],
  ['that makes no sense', '{'],
])('a lock %s is taken over', (_name, content) => {
  writeFileSync(join(folder, 'chromium-shell.lock'), content);
  expect(createLock().request(arrival)).toBe(true);
});
