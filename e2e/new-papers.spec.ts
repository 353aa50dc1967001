/** What is new: said when it arrives, listed by one click. */
import { inventPapers, writeDigest } from './digest-files';
import { expect, expectPapers, grid, rowOf, test, titles } from './offprint';

test('an arrival is one click away, and what reappears stays read', async ({ launch, seeds }) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', inventPapers('moss', 3));
  const { page } = await launch();
  await expectPapers(page, 3);
  await rowOf(page, 'Paper of moss 1').getByRole('button', { name: 'Read' }).click();
  await expect(page.getByText('3 of 3 papers, 2 unread')).toBeVisible();

  writeDigest(seeds, 'two.txt', 'Mar 3', [...inventPapers('fern', 2), ...inventPapers('moss', 2)]);
  await expect(page.getByRole('status')).toHaveText('1 digest read: 2 new, 2 seen before.');
  await page.getByRole('button', { name: 'Show the new ones' }).click();
  await expectPapers(page, 2);
  await expect.poll(() => titles(page)).toEqual(['Paper of fern 1', 'Paper of fern 2']);
  const lists = page.getByRole('navigation', { name: 'Lists' });
  await expect(lists.getByRole('button', { name: 'New 2' })).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('button', { name: 'Show the new ones' })).toBeHidden();

  await lists.getByRole('button', { name: 'All papers' }).click();
  await expectPapers(page, 5);
  await expect(rowOf(page, 'Paper of moss 1').getByRole('button', { name: 'Read' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(page.getByText('5 of 5 papers, 4 unread')).toBeVisible();

  // The next arrival takes the place of the one before it.
  writeDigest(seeds, 'three.txt', 'Mar 4', inventPapers('reed', 1));
  await expect(page.getByRole('status')).toHaveText('1 digest read: 1 new, 0 seen before.');
  await lists.getByRole('button', { name: 'New 1' }).click();
  await expectPapers(page, 1);
  await expect(grid(page)).toContainText('Paper of reed 1');

  // One that brings nothing new offers nothing to show.
  writeDigest(seeds, 'four.txt', 'Mar 5', inventPapers('moss', 2));
  await expect(page.getByRole('status')).toHaveText('1 digest read: 0 new, 2 seen before.');
  await expect(page.getByRole('button', { name: 'Show the new ones' })).toBeHidden();
});
