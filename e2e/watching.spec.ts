/** What happens in the seeds folder shows in the window, by itself. */
import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright/test';
import { findElectron } from '../scripts/electron-binary.mjs';
import { digestText, inventPapers, writeDigest } from './digest-files';
import { expect, expectPapers, rowOf, test } from './offprint';

test('written, changed, renamed and removed digests show without a restart', async ({ launch, seeds }) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 3));
  const { page } = await launch();
  await expectPapers(page, 3);

  await test.step('written, changed, renamed, removed', async () => {
    writeDigest(seeds, 'two.txt', 'Mar 3', inventPapers('fern', 4));
    await expectPapers(page, 7);
    await expect(page.getByRole('status')).toHaveText('1 digest read: 4 new, 0 seen before.');

    // Changed: the same capture with one more entry.
    writeDigest(seeds, 'two.txt', 'Mar 3', inventPapers('fern', 5));
    await expectPapers(page, 8);

    renameSync(join(seeds, 'two.txt'), join(seeds, 'renamed.txt'));
    await rowOf(page, 'Paper of fern 1').click();
    await expect(sightings(page)).toContainText('renamed.txt');
    await expectPapers(page, 8);

    rmSync(join(seeds, 'renamed.txt'));
    await expect(sightings(page)).toContainText('no longer in the folder');
    await expectPapers(page, 8);
  });

  await test.step('one that is half written is not shown as whole', async () => {
    const text = digestText('Mar 4', inventPapers('reed', 3));
    const cut = text.indexOf('It holds', text.indexOf('Paper of reed 3'));
    writeFileSync(join(seeds, 'slow.txt'), text.slice(0, cut - 4));
    await expectPapers(page, 10);
    await page.getByRole('button', { name: 'Problems' }).click();
    await expect(page.getByRole('region', { name: 'Problems' })).toContainText('slow.txt');
    appendFileSync(join(seeds, 'slow.txt'), text.slice(cut - 4));
    await expect(page.getByText('Everything in the seeds folder could be read.')).toBeVisible();
    await page.getByRole('button', { name: 'All papers' }).click();
    await expectPapers(page, 11);
  });

  await test.step('a folder that goes away takes nothing with it', async () => {
    renameSync(seeds, `${seeds}-away`);
    await expect(page.getByRole('region', { name: 'Seeds folder' })).toContainText(/folder/i);
    await expectPapers(page, 11);
    await rowOf(page, 'Paper of moss 1').click();
    await expect(sightings(page)).toContainText('one.txt');
    renameSync(`${seeds}-away`, seeds);
    writeDigest(seeds, 'three.txt', 'Mar 5', inventPapers('sedge', 1));
    await expectPapers(page, 12);
  });
});

test('what is known is not read again at the next start, and a pause lasts over it', async ({ launch, seeds }) => {
  const path = writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 3));
  const first = await launch();
  await expectPapers(first.page, 3);
  await first.close();

  // Were it read again, the status would say so.
  expect(readFileSync(path, 'utf8')).toContain('Paper of moss 1');
  const second = await launch();
  await expectPapers(second.page, 3);
  writeDigest(seeds, 'two.txt', 'Mar 3', inventPapers('fern', 1));
  await expect(second.page.getByRole('status')).toHaveText('1 digest read: 1 new, 0 seen before.');

  const dialog = await openSeeds(second.page);
  await dialog.getByRole('switch', { name: 'Pause watching' }).click();
  await expect(dialog.getByText('Nothing is looked at until you resume.')).toBeVisible();
  await second.close();

  // At the next start as well: nothing is looked at meanwhile, and all of it comes afterwards.
  writeDigest(seeds, 'three.txt', 'Mar 4', inventPapers('reed', 3));
  const { page } = await launch();
  const summary = page.getByRole('region', { name: 'Seeds folder' });
  await expect(summary).toContainText('Watching paused.');
  await expectPapers(page, 4);
  await summary.getByRole('button', { name: 'Resume' }).click();
  await expectPapers(page, 7);
  await expect(summary).not.toContainText('paused');
});

/** Stars a paper, reads it and writes a note to it. */
async function markPaper(page: Page, title: string): Promise<void> {
  const row = rowOf(page, title);
  await row.getByRole('button', { name: 'Star' }).click();
  await row.getByRole('button', { name: 'Read' }).click();
  await page.getByRole('textbox', { name: 'Notes' }).fill('Compare with the ferns.');
  await expect(row.getByRole('img', { name: 'has a note' })).toBeVisible();
}

async function expectMarks(page: Page, title: string): Promise<void> {
  const row = rowOf(page, title);
  for (const name of ['Star', 'Read']) {
    await expect(row.getByRole('button', { name })).toHaveAttribute('aria-pressed', 'true');
  }
  await row.click();
  await expect(page.getByRole('textbox', { name: 'Notes' })).toHaveValue('Compare with the ferns.');
}

const sightings = (page: Page) => page.getByRole('region', { name: 'Sightings' });

test('faults 6 to 10, 16, 27 and 28: marks outlive whatever is done to the file, and to the folder', async ({
  launch,
  seeds,
}) => {
  const path = writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 3));
  const { page } = await launch();
  await markPaper(page, 'Paper of moss 2');
  const text = readFileSync(path, 'utf8');

  await test.step('faults 6 to 10: a file that is rewritten, deleted, brought back and renamed', async () => {
    truncateSync(path);
    writeFileSync(path, text.replace('Paper of moss 3', 'Paper of sedge 3'));
    await expect(rowOf(page, 'Paper of sedge 3')).toBeVisible();
    await expectMarks(page, 'Paper of moss 2');

    rmSync(path);
    await expect(sightings(page)).toContainText('no longer in the folder');
    await expectMarks(page, 'Paper of moss 2');
    writeFileSync(path, text);
    await expect(sightings(page)).toContainText('one.txt');
    await expectMarks(page, 'Paper of moss 2');

    rmSync(path);
    writeFileSync(path, text);
    renameSync(path, join(seeds, 'Two.txt'));
    await expect(sightings(page)).toContainText('Two.txt');
    renameSync(join(seeds, 'Two.txt'), join(seeds, 'TWO.txt'));
    await expect(sightings(page)).toContainText('TWO.txt');
    await expectMarks(page, 'Paper of moss 2');
  });

  await test.step('fault 16: a folder that is watched again once it is made again', async () => {
    rmSync(seeds, { recursive: true });
    await expect(page.getByRole('region', { name: 'Seeds folder' })).toContainText('not there');
    await expectMarks(page, 'Paper of moss 2');
    mkdirSync(seeds);
    writeFileSync(join(seeds, 'again.txt'), text);
    await expect(sightings(page)).toContainText('again.txt');
    await expectPapers(page, 3);
    await expectMarks(page, 'Paper of moss 2');
  });

  await test.step('faults 27 and 28: a paper of two files is one row, also when its text is edited', async () => {
    const [first, shared, last] = inventPapers('fern', 3);
    if (!first || !shared || !last) throw new Error('Three papers were to be invented.');
    rmSync(join(seeds, 'again.txt'));
    writeDigest(seeds, 'three.txt', 'Mar 3', [first, shared]);
    await markPaper(page, 'Paper of fern 2');
    writeDigest(seeds, 'four.txt', 'Mar 4', [shared, last]);
    await expectPapers(page, 6);
    await expect(sightings(page)).toContainText('four.txt');
    await expectMarks(page, 'Paper of fern 2');

    const edited = { ...shared, title: 'Paper of Fern — 2', abstract: `${shared.abstract} Code is available.` };
    writeDigest(seeds, 'three.txt', 'Mar 3', [first, edited]);
    writeDigest(seeds, 'four.txt', 'Mar 4', [edited, last]);
    await expect(rowOf(page, 'Paper of Fern — 2')).toBeVisible();
    await expectPapers(page, 6);
    await expectMarks(page, 'Paper of Fern — 2');
  });
});

/** Opens the dialog of the seeds folders. */
async function openSeeds(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Seeds folders…' }).click();
  return page.getByRole('dialog', { name: 'Seeds folders' });
}

test('a folder is added in the window, remembered, made the first and removed', async ({ launch, seeds, profile }) => {
  test.skip(findElectron() !== null, 'the dialog of Electron is the system’s own');
  const other = join(profile, 'other digests');
  mkdirSync(other);
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 2));
  writeDigest(other, 'two.txt', 'Mar 3', inventPapers('fern', 3));
  const first = await launch();
  await expectPapers(first.page, 2);
  first.page.on('dialog', (dialog) => void dialog.accept(other));
  const dialog = await openSeeds(first.page);
  await dialog.getByRole('button', { name: 'Add folder…' }).click();
  const item = dialog.getByRole('listitem', { name: other });
  await expect(item).toContainText('1 digest file');
  await dialog.getByRole('button', { name: 'Add folder…' }).click();
  await expect(dialog.getByRole('alert')).toContainText('is a seeds folder already');
  await item.getByRole('button', { name: 'Put new digests here' }).click();
  await expect(item).toContainText('New digests are put here.');
  await first.page.keyboard.press('Escape');
  await expectPapers(first.page, 5);
  await first.close();

  const { page } = await launch({ seeds: null });
  await expectPapers(page, 5);
  await expect(page.getByRole('region', { name: 'Seeds folder' })).toContainText(other);
  const again = await openSeeds(page);
  await again.getByRole('listitem', { name: seeds }).getByRole('button', { name: 'Remove' }).click();
  await expect(again.getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('Escape');
  // Its papers stay, as papers whose file is no longer there.
  await expectPapers(page, 5);
  await rowOf(page, 'Paper of moss 1').click();
  await expect(sightings(page)).toContainText('no longer in the folder');
});

test('subfolders and patterns decide what is looked at', async ({ launch, seeds }) => {
  mkdirSync(join(seeds, 'spring'));
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 2));
  writeDigest(join(seeds, 'spring'), 'two.txt', 'Mar 3', inventPapers('fern', 3));
  writeDigest(join(seeds, 'spring'), 'draft.txt', 'Mar 4', inventPapers('ivy', 1));
  const { page } = await launch();
  await expectPapers(page, 2);
  const dialog = await openSeeds(page);
  const patterns = dialog.getByRole('textbox', { name: 'Files not to look at' });
  const apply = dialog.getByRole('button', { name: 'Apply patterns' });
  await patterns.fill(`${seeds}/spring/draft.txt`);
  await expect(dialog.getByText('Patterns begin at the seeds folder')).toBeVisible();
  await expect(apply).toBeDisabled();
  await patterns.fill('draft*');
  await apply.click();
  await expect(apply).toBeHidden();
  await dialog.getByRole('checkbox', { name: 'Include subfolders' }).check();
  await expect(dialog.getByRole('listitem')).toContainText('2 digest files');
  await page.keyboard.press('Escape');
  await expectPapers(page, 5);
  await rowOf(page, 'Paper of fern 1').click();
  await expect(sightings(page)).toContainText('spring/two.txt');

  await openSeeds(page);
  await patterns.fill('');
  await apply.click();
  await page.keyboard.press('Escape');
  await expectPapers(page, 6);
});
