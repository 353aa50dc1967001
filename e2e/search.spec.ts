/** The search: what is found in titles and abstracts, marked, and found again after a restart. */
import { type InventedPaper, writeDigest } from './digest-files';
import { expect, expectPapers, grid, test, titles } from './offprint';

const PAPERS: InventedPaper[] = [
  {
    title: 'Kettles',
    abstract: 'Whistling is learned by imitation. Three hundred kettles and their neighbours show it.',
  },
  { title: 'Whistling at night', abstract: 'A flow-matching model of what lamps say. It hums.' },
  { title: 'Lamps', abstract: 'Matching lamps to the flow of their hum. Kettles are left out.' },
];

test('words, beginnings, phrases and exclusions are found as they stand, also after a restart', async ({
  launch,
  seeds,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', PAPERS);
  const first = await launch();
  await expectPapers(first.page, 3);
  const found = {
    whistl: ['Kettles', 'Whistling at night'],
    'flow matching': ['Lamps', 'Whistling at night'],
    '"flow matching"': ['Whistling at night'],
    'flow-match': ['Whistling at night'],
    'kettles -neighbours': ['Lamps'],
    'title:lamps': ['Lamps'],
    'abstract:kettles': ['Kettles', 'Lamps'],
  };
  const check = async ({ page }: typeof first) => {
    for (const [search, expected] of Object.entries(found)) {
      await page.getByRole('searchbox', { name: 'Search papers' }).fill(search);
      await expect.poll(async () => (await titles(page)).sort(), { message: search }).toEqual(expected);
    }
  };
  await check(first);
  await first.page.getByRole('searchbox', { name: 'Search papers' }).fill('"three hundred"');
  await expectPapers(first.page, 1);
  await grid(first.page).getByRole('row').nth(1).click();
  await expect(first.page.getByRole('region', { name: 'Paper' }).locator('mark')).toHaveText(['Three hundred']);
  await first.close();

  const again = await launch();
  await expectPapers(again.page, 3);
  await check(again);
});
