/** Tags: made while typing, for one paper or many, by keyboard alone and by mouse alone; renamed, made one, deleted, and back. */
import type { Locator, Page } from 'playwright/test';
import { inventPapers, writeDigest } from './digest-files';
import { journalText } from './journal-text';
import { expect, expectPapers, rowOf, test } from './offprint';

const pane = (page: Page) => page.getByRole('region', { name: 'Paper' });
const tagField = (page: Page) => pane(page).getByRole('group', { name: 'Tags' });
const tagInput = (page: Page) => pane(page).getByRole('combobox', { name: 'Add a tag' });
const chip = (row: Locator, name: string) => row.getByText(name, { exact: true });
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Tags' });

test('the keyboard alone makes tags, gives them to papers, takes them off, and takes that back', async ({
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
});

test('the mouse alone tags what is selected, and a list of the tag has it, also after a kill', async ({
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

  const second = await launch();
  await expectPapers(second.page, 5);
  await expect(chip(rowOf(second.page, 'Paper of moss 1'), 'flow')).toBeVisible();
  await second.page.getByRole('searchbox', { name: 'Search papers' }).fill('tag:flow');
  await expectPapers(second.page, 4);
});

test('tags are renamed, made one and deleted, and each is taken back', async ({ launch, seeds }) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 3));
  const { page } = await launch();
  await expectPapers(page, 3);
  for (const [title, tag] of [
    ['Paper of moss 1', 'flow'],
    ['Paper of moss 2', 'streams'],
  ] as const) {
    await page.getByText(title, { exact: true }).click();
    await expect(pane(page).getByRole('heading', { level: 2 })).toHaveText(title);
    await tagInput(page).fill(tag);
    await page.keyboard.press('Enter');
    await expect(chip(rowOf(page, title), tag)).toBeVisible();
  }
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+T');
  await expect(dialog(page)).toBeVisible();
  const name = dialog(page).getByRole('textbox', { name: 'Name of tag streams' });
  await name.fill('Flow');
  await expect(dialog(page).getByText('Becomes one with the tag of this name.')).toBeVisible();
  await name.press('Enter');
  await expect(dialog(page).getByRole('button', { name: '2 papers' })).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Colour of tag flow' }).click();
  await page.getByRole('menuitemradio', { name: 'teal' }).click();
  await expect(dialog(page).getByRole('button', { name: 'Colour of tag flow: teal' })).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Delete tag flow' }).click();
  await expect(dialog(page).getByText('There are no tags yet.')).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Close' }).click();
  await expect(chip(rowOf(page, 'Paper of moss 1'), 'flow')).toHaveCount(0);

  await page.keyboard.press('Control+z');
  await expect(chip(rowOf(page, 'Paper of moss 2'), 'flow')).toBeVisible();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(chip(rowOf(page, 'Paper of moss 2'), 'streams')).toBeVisible();
  await expect(chip(rowOf(page, 'Paper of moss 1'), 'flow')).toBeVisible();
});
