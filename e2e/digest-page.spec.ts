/** The page of a digest: its date, its lines, and the way there from sightings and problems. */
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright/test';
import { digestText, inventPapers, writeDigest } from './digest-files';
import { expect, expectPapers, rowOf, test } from './offprint';

const digestPage = (page: Page): Locator => page.getByRole('region', { name: 'Digest', exact: true });
const rawLine = (page: Page, number: number): Locator =>
  digestPage(page)
    .locator('.raw-line')
    .filter({ has: page.getByText(String(number), { exact: true }) });

async function correctDate(page: Page, date: string): Promise<void> {
  await digestPage(page).getByRole('button', { name: 'Correct the date…' }).click();
  await page.getByLabel('Date of the digest').fill(date);
  await digestPage(page).getByRole('button', { name: 'Save' }).click();
}

test('a corrected date counts for the entries without a year, stays, and is taken back', async ({ launch, seeds }) => {
  const papers = [
    { title: 'Undated moss', by: '2 authors', published: 'Feb 8 2' },
    { title: 'Dated moss', by: '3 authors', published: 'Jan 16, 2025' },
  ];
  const path = writeDigest(seeds, 'one.txt', 'Mar 2', papers);
  const first = await launch();
  const { page } = first;
  await expectPapers(page, 2);
  await expect(rowOf(page, 'Undated moss')).toContainText('Feb 8, 2026');
  await page.getByRole('button', { name: /^Mar 2, 2026/ }).click();
  await page.getByRole('button', { name: 'About this digest' }).click();
  await expect(digestPage(page)).toContainText('names no year: that was worked out');
  await expect(digestPage(page)).toContainText(path);

  await correctDate(page, '2027-03-02');
  await expect(digestPage(page)).toContainText('Corrected by you; it was read as Mar 2, 2026.');
  await page.getByRole('button', { name: 'Undo correct a date to Mar 2, 2027' }).click();
  await expect(digestPage(page)).toContainText('names no year: that was worked out');
  await correctDate(page, '2027-03-02');
  await expect(page.getByRole('button', { name: /^Mar 2, 2027/ })).toBeVisible();
  await digestPage(page).getByRole('button', { name: 'Show its papers' }).click();
  await expect(rowOf(page, 'Undated moss')).toContainText('Feb 8, 2027');
  await expect(rowOf(page, 'Dated moss')).toContainText('Jan 16, 2025');
  await first.close();

  // The correction is the digest's, not the file's: it stays under another name, and where an entry is added.
  renameSync(path, join(seeds, 'renamed.txt'));
  const again = (await launch()).page;
  await expectPapers(again, 2);
  writeDigest(seeds, 'renamed.txt', 'Mar 2', [...papers, ...inventPapers('fern', 1)]);
  await expectPapers(again, 3);
  await expect(rowOf(again, 'Undated moss')).toContainText('Feb 8, 2027');
  await again.getByRole('button', { name: /^Mar 2, 2027/ }).click();
  await again.getByRole('button', { name: 'About this digest' }).click();
  await digestPage(again).getByRole('button', { name: 'Take the correction back' }).click();
  await expect(digestPage(again)).toContainText('names no year: that was worked out');
  await again.keyboard.press('Escape');
  await expect(rowOf(again, 'Undated moss')).toContainText('Feb 8, 2026');
});

test('a sighting and a problem open the lines that they are about, which are what stands in the file', async ({
  launch,
  seeds,
}) => {
  const papers = inventPapers('moss', 40);
  const text = digestText('Mar 2', [
    ...papers,
    { title: 'An <img src=x onerror=alert(1)> \u202Eand more', abstract: 'It has <b>markup</b> in it. It is inert.' },
  ]);
  writeFileSync(join(seeds, 'one.txt'), text);
  const wrong = digestText('Mar 3', inventPapers('fern', 30)).replace('  • 28 authors', '  • 28 auth0rs of note');
  writeFileSync(join(seeds, 'two.txt'), wrong);
  writeFileSync(join(seeds, 'log.txt'), '2026-03-02 10:00:00 started\n2026-03-02 10:00:01 stopped\n'.repeat(20));
  writeDigest(seeds, 'three.txt', 'Mar 4', inventPapers('reed', 3));
  const { page } = await launch();
  await expectPapers(page, 74);

  await test.step('a sighting opens the digest at its lines', async () => {
    await page.getByRole('searchbox').fill('part 37:');
    await expectPapers(page, 1);
    await rowOf(page, 'Paper of moss 37').click();
    await page.getByRole('button', { name: 'Show in the digest' }).click();

    const title = text.split('\n').indexOf('Paper of moss 37') + 1;
    await expect(rawLine(page, title)).toContainText('Paper of moss 37');
    await expect(rawLine(page, title)).toBeInViewport();
    await expect(rawLine(page, title)).toHaveAttribute('data-title', 'true');
    for (let line = title; line <= title + 6; line += 1) {
      await expect(rawLine(page, line)).toHaveAttribute('data-marked', 'true');
    }
    await expect(rawLine(page, title - 2)).not.toHaveAttribute('data-marked');
    await expect(rawLine(page, title + 8)).not.toHaveAttribute('data-marked');

    // The number of an entry shows its paper beside the lines.
    await digestPage(page).getByRole('button', { name: 'Entry 38: show this paper' }).click();
    const paper = page.getByRole('region', { name: 'Paper', exact: true });
    await expect(paper.getByRole('heading', { level: 2 })).toHaveText('Paper of moss 38');

    await digestPage(page).evaluate((element) => element.scrollTo(0, element.scrollHeight));
    const hostile = digestPage(page).locator('.raw-line').filter({ hasText: 'onerror=alert' });
    await expect(hostile).toContainText('An <img src=x onerror=alert(1)> U+202Eand more');
    await expect(digestPage(page).locator('img, b, script')).toHaveCount(0);
  });

  await test.step('a problem opens the line that it is about, also of a file that is no digest', async () => {
    await page.getByRole('button', { name: 'Problems' }).click();
    const problems = page.getByRole('region', { name: 'Problems' });
    await expect(problems.getByText('two.txt')).toBeVisible();
    await problems.getByRole('button', { name: 'Lines not understood 1' }).click();
    await expect(problems.getByText('log.txt')).toBeHidden();

    const line = wrong.split('\n').indexOf('  • 28 auth0rs of note') + 1;
    await problems.getByRole('button', { name: `Show line ${line} of two.txt` }).click();
    await expect(rawLine(page, line)).toBeInViewport();
    await expect(rawLine(page, line)).toHaveAttribute('data-marked', 'true');
    await expect(rawLine(page, line).getByRole('img', { name: 'not understood' })).toBeVisible();
    await expect(rawLine(page, line)).toContainText('says neither authors nor organization');

    await page.getByRole('button', { name: 'Back' }).click();
    await expect(problems.getByRole('button', { name: `Show line ${line} of two.txt` })).toBeFocused();
    await problems.getByRole('button', { name: 'All' }).click();
    const aside = problems.locator('.problem-file').filter({ hasText: 'log.txt' });
    await expect(aside).toContainText('Set aside');
    await aside.getByRole('button').click();
    await expect(digestPage(page)).toContainText('nothing of it is in the table');
    await expect(rawLine(page, 2)).toContainText('2026-03-02 10:00:01 stopped');
  });

  await test.step('the page says that the file changed, or is gone', async () => {
    await page.getByRole('button', { name: /^Mar 4, 2026/ }).click();
    await page.getByRole('button', { name: 'About this digest' }).click();
    await expect(digestPage(page)).toContainText('None: every line was understood.');
    writeDigest(seeds, 'three.txt', 'Mar 4', inventPapers('reed', 4));
    await digestPage(page).getByRole('button', { name: 'Show it as it is now' }).click();
    await expect(digestPage(page).getByRole('definition').filter({ hasText: '4 new' })).toBeVisible();
    rmSync(join(seeds, 'three.txt'));
    await expect(digestPage(page)).toContainText('No longer in a seeds folder.');
  });
});
