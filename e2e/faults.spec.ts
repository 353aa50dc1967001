/** Faults of `FAULTS.md` that only the running application can show: each is tried, and what must hold is looked for. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { electronCommand, shellCommand, wantedShell } from '../scripts/app-command.mjs';
import { findElectron } from '../scripts/electron-binary.mjs';
import { inventPapers, writeDigest } from './digest-files';
import { expect, expectPapers, rowOf, test } from './offprint';

const notes = (page: Page) => page.getByRole('textbox', { name: 'Notes' });
const star = (page: Page, title: string) => rowOf(page, title).getByRole('button', { name: 'Star' });
const saved = (page: Page) => expect(page.getByText('Saved', { exact: true })).toBeVisible();

/** Starts the application beside others; it says what it printed and how it ended. */
async function runOnce(flags: string[]): Promise<{ code: number | null; printed: string }> {
  const electron = wantedShell() === 'chromium' ? null : findElectron();
  const { command, args } = electron === null ? shellCommand(flags) : electronCommand(electron, flags);
  const child: ChildProcess = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (part: string) => {
      printed += part;
    });
  }
  const timer = setTimeout(() => child.kill('SIGKILL'), 30_000);
  const [code] = await once(child, 'close');
  clearTimeout(timer);
  return { code: code as number | null, printed };
}

/** The processes below one of this number, itself included; with their command lines. Linux only. */
function processesBelow(pid: number): { pid: number; command: string }[] {
  const parents = new Map<number, number>();
  const commands = new Map<number, string>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const parent = /^PPid:\t(\d+)$/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1];
      parents.set(Number(name), Number(parent));
      commands.set(Number(name), readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' '));
    } catch {
      // It ended meanwhile.
    }
  }
  const isBelow = (one: number): boolean => one === pid || (parents.has(one) && isBelow(parents.get(one) ?? 0));
  return [...commands].filter(([one]) => one !== 0 && isBelow(one)).map(([one, command]) => ({ pid: one, command }));
}

test('fault 32: the process that stores for Chromium is killed, and nothing that was saved is lost', async ({
  launch,
  seeds,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 3));
  const first = await launch();
  const { page } = first;
  await expectPapers(page, 3);
  await rowOf(page, 'Paper of moss 1').click();
  await notes(page).fill('Before the storage ended.');
  await saved(page);
  const storage = processesBelow(first.pid).filter(({ command }) => command.includes('storage.mojom'));
  for (const { pid } of storage) process.kill(pid, 'SIGKILL');
  // Where it is a part of the browser's own process, its connections are broken instead.
  if (storage.length === 0) {
    const session = await page.context().newCDPSession(page);
    await session.send('Storage.clearDataForOrigin', { origin: new URL(page.url()).origin, storageTypes: 'indexeddb' });
  }
  await notes(page).fill('Behind it.');
  await expect(page.locator('.notes-state')).toHaveText(/Saved|Not saved yet/);
  const isSaved = (await page.locator('.notes-state').textContent()) === 'Saved';
  await first.close();

  const again = (await launch()).page;
  await expectPapers(again, 3);
  await rowOf(again, 'Paper of moss 1').click();
  await expect(notes(again)).toHaveValue(isSaved ? 'Behind it.' : /^(Before the storage ended|Behind it)\.$/);
});

test('fault 41: a second Offprint on the profile hands over and ends; the first goes on', async ({
  launch,
  seeds,
  profile,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 3));
  const { page } = await launch();
  await expectPapers(page, 3);
  const second = await runOnce(['--headless', `--user-data-dir=${profile}`, `--seeds=${seeds}`]);
  expect(second.code).toBe(0);
  expect(second.printed).toContain('Offprint is already running with this profile; its window is shown instead.');
  await star(page, 'Paper of moss 2').click();
  await expect(star(page, 'Paper of moss 2')).toHaveAttribute('aria-pressed', 'true');
  const journals = readdirSync(join(profile, 'marks')).filter((name) => name.endsWith('.jsonl'));
  expect(journals).toHaveLength(1);
});

test('fault 42: marks of a newer Offprint can be neither changed nor harmed here', async ({
  launch,
  seeds,
  profile,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 3));
  const first = await launch();
  await expectPapers(first.page, 3);
  await star(first.page, 'Paper of moss 2').click();
  await expect(star(first.page, 'Paper of moss 2')).toHaveAttribute('aria-pressed', 'true');
  await first.close();
  const [name = ''] = readdirSync(join(profile, 'marks')).filter((file) => file.endsWith('.jsonl'));
  const path = join(profile, 'marks', name);
  const newer = Buffer.concat([newerHead(), readFileSync(path)]);
  writeFileSync(path, newer);
  const { page } = await launch();
  await expectPapers(page, 3);
  await expect(page.getByRole('alert')).toContainText('written by a newer version of Offprint');
  await star(page, 'Paper of moss 3').click();
  await expect(page.getByRole('alert')).toContainText('newer version of Offprint');
  expect(readFileSync(path)).toEqual(newer);
});

/** The first line of a journal of version 9, as `journal-lines.ts` would write it. */
function newerHead(): Buffer {
  const body = '"journal":9,"device":"from-the-future","kept":0}';
  let sum = -1;
  for (const byte of Buffer.from(body)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return Buffer.from(`{"sum":"${(~sum >>> 0).toString(16).padStart(8, '0')}",${body}\n`);
}

test('fault 46: stopped and going on in the middle of an ingest, all digests come', async ({ launch, seeds }) => {
  const running = await launch();
  await expectPapers(running.page, 0);
  for (let number = 0; number < 60; number++) {
    writeDigest(seeds, `${number}.txt`, 'Mar 2', inventPapers(`moss${number} of`, 20));
  }
  const all = process.platform === 'linux' ? processesBelow(running.pid).map(({ pid }) => pid) : [running.pid];
  for (const pid of all) process.kill(pid, 'SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, 1500));
  for (const pid of all) process.kill(pid, 'SIGCONT');
  await expect(running.page.getByRole('grid', { name: 'Papers' })).toHaveAttribute('aria-rowcount', '1201', {
    timeout: 40_000,
  });
});

test('fault 47: a profile whose marks cannot be written is shown, says so, and takes them once it can', async ({
  launch,
  seeds,
  profile,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 3));
  // Nobody, whoever they are, can make a folder where a file is.
  writeFileSync(join(profile, 'marks'), 'in the way');
  writeFileSync(join(profile, 'backups'), 'in the way');
  const { page } = await launch();
  await expectPapers(page, 3);
  await expect(page.getByRole('alert')).toContainText('Your marks can be seen, but no changes to them are kept.');
  await rowOf(page, 'Paper of moss 1').click();
  await notes(page).fill('Typed all the same.');
  await expect(page.getByText('Not saved yet', { exact: true })).toBeVisible();
  rmSync(join(profile, 'marks'));
  rmSync(join(profile, 'backups'));
  mkdirSync(join(profile, 'marks'));
  await notes(page).fill('Typed all the same, and more.');
  await saved(page);
});
