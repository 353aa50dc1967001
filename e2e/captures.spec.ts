/** The real captures, where they are at hand: what is promised of them, through the window. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, expectPapers, grid, test } from './offprint';

const captures = resolve(import.meta.dirname, '../../shared/digests');
test.skip(!existsSync(captures), 'the captures are not part of the project');

test('107 papers in three digests, sorted, searched, marked, and all of it again after a kill', async ({ launch }) => {
  const first = await launch({ seeds: captures });
  const { page } = first;
  await expectPapers(page, 107);
  await expect(page.getByText('107 of 107 papers, 107 unread')).toBeVisible();

  const sightings = page.getByRole('columnheader', { name: 'Sightings' });
  await sightings.getByRole('button').click();
  await expect(sightings).toHaveAttribute('aria-sort', 'descending');
  const counts = () => grid(page).locator('.table-body .cell-sightings').allTextContents();
  await expect.poll(async () => (await counts()).slice(0, 3)).toEqual(['3', '3', '2']);

  await page.getByRole('searchbox', { name: 'Search papers' }).fill('quadrotor');
  await expect(page.getByText('2 of 107 papers')).toBeVisible();
  await expectPapers(page, 2);
  const row = grid(page).getByRole('row').nth(1);
  await row.getByRole('button', { name: 'Star' }).click();
  await row.getByRole('button', { name: 'Read' }).click();
  await row.click();
  await page.getByRole('textbox', { name: 'Notes' }).fill('Flies in one take.');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();

  await first.kill();
  const again = (await launch({ seeds: captures })).page;
  await expectPapers(again, 107);
  await expect(again.getByText('107 of 107 papers, 106 unread')).toBeVisible();
  await expect(again.getByRole('columnheader', { name: 'Sightings' })).toHaveAttribute('aria-sort', 'descending');
  await again.getByRole('button', { name: 'Starred' }).click();
  await expectPapers(again, 1);
  const starred = grid(again).getByRole('row').nth(1);
  await expect(starred.getByRole('button', { name: 'Read' })).toHaveAttribute('aria-pressed', 'true');
  await starred.click();
  await expect(again.getByRole('textbox', { name: 'Notes' })).toHaveValue('Flies in one take.');
});
