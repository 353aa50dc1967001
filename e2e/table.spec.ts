/** The table: order, columns, search, and what of it survives a restart. */
import type { Page } from 'playwright/test';
import { type InventedPaper, inventPapers, writeDigest } from './digest-files';
import { expect, expectPapers, grid, test, titles } from './offprint';

const PAPERS: InventedPaper[] = [
  { title: 'Alder', by: '9 authors', published: 'Mar 1, 2024 3', abstract: 'Flow policies over bark. Measured twice.' },
  { title: 'birch', by: 'lab-b Birch Works', published: 'Jan 5, 2025', abstract: 'A café of naïve agents. It closes.' },
  { title: 'Cedar 10', by: '2 authors', published: 'Dec 9, 2023 12', abstract: 'Policies that flow uphill. Rarely.' },
  { title: 'Cedar 9', abstract: 'A cedar without a byline. It stands.' },
];

const TOPICS = 'alder birch cedar dogwood elm fir gorse hazel ivy juniper kelp larch'.split(' ');

async function sortBy(page: Page, column: string): Promise<void> {
  await page.getByRole('columnheader', { name: column, exact: true }).getByRole('button').click();
}

test('every column sorts both ways, with missing values last', async ({ launch, seeds }) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', PAPERS);
  const { page } = await launch();
  await expectPapers(page, 4);

  await sortBy(page, 'Title');
  await expect.poll(() => titles(page)).toEqual(['Alder', 'birch', 'Cedar 9', 'Cedar 10']);
  await expect(page.getByRole('columnheader', { name: 'Title' })).toHaveAttribute('aria-sort', 'ascending');
  await sortBy(page, 'Title');
  await expect.poll(() => titles(page)).toEqual(['Cedar 10', 'Cedar 9', 'birch', 'Alder']);

  const withMissing: [string, string[]][] = [
    ['Authors', ['Alder', 'Cedar 10']],
    ['Published', ['birch', 'Alder', 'Cedar 10']],
    ['Comments', ['Cedar 10', 'Alder']],
  ];
  for (const [column, order] of withMissing) {
    await sortBy(page, column);
    await expect.poll(async () => (await titles(page)).slice(0, order.length)).toEqual(order);
    await sortBy(page, column);
    await expect.poll(async () => (await titles(page)).slice(0, order.length)).toEqual(order.toReversed());
  }
  await sortBy(page, 'Organization');
  await expect.poll(async () => (await titles(page))[0]).toBe('birch');
  await sortBy(page, 'Organization');
  await expect(page.getByRole('columnheader', { name: 'Organization' })).toHaveAttribute('aria-sort', 'descending');
  await expect.poll(async () => (await titles(page))[0]).toBe('birch');

  await grid(page).getByRole('row').nth(3).getByRole('button', { name: 'Star' }).click();
  const starred = (await titles(page))[2];
  await sortBy(page, 'Star');
  await expect.poll(async () => (await titles(page))[0]).toBe(starred);
});

test('search narrows as one types, and marks what it found', async ({ launch, seeds }) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', PAPERS);
  const { page } = await launch();
  await expectPapers(page, 4);
  const search = page.getByRole('searchbox', { name: 'Search papers' });

  await search.pressSequentially('flow pol');
  await expectPapers(page, 2);
  await expect(page.getByText('2 of 4 papers, 2 unread')).toBeVisible();
  await expect(page.getByRole('status')).toHaveText('2 papers match.');

  await search.fill('cafe NAIVE');
  await expectPapers(page, 1);
  await grid(page).getByRole('row').nth(1).click();
  await expect(page.getByRole('region', { name: 'Paper' }).locator('mark')).toHaveText(['café', 'naïve']);

  await search.fill('ced');
  await expect(grid(page).locator('mark')).toHaveText(['Ced', 'Ced']);

  await search.fill('nothing has these words');
  await expect(page.getByRole('heading', { name: 'No paper matches' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear the search', exact: true }).last().click();
  await expectPapers(page, 4);
});

test('columns hide and resize, and stay so', async ({ launch, seeds }) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', PAPERS);
  const first = await launch();
  const { page } = first;
  await expectPapers(page, 4);
  await page.getByRole('button', { name: 'View', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Comments' }).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('columnheader', { name: 'Comments' })).toBeHidden();

  const organization = page.getByRole('columnheader', { name: 'Organization' });
  const before = (await organization.boundingBox())?.width ?? 0;
  const edge = await organization.locator('.resize-edge').boundingBox();
  if (!edge) throw new Error('the column has no edge');
  await page.mouse.move(edge.x + edge.width / 2, edge.y + 10);
  await page.mouse.down();
  await page.mouse.move(edge.x + edge.width / 2 + 60, edge.y + 10, { steps: 4 });
  await page.mouse.up();
  const width = (await organization.boundingBox())?.width ?? 0;
  expect(Math.round(width - before)).toBe(60);
  await sortBy(page, 'Published');
  await expect(page.getByRole('columnheader', { name: 'Published' })).toHaveAttribute('aria-sort', 'descending');
  await first.close();

  const again = (await launch()).page;
  await expectPapers(again, 4);
  await expect(again.getByRole('columnheader', { name: 'Comments' })).toBeHidden();
  await expect(again.getByRole('columnheader', { name: 'Published' })).toHaveAttribute('aria-sort', 'descending');
  const kept = (await again.getByRole('columnheader', { name: 'Organization' }).boundingBox())?.width ?? 0;
  expect(Math.round(kept)).toBe(Math.round(width));
});

test('a long list keeps only the rows in sight, and reaches them all', async ({ launch, seeds }) => {
  for (let digest = 1; digest <= 12; digest += 1) {
    writeDigest(seeds, `${digest}.txt`, `Mar ${digest}`, inventPapers(TOPICS[digest - 1] ?? '', 50));
  }
  const { page } = await launch();
  await expectPapers(page, 600);
  await grid(page).focus();
  await page.keyboard.press('End');
  await expect(grid(page).locator('[aria-rowindex="601"][aria-selected=true]')).toBeVisible();
  expect(await grid(page).getByRole('row').count()).toBeLessThan(100);
  await expect(page.getByRole('region', { name: 'Paper' }).getByRole('heading', { level: 2 })).toHaveText(
    /Paper of alder /,
  );
  await page.keyboard.press('Home');
  await expect(grid(page).locator('[aria-rowindex="2"][aria-selected=true]')).toBeVisible();
  await page.keyboard.press('j');
  await expect(grid(page).locator('[aria-rowindex="3"][aria-selected=true]')).toBeVisible();
});

test('what comes in does not move the row that is being read', async ({ launch, seeds }) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 60));
  const { page } = await launch();
  await expectPapers(page, 60);
  await grid(page).focus();
  for (let times = 0; times < 30; times += 1) await page.keyboard.press('ArrowDown');
  const selected = grid(page).locator('[aria-selected=true]');
  await expect(selected).toContainText('Paper of moss 30');
  const before = await selected.boundingBox();
  writeDigest(seeds, 'newer.txt', 'Mar 9', inventPapers('fern', 25));
  await expectPapers(page, 85);
  await expect(selected).toContainText('Paper of moss 30');
  await expect.poll(async () => (await selected.boundingBox())?.y).toBe(before?.y);
});
