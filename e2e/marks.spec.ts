/** Read, starred and notes: painted at once, and there for good; by keyboard alone, and by mouse alone. */
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { inventPapers, writeDigest } from './digest-files';
import { journalText } from './journal-text';
import { expect, expectPapers, openMenu, press, rowOf, tabTo, test } from './offprint';

const pane = (page: Page) => page.getByRole('region', { name: 'Paper' });
const notes = (page: Page) => page.getByRole('textbox', { name: 'Notes' });
const heading = (page: Page) => pane(page).getByRole('heading', { level: 2 });
const says = (page: Page) => page.getByRole('status').first();
const toggle = (page: Page, title: string, name: 'Star' | 'Read') => rowOf(page, title).getByRole('button', { name });
const statusButton = (page: Page, name: string) =>
  pane(page).getByRole('group', { name: 'Status' }).getByRole('button', { name, exact: true });
const cleanUp = (page: Page) => page.getByRole('button', { name: /^Clean up/ });
const isOn = (page: Page, title: string, name: 'Star' | 'Read', is: boolean) =>
  expect(toggle(page, title, name)).toHaveAttribute('aria-pressed', String(is));

test('marks survive a restart, a re-reading, and the removal of the file; no keystroke of a note is lost on quitting', async ({
  launch,
  seeds,
}) => {
  const papers = inventPapers('moss', 3);
  writeDigest(seeds, 'one.txt', 'Mar 2', papers);
  const first = await launch();
  await expectPapers(first.page, 3);
  await toggle(first.page, 'Paper of moss 2', 'Star').click();
  await isOn(first.page, 'Paper of moss 2', 'Star', true);
  await toggle(first.page, 'Paper of moss 2', 'Read').click();
  await expect(first.page.getByText('3 of 3 papers, 2 unread')).toBeVisible();
  await notes(first.page).fill('Compare with the ferns.');
  await expect(rowOf(first.page, 'Paper of moss 2').getByRole('img', { name: 'has a note' })).toBeVisible();
  await first.close();

  // Read again, because another paper came to the digest.
  writeDigest(seeds, 'one.txt', 'Mar 2', [...papers, ...inventPapers('fern', 1)]);
  const second = await launch();
  await expectPapers(second.page, 4);
  await isOn(second.page, 'Paper of moss 2', 'Star', true);
  await isOn(second.page, 'Paper of moss 2', 'Read', true);
  rmSync(join(seeds, 'one.txt'));
  await rowOf(second.page, 'Paper of moss 2').click();
  await expect(second.page.getByRole('region', { name: 'Sightings' })).toContainText('no longer in the folder');
  await rowOf(second.page, 'Paper of moss 1').click();
  await expect(heading(second.page)).toHaveText('Paper of moss 1');
  const text = 'Every single letter of this sentence was typed right before the window closed.';
  await notes(second.page).pressSequentially(text);
  await second.close();

  const { page } = await launch();
  await expectPapers(page, 4);
  await rowOf(page, 'Paper of moss 1').click();
  await expect(notes(page)).toHaveValue(text);
  await rowOf(page, 'Paper of moss 2').click();
  await expect(notes(page)).toHaveValue('Compare with the ferns.');
  await isOn(page, 'Paper of moss 2', 'Star', true);
});

test('by keyboard alone: keys, pane and menu mark, note and open; many are skipped as one step, and taken back', async ({
  launch,
  seeds,
  profile,
}) => {
  const [linked, ...others] = inventPapers('moss', 43);
  if (!linked) throw new Error('Papers were to be invented.');
  writeDigest(seeds, 'one.txt', 'Mar 2', [
    { ...linked, abstract: 'It is at https://example.org/moss. It holds.' },
    ...others,
  ]);
  // What the system opens links with only notes them.
  const [bin, opened] = [join(profile, 'bin'), join(profile, 'opened')];
  mkdirSync(bin);
  writeFileSync(join(bin, 'xdg-open'), `#!/bin/sh\necho "$1" >> '${opened}'\n`);
  chmodSync(join(bin, 'xdg-open'), 0o755);
  const first = await launch({ env: { PATH: `${bin}:${process.env.PATH}` } });
  const { page } = first;
  await expectPapers(page, 43);

  await press(page, 'j');
  await expect(heading(page)).toHaveText('Paper of moss 1');
  if (process.platform === 'linux') {
    await press(page, 'o');
    await expect.poll(() => existsSync(opened) && readFileSync(opened, 'utf8')).toBe('https://example.org/moss\n');
  }
  await press(page, 'j');
  await expect(heading(page)).toHaveText('Paper of moss 2');
  await press(page, 's', 'm');
  await isOn(page, 'Paper of moss 2', 'Star', true);
  await isOn(page, 'Paper of moss 2', 'Read', true);
  await press(page, 'n');
  await page.keyboard.type('smoss');
  await expect(notes(page)).toHaveValue('smoss');
  await press(page, 'Escape', 'r');
  await expect(statusButton(page, 'Reading')).toHaveAttribute('aria-pressed', 'true');
  await isOn(page, 'Paper of moss 2', 'Read', false);

  await openMenu(page, 'k', 'Shift+F10');
  await page.keyboard.type('star');
  await press(page, 'Enter');
  await isOn(page, 'Paper of moss 1', 'Star', true);
  await press(page, 'j');
  await expect(heading(page)).toHaveText('Paper of moss 2');
  await tabTo(page, statusButton(page, 'Skipped'));
  await press(page, 'Enter');
  await expect(pane(page).getByText(/^Skipped on/)).toBeVisible();
  await tabTo(page, statusButton(page, 'Reading'));
  await press(page, 'Enter');
  await expect(pane(page).getByText(/^Begun on/)).toBeVisible();

  // What does not belong into a list any more stays until the list is cleaned up.
  await press(page, 'g', 'u');
  await expectPapers(page, 42);
  await press(page, 'j', 'm');
  await expect(cleanUp(page)).toHaveText('Clean up (1)');
  await expectPapers(page, 42);
  await press(page, 'c');
  await expectPapers(page, 41);
  await press(page, 'u');
  await expectPapers(page, 42);
  await press(page, 'g', 'a');
  await expectPapers(page, 43);

  await press(page, 'Control+a');
  await expect(page.getByRole('heading', { level: 2, name: '43 papers selected' })).toBeVisible();
  await press(page, 'x');
  await expect(page.getByText('43 of 43 papers, 0 unread')).toBeVisible();
  await expect(says(page)).toHaveText('Skipped 43 papers. Undo: u');
  await press(page, 'u');
  await expect(page.getByText('43 of 43 papers, 42 unread')).toBeVisible();
  await expect(says(page)).toHaveText('Undone: skip 43 papers. Redo: Shift+U');
  await isOn(page, 'Paper of moss 1', 'Star', true);
  await press(page, 'Shift+U');
  await expect(page.getByText('43 of 43 papers, 0 unread')).toBeVisible();
  await press(page, '/');
  await expect(page.getByRole('searchbox', { name: 'Search papers' })).toBeFocused();
  await first.close();

  const again = (await launch()).page;
  await expect(again.getByText('43 of 43 papers, 0 unread')).toBeVisible();
  await press(again, 'j', 'j');
  await expect(notes(again)).toHaveValue('smoss');
});

test('by mouse alone: row, pane and menu mark, and say since when; each is taken back by its name', async ({
  launch,
  seeds,
  profile,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 3));
  const first = await launch();
  const { page } = first;
  await expectPapers(page, 3);
  await toggle(page, 'Paper of moss 3', 'Star').click();
  await toggle(page, 'Paper of moss 3', 'Read').click();
  await isOn(page, 'Paper of moss 3', 'Read', true);
  await page.getByRole('button', { name: 'Undo mark ‘Paper of moss 3’ as read' }).click();
  await isOn(page, 'Paper of moss 3', 'Read', false);
  await rowOf(page, 'Paper of moss 2').click({ button: 'right' });
  await page
    .getByRole('menuitemcheckbox', { name: /^Read\b/ })
    .first()
    .click();
  await isOn(page, 'Paper of moss 2', 'Read', true);

  await rowOf(page, 'Paper of moss 1').click();
  await expect(statusButton(page, 'Unread')).toHaveAttribute('aria-pressed', 'true');
  await pane(page).getByRole('button', { name: 'Star', exact: true }).click();
  await isOn(page, 'Paper of moss 1', 'Star', true);
  await statusButton(page, 'Reading').click();
  await expect(statusButton(page, 'Reading')).toHaveAttribute('aria-pressed', 'true');
  await expect(pane(page).getByText(/^Begun on/)).toBeVisible();
  await statusButton(page, 'Skipped').click();
  await expect(pane(page).getByText(/^Skipped on/)).toBeVisible();
  await page.getByRole('button', { name: /^Unread \d/ }).click();
  await toggle(page, 'Paper of moss 3', 'Read').click();
  await isOn(page, 'Paper of moss 3', 'Read', true);
  await cleanUp(page).click();
  await expect(rowOf(page, 'Paper of moss 3')).toHaveCount(0);
  await page.getByRole('button', { name: /^All papers/ }).click();
  await expectPapers(page, 3);
  await expect.poll(() => journalText(profile)).toContain('"skipped"');
  await first.kill();

  const again = (await launch()).page;
  await rowOf(again, 'Paper of moss 1').click();
  await expect(pane(again).getByText(/^Skipped on/)).toBeVisible();
});
