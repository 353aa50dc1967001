/** Commands: the palette, the context menu, undo, and reading with the keyboard; each by keys alone and by mouse alone. */
import type { Locator, Page } from 'playwright/test';
import { violations } from './axe';
import { inventPapers, writeDigest } from './digest-files';
import { expect, expectPapers, grid, press, rowOf, test } from './offprint';

const star = (row: Locator) => row.getByRole('button', { name: 'Star' });
const status = (page: Page) => page.getByRole('status').first();
const heading = (page: Page) => page.getByRole('region', { name: 'Paper' }).getByRole('heading', { level: 2 });
const palette = (page: Page) => page.getByRole('dialog', { name: 'Commands and places' });
const option = (page: Page, name: string | RegExp) => palette(page).getByRole('option', { name });

test('the palette leads to lists and digests, runs what a few letters name, and has what was chosen last on top', async ({
  launch,
  seeds,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 3));
  writeDigest(seeds, 'two.txt', 'Mar 9', inventPapers('fern', 2));
  const first = await launch();
  const { page } = first;
  await expectPapers(page, 5);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('digest mar 9');
  await expect(option(page, /^Digest: Mar 9/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expectPapers(page, 2);
  await expect(page.getByRole('button', { name: /^Mar 9, 2026/ })).toHaveAttribute('aria-current', 'page');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('all pap');
  await page.keyboard.press('Enter');
  await expectPapers(page, 5);

  await press(page, 'g', 'd');
  await expect(palette(page).getByRole('option')).toHaveCount(2);
  await press(page, 'ArrowDown', 'Enter');
  await expectPapers(page, 3);
  await page.keyboard.press('j');
  await expect(heading(page)).toHaveText('Paper of moss 1');

  await page.keyboard.press('Control+k');
  await expect(palette(page).getByRole('combobox')).toBeFocused();
  await page.keyboard.type('star');
  await expect(option(page, /^Star /)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(palette(page)).toBeHidden();
  await expect(star(rowOf(page, 'Paper of moss 1'))).toHaveAttribute('aria-pressed', 'true');
  // The focus is where it was: the next key goes on from there.
  await page.keyboard.press('j');
  await expect(heading(page)).toHaveText('Paper of moss 2');
  await first.close();

  const again = (await launch()).page;
  await expectPapers(again, 5);
  await rowOf(again, 'Paper of moss 3').click();
  await again.getByRole('button', { name: 'Commands…' }).click();
  await expect(palette(again).getByRole('option').first()).toHaveAccessibleName(/Star/);
  await palette(again).getByRole('option').first().click();
  await expect(star(rowOf(again, 'Paper of moss 3'))).toHaveAttribute('aria-pressed', 'true');

  await again.keyboard.press('Control+k');
  await again.keyboard.type('no such thing');
  await expect(palette(again)).toContainText('No command and no place is called so.');
  await again.keyboard.press('Escape');
  await expect(palette(again)).toBeHidden();
});

test('what can be done with papers opens where one clicks, and with Shift+F10; marks are taken back by their names', async ({
  launch,
  seeds,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 4));
  const { page } = await launch();
  await expectPapers(page, 4);
  const menu = page.getByRole('menu');

  await rowOf(page, 'Paper of moss 2').click({ button: 'right' });
  await menu.getByRole('menuitemcheckbox', { name: /^Star/ }).click();
  await expect(star(rowOf(page, 'Paper of moss 2'))).toHaveAttribute('aria-pressed', 'true');
  await expect(menu).toBeHidden();
  await expect(rowOf(page, 'Paper of moss 2')).toHaveAttribute('aria-selected', 'true');

  await page.keyboard.press('Shift+F10');
  await expect(menu.getByRole('menuitemcheckbox', { name: /^Star/ })).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await page.keyboard.press('j');
  await expect(heading(page)).toHaveText('Paper of moss 3');

  // On one of several that are selected, it is about them all.
  await rowOf(page, 'Paper of moss 1').click();
  await rowOf(page, 'Paper of moss 3').click({ modifiers: ['Shift'] });
  await rowOf(page, 'Paper of moss 2').click({ button: 'right' });
  await menu.getByRole('menuitemcheckbox', { name: /^Skip: 3 papers/ }).click();
  await expect(page.getByText('4 of 4 papers, 1 unread')).toBeVisible();
  await expect(status(page)).toHaveText('Skipped 3 papers. Undo: u');

  const unread = (count: number) => expect(page.getByText(`4 of 4 papers, ${count} unread`)).toBeVisible();
  await press(page, 'u', 'u');
  await unread(4);
  await rowOf(page, 'Paper of moss 1').click();
  await expect(heading(page)).toHaveText('Paper of moss 1');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('x');
  await unread(0);
  await expect(status(page)).toHaveText('Skipped 4 papers. Undo: u');
  await page.keyboard.press('Escape');
  await page.keyboard.press('s');
  await expect(status(page)).toHaveText('Starred ‘Paper of moss 1’. Undo: u');

  await page.keyboard.press('u');
  await page.keyboard.press('u');
  await unread(4);
  await expect(status(page)).toHaveText('Undone: skip 4 papers. Redo: Shift+U');
  await expect(star(rowOf(page, 'Paper of moss 1'))).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('Shift+U');
  await unread(0);
  await page.keyboard.press('Control+z');
  await unread(4);
  await page.keyboard.press('Control+y');
  await unread(0);

  await page.getByRole('button', { name: 'Undo skip 4 papers' }).click();
  await unread(4);

  await page.keyboard.press('n');
  await page.keyboard.type('ferns');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('textbox', { name: 'Notes' })).not.toHaveValue('ferns');
  await unread(4);

  await test.step('axe finds nothing in the palette, list of keys and context menu', async () => {
    await rowOf(page, 'Paper of moss 1').click();
    await page.keyboard.press('g');
    await expect(page.getByRole('group', { name: 'Keys that may follow' })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');

    await page.keyboard.press('Control+k');
    await expect(palette(page)).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.type('nothing at all');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(palette(page)).toBeHidden();

    await grid(page).getByRole('row').nth(2).click({ button: 'right' });
    await expect(page.getByRole('menu')).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toBeHidden();

    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(dialog).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Change…' }).click();
    await dialog.getByRole('button', { name: 'Add keys for “Skip”' }).click();
    await page.keyboard.press('s');
    await expect(dialog.getByText('In use for “Star” (s).')).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
});

test('Space reads on, and goes from the end of an abstract to the next unread paper', async ({ launch, seeds }) => {
  const long = Array.from({ length: 400 }, (_, index) => `Sentence ${index} of a long abstract.`).join(' ');
  const [one, two, three] = inventPapers('moss', 3);
  if (!one || !two || !three) throw new Error('Three papers were to be invented.');
  writeDigest(seeds, 'one.txt', 'Mar 2', [{ ...one, abstract: long }, two, three]);
  const { page } = await launch();
  await expectPapers(page, 3);
  await rowOf(page, two.title).click();
  await page.keyboard.press('m');
  await rowOf(page, one.title).click();
  await expect(heading(page)).toHaveText(one.title);

  const article = page.getByRole('article', { name: one.title });
  await page.keyboard.press(' ');
  await expect.poll(() => article.evaluate((element) => element.scrollTop)).toBeGreaterThan(100);
  await page.keyboard.press('Shift+ ');
  await expect.poll(() => article.evaluate((element) => element.scrollTop)).toBe(0);
  for (let press = 0; press < 60 && (await heading(page).textContent()) === one.title; press += 1) {
    await page.keyboard.press(' ');
  }
  await expect(heading(page)).toHaveText(three.title);

  await page.keyboard.press('s');
  await expect(star(rowOf(page, three.title))).toHaveAttribute('aria-pressed', 'true');
});

test('x skips and goes on, unless the reader wants it otherwise', async ({ launch, seeds }) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 4));
  const first = await launch();
  const { page } = first;
  await expectPapers(page, 4);
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(heading(page)).toHaveText('Paper of moss 2');
  await page.keyboard.press('m');
  await expect(page.getByText('4 of 4 papers, 2 unread')).toBeVisible();
  await expect(heading(page)).toHaveText('Paper of moss 2');

  for (const name of ['next paper after skipping', 'next paper after marking']) {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await expect(palette(page)).toBeHidden();
  }
  await first.close();

  const again = (await launch()).page;
  await expectPapers(again, 4);
  await rowOf(again, 'Paper of moss 3').click();
  await again.keyboard.press('x');
  await expect(again.getByText('4 of 4 papers, 1 unread')).toBeVisible();
  await expect(heading(again)).toHaveText('Paper of moss 3');
  await again.keyboard.press('m');
  await expect(heading(again)).toHaveText('Paper of moss 4');
});
