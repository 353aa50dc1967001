/** A digest of 50 MB: the window is used while it is read, and what that takes is bounded. */
import { mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeDigests } from '../bench/make-digests';
import { forgetPeak, residentSize } from '../bench/process-memory';
import { expect, expectPapers, grid, test } from './offprint';

/** At about 1.5 KB each they come to 50 MB. */
const LARGE = 35_000;
const SMALL = 45;

test('a digest of 50 MB is read while the window is used, with four times its size in memory', async ({
  seeds,
  profile,
  launch,
}) => {
  test.setTimeout(6 * 60_000);
  const elsewhere = join(profile, 'not-yet-saved');
  mkdirSync(elsewhere);
  makeDigests(elsewhere, { papers: LARGE, perDigest: LARGE, seed: 2 });
  const [name = ''] = readdirSync(elsewhere);
  const { size } = statSync(join(elsewhere, name));
  expect(size).toBeGreaterThan(50_000_000);
  makeDigests(seeds, { papers: SMALL, seed: 1 });
  const { page, pid } = await launch();
  await expectPapers(page, SMALL);

  // Only Linux tells the most that a process had at any time.
  const tellsPeak = process.platform === 'linux';
  if (tellsPeak) forgetPeak(pid);
  const before = tellsPeak ? residentSize(pid).now : 0;
  renameSync(join(elsewhere, name), join(seeds, `large ${name}`));

  // While it is being read, everything answers.
  await expect(page.getByRole('progressbar')).toBeVisible({ timeout: 60_000 });
  const star = grid(page).getByRole('row').nth(1).getByRole('button', { name: 'Star' });
  for (const pressed of ['true', 'false']) {
    await star.click();
    await expect(star).toHaveAttribute('aria-pressed', pressed);
  }
  const title = grid(page).getByRole('columnheader', { name: 'Title' });
  await title.getByRole('button', { name: 'Title' }).click();
  await expect(title).toHaveAttribute('aria-sort', 'ascending');
  await expectPapers(page, SMALL);

  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(SMALL + LARGE + 1), { timeout: 5 * 60_000 });
  if (tellsPeak) expect(residentSize(pid).peak - before).toBeLessThan(4 * size);
});
