/** Tags: made while typing, for one paper or many, by keyboard alone and by mouse alone; renamed, made one, deleted, and back. */
import type { Locator, Page } from 'playwright/test';
import { inventPapers, writeDigest } from './digest-files';
import { journalText } from './journal-text';
import { expect, expectPapers, openMenu, press, rowOf, tabTo, test } from './offprint';

const pane = (page: Page) => page.getByRole('region', { name: 'Paper' });
const tagField = (page: Page) => pane(page).getByRole('group', { name: 'Tags' });
const tagInput = (page: Page) => pane(page).getByRole('combobox', { name: 'Add a tag' });
const chip = (row: Locator, name: string) => row.getByText(name, { exact: true });
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Tags' });

test('by keyboard alone: tags are made, given, taken off, renamed, made one, coloured and deleted, and each is taken back', async ({
  launch,
  seeds,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 5));
  const { page } = await launch();
  await expectPapers(page, 5);
  await page.keyboard.press('j');
  await expect(pane(page).getByRole('heading', { level: 2 })).toHaveText('Paper of moss 1');
  await page.keyboard.press('t');
  await expect(tagInput(page)).toBeFocused();
  await page.keyboard.type('to cite');
  await page.keyboard.press('Enter');
  await expect(tagField(page).getByRole('button', { name: 'Remove tag to cite' })).toBeVisible();
  await expect(chip(rowOf(page, 'Paper of moss 1'), 'to cite')).toBeVisible();

  // The next paper gets it by its first letters.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await expect(pane(page).getByRole('heading', { level: 2 })).toHaveText('Paper of moss 2');
  await page.keyboard.press('t');
  await page.keyboard.type('to');
  await expect(page.getByRole('option', { name: /^to cite/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(chip(rowOf(page, 'Paper of moss 2'), 'to cite')).toBeVisible();
  await expect(tagField(page).getByRole('button', { name: 'Remove tag to cite' })).toBeVisible();

  // Backspace goes to the last of them, and takes it off.
  await page.keyboard.press('Backspace');
  await expect(tagField(page).getByRole('button', { name: 'Remove tag to cite' })).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(chip(rowOf(page, 'Paper of moss 2'), 'to cite')).toHaveCount(0);
  await expect(tagInput(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('u');
  await expect(chip(rowOf(page, 'Paper of moss 2'), 'to cite')).toBeVisible();

  // Two become one, which is coloured and deleted.
  await press(page, 'j', 't');
  await expect(tagInput(page)).toBeFocused();
  await page.keyboard.type('streams');
  await press(page, 'Enter', 'Escape', 'Escape');
  await expect(chip(rowOf(page, 'Paper of moss 3'), 'streams')).toBeVisible();
  await press(page, 'Control+Shift+T');
  await expect(dialog(page)).toBeVisible();
  const name = dialog(page).getByRole('textbox', { name: 'Name of tag streams' });
  await tabTo(page, name);
  await press(page, 'Control+a');
  await page.keyboard.type('To cite');
  await expect(dialog(page).getByText('Becomes one with the tag of this name.')).toBeVisible();
  await press(page, 'Enter');
  await expect(dialog(page).getByRole('button', { name: '3 papers' })).toBeVisible();
  // The field that had the focus is gone.
  await expect(dialog(page).getByRole('textbox', { name: 'Name of tag to cite' })).toBeFocused();
  await tabTo(page, dialog(page).getByRole('button', { name: 'Colour of tag to cite' }));
  await openMenu(page, 'Enter');
  await page.keyboard.type('teal');
  await expect(page.getByRole('menuitemradio', { name: 'teal' })).toBeFocused();
  await press(page, 'Enter');
  await expect(dialog(page).getByRole('button', { name: 'Colour of tag to cite: teal' })).toBeVisible();
  await tabTo(page, dialog(page).getByRole('button', { name: 'Delete tag to cite' }));
  await press(page, 'Enter');
  await expect(dialog(page).getByText('There are no tags yet.')).toBeVisible();
  await press(page, 'Escape');
  await expect(dialog(page)).toBeHidden();
  await expect(chip(rowOf(page, 'Paper of moss 1'), 'to cite')).toHaveCount(0);
  await press(page, 'Control+z');
  await expect(chip(rowOf(page, 'Paper of moss 3'), 'to cite')).toBeVisible();
  await press(page, 'Control+z', 'Control+z');
  await expect(chip(rowOf(page, 'Paper of moss 3'), 'streams')).toBeVisible();
  await expect(chip(rowOf(page, 'Paper of moss 1'), 'to cite')).toBeVisible();
});

test('by mouse alone: what is selected is tagged, also after a kill; the tag is renamed, coloured, deleted and brought back', async ({
  launch,
  seeds,
  profile,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 5));
  const first = await launch();
  const { page } = first;
  await expectPapers(page, 5);
  await page.getByText('Paper of moss 2', { exact: true }).click();
  await page.getByText('Paper of moss 4', { exact: true }).click({ modifiers: ['Shift'] });
  await expect(pane(page).getByRole('heading', { level: 2 })).toHaveText('3 papers selected');
  await tagInput(page).click();
  // A name has to be typed once.
  await tagInput(page).pressSequentially('flow');
  await page.getByRole('option', { name: 'Make the tag ‘flow’' }).click();
  for (const number of [2, 3, 4]) await expect(chip(rowOf(page, `Paper of moss ${number}`), 'flow')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeVisible();

  await page.getByText('Paper of moss 1', { exact: true }).click();
  await page.getByText('Paper of moss 3', { exact: true }).click({ modifiers: ['Shift'] });
  await tagField(page).getByRole('button', { name: '2 of 3' }).click();
  await expect(chip(rowOf(page, 'Paper of moss 1'), 'flow')).toBeVisible();
  await expect(tagField(page).getByRole('button', { name: '2 of 3' })).toHaveCount(0);
  await expect.poll(() => journalText(profile).split('"tag:').length - 1).toBe(4);
  await first.kill();

  const again = (await launch()).page;
  await expectPapers(again, 5);
  await expect(chip(rowOf(again, 'Paper of moss 1'), 'flow')).toBeVisible();
  await again.getByRole('button', { name: 'Commands…' }).click();
  await again.getByRole('option', { name: /^Tags…/ }).click();
  const name = dialog(again).getByRole('textbox', { name: 'Name of tag flow' });
  await name.fill('streams');
  await dialog(again).getByRole('button', { name: 'Colour of tag flow' }).click();
  await again.getByRole('menuitemradio', { name: 'teal' }).click();
  await expect(dialog(again).getByRole('button', { name: 'Colour of tag streams: teal' })).toBeVisible();
  await dialog(again).getByRole('button', { name: '4 papers' }).click();
  await expectPapers(again, 4);
  await expect(dialog(again)).toBeHidden();
  await again.getByRole('button', { name: 'All papers' }).click();
  await again.getByRole('button', { name: 'Commands…' }).click();
  await again.getByRole('option', { name: /^Tags…/ }).click();
  await dialog(again).getByRole('button', { name: 'Delete tag streams' }).click();
  await expect(dialog(again).getByText('There are no tags yet.')).toBeVisible();
  await dialog(again).getByRole('button', { name: 'Close' }).click();
  await expect(chip(rowOf(again, 'Paper of moss 1'), 'streams')).toHaveCount(0);
  await again.getByRole('button', { name: /^Undo delete/ }).click();
  await expect(chip(rowOf(again, 'Paper of moss 1'), 'streams')).toBeVisible();
});
