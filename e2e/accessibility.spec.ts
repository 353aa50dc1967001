/** What axe finds in each screen, in either theme. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright/test';
import { inventPapers, writeDigest } from './digest-files';
import { expect, expectPapers, grid, test } from './offprint';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const results = await page.evaluate(() => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
  return results.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}

for (const theme of ['Light', 'Dark']) {
  test(`axe finds nothing in the ${theme.toLowerCase()} window`, async ({ launch, seeds }) => {
    const { page } = await launch();
    await page.getByRole('radio', { name: theme }).check({ force: true });
    await expect(page.getByText('No digests yet')).toBeVisible();
    expect(await violations(page)).toEqual([]);

    writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 12));
    writeFileSync(join(seeds, 'empty.txt'), '');
    await expectPapers(page, 12);
    await grid(page).getByRole('row').nth(2).click();
    await page.getByRole('searchbox', { name: 'Search papers' }).fill('moss');
    await expect(page.getByRole('status')).toHaveText('12 papers match.');
    expect(await violations(page)).toEqual([]);

    await page.getByRole('button', { name: 'Columns' }).click();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Problems' }).click();
    await expect(page.getByRole('region', { name: 'Problems' })).toContainText('empty.txt');
    expect(await violations(page)).toEqual([]);
  });
}
