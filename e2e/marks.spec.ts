/** Read, starred and notes: painted at once, and there for good. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { inventPapers, writeDigest } from './digest-files';
import { journalText } from './journal-text';
import { expect, expectPapers, rowOf, test } from './offprint';

test('marks survive a restart, a re-reading, and the removal of the file', async ({ launch, seeds }) => {
  const papers = inventPapers('moss', 3);
  writeDigest(seeds, 'one.txt', 'Mar 2', papers);
  const first = await launch();
  await expectPapers(first.page, 3);
  const row = rowOf(first.page, 'Paper of moss 2');
  await row.getByRole('button', { name: 'Star' }).click();
  await expect(row.getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'true');
  await row.getByRole('button', { name: 'Read' }).click();
  await expect(first.page.getByText('3 of 3 papers, 2 unread')).toBeVisible();
  await first.page.getByRole('textbox', { name: 'Notes' }).fill('Compare with the ferns.');
  await expect(row.getByRole('img', { name: 'has a note' })).toBeVisible();
  await first.close();

  // Read again, because another paper came to the digest.
  writeDigest(seeds, 'one.txt', 'Mar 2', [...papers, ...inventPapers('fern', 1)]);
  const second = await launch();
  await expectPapers(second.page, 4);
  const kept = rowOf(second.page, 'Paper of moss 2');
  await expect(kept.getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'true');
  await expect(kept.getByRole('button', { name: 'Read' })).toHaveAttribute('aria-pressed', 'true');

  rmSync(join(seeds, 'one.txt'));
  await kept.click();
  await expect(second.page.getByRole('region', { name: 'Sightings' })).toContainText('no longer in the folder');
  await second.close();

  const { page } = await launch();
  await expectPapers(page, 4);
  await rowOf(page, 'Paper of moss 2').click();
  await expect(page.getByRole('textbox', { name: 'Notes' })).toHaveValue('Compare with the ferns.');
  await expect(rowOf(page, 'Paper of moss 2').getByRole('button', { name: 'Star' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});

test('no keystroke of a note is lost on quitting', async ({ launch, seeds }) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 1));
  const first = await launch();
  await rowOf(first.page, 'Paper of moss 1').click();
  const text = 'Every single letter of this sentence was typed right before the window closed.';
  await first.page.getByRole('textbox', { name: 'Notes' }).pressSequentially(text);
  await first.close();

  const { page } = await launch();
  await rowOf(page, 'Paper of moss 1').click();
  await expect(page.getByRole('textbox', { name: 'Notes' })).toHaveValue(text);
});

test('the keyboard alone reads, stars and notes', async ({ launch, seeds }) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 3));
  const { page } = await launch();
  await expectPapers(page, 3);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  const region = page.getByRole('region', { name: 'Paper' });
  await expect(region.getByRole('heading', { level: 2 })).toHaveText('Paper of moss 2');
  await page.keyboard.press('s');
  await page.keyboard.press('m');
  const row = rowOf(page, 'Paper of moss 2').first();
  await expect(row.getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'true');
  await expect(row.getByRole('button', { name: 'Read' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('n');
  await page.keyboard.type('smoss');
  await expect(page.getByRole('textbox', { name: 'Notes' })).toHaveValue('smoss');
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search papers' })).toBeFocused();
});

test('a status is chosen with the mouse, and says since when', async ({ launch, seeds, profile }) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 2));
  const first = await launch();
  const region = (page: Page) => page.getByRole('region', { name: 'Paper' });
  await rowOf(first.page, 'Paper of moss 1').click();
  const status = region(first.page).getByRole('group', { name: 'Status' });
  await expect(status.getByRole('button', { name: 'Unread' })).toHaveAttribute('aria-pressed', 'true');
  await status.getByRole('button', { name: 'Reading' }).click();
  await expect(status.getByRole('button', { name: 'Reading' })).toHaveAttribute('aria-pressed', 'true');
  await expect(region(first.page).getByText(/^Begun on/)).toBeVisible();
  await status.getByRole('button', { name: 'Skipped' }).click();
  await expect(region(first.page).getByText(/^Skipped on/)).toBeVisible();
  await expect.poll(() => journalText(profile)).toContain('"skipped"');
  await first.kill();

  const { page } = await launch();
  await rowOf(page, 'Paper of moss 1').click();
  await expect(region(page).getByText(/^Skipped on/)).toBeVisible();
});

test('many papers are skipped as one step, taken back and done again by keyboard alone', async ({ launch, seeds }) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 43));
  const first = await launch();
  const { page } = first;
  await expectPapers(page, 43);
  await page.keyboard.press('j');
  await page.keyboard.press('s');
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('heading', { level: 2, name: '43 papers selected' })).toBeVisible();
  await page.keyboard.press('x');
  await expect(page.getByText('43 of 43 papers, 0 unread')).toBeVisible();
  await page.keyboard.press('u');
  await expect(page.getByText('43 of 43 papers, 43 unread')).toBeVisible();
  await expect(rowOf(page, 'Paper of moss 1').getByRole('button', { name: 'Star' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.keyboard.press('Shift+U');
  await expect(page.getByText('43 of 43 papers, 0 unread')).toBeVisible();
  await first.close();

  const second = await launch();
  await expect(second.page.getByText('43 of 43 papers, 0 unread')).toBeVisible();
});
