/** What axe finds in each screen, in either theme. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { violations } from './axe';
import { inventPapers, writeDigest } from './digest-files';
import { expect, expectPapers, grid, test } from './offprint';

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
