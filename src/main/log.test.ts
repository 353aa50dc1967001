import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Log } from './log';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const noon = new Date('2026-11-21T12:00:00Z');

function open(path = join(folder, 'logs')) {
  const printed: string[] = [];
  const log = new Log({ folder: path, print: (line) => printed.push(line), now: () => noon });
  return { log, printed };
}

const content = () => readFileSync(join(folder, 'logs', 'offprint.log'), 'utf8');

test('a line has its time and level, and only what matters is printed', async () => {
  const { log, printed } = open();
  log.info('Offprint starts.');
  log.warn('Something is odd.');
  log.error('Something is wrong.\nAnd this goes on.');
  await log.close();
  expect(content()).toBe(
    [
      '2026-11-21T12:00:00.000Z info Offprint starts.',
      '2026-11-21T12:00:00.000Z warning Something is odd.',
      '2026-11-21T12:00:00.000Z error Something is wrong. | And this goes on.',
      '',
    ].join('\n'),
  );
  expect(printed).toEqual(['Something is odd.', 'Something is wrong.\nAnd this goes on.']);
  expect(log.latest).toHaveLength(3);
});

test('the next run writes on', async () => {
  for (const message of ['one', 'two']) {
    const { log } = open();
    log.info(message);
    await log.close();
  }
  expect(content()).toMatch(/one\n.*two\n$/);
});

test('full files are set aside, and the oldest of them go', async () => {
  const { log } = open();
  for (let number = 0; number < 3000; number++) log.info(`${number} ${'x'.repeat(1500)}`);
  await log.close();
  const names = readdirSync(join(folder, 'logs')).filter((name) => name.endsWith('.log'));
  expect(names).toContain('offprint.log');
  expect(names.length).toBeGreaterThan(1);
  expect(names.length).toBeLessThanOrEqual(5);
  expect(log.latest).toHaveLength(200);
  expect(log.latest.at(-1)).toContain('2999 xxx');
});

test('a folder that cannot be written costs no more than the log', async () => {
  writeFileSync(join(folder, 'logs'), 'a file of this name');
  const { log, printed } = open(join(folder, 'logs', 'inside'));
  log.error('Something is wrong.');
  await expect.poll(() => printed).toContainEqual(expect.stringMatching(/^No log can be written: /));
  log.error('Something else is wrong.');
  await log.close();
  expect(printed).toContain('Something else is wrong.');
  expect(log.latest.join('\n')).toContain('Something is wrong.');
});
