/** Keys: one after the other, where they are not taken, all of them in a list, and those that the reader chose. */
import type { Page } from 'playwright/test';
import { inventPapers, writeDigest } from './digest-files';
import { expect, expectPapers, grid, press, rowOf, tabTo, test } from './offprint';

const heading = (page: Page) => page.getByRole('region', { name: 'Paper' }).getByRole('heading', { level: 2 });
const sheet = (page: Page) => page.getByRole('dialog', { name: 'Keyboard shortcuts' });
const hint = (page: Page) => page.getByRole('group', { name: 'Keys that may follow' });
const unread = (page: Page, count: number) => expect(page.getByText(`3 of 3 papers, ${count} unread`)).toBeVisible();

test('g and a key lead elsewhere; keys are a text’s while one is written, and nobody’s behind a dialog; all stand in a list', async ({
  launch,
  seeds,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 3));
  const { page } = await launch();
  await expectPapers(page, 3);
  await press(page, 'j', 's');

  await press(page, 'g');
  await expect(hint(page)).toContainText('Starred');
  await press(page, 's');
  await expect(hint(page)).toBeHidden();
  await expectPapers(page, 1);
  await press(page, 'g', 'a');
  await expectPapers(page, 3);
  await press(page, 'g', 'p');
  await expect(page.getByRole('region', { name: 'Problems' })).toBeVisible();
  await press(page, 'Escape');
  await expect(grid(page)).toBeVisible();

  // What is no second key does nothing, nor what it would do alone.
  await press(page, 'g', 'm');
  await expect(hint(page)).toBeHidden();
  await unread(page, 3);
  await press(page, 'g', 'Escape');
  await expect(hint(page)).toBeHidden();
  await press(page, 'm');
  await unread(page, 2);

  await press(page, '/');
  const search = page.getByRole('searchbox', { name: 'Search papers' });
  await page.keyboard.type('moss x g a u');
  await expect(search).toHaveValue('moss x g a u');
  await expect(hint(page)).toBeHidden();
  await press(page, 'Control+a', 'Delete');
  await expect(search).toHaveValue('');
  await press(page, 'Control+b');
  await expect(page.getByRole('navigation', { name: 'Lists' })).toBeHidden();
  await press(page, 'Control+b', 'Escape');

  await press(page, '?');
  await expect(sheet(page)).toBeVisible();
  await sheet(page).getByRole('button', { name: 'Change…' }).focus();
  await press(page, 'x', 'Control+a', 'Control+k', 'm');
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await press(page, 'Escape');
  await expect(sheet(page)).toBeHidden();
  await unread(page, 2);
  // The focus is back in the list.
  await press(page, 'j');
  await expect(heading(page)).toHaveText('Paper of moss 2');

  await press(page, '?');
  const rows = sheet(page).getByRole('listitem');
  await expect(rows.filter({ hasText: 'Undo' }).first()).toContainText('Ctrl+Z');
  await expect(sheet(page).getByRole('region', { name: 'In the table' })).toContainText('Page Down');
  await page.keyboard.type('skip');
  await expect(rows.filter({ hasText: 'Star' })).toHaveCount(0);
  await expect(rows.filter({ hasText: 'Skip' }).first()).toBeVisible();
  await press(page, 'Control+a');
  await page.keyboard.type('g s');
  await expect(rows).toHaveText([/Starred/]);
  await press(page, 'Control+a');
  await page.keyboard.type('no such thing');
  await expect(sheet(page)).toContainText('No shortcut is called so, or has these keys.');

  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('grid', { name: 'Papers', includeHidden: true })).not.toBeVisible();
  await expect(sheet(page)).toBeVisible();
  await page.emulateMedia({ media: null });
});

test('by keyboard alone, a command gets other keys, and is told whose they were; by mouse alone, they are taken back', async ({
  launch,
  seeds,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 3));
  const first = await launch();
  const { page } = first;
  await expectPapers(page, 3);
  await press(page, 'j', '?');
  await press(page, 'Tab', 'Enter');
  await expect(sheet(page).getByRole('button', { name: 'Done' })).toBeFocused();
  const add = sheet(page).getByRole('button', { name: 'Add keys for “Skip”' });
  const says = sheet(page).getByRole('status');

  await tabTo(page, add);
  await press(page, 'Enter', 'Control+c');
  await expect(says).toContainText('Ctrl+C cannot be changed. Keys like this cut, copy and paste.');
  await press(page, 'Backspace', 'z', 'Enter');
  await expect(add).toBeFocused();
  await press(page, 'Enter', 'g', 'z');
  await expect(sheet(page).getByRole('textbox', { name: 'New keys for “Skip”' })).toHaveValue('g z');
  await press(page, 'Escape');
  await expect(sheet(page)).toBeVisible();

  // Keys of another command are taken by a button of its own, and by no Enter in passing.
  await press(page, 'Enter', 's');
  await expect(says).toHaveText('In use for “Star” (s).');
  await press(page, 'Enter');
  await expect(sheet(page).getByRole('button', { name: 'Take it from there' })).toBeFocused();
  await press(page, 'Enter');
  await expect(sheet(page).getByRole('button', { name: 'Remove s from “Skip”' })).toBeVisible();
  await expect(sheet(page).getByRole('button', { name: 'Remove s from “Star”' })).toHaveCount(0);
  await press(page, 'Escape');
  await expect(sheet(page)).toBeHidden();
  await press(page, 'z');
  await unread(page, 2);
  await first.close();

  // They are there at the next start.
  const again = (await launch()).page;
  await expectPapers(again, 3);
  await again.getByRole('button', { name: 'Commands…' }).click();
  await again.getByRole('option', { name: /^Keyboard shortcuts/ }).click();
  await sheet(again).getByRole('button', { name: 'Change…' }).click();
  const reset = sheet(again).getByRole('button', { name: 'Reset all to the defaults' });
  await expect(sheet(again).getByRole('button', { name: 'Remove s from “Skip”' })).toBeVisible();
  await expect(sheet(again).getByRole('button', { name: 'Remove z from “Skip”' })).toBeVisible();
  await sheet(again).getByRole('button', { name: 'Remove x from “Skip”' }).click();
  await sheet(again).getByRole('button', { name: 'Reset the keys of “Skip”' }).click();
  await expect(sheet(again).getByRole('button', { name: 'Remove x from “Skip”' })).toBeVisible();
  await expect(sheet(again).getByRole('button', { name: 'Remove s from “Skip”' })).toHaveCount(0);
  await expect(sheet(again).getByRole('button', { name: 'Remove s from “Star”' })).toHaveCount(0);
  await reset.click();
  await expect(reset).toBeDisabled();
  await expect(sheet(again).getByRole('button', { name: 'Remove s from “Star”' })).toBeVisible();
  await sheet(again).getByRole('button', { name: 'Close' }).click();
  await rowOf(again, 'Paper of moss 1').click();
  await expect(again.getByRole('region', { name: 'Paper' }).getByRole('button', { name: 'Star' })).toHaveAttribute(
    'title',
    'Star (s)',
  );
});
