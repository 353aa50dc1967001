/** What happens in the seeds folder shows in the window, by itself. */
import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findElectron } from '../scripts/electron-binary.mjs';
import { digestText, inventPapers, writeDigest } from './digest-files';
import { expect, expectPapers, rowOf, test } from './offprint';

test('written, changed, renamed and removed digests show without a restart', async ({ launch, seeds }) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 3));
  const { page } = await launch();
  await expectPapers(page, 3);

  writeDigest(seeds, 'two.txt', 'Mar 3', inventPapers('fern', 4));
  await expectPapers(page, 7);
  await expect(page.getByRole('status')).toHaveText('1 digest read: 4 new, 0 seen before.');

  // Changed: the same capture with one more entry.
  writeDigest(seeds, 'two.txt', 'Mar 3', inventPapers('fern', 5));
  await expectPapers(page, 8);

  renameSync(join(seeds, 'two.txt'), join(seeds, 'renamed.txt'));
  await rowOf(page, 'Paper of fern 1').click();
  await expect(page.getByRole('region', { name: 'Sightings' })).toContainText('renamed.txt');
  await expectPapers(page, 8);

  rmSync(join(seeds, 'renamed.txt'));
  await expect(page.getByRole('region', { name: 'Sightings' })).toContainText('no longer in the folder');
  await expectPapers(page, 8);
});

test('a digest that is half written is not shown as whole', async ({ launch, seeds }) => {
  const { page } = await launch();
  await expectPapers(page, 0);
  const text = digestText('Mar 2', inventPapers('moss', 3));
  const cut = text.indexOf('It holds', text.indexOf('Paper of moss 3'));
  writeFileSync(join(seeds, 'slow.txt'), text.slice(0, cut - 4));
  await expectPapers(page, 2);
  await page.getByRole('button', { name: 'Problems' }).click();
  await expect(page.getByRole('region', { name: 'Problems' })).toContainText('slow.txt');
  appendFileSync(join(seeds, 'slow.txt'), text.slice(cut - 4));
  await expect(page.getByText('Everything in the seeds folder could be read.')).toBeVisible();
  await page.getByRole('button', { name: 'All papers' }).click();
  await expectPapers(page, 3);
});

test('what is known is not read again at the next start', async ({ launch, seeds }) => {
  const path = writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 3));
  const first = await launch();
  await expectPapers(first.page, 3);
  await first.close();

  // Were it read again, the status would say so.
  expect(readFileSync(path, 'utf8')).toContain('Paper of moss 1');
  const { page } = await launch();
  await expectPapers(page, 3);
  writeDigest(seeds, 'two.txt', 'Mar 3', inventPapers('fern', 1));
  await expect(page.getByRole('status')).toHaveText('1 digest read: 1 new, 0 seen before.');
});

test('a folder that goes away takes nothing with it', async ({ launch, seeds }) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 3));
  const { page } = await launch();
  await expectPapers(page, 3);
  renameSync(seeds, `${seeds}-away`);
  await expect(page.getByRole('region', { name: 'Seeds folder' })).toContainText(/folder/i);
  await expectPapers(page, 3);
  await rowOf(page, 'Paper of moss 1').click();
  await expect(page.getByRole('region', { name: 'Sightings' })).toContainText('one.txt');
  renameSync(`${seeds}-away`, seeds);
  writeDigest(seeds, 'two.txt', 'Mar 3', inventPapers('fern', 1));
  await expectPapers(page, 4);
});

test('another folder is chosen in the window, remembered, and shown', async ({ launch, seeds, profile }) => {
  test.skip(findElectron() !== null, 'the dialog of Electron is the system’s own');
  const other = join(profile, 'other digests');
  mkdirSync(other);
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 2));
  writeDigest(other, 'two.txt', 'Mar 3', inventPapers('fern', 3));
  const first = await launch();
  await expectPapers(first.page, 2);
  first.page.once('dialog', (dialog) => void dialog.accept(other));
  await first.page.getByRole('button', { name: 'Choose the seeds folder…' }).click();
  await expectPapers(first.page, 5);
  await expect(first.page.getByText(other)).toBeVisible();
  await first.close();

  const { page } = await launch({ seeds: null });
  await expectPapers(page, 5);
  await expect(page.getByText(other)).toBeVisible();
});
