/** What every spec starts from: a seeds folder and a profile of its own, and the application on them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Locator, type Page } from 'playwright/test';
import { type LaunchOptions, launchOffprint, type Offprint } from './launch';

interface Fixtures {
  /** An empty seeds folder. */
  seeds: string;
  /** An empty profile. */
  profile: string;
  /** Starts the application on both; it is closed when the test ends. */
  launch(options?: Partial<LaunchOptions>): Promise<Offprint>;
}

function temporaryFolder(name: string): string {
  return mkdtempSync(join(tmpdir(), `offprint-${name}-`));
}

export const test = base.extend<Fixtures>({
  seeds: async ({}, use) => {
    const folder = temporaryFolder('seeds');
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  profile: async ({}, use) => {
    const folder = temporaryFolder('profile');
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  launch: async ({ seeds, profile }, use) => {
    const running: Offprint[] = [];
    await use(async (options) => {
      const offprint = await launchOffprint({ seeds, userDataDir: profile, ...options });
      running.push(offprint);
      return offprint;
    });
    for (const offprint of running) await offprint.close();
  },
});

export { expect };

export function grid(page: Page): Locator {
  return page.getByRole('grid', { name: 'Papers' });
}

/** Presses keys, one after the other. */
export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Opens a menu by keys, and waits until it takes them itself: that is with the next frame. */
export async function openMenu(page: Page, ...keys: string[]): Promise<void> {
  await press(page, ...keys);
  await expect(page.locator('[role=menu]:focus-within')).toBeVisible();
}

/** Goes on with Tab until an element has the focus. */
export async function tabTo(page: Page, element: Locator): Promise<void> {
  for (let stops = 0; stops < 250; stops++) {
    if (await element.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(element).toBeFocused();
}

/** Presses an element, and lets go so far from there. */
export async function drag(page: Page, from: Locator, by: { x?: number; y?: number }): Promise<void> {
  await from.hover();
  const box = await from.boundingBox();
  if (!box) throw new Error('What is to be dragged is not there.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.down();
  await page.mouse.move(x + (by.x ?? 0), y + (by.y ?? 0), { steps: 6 });
  await page.mouse.up();
}

/** Chooses in the View menu with the mouse: `['Group by', 'Digest']`, `['Compact']`. */
export async function chooseView(page: Page, ...path: string[]): Promise<void> {
  await page.getByRole('button', { name: 'View', exact: true }).click();
  for (const name of path) await page.getByRole('menu').last().getByText(name, { exact: true }).click();
  while ((await page.getByRole('menu').count()) > 0)
    await page.getByRole('heading', { name: 'Offprint' }).click({ force: true });
}

/** Waits until the table lists so many papers. */
export async function expectPapers(page: Page, count: number): Promise<void> {
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(count + 1));
}

/** The row of a paper, by its title. */
export function rowOf(page: Page, title: string): Locator {
  return grid(page)
    .getByRole('row')
    .filter({ has: page.getByText(title, { exact: true }) });
}

/** The titles in sight, from the top. */
export async function titles(page: Page): Promise<string[]> {
  const rows = await grid(page)
    .locator('[role=row][aria-rowindex]')
    .evaluateAll((elements) =>
      elements
        .map((row) => ({
          index: Number(row.getAttribute('aria-rowindex')),
          title: row.querySelector('.title-text')?.textContent ?? '',
        }))
        .filter(({ index }) => index > 1)
        .sort((a, b) => a.index - b.index),
    );
  return rows.map(({ title }) => title);
}
