/** What axe finds in each screen, in either theme. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { violations } from './axe';
import { digestText, inventPapers, writeDigest } from './digest-files';
import { expect, expectPapers, grid, test } from './offprint';

test('axe finds nothing in the window, the dialog of the seeds folders, nor a narrow window', async ({
  launch,
  seeds,
}) => {
  const { page } = await launch();
  await expect(page.getByText('No digests yet')).toBeVisible();
  expect(await violations(page)).toEqual([]);

  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 12));
  writeFileSync(join(seeds, 'empty.txt'), '');
  await expectPapers(page, 12);
  await grid(page).getByRole('row').nth(2).click();
  await page.getByRole('searchbox', { name: 'Search papers' }).fill('moss');
  await expect(page.getByRole('status')).toHaveText('12 papers match.');
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: 'View', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Columns' }).click();
  await expect(page.getByRole('menuitemcheckbox', { name: 'Comments' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Problems' }).click();
  await expect(page.getByRole('region', { name: 'Problems' })).toContainText('empty.txt');
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: 'All papers' }).click();
  await page.getByRole('button', { name: 'Seeds folders…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Seeds folders' });
  await dialog.getByRole('textbox', { name: 'Files not to look at' }).fill('../others');
  await dialog.getByRole('switch', { name: 'Pause watching' }).click();
  await expect(dialog.getByText('Nothing is looked at until you resume.')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 900, height: 600 });
  await expect(page.getByText('Watching paused.')).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('axe finds nothing in the page of a digest, nor where papers are joined', async ({ launch, seeds }) => {
  const text = digestText('Mar 2', inventPapers('moss', 12)).replace('  • 3 authors', '  • 3 auth0rs of note');
  writeFileSync(join(seeds, 'one.txt'), text);
  writeFileSync(join(seeds, 'novel.txt'), 'It was a dark and stormy night.\n'.repeat(40));
  const { page } = await launch();
  await expectPapers(page, 12);
  await page.getByRole('button', { name: /^Mar 2, 2026/ }).click();
  await expect(page.getByRole('button', { name: 'About this digest' })).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: 'About this digest' }).click();
  const digest = page.getByRole('region', { name: 'Digest', exact: true });
  await digest.getByRole('button', { name: 'Correct the date…' }).click();
  await expect(digest.locator('.raw-line').first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('Date of the digest').fill('2024-03-02');
  await digest.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Undo correct a date to Mar 2, 2024' })).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await digest.getByRole('button', { name: 'Entry 1: show this paper' }).click();
  await page.getByRole('button', { name: 'Show in the digest' }).click();
  await expect(digest.locator('[data-marked]').first()).toBeInViewport();
  await digest.getByRole('button', { name: 'Next line not understood' }).click();
  await expect(digest.locator('[data-wrong]')).toBeInViewport();
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Same as another paper…' }).click();
  await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('listitem').first().getByRole('button').click();
  await expect(page.getByRole('region', { name: 'Decided by you' }).getByRole('listitem')).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Problems' }).click();
  await page.getByRole('button', { name: 'Show file novel.txt' }).click();
  await expect(digest.locator('.raw-line').first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
});
