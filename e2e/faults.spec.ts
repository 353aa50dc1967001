/** Faults of `FAULTS.md` that only the running application can show: each is tried, and what must hold is looked for. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { electronCommand, shellCommand, wantedShell } from '../scripts/app-command.mjs';
import { findElectron } from '../scripts/electron-binary.mjs';
import { inventPapers, writeDigest } from './digest-files';
import { type Disk, mountDisk } from './disk';
import { journalText } from './journal-text';
import { expect, expectPapers, grid, rowOf, test } from './offprint';

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

/** Which way a test went: not every machine lets it do what the fault is. */
function tell(words: string): void {
  console.log(`${test.info().title.split(':')[0]}: ${words}`);
}

test('fault 32: what stores for Chromium is killed; it opens again, and nothing is lost', async ({
  launch,
  seeds,
  profile,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 3));
  const first = await launch();
  const { page } = first;
  await expectPapers(page, 3);
  await rowOf(page, 'Paper of moss 1').click();
  await notes(page).fill('Before the storage ended.');
  await saved(page);

  const storage = process.platform === 'linux' ? storageBelow(first.pid) : [];
  for (const pid of storage) process.kill(pid, 'SIGKILL');
  tell(storage.length > 0 ? 'the storage process was killed' : 'there is no storage process of its own to kill');
  await notes(page).fill('Behind its end.');
  await expect.poll(() => journalText(profile)).toContain('Behind its end.');
  await saved(page);
  if (storage.length > 0) await expect.poll(() => storageBelow(first.pid)).not.toContain(storage[0]);

  // IndexedDB is a part of the browser's own process by now: what ends for it are its connections, and with them all that is in it.
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: new URL(page.url()).origin, storageTypes: 'indexeddb' });
  await expect(async () => {
    await notes(page).fill('Behind it all.');
    await expect.poll(() => journalText(profile), { timeout: 3000 }).toContain('Behind it all.');
    // What is typed while the digest is read again is refused in words: the paper is not there yet.
  }).toPass();
  // All is read again at once, as next to nothing of it is stored.
  await expect(page.locator('.notice-bar')).toContainText('brought back from their journal');
  await expectPapers(page, 3);
  await expect(notes(page)).toHaveValue('Behind it all.');
  await star(page, 'Paper of moss 2').click();
  await expect(star(page, 'Paper of moss 2')).toHaveAttribute('aria-pressed', 'true');
  await first.close();

  const again = (await launch()).page;
  await expectPapers(again, 3);
  await rowOf(again, 'Paper of moss 1').click();
  await expect(notes(again)).toHaveValue('Behind it all.');
  await expect(star(again, 'Paper of moss 2')).toHaveAttribute('aria-pressed', 'true');
});

/** The processes of Chromium's storage service. */
function storageBelow(pid: number): number[] {
  return processesBelow(pid).flatMap((one) => (one.command.includes('storage.mojom.StorageService') ? one.pid : []));
}

test('faults 34 and 35: on a full disk what is not saved says so, and is saved once there is room', async ({
  launch,
  seeds,
  profile,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 3));
  const marks = join(profile, 'marks');
  const disk = mountDisk(profile, 100);
  // Nobody, whoever they are, can make a folder where a file is.
  if (disk === null) writeFileSync(marks, 'in the way');
  tell(disk ? 'the profile is on a small disk, which was filled' : 'no disk may be made; the marks folder is blocked');
  try {
    const first = await launch({ isHeadless: false });
    const { page } = first;
    await expectPapers(page, 3);
    await rowOf(page, 'Paper of moss 1').click();
    const typed = await typeWithoutRoom(page, 'While there was no room', disk);
    await expect(page.getByRole('alert')).toContainText('Your latest marks are not saved yet:');

    // Whoever quits is asked, and stays.
    const asked = page.waitForEvent('dialog');
    process.kill(first.pid, 'SIGTERM');
    const question = await asked;
    expect(question.message()).toContain('Some marks are not saved');
    expect(question.message()).toContain('Cancel: Keep Offprint open');
    await question.dismiss();
    await expect(notes(page)).toHaveValue(new RegExp(`^${typed}`));

    if (disk === null) rmSync(marks);
    disk?.free();
    await saved(page);
    await expect(page.getByRole('alert')).toBeHidden();
    expect(journalText(profile).includes(typed)).toBe(true);

    // Killed while there is no room, it has what was saved before; and what the journal had room for, if the database had none.
    if (disk) await typeWithoutRoom(page, 'Never saved', disk);
    await first.kill();
    // A line that has no end is one that there was no room for.
    const whole = journalText(profile).replace(/[^\n]*$/, '');
    const kept = [...whole.matchAll(/(While there was no room|Never saved) \d+\./g)].at(-1)?.[0];
    disk?.free();
    const second = await launch();
    await expectPapers(second.page, 3);
    await rowOf(second.page, 'Paper of moss 1').click();
    await expect(notes(second.page)).toHaveValue(new RegExp(`^${kept}`));
    await second.close();
  } finally {
    disk?.remove();
  }
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
  for (let number = 0; number < 300; number++) {
    writeDigest(seeds, `${number}.txt`, 'Mar 2', inventPapers(`moss${number} of`, 20));
  }
  const rows = async () => Number(await grid(running.page).getAttribute('aria-rowcount')) - 1;
  await expect.poll(rows, { intervals: [20] }).toBeGreaterThan(0);
  tell(`stopped when ${await rows()} of 6000 papers were there`);
  const all = process.platform === 'linux' ? processesBelow(running.pid).map(({ pid }) => pid) : [running.pid];
  for (const pid of all) process.kill(pid, 'SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, 1500));
  for (const pid of all) process.kill(pid, 'SIGCONT');
  await expect.poll(rows, { timeout: 40_000 }).toBe(6000);
});

/** Types a note that finds no room, again where what Chromium threw away made some. @returns how the note begins */
async function typeWithoutRoom(page: Page, words: string, disk: Disk | null): Promise<string> {
  let typed = '';
  let attempt = 0;
  await expect(async () => {
    disk?.fill();
    attempt++;
    typed = `${words} ${attempt}.`;
    // More than what is left of a block that is there already.
    await notes(page).fill(`${typed} ${'x '.repeat(5000)}`);
    await expect(page.locator('.notes-state')).toHaveText('Not saved yet', { timeout: 4000 });
  }).toPass();
  return typed;
}

test('fault 47: a profile that can only be read is shown, says so, and is left as it is', async ({
  launch,
  seeds,
  profile,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 3));
  const disk = mountDisk(profile, 100);
  tell(disk ? 'the profile is on a disk that can only be read' : 'no disk may be made; the marks folder is blocked');
  try {
    const first = await launch();
    await expectPapers(first.page, 3);
    await rowOf(first.page, 'Paper of moss 1').click();
    await notes(first.page).fill('From when it could be written.');
    await saved(first.page);
    await first.close();
    const before = journalText(profile);
    if (disk) disk.makeReadOnly();
    else {
      renameSync(join(profile, 'marks'), join(profile, 'marks of before'));
      writeFileSync(join(profile, 'marks'), 'in the way');
    }
    const { page, close } = await launch();
    await expectPapers(page, 3);
    await expect(page.getByRole('alert')).toContainText(
      disk ? 'Your marks can be seen, but no changes to them are kept.' : 'The marks journal could not be read.',
    );
    await rowOf(page, 'Paper of moss 1').click();
    await expect(notes(page)).toHaveValue('From when it could be written.');
    await notes(page).fill('Typed all the same.');
    await expect(page.locator('.notes-state')).toHaveText('Not saved yet');
    await close();
    if (disk) expect(journalText(profile)).toBe(before);
  } finally {
    disk?.remove();
  }
});
