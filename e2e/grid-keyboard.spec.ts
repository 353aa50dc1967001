/** The grid by keyboard alone, and by mouse alone: cells, headers, the selection, a title that is typed, groups, densities. */
import type { Page } from 'playwright/test';
import { violations } from './axe';
import { inventPapers, writeDigest } from './digest-files';
import { chooseView, expect, expectPapers, grid, press, rowOf, test, titles } from './offprint';

/** What has the focus: the row, from 1 with the header, and the column of the cell. */
function focused(page: Page): Promise<{ row: string | null; column: string | null }> {
  return page.evaluate(() => {
    const row = document.activeElement?.closest('[role=grid] [role=row]');
    const cell = document.activeElement?.closest<HTMLElement>('[data-column]');
    return { row: row?.getAttribute('aria-rowindex') ?? null, column: cell?.dataset.column ?? null };
  });
}

const selected = (page: Page) => grid(page).locator('[role=row][aria-selected=true]');
const bar = (page: Page) => page.getByRole('toolbar', { name: 'Selected papers' });
const starred = (page: Page) => grid(page).getByRole('button', { name: 'Star', pressed: true });
const expectRows = (page: Page, rows: number) => expect(grid(page)).toHaveAttribute('aria-rowcount', String(rows + 1));

/** What the heads of groups say, from the top. */
async function heads(page: Page): Promise<string[]> {
  const rows = grid(page).locator('[role=row].group-row');
  const said = await rows.evaluateAll((all) =>
    all
      .map((row) => ({ index: Number(row.getAttribute('aria-rowindex')), text: row.textContent ?? '' }))
      .sort((a, b) => a.index - b.index),
  );
  return said.map(({ text }) => text);
}

/** Of two digests: four papers of two months, and three of an organization. */
function writeGroups(seeds: string): void {
  const published = ['Jan 4, 2025', 'Feb 4, 2025'];
  const moss = inventPapers('moss', 4).map((paper, at) => ({ ...paper, published: published[at % 2] ?? '' }));
  const fern = inventPapers('fern', 3).map((paper) => ({
    ...paper,
    by: 'fern-lab Fern Lab',
    published: 'Jan 9, 2025',
  }));
  writeDigest(seeds, 'one.txt', 'Mar 2', moss);
  writeDigest(seeds, 'two.txt', 'Mar 3', fern);
}

/** What the papers of `writeGroups` are put together as, once the first of moss is read and tagged `green`. */
const GROUPS = {
  Digest: ['Mar 3, 20263 papers, 3 unread', 'Mar 2, 20264 papers, 3 unread'],
  Organization: ['Fern Lab3 papers, 3 unread', 'No organization4 papers, 3 unread'],
  'Month of publication': ['February 20252 papers, 2 unread', 'January 20255 papers, 4 unread'],
  Tag: ['green1 paper', 'No tags6 papers, 6 unread'],
  Status: ['Unread6 papers, 6 unread', 'Read1 paper'],
};

test('by keyboard alone: one tab stop, cells, headers, the selection, and a title that is typed', async ({
  launch,
  seeds,
}) => {
  const found = ['Alder', 'Birch', 'Bracken'].map((title) => ({ title, published: 'Jan 1, 2024' }));
  writeDigest(seeds, 'one.txt', 'Mar 2', [...inventPapers('moss', 57), ...found]);
  const { page } = await launch();
  await expectPapers(page, 60);
  expect(await grid(page).locator('[tabindex="0"]').count()).toBe(1);
  await press(page, 'j', 'ArrowDown');
  await expect.poll(() => focused(page)).toEqual({ row: '3', column: null });

  // From cell to cell, to the headers, and back.
  await press(page, 'ArrowRight');
  await expect.poll(() => focused(page)).toEqual({ row: '3', column: 'starred' });
  await press(page, 'Space');
  await expect(rowOf(page, 'Paper of moss 2').getByRole('button', { name: 'Star' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  expect(await focused(page)).toEqual({ row: '3', column: 'starred' });
  await press(page, 'End', 'ArrowDown');
  await expect.poll(() => focused(page)).toEqual({ row: '4', column: 'digest' });
  await press(page, 'Home', 'ArrowUp', 'ArrowUp', 'ArrowUp');
  await expect.poll(() => focused(page)).toEqual({ row: '1', column: 'starred' });
  await press(page, 'ArrowRight', 'ArrowRight', 'Enter');
  await expect(page.getByRole('columnheader', { name: 'Title' })).toHaveAttribute('aria-sort', 'ascending');
  await press(page, 'ArrowRight', 'ArrowRight', 'Shift+Enter');
  await expect(page.getByRole('columnheader', { name: 'Authors' })).toHaveAttribute('aria-sort', 'descending');
  await expect(page.getByRole('columnheader', { name: 'Title' })).toHaveAttribute('aria-sort', 'ascending');
  expect(await focused(page)).toEqual({ row: '1', column: 'authors' });
  await press(page, 'Escape');
  await expect.poll(async () => (await focused(page)).column).toBe(null);
  expect(await grid(page).locator('[tabindex="0"]').count()).toBe(1);

  // A title by how it begins.
  await press(page, "'");
  await page.keyboard.type('b');
  await expect(selected(page)).toContainText('Birch');
  await press(page, 'ArrowDown');
  await expect(selected(page)).toContainText('Bracken');
  await page.keyboard.type('x');
  await expect(page.getByText('No title begins so.')).toBeVisible();
  await press(page, 'Enter');
  await expect(page.getByLabel('Title begins with')).toBeHidden();
  await expect.poll(() => focused(page)).toEqual({ row: '4', column: null });

  // Some, and all, are selected and marked, and one is left.
  await press(page, 'ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown');
  await expect(selected(page)).toHaveCount(3);
  await expect(bar(page)).toContainText('3 selected');
  await press(page, 's');
  await expect(starred(page)).toHaveCount(3);
  await press(page, 'Control+ArrowDown', 'Control+ArrowDown', 'Control+Space');
  await expect(bar(page)).toContainText('4 selected');
  expect(await violations(page)).toEqual([]);
  await press(page, 'Control+a');
  await expect(bar(page)).toContainText('60 selected');
  await press(page, 'r');
  await expect(page.getByText('60 of 60 papers, 0 unread')).toBeVisible();
  await press(page, 'Escape');
  await expect(selected(page)).toHaveCount(1);
  await expect(bar(page)).toBeHidden();
});

test('by keyboard alone: papers are put together five ways, groups fold, rows grow, and all of it is reset', async ({
  launch,
  seeds,
}) => {
  writeGroups(seeds);
  const { page } = await launch();
  await expectPapers(page, 7);
  const run = async (name: string) => {
    await press(page, 'Control+k');
    await page.keyboard.type(name);
    await expect(page.getByRole('option').first()).toContainText(name);
    await press(page, 'Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
  };
  await press(page, "'");
  await page.keyboard.type('paper of moss 1');
  await press(page, 'Enter');
  await expect(page.getByLabel('Title begins with')).toBeHidden();
  await press(page, 'm', 't');
  await expect(page.getByRole('combobox', { name: 'Add a tag' })).toBeFocused();
  await page.keyboard.type('green');
  await press(page, 'Enter', 'Escape', 'Escape');
  await expect(page.getByText('7 of 7 papers, 6 unread')).toBeVisible();

  for (const [name, expected] of Object.entries(GROUPS)) {
    await run(`Group by ${name.toLowerCase()}`);
    await expect.poll(() => heads(page)).toEqual(expected);
  }
  await press(page, 'Home');
  await expect(grid(page).getByRole('button', { name: 'Unread', expanded: true })).toBeFocused();
  await press(page, 'ArrowLeft');
  await expectRows(page, 3);
  await expect(grid(page).getByRole('button', { name: 'Unread', expanded: false })).toBeFocused();
  await press(page, 'Enter');
  await expectRows(page, 9);
  await press(page, 'ArrowDown', 'ArrowDown', 'ArrowLeft');
  await expect(grid(page).getByRole('button', { name: 'Unread', expanded: true })).toBeFocused();
  await press(page, 'ArrowLeft');
  await expectRows(page, 3);
  await run('Fold all groups');
  await expectRows(page, 2);
  await run('Unfold all groups');
  await expectRows(page, 9);

  const height = async () => (await grid(page).getByRole('row').nth(2).boundingBox())?.height ?? 0;
  const heights: number[] = [];
  for (const name of ['Compact', 'Regular', 'Relaxed']) {
    await run(`Rows: ${name.toLowerCase()}`);
    await expect(grid(page)).toHaveAttribute('data-density', name.toLowerCase());
    heights.push(await height());
  }
  expect(heights).toEqual(heights.toSorted((a, b) => a - b));
  expect(new Set(heights).size).toBe(3);
  await run('Long titles on two lines');
  await expect.poll(height).toBeLessThan(heights[2] ?? 0);

  await press(page, 'Home', 'ArrowUp', 'Alt+ArrowDown');
  await page.getByRole('menuitem', { name: 'Reset the table' }).press('Enter');
  await expectRows(page, 7);
  await expect(grid(page)).toHaveAttribute('data-density', 'regular');
});

test('by mouse alone: papers are selected and marked, put together five ways, groups fold, rows grow', async ({
  launch,
  seeds,
}) => {
  writeGroups(seeds);
  const { page } = await launch();
  await expectPapers(page, 7);
  await rowOf(page, 'Paper of fern 1').click();
  await rowOf(page, 'Paper of moss 1').click({ modifiers: ['Shift'] });
  await expect(selected(page)).toHaveCount(4);
  await rowOf(page, 'Paper of fern 2').click({ modifiers: ['ControlOrMeta'] });
  await expect(selected(page)).toHaveCount(3);
  await bar(page).getByRole('button', { name: 'Star' }).click();
  await expect(starred(page)).toHaveCount(3);
  await page.getByRole('button', { name: 'Select one paper only' }).click();
  await expect(selected(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo star 3 papers' }).click();
  await expect(starred(page)).toHaveCount(0);

  await rowOf(page, 'Paper of moss 1').getByRole('button', { name: 'Read' }).click();
  await page.getByRole('region', { name: 'Paper' }).getByRole('combobox', { name: 'Add a tag' }).click();
  // A name has to be typed once.
  await page.keyboard.type('green');
  await page.getByRole('option', { name: 'Make the tag ‘green’' }).click();
  for (const [name, expected] of Object.entries(GROUPS)) {
    await chooseView(page, 'Group by', name);
    await expect.poll(() => heads(page)).toEqual(expected);
    await grid(page).getByRole('button', { expanded: true }).first().click();
    await expect(grid(page).getByRole('button', { expanded: false })).toHaveCount(1);
    expect((await titles(page)).length).toBeLessThan(9);
    await grid(page).getByRole('button', { expanded: false }).click();
    await expectRows(page, 9);
  }
  expect(await violations(page)).toEqual([]);
  for (const name of ['Compact', 'Relaxed', 'Regular']) {
    await chooseView(page, name);
    await expect(grid(page)).toHaveAttribute('data-density', name.toLowerCase());
  }
  await chooseView(page, 'On one line');
  await expect(grid(page)).toHaveAttribute('data-title-lines', '1');
  await chooseView(page, 'Reset the table');
  await expectRows(page, 7);
});
