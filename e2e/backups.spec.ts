/** Backups are there, come back after it was said what they change, and go away again; a library goes to another machine. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright/test';
import { writeDigest } from './digest-files';
import { expect, expectPapers, rowOf, test } from './offprint';
import { runCommand } from './run-command';

const moss = { title: 'Notes on Moss', abstract: 'Where moss grows, and why. It grows slowly in the shade.' };
const fern = { title: 'The Green Carpet', abstract: 'A field survey of ground cover. Results for forty sites.' };
const rain = { title: 'Rain', abstract: 'How much of it falls. More than last year, says the gauge.' };

const notes = (page: Page) => page.getByRole('textbox', { name: 'Notes' });
const star = (page: Page, title: string) => rowOf(page, title).getByRole('button', { name: 'Star' });
const status = (page: Page) => page.getByRole('status').first();

async function expectStarred(page: Page, title: string, isStarred: boolean): Promise<void> {
  await expect(star(page, title)).toHaveAttribute('aria-pressed', String(isStarred));
}

async function writeNote(page: Page, title: string, text: string): Promise<void> {
  await rowOf(page, title).click();
  await notes(page).fill(text);
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
}

async function openBackups(page: Page): Promise<Locator> {
  await runCommand(page, 'Backups…');
  const dialog = page.getByRole('dialog', { name: 'Backups' });
  await expect(dialog.getByRole('listitem').first()).toBeVisible();
  return dialog;
}

/** Answers the next question of the system, as the shell asks it in the window. */
function answer(page: Page, path: string): void {
  page.once('dialog', (dialog) => void dialog.accept(path));
}

test('a backup is restored once it was said what that changes, and the restore is undone', async ({
  launch,
  seeds,
  profile,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', [moss, fern, rain]);
  const { page } = await launch();
  await expectPapers(page, 3);
  await star(page, 'Rain').click();
  await writeNote(page, 'Notes on Moss', 'The first thought.');
  // By itself, soon after the change.
  const folder = join(profile, 'backups');
  await expect
    .poll(() => existsSync(folder) && readdirSync(folder).filter((name) => name.endsWith('.jsonl')), {
      timeout: 40_000,
    })
    .toHaveLength(1);
  const dialog = await openBackups(page);
  await expect(dialog.getByRole('listitem')).toHaveCount(1);
  await dialog.getByRole('button', { name: 'Done' }).click();

  await writeNote(page, 'Notes on Moss', 'The second thought.');
  await star(page, 'Rain').click();
  await star(page, 'The Green Carpet').click();
  await expectStarred(page, 'The Green Carpet', true);
  const again = await openBackups(page);
  await expect(again.getByRole('listitem')).toHaveCount(2);
  await again.getByRole('listitem').last().getByRole('button').click();
  const review = page.getByRole('dialog', { name: /^Restore the backup of/ });
  await expect(review.getByRole('status')).toHaveText(
    'The marks of 2 papers would change, 1 paper would lose their marks.',
  );
  const papers = review.getByRole('list', { name: 'Papers whose marks would change' }).getByRole('listitem');
  await expect(papers).toHaveText(
    [/Rain\s+Changes: star/, /Notes on Moss\s+Changes: note/, /The Green Carpet\s+Loses: star/],
    {
      useInnerText: true,
    },
  );
  await review.getByRole('button', { name: 'Restore', exact: true }).click();

  await expect(status(page)).toHaveText('Your marks are as the backup says. This can be undone.');
  await expectStarred(page, 'The Green Carpet', false);
  await expectStarred(page, 'Rain', true);
  await rowOf(page, 'Notes on Moss').click();
  await expect(notes(page)).toHaveValue('The first thought.');

  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(status(page)).toHaveText('Your marks are as they were before.');
  await expectStarred(page, 'The Green Carpet', true);
  await expectStarred(page, 'Rain', false);
  await rowOf(page, 'Notes on Moss').click();
  await expect(notes(page)).toHaveValue('The second thought.');
});

test('a restore is there at the next start, and can be one from a file', async ({ launch, seeds, profile }) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', [moss]);
  const first = await launch();
  await expectPapers(first.page, 1);
  await writeNote(first.page, 'Notes on Moss', 'Kept elsewhere.');
  await first.close();
  const folder = join(profile, 'backups');
  const [name = ''] = readdirSync(folder);
  const elsewhere = join(seeds, '.kept.jsonl');
  writeFileSync(elsewhere, readFileSync(join(folder, name)));
  rmSync(folder, { recursive: true });
  rmSync(join(profile, 'marks'), { recursive: true });
  for (const inside of readdirSync(profile)) {
    if (inside !== 'settings.json') rmSync(join(profile, inside), { recursive: true, force: true });
  }

  const second = await launch();
  await expectPapers(second.page, 1);
  await runCommand(second.page, 'Backups…');
  const dialog = second.page.getByRole('dialog', { name: 'Backups' });
  await expect(dialog.getByText('There is nothing to back up yet.')).toBeVisible();
  answer(second.page, elsewhere);
  await dialog.getByRole('button', { name: 'Restore from a file…' }).click();
  const review = second.page.getByRole('dialog', { name: /^Restore the backup of/ });
  await expect(review.getByRole('status')).toHaveText('1 paper would get marks back.');
  await review.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(status(second.page)).toHaveText('Your marks are as the backup says. This can be undone.');
  await second.close();

  const { page } = await launch();
  await rowOf(page, 'Notes on Moss').click();
  await expect(notes(page)).toHaveValue('Kept elsewhere.');
});

test('backups go to a second folder as well, and one that is missing is told; what is no library is refused in words', async ({
  launch,
  seeds,
  profile,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', [moss]);
  const second = join(profile, 'second folder');
  mkdirSync(second);
  const { page } = await launch();
  await expectPapers(page, 1);
  await star(page, 'Notes on Moss').click();
  const dialog = await openBackups(page);
  answer(page, second);
  await dialog.getByRole('button', { name: 'Choose a second folder…' }).click();
  await expect(dialog.getByRole('listitem')).toContainText('in both folders');
  expect(readdirSync(second)).toHaveLength(1);
  await dialog.getByRole('button', { name: 'Done' }).click();

  rmSync(second, { recursive: true });
  await star(page, 'Notes on Moss').click();
  await openBackups(page);
  await expect(dialog.getByRole('alert')).toContainText(`the second folder ${second}. It is not there.`);
  expect(readdirSync(join(profile, 'backups'))).toHaveLength(2);
  await dialog.getByRole('button', { name: 'Keep them in one folder only' }).click();
  await expect(dialog.getByRole('alert')).toBeHidden();
  await dialog.getByRole('button', { name: 'Done' }).click();

  const file = join(profile, 'other.zip');
  writeFileSync(file, 'not a zip at all');
  answer(page, file);
  await runCommand(page, 'Take in a library…');
  const refusal = page.getByRole('dialog', { name: 'That did not work' });
  await expect(refusal.getByRole('alert')).toContainText(
    'The library could not be taken in. Nothing was changed. This is no library that Offprint wrote',
  );
  await refusal.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expectPapers(page, 1);
});

test('a backup without the marks of another device, as they could not be read, takes nothing away', async ({
  launch,
  seeds,
  profile,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', [moss, fern]);
  const { page } = await launch();
  await expectPapers(page, 2);
  await star(page, 'Notes on Moss').click();
  // There, and no file that could be read.
  const other = join(profile, 'marks', 'other-device.jsonl');
  mkdirSync(other);
  const dialog = await openBackups(page);
  await expect(dialog.getByRole('alert')).toContainText('The marks of another device in other-device.jsonl');
  await expect(dialog.getByRole('listitem')).toContainText('without those of another device');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await star(page, 'The Green Carpet').click();
  await expectStarred(page, 'The Green Carpet', true);

  rmSync(other, { recursive: true });
  await openBackups(page);
  await expect(dialog.getByRole('alert')).toBeHidden();
  await dialog.getByRole('listitem').filter({ hasText: 'without' }).getByRole('button').click();
  const review = page.getByRole('dialog', { name: /^Restore the backup of/ });
  await expect(review).toContainText('nothing is taken away');
  await expect(review.getByRole('status')).toHaveText('Nothing would change: your marks are as they were then.');
});

test('a whole library comes up on another machine, after it was said what comes', async ({
  launch,
  seeds,
  profile,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', [moss, fern]);
  writeDigest(seeds, 'two.txt', 'Mar 3', [rain]);
  const first = await launch();
  await expectPapers(first.page, 3);
  await star(first.page, 'Rain').click();
  await writeNote(first.page, 'Notes on Moss', 'Written at home.');
  const file = join(profile, 'library.zip');
  answer(first.page, file);
  await runCommand(first.page, 'Export the whole library…');
  await expect(status(first.page)).toHaveText(`2 digests and 2 marks are in ${file}.`);
  await first.close();

  const there = mkdtempSync(join(tmpdir(), 'offprint-there-'));
  const [otherSeeds, otherProfile] = [join(there, 'seeds'), join(there, 'profile')];
  mkdirSync(otherSeeds);
  try {
    writeDigest(otherSeeds, 'one.txt', 'Mar 2', [moss, fern]);
    const { page, close } = await launch({ seeds: otherSeeds, userDataDir: otherProfile });
    await expectPapers(page, 2);
    await writeNote(page, 'Notes on Moss', 'Written at work.');
    answer(page, file);
    await runCommand(page, 'Take in a library…');
    const review = page.getByRole('dialog', { name: 'Take in library.zip?' });
    const contents = review.getByRole('list', { name: 'What would come' });
    await expect(contents).toContainText('2 digests, 1 of them new to you.');
    await expect(contents).toContainText('1 paper would get marks back, the marks of 1 paper would change.', {
      ignoreCase: true,
    });
    await review.getByRole('button', { name: 'Take it in' }).click();
    await expectPapers(page, 3);
    await expectStarred(page, 'Rain', true);
    await rowOf(page, 'Notes on Moss').click();
    await expect(notes(page)).toHaveValue('Written at home.\n\nWritten at work.');
    expect(readdirSync(otherSeeds).sort()).toEqual(['one.txt', 'two.txt']);
    await close();
  } finally {
    rmSync(there, { recursive: true, force: true, maxRetries: 5 });
  }
});
