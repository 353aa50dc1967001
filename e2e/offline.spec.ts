/** Nothing that a reader does makes Offprint ask the network for anything. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Page } from 'playwright/test';
import { inventPapers, writeDigest } from './digest-files';
import { expect, expectPapers, rowOf, test } from './offprint';
import { runCommand } from './run-command';

/** Every request of the window that is for anything but its own files; the page's, its workers' and its frames'. */
function recordRequests(page: Page): string[] {
  const own = new URL(page.url()).origin;
  const foreign: string[] = [];
  const note = (url: string) => {
    if (!url.startsWith(own) && !/^(blob|data|devtools):/.test(url)) foreign.push(url);
  };
  page.context().on('request', (request) => note(request.url()));
  page.on('websocket', (socket) => note(socket.url()));
  // What the policy of the page refuses never becomes a request, and was tried all the same.
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) foreign.push(message.text());
  });
  return foreign;
}

/** As the About dialog counts them. */
async function counted(page: Page): Promise<{ sent: string | null; refused: string | null }> {
  await runCommand(page, 'About Offprint');
  const dialog = page.getByRole('dialog', { name: 'About Offprint' });
  const [sent, refused] = [dialog.getByRole('definition').first(), dialog.getByRole('definition').last()];
  await expect(sent).toHaveText(/\d/);
  const counts = { sent: await sent.textContent(), refused: await refused.textContent() };
  await dialog.getByRole('button', { name: 'Done' }).click();
  return counts;
}

test('a whole session makes no request that leaves the machine, and the count says so', async ({
  launch,
  seeds,
  profile,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', [
    {
      title: 'Tracked',
      abstract: 'See https://example.org/pixel.png and <img src="https://example.org/x.png">. It ends.',
    },
    ...inventPapers('moss', 30),
  ]);
  // In place of the system's browser, which may go where it likes.
  const bin = join(profile, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'xdg-open'), '#!/bin/sh\nexit 0\n');
  chmodSync(join(bin, 'xdg-open'), 0o755);
  const { page } = await launch({ env: { PATH: `${bin}${delimiter}${process.env.PATH}` } });
  const foreign = recordRequests(page);
  await page.reload();
  await expectPapers(page, 31);

  await rowOf(page, 'Tracked').click();
  await page.getByRole('link', { name: 'example.org/pixel.png' }).click();
  await page.getByRole('textbox', { name: 'Notes' }).fill('https://example.org/note.png');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await rowOf(page, 'Paper of moss 2').getByRole('button', { name: 'Star' }).click();
  await page.getByRole('searchbox', { name: 'Search papers' }).fill('pixel');
  await expectPapers(page, 1);
  await page.getByRole('searchbox', { name: 'Search papers' }).fill('');
  await expectPapers(page, 31);
  writeDigest(seeds, 'two.txt', 'Mar 3', inventPapers('fern', 5));
  await expectPapers(page, 36);
  await page.getByRole('button', { name: 'Mar 3, 2026' }).first().click();
  await expectPapers(page, 5);
  await runCommand(page, 'Keyboard shortcuts…');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await runCommand(page, 'Backups…');
  await expect(page.getByRole('dialog', { name: 'Backups' }).getByRole('listitem').first()).toBeVisible();
  await page.keyboard.press('Escape');
  expect(await counted(page)).toEqual({ sent: '0', refused: '0' });
  expect(foreign).toEqual([]);
});

test('a request that is tried is recorded and refused: the proof can fail', async ({ launch, seeds }) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 1));
  const { page } = await launch();
  await expectPapers(page, 1);
  const foreign = recordRequests(page);
  // Neither the policy of the page nor its own code would: so it is asked of the browser itself.
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setBypassCSP', { enabled: true });
  await page.reload();
  await expectPapers(page, 1);
  await page.evaluate(() => fetch('https://example.org/tracked').catch(() => null));
  await expect.poll(() => foreign).toEqual(['https://example.org/tracked']);
  expect(await counted(page)).toEqual({ sent: '0', refused: '1' });
});
