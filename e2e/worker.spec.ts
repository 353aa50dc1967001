/** The page outlives the library worker, and says what happened where it cannot go on. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { inventPapers, writeDigest } from './digest-files';
import { journalText } from './journal-text';
import { expect, expectPapers, grid, rowOf, test } from './offprint';
import { runCommand } from './run-command';

/** Ends the library worker as running out of memory does: from one moment to the next. */
async function killWorker(page: Page): Promise<void> {
  // One that has just ended may still be listed, before the one that took its place.
  const worker = page.workers().at(-1);
  if (!worker) throw new Error('There is no worker.');
  await worker.evaluate(() => self.close());
}

/** Notes what is copied from now on; gives the latest of it. */
function noteCopied(page: Page): () => Promise<string> {
  const isNoting = page.evaluate(() => {
    // Behind whoever fills it.
    window.addEventListener('copy', (event) => {
      Object.assign(window, { copied: event.clipboardData?.getData('text/plain') });
    });
  });
  return () => isNoting.then(() => page.evaluate(() => String((window as unknown as { copied: unknown }).copied)));
}

const notes = (page: Page) => page.getByRole('textbox', { name: 'Notes' });
const star = (page: Page, title: string) => rowOf(page, title).getByRole('button', { name: 'Star' });

test('fault 48: the worker is started again, the page lives, and nothing that was saved is lost', async ({
  launch,
  seeds,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 20));
  const { page } = await launch();
  await expectPapers(page, 20);
  await rowOf(page, 'Paper of moss 3').click();
  await notes(page).fill('Not to be lost.');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await star(page, 'Paper of moss 4').click();

  await killWorker(page);
  // Where the worker ended between the journal and the database, what was brought back is the latest news.
  await expect(page.locator('.notice-bar')).toHaveText(
    /^(The library stopped, and was started again\. Nothing that was saved|.* brought back from their journal\. Nothing) is lost\./,
  );
  await expectPapers(page, 20);
  await expect(star(page, 'Paper of moss 4')).toHaveAttribute('aria-pressed', 'true');
  await rowOf(page, 'Paper of moss 3').click();
  await expect(notes(page)).toHaveValue('Not to be lost.');
  // It works as before.
  await star(page, 'Paper of moss 5').click();
  await expect(star(page, 'Paper of moss 5')).toHaveAttribute('aria-pressed', 'true');
  writeDigest(seeds, 'two.txt', 'Mar 3', inventPapers('fern', 5));
  await expectPapers(page, 25);
  await page.getByRole('searchbox', { name: 'Search papers' }).fill('fern');
  await expectPapers(page, 5);
});

test('fault 48: a mark that was on its way when the worker ended is saved by the next', async ({ launch, seeds }) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 3));
  const first = await launch();
  await expectPapers(first.page, 3);
  const killed = killWorker(first.page);
  await star(first.page, 'Paper of moss 2').click();
  await killed;
  await expect(first.page.locator('.notice-bar')).toBeVisible();
  await expect(star(first.page, 'Paper of moss 2')).toHaveAttribute('aria-pressed', 'true');
  await first.close();
  const { page } = await launch();
  await expect(star(page, 'Paper of moss 2')).toHaveAttribute('aria-pressed', 'true');
});

test('a worker that ends again and again is given up: the window says so, and starts again', async ({
  launch,
  seeds,
  profile,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 3));
  const { page } = await launch();
  await expectPapers(page, 3);
  await star(page, 'Paper of moss 2').click();
  await expect.poll(() => journalText(profile)).toContain('starredAt');
  const trouble = page.getByRole('alert').filter({ has: page.getByRole('heading', { level: 1 }) });
  await expect
    .poll(
      async () => {
        // A worker that ends in the middle of being asked to may never answer.
        await Promise.race([killWorker(page).catch(() => {}), page.waitForTimeout(1000)]);
        return trouble.isVisible();
      },
      // One that ends before it said that it lives is waited for.
      { timeout: 90_000 },
    )
    .toBe(true);
  // It is given up by the number of its ends, or by what it was asked for each time; whichever comes first.
  await expect(trouble).toContainText(/The library stopped (again and again|while it worked on this)/);
  await expect(trouble).toContainText('your marks are safe');
  const report = noteCopied(page);
  await trouble.getByRole('button', { name: 'Copy a report' }).click();
  await expect(trouble.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await report()).toMatch(/^Offprint could not .*: Error\n[\s\S]*Network: 0 requests left this machine/);
  expect(await report()).not.toContain('moss');
  await trouble.getByRole('button', { name: 'Start again and restore a backup…' }).click();
  await expect(page.getByRole('dialog', { name: 'Backups' }).getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expectPapers(page, 3);
  await expect(star(page, 'Paper of moss 2')).toHaveAttribute('aria-pressed', 'true');
});

test('fault 31: the page killed during a toggle costs nothing that was acknowledged', async ({ launch, seeds }) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 6));
  const first = await launch();
  await expectPapers(first.page, 6);
  await rowOf(first.page, 'Paper of moss 1').click();
  await notes(first.page).fill('Acknowledged.');
  await expect(first.page.getByText('Saved', { exact: true })).toBeVisible();
  const crashing = first.page.context().newCDPSession(first.page);
  await star(first.page, 'Paper of moss 2').click();
  await (await crashing).send('Page.crash').catch(() => {});
  // Main loads it anew; what tests see of it is the one that is gone.
  await expect.poll(() => first.stdout()).toContain('The page ended unexpectedly');
  await first.kill();
  const { page } = await launch();
  await expectPapers(page, 6);
  await rowOf(page, 'Paper of moss 1').click();
  await expect(notes(page)).toHaveValue('Acknowledged.');
  // It is as it was, or as it was to be, and can be changed either way.
  const before = await star(page, 'Paper of moss 2').getAttribute('aria-pressed');
  await star(page, 'Paper of moss 2').click();
  await expect(star(page, 'Paper of moss 2')).toHaveAttribute('aria-pressed', String(before !== 'true'));
  await expect(grid(page)).toBeVisible();
});

test('diagnostics can be copied, and hold neither titles nor notes nor private folders', async ({
  launch,
  seeds,
  profile,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 2));
  const { page } = await launch();
  await expectPapers(page, 2);
  await rowOf(page, 'Paper of moss 1').click();
  await notes(page).fill('A private thought.');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  const copied = noteCopied(page);
  await runCommand(page, 'Copy diagnostics');
  await expect(page.getByText('The diagnostics are copied.', { exact: false })).toBeVisible();
  const text = await copied();
  expect(text).toContain('Library: 2 papers, 2 unread, 1 digests, 0 problems');
  expect(text).toContain('Network: 0 requests left this machine');
  for (const secret of ['moss', 'thought', seeds, profile]) expect(text).not.toContain(secret);
  const log = readFileSync(join(profile, 'logs/offprint.log'), 'utf8');
  expect(log).toMatch(/^\S+Z info Offprint .* starts\.$/m);
  for (const secret of ['moss', 'thought']) expect(log).not.toContain(secret);
});
