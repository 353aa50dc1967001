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
