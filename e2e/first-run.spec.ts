/** The very first start: a folder of samples, and how to be rid of them. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, grid, test } from './offprint';

test('a newcomer sees the samples, and one click removes them', async ({ launch, profile }) => {
  const home = join(profile, 'home');
  const env = { HOME: home, XDG_DOCUMENTS_DIR: join(home, 'Documents'), USERPROFILE: home };
  const first = await launch({ seeds: null, env });
  const { page } = first;
  await expect(grid(page)).toHaveAttribute('aria-rowcount', /^1\d\d$/);
  const folder = join(home, 'Documents', 'Offprint', 'Seeds');
  expect(readdirSync(folder).length).toBeGreaterThanOrEqual(3);
  await expect(page.getByText(folder)).toBeVisible();

  await page.getByRole('button', { name: 'Remove the samples' }).click();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '1');
  await expect(page.getByText('No digests yet')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove the samples' })).toBeHidden();
  expect(readdirSync(folder)).toEqual([]);
  await first.close();

  // They do not come back.
  const second = await launch({ seeds: null, env });
  await expect(second.page.getByText('No digests yet')).toBeVisible();
  expect(existsSync(folder) && readdirSync(folder).length).toBe(0);
  await second.page.getByRole('button', { name: 'Try it with samples' }).click();
  await expect(grid(second.page)).toHaveAttribute('aria-rowcount', /^1\d\d$/);
});
