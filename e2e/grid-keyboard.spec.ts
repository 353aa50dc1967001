/** The grid by keyboard alone, and by mouse alone: cells, headers, the selection, groups, a title that is typed. */
import type { Page } from 'playwright/test';
import { violations } from './axe';
import { inventPapers, writeDigest } from './digest-files';
import { expect, expectPapers, grid, rowOf, test, titles } from './offprint';

/** What has the focus: the row, from 1 with the header, and the column of the cell. */
function focused(page: Page): Promise<{ row: string | null; column: string | null }> {
  return page.evaluate(() => {
    const row = document.activeElement?.closest('[role=grid] [role=row]');
    const cell = document.activeElement?.closest<HTMLElement>('[data-column]');
    return { row: row?.getAttribute('aria-rowindex') ?? null, column: cell?.dataset.column ?? null };
  });
}

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

const selected = (page: Page) => grid(page).locator('[role=row][aria-selected=true]');

test('by keyboard alone: one tab stop, from row to cell to header and back', async ({ launch, seeds }) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 40));
  const { page } = await launch();
  await expectPapers(page, 40);
  expect(await grid(page).locator('[tabindex="0"]').count()).toBe(1);
  await grid(page).focus();
  await press(page, 'ArrowDown', 'ArrowDown');
  await expect.poll(() => focused(page)).toEqual({ row: '3', column: null });

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
});

test('the focus stays on its paper when others come in, and when it is scrolled out of sight', async ({
  launch,
  seeds,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 120));
  const { page } = await launch();
  await expectPapers(page, 120);
  await grid(page).focus();
  await press(page, 'ArrowDown', 'ArrowDown', 'ArrowDown');
  await expect.poll(() => focused(page)).toEqual({ row: '4', column: null });
  writeDigest(seeds, 'newer.txt', 'Mar 9', inventPapers('fern', 25));
  await expectPapers(page, 145);
  await expect.poll(() => focused(page)).toEqual({ row: '29', column: null });

  await grid(page).evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
  await expect(rowOf(page, 'Paper of moss 120')).toBeVisible();
  expect(await focused(page)).toEqual({ row: '29', column: null });
  await press(page, 's', 'ArrowDown');
  await expect(rowOf(page, 'Paper of moss 4')).toBeInViewport();
  await press(page, 'ArrowUp');
  await expect(rowOf(page, 'Paper of moss 3').getByRole('button', { name: 'Star' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});

test('by keyboard alone: some, and all, are selected and marked, and one is left', async ({ launch, seeds }) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 60));
  const { page } = await launch();
  await expectPapers(page, 60);
  await grid(page).focus();
  await press(page, 'ArrowDown', 'ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown');
  await expect(selected(page)).toHaveCount(3);
  await expect(page.getByRole('toolbar', { name: 'Selected papers' })).toContainText('3 selected');
  await press(page, 's');
  await expect(grid(page).getByRole('button', { name: 'Star', pressed: true })).toHaveCount(3);
  await press(page, 'Control+ArrowDown', 'Control+ArrowDown', 'Control+Space');
  await expect(page.getByRole('toolbar', { name: 'Selected papers' })).toContainText('4 selected');
  expect(await violations(page)).toEqual([]);

  await press(page, 'Control+a');
  await expect(page.getByRole('toolbar', { name: 'Selected papers' })).toContainText('60 selected');
  await press(page, 'Escape');
  await expect(selected(page)).toHaveCount(1);
  await expect(page.getByRole('toolbar', { name: 'Selected papers' })).toBeHidden();
});

test('by keyboard alone: a title is found by how it begins', async ({ launch, seeds }) => {
  const papers = ['Alder', 'Birch', 'Bracken', 'Cedar', 'Fern'].map((title) => ({ title }));
  writeDigest(seeds, 'one.txt', 'Mar 2', papers);
  const { page } = await launch();
  await expectPapers(page, 5);
  await grid(page).focus();
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
});

test('by mouse alone: papers are selected, groups fold and open', async ({ launch, seeds }) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 4));
  writeDigest(seeds, 'two.txt', 'Mar 3', inventPapers('fern', 3));
  const { page } = await launch();
  await expectPapers(page, 7);
  await rowOf(page, 'Paper of fern 1').click();
  await rowOf(page, 'Paper of moss 1').click({ modifiers: ['Shift'] });
  await expect(selected(page)).toHaveCount(4);
  await rowOf(page, 'Paper of fern 2').click({ modifiers: ['ControlOrMeta'] });
  await expect(selected(page)).toHaveCount(3);
  await page.getByRole('toolbar', { name: 'Selected papers' }).getByRole('button', { name: 'Star' }).click();
  await expect(grid(page).getByRole('button', { name: 'Star', pressed: true })).toHaveCount(3);
  await page.getByRole('button', { name: 'Select one paper only' }).click();
  await expect(selected(page)).toHaveCount(1);

  await page.getByRole('button', { name: 'View', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Group by' }).click();
  await page.getByRole('menuitemradio', { name: 'Digest' }).click();
  await press(page, 'Escape', 'Escape');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '10');
  const fold = grid(page).getByRole('button', { expanded: true }).first();
  await fold.click();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '7');
  expect((await titles(page)).filter((title) => title.startsWith('Paper of fern'))).toEqual([]);
  expect(await violations(page)).toEqual([]);
  await grid(page).getByRole('button', { expanded: false }).click();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '10');
});
