/** The table: its order, a search, a list that is longer than the window, and what comes in while it is read. */
import type { Page } from 'playwright/test';
import { type InventedPaper, inventPapers, writeDigest } from './digest-files';
import { chooseView, expect, expectPapers, grid, press, rowOf, test, titles } from './offprint';

const PAPERS: InventedPaper[] = [
  { title: 'Alder', by: '9 authors', published: 'Mar 1, 2024 3', abstract: 'Flow policies over bark. Measured twice.' },
  { title: 'birch', by: 'lab-b Birch Works', published: 'Jan 5, 2025', abstract: 'A café of naïve agents. It closes.' },
  { title: 'Cedar 10', by: '2 authors', published: 'Dec 9, 2023 12', abstract: 'Policies that flow uphill. Rarely.' },
  { title: 'Cedar 9', abstract: 'A cedar without a byline. It stands.' },
];

const TOPICS = 'alder birch cedar dogwood elm fir gorse hazel ivy juniper kelp larch'.split(' ');
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

const selected = (page: Page) => grid(page).locator('[role=row][aria-selected=true]');

interface HintedWindow {
  hints: string[];
}

/** Notes what is said beside the scrollbar from now on: it is gone in less than a second. */
async function noteHints(page: Page): Promise<void> {
  await page.evaluate(() => {
    const hint = document.querySelector<HTMLElement>('.position-hint');
    if (!hint) throw new Error('Nothing says where one is.');
    const noted: HintedWindow = Object.assign(window, { hints: [] });
    new MutationObserver(() => {
      if (!hint.hidden) noted.hints.push(hint.textContent);
    }).observe(hint, { attributes: true, childList: true, characterData: true, subtree: true });
  });
}

/** Waits until it is said where one is, and forgets it. */
async function expectHint(page: Page, said: RegExp): Promise<void> {
  const latest = () => page.evaluate(() => (window as unknown as HintedWindow).hints.at(-1) ?? '');
  await expect.poll(latest).toMatch(said);
  await page.evaluate(() => {
    (window as unknown as HintedWindow).hints.length = 0;
  });
}

/** The head of the group at the top, while its papers are there. */
const stuckHead = (page: Page) => page.locator('.stuck-head > .table-row').filter({ visible: true });

async function sortBy(page: Page, column: string): Promise<void> {
  await page.getByRole('columnheader', { name: column, exact: true }).getByRole('button').click();
}

/** The row that has the focus, from 1 with the header. */
const focusedRow = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest('[role=row]')?.getAttribute('aria-rowindex'));

test('every column sorts both ways, with missing values last; a search narrows, and marks what it found', async ({
  launch,
  seeds,
}) => {
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

test('a long list keeps only the rows in sight, reaches them all, and says where one is', async ({ launch, seeds }) => {
  for (const [month, topic] of TOPICS.entries()) {
    writeDigest(seeds, `${month}.txt`, `${MONTHS[month]} 5`, inventPapers(topic, 50));
  }
  const { page } = await launch();
  await expectPapers(page, 600);

  // By keys.
  await noteHints(page);
  await press(page, 'j', 'End');
  await expect(grid(page).locator('[aria-rowindex="601"][aria-selected=true]')).toBeVisible();
  await expectHint(page, /^Jan 2026$/);
  expect(await grid(page).getByRole('row').count()).toBeLessThan(100);
  await expect(page.getByRole('region', { name: 'Paper' }).getByRole('heading', { level: 2 })).toHaveText(
    /Paper of alder /,
  );
  await press(page, 'Home');
  await expect(grid(page).locator('[aria-rowindex="2"][aria-selected=true]')).toBeVisible();
  await expectHint(page, /^Dec 2026$/);
  await expect(page.locator('.position-hint')).toBeHidden();
  await press(page, 'PageDown', 'PageDown');
  await expectHint(page, /^Dec 2026$/);
  await expect.poll(async () => Number(await focusedRow(page))).toBeGreaterThan(10);
  await press(page, 'PageUp', 'PageUp', 'j');
  await expect(grid(page).locator('[aria-rowindex="3"][aria-selected=true]')).toBeVisible();
  await expect(page.locator('.position-hint')).toBeHidden();

  // By the wheel, and by the thumb of the scrollbar.
  const box = await grid(page).boundingBox();
  if (!box) throw new Error('There is no table.');
  await page.mouse.move(box.x + 200, box.y + 200);
  await page.mouse.wheel(0, 4000);
  await expectHint(page, /^(Nov|Oct) 2026$/);
  await expect(page.locator('.position-hint')).toBeHidden();
  await page.mouse.wheel(0, -9000);
  await expectHint(page, /^Dec 2026$/);
  const thumb = { x: box.x + box.width - 4, y: box.y + 18 };
  await page.mouse.move(thumb.x, thumb.y);
  await page.mouse.down();
  await page.mouse.move(thumb.x, thumb.y + box.height / 2, { steps: 5 });
  await expectHint(page, /^(Apr|May|Jun|Jul) 2026$/);
  await page.mouse.up();
  await page.mouse.wheel(0, -30_000);

  // In groups, the head of the one that is scrolled through stays in sight, and works.
  await chooseView(page, 'Group by', 'Digest');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '613');
  await expect(stuckHead(page)).toHaveCount(0);
  await page.mouse.move(box.x + 200, box.y + 200);
  await page.mouse.wheel(0, 1200);
  await expect(stuckHead(page)).toHaveText(/Dec 5, 2026\s*50 papers, 50 unread/);
  await stuckHead(page).getByText('Dec 5, 2026').click();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '563');
  const head = (day: string) =>
    grid(page)
      .getByRole('row')
      .filter({ has: page.getByRole('button', { name: day }) });
  await expect(head('Dec 5, 2026')).toBeInViewport();
  await head('Dec 5, 2026').getByRole('button').click();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '613');

  // What one goes to is not covered by it; and from any paper, Left leads to the head.
  await press(page, 'End', ...Array.from({ length: 24 }, () => 'ArrowUp'));
  await expect(selected(page)).toContainText('Paper of alder 26');
  await expect(stuckHead(page)).toContainText('Jan 5, 2026');
  const [current, covering] = [await selected(page).boundingBox(), await stuckHead(page).boundingBox()];
  expect(current?.y).toBeGreaterThanOrEqual((covering?.y ?? 0) + (covering?.height ?? 0) - 1);
  await press(page, 'ArrowLeft');
  await expect(head('Jan 5, 2026').getByRole('button')).toBeFocused();
  await press(page, 'ArrowLeft');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '563');
  await press(page, 'ArrowRight');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '613');
});

test('what comes in moves neither the row that is read nor the focus, though columns and window are resized', async ({
  launch,
  seeds,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 120));
  const { page } = await launch();
  await expectPapers(page, 120);
  await page.keyboard.press('j');
  for (let times = 0; times < 29; times += 1) await page.keyboard.press('ArrowDown');
  await expect(selected(page)).toContainText('Paper of moss 30');
  const before = await selected(page).boundingBox();
  writeDigest(seeds, 'newer.txt', 'Mar 9', inventPapers('fern', 25));
  await expectPapers(page, 145);
  await expect(selected(page)).toContainText('Paper of moss 30');
  await expect.poll(async () => (await selected(page).boundingBox())?.y).toBe(before?.y);
  await expect.poll(() => focusedRow(page)).toBe('56');

  const organization = page.getByRole('columnheader', { name: 'Organization' });
  const width = (await organization.boundingBox())?.width ?? 0;
  const edge = await organization.locator('.resize-edge').boundingBox();
  if (!edge) throw new Error('The column has no edge.');
  await page.mouse.move(edge.x + edge.width / 2, edge.y + 10);
  await page.mouse.down();
  for (const [at, topic] of TOPICS.slice(0, 4).entries()) {
    writeDigest(seeds, `${topic}.txt`, `Mar ${10 + at}`, inventPapers(topic, 40));
    await page.mouse.move(edge.x + edge.width / 2 + 15 * (at + 1), edge.y + 10, { steps: 4 });
  }
  await expectPapers(page, 305);
  await page.mouse.up();
  expect(Math.round(((await organization.boundingBox())?.width ?? 0) - width)).toBe(60);
  for (const [topic, size] of Object.entries({ elm: [900, 600], fir: [1500, 900], gorse: [1280, 800] })) {
    writeDigest(seeds, `${topic}.txt`, 'Mar 20', inventPapers(topic, 40));
    await page.setViewportSize({ width: size[0] ?? 0, height: size[1] ?? 0 });
  }
  await expectPapers(page, 425);
  await expect(selected(page)).toContainText('Paper of moss 30');
  await expect(selected(page)).toBeInViewport();
  await expect.poll(() => focusedRow(page)).toBe('336');

  await grid(page).evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
  await expect(rowOf(page, 'Paper of moss 120')).toBeVisible();
  expect(await focusedRow(page)).toBe('336');
  await press(page, 's', 'ArrowDown');
  await expect(rowOf(page, 'Paper of moss 31')).toBeInViewport();
  await press(page, 'ArrowUp');
  await expect(rowOf(page, 'Paper of moss 30').getByRole('button', { name: 'Star' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});
