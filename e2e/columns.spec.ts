/** Columns, by keyboard alone and by mouse alone: moved, pinned, hidden, resized; and kept. */
import type { Locator, Page } from 'playwright/test';
import { violations } from './axe';
import { inventPapers, writeDigest } from './digest-files';
import { chooseView, drag, expect, expectPapers, grid, openMenu, press, test } from './offprint';

const header = (page: Page, name: string) => page.getByRole('columnheader', { name, exact: true });

const order = (page: Page) =>
  page.getByRole('columnheader').evaluateAll((cells) => cells.map((cell) => (cell as HTMLElement).dataset.column));

async function widthOf(cell: Locator): Promise<number> {
  return Math.round((await cell.boundingBox())?.width ?? 0);
}

test('by keyboard alone, columns move, are resized, pinned and hidden; all of it is kept until it is reset', async ({
  launch,
  seeds,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 30));
  const first = await launch();
  const { page } = first;
  await expectPapers(page, 30);
  const before = await order(page);
  // To the header of the organization.
  await press(page, 'j', 'ArrowUp', 'ArrowRight', 'ArrowRight', 'ArrowRight');
  await expect(header(page, 'Organization').getByRole('button')).toBeFocused();

  await press(page, 'Control+ArrowRight');
  await expect.poll(() => order(page)).toEqual(before.with(3, before[4]).with(4, before[3]));
  await expect(header(page, 'Organization').getByRole('button')).toBeFocused();
  const width = await widthOf(header(page, 'Organization'));
  await press(page, 'Shift+ArrowRight', 'Shift+ArrowRight');
  await expect.poll(() => widthOf(header(page, 'Organization'))).toBe(width + 20);
  await press(page, 'Enter', 'ArrowRight', 'Shift+Enter');
  await expect(header(page, 'Organization')).toHaveAttribute('aria-sort', 'ascending');
  await expect(header(page, 'Published')).toHaveAttribute('aria-sort', 'descending');
  await press(page, 'ArrowLeft');

  await openMenu(page, 'Shift+F10');
  await expect(page.getByRole('menu', { name: 'Organization' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  const chooseInMenu = async (name: string) => {
    await page.keyboard.type(name.slice(0, 3));
    await expect(page.getByRole('menuitem', { name })).toBeFocused();
    await press(page, 'Enter');
  };
  const wide = await widthOf(header(page, 'Organization'));
  await chooseInMenu('Fit to what it shows');
  await expect.poll(() => widthOf(header(page, 'Organization'))).not.toBe(wide);
  const fitted = await widthOf(header(page, 'Organization'));
  await openMenu(page, 'Shift+F10');
  await chooseInMenu('Pin to the left');
  await expect.poll(async () => (await order(page))[0]).toBe('organization');
  await expect(header(page, 'Organization').getByRole('button')).toBeFocused();
  await openMenu(page, 'End', 'Alt+ArrowDown');
  await chooseInMenu('Hide');
  await expect(header(page, 'Digest')).toBeHidden();
  await expect(page.getByRole('columnheader').getByRole('button').and(page.locator(':focus'))).toBeVisible();
  const after = await order(page);
  await first.close();

  const again = (await launch()).page;
  await expectPapers(again, 30);
  expect(await order(again)).toEqual(after);
  expect(await widthOf(header(again, 'Organization'))).toBe(fitted);
  await expect(header(again, 'Organization')).toHaveAttribute('aria-sort', 'ascending');
  await expect(header(again, 'Published')).toHaveAttribute('aria-sort', 'descending');
  await press(again, 'j', 'ArrowUp', 'Alt+ArrowDown');
  await again.getByRole('menuitem', { name: 'Reset the table' }).press('Enter');
  await expect.poll(() => order(again)).toEqual(before);
});

test('by mouse alone, columns fit, are dragged, resized, fitted, sort together, are pinned, hidden and reset', async ({
  launch,
  seeds,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 60));
  const { page } = await launch();
  await page.setViewportSize({ width: 1280, height: 800 });
  await expectPapers(page, 60);
  // All columns, between both panes of a usual window.
  expect(await grid(page).evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  const before = await order(page);

  const left = async (name: string) => (await header(page, name).boundingBox())?.x ?? 0;
  await drag(page, header(page, 'Comments'), { x: (await left('Authors')) - (await left('Comments')) });
  const moved = before.filter((id) => id !== 'comments').toSpliced(before.indexOf('authors'), 0, 'comments');
  await expect.poll(() => order(page)).toEqual(moved);
  await expect(header(page, 'Comments')).toHaveAttribute('aria-sort', 'none');

  const width = await widthOf(header(page, 'Organization'));
  await drag(page, header(page, 'Organization').locator('.resize-edge'), { x: 60 });
  await expect.poll(() => widthOf(header(page, 'Organization'))).toBe(width + 60);
  await header(page, 'Organization').locator('.resize-edge').dblclick();
  await expect.poll(() => widthOf(header(page, 'Organization'))).toBeLessThan(width + 60);

  await header(page, 'Published').getByRole('button').click();
  await header(page, 'Comments')
    .getByRole('button')
    .click({ modifiers: ['Shift'] });
  await expect(header(page, 'Published')).toHaveAttribute('aria-sort', 'descending');
  await expect(header(page, 'Comments')).toHaveAttribute('aria-sort', 'descending');
  await expect(header(page, 'Comments').locator('.sort-number')).toHaveText('2');
  // What is sorted by says so beside its whole name, however narrow it is.
  const cut = await page
    .locator('.header-name')
    .evaluateAll((names) =>
      names.filter((name) => name.scrollWidth > name.clientWidth).map((name) => name.textContent),
    );
  expect(cut).toEqual([]);
  for (const _ of ['turned around', 'taken out']) {
    await header(page, 'Comments')
      .getByRole('button')
      .click({ modifiers: ['Shift'] });
  }
  await expect(header(page, 'Comments')).toHaveAttribute('aria-sort', 'none');

  await header(page, 'Title').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Pin to the left' }).click();
  await expect.poll(async () => (await order(page))[0]).toBe('title');
  await page.setViewportSize({ width: 900, height: 600 });
  await grid(page).evaluate((element) => element.scrollTo({ left: 400 }));
  const [pinned, table] = [await header(page, 'Title').boundingBox(), await grid(page).boundingBox()];
  expect(pinned?.x).toBe(table?.x);

  await chooseView(page, 'Columns', 'Comments');
  await expect(header(page, 'Comments')).toBeHidden();
  await chooseView(page, 'Reset the table');
  await expect.poll(() => order(page)).toEqual(before);
});
