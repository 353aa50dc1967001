/** Which entries are one paper, as the reader decides it. */
import type { Page } from 'playwright/test';
import { writeDigest } from './digest-files';
import { expect, expectPapers, rowOf, test } from './offprint';

const notes = (page: Page) => page.getByRole('textbox', { name: 'Notes' });
const saved = (page: Page) => expect(page.getByText('Saved', { exact: true })).toBeVisible();
const paperTitle = (page: Page) =>
  page.getByRole('region', { name: 'Paper', exact: true }).getByRole('heading', { level: 2 });

async function join(page: Page, title: string, other: string): Promise<void> {
  await rowOf(page, title).click();
  await expect(paperTitle(page)).toHaveText(title);
  await page.getByRole('button', { name: 'Same as another paper…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Join with another paper' });
  await dialog.getByRole('searchbox', { name: 'Search for the other paper' }).fill(other);
  await dialog.getByRole('listitem').first().getByRole('button').click();
  await expect(dialog).toBeHidden();
}

const moss = { title: 'Notes on Moss', abstract: 'Where moss grows, and why. It grows slowly in the shade.' };
const fern = { title: 'The Green Carpet', abstract: 'A field survey of ground cover. Results for forty sites.' };
const other = { title: 'Another one', abstract: 'Of something else. Entirely so.' };
/** Of its two sightings. */
const sedum = (end: string) => ({
  title: 'Sedum on Roofs',
  abstract: `We grow sedum on forty roofs for six years and measure what it holds of the rain that falls on them, ${end}`,
});

test('two papers are joined with their marks and parted again, one is told apart, and all stays as decided', async ({
  launch,
  seeds,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', [moss, sedum('in spring and summer.')]);
  writeDigest(seeds, 'two.txt', 'Mar 3', [fern, sedum('in autumn and winter.')]);
  const first = await launch();
  const { page } = first;
  await expectPapers(page, 3);

  await test.step('two papers are joined with their marks, and parted again', async () => {
    await rowOf(page, 'Notes on Moss').click();
    await notes(page).fill('Read the appendix.');
    await saved(page);
    await rowOf(page, 'Notes on Moss').getByRole('button', { name: 'Star' }).click();
    await rowOf(page, 'The Green Carpet').click();
    await notes(page).fill('Cited by everyone.');
    await saved(page);

    await join(page, 'The Green Carpet', 'moss');
    await expectPapers(page, 2);
    await expect(rowOf(page, 'The Green Carpet')).toHaveAttribute('aria-selected', 'true');
    await expect(rowOf(page, 'The Green Carpet').getByRole('button', { name: 'Star' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await expect(notes(page)).toHaveValue(/Read the appendix\./);
    await expect(notes(page)).toHaveValue(/Cited by everyone\./);
    await expect(page.getByRole('region', { name: 'Sightings' })).toContainText('2 sightings');

    await page.getByRole('grid', { name: 'Papers' }).focus();
    await page.keyboard.press('Control+z');
    await expectPapers(page, 3);
    await expect(page.getByRole('status')).toHaveText('They are two papers again.');
    await rowOf(page, 'Notes on Moss').click();
    await expect(notes(page)).toHaveValue('Read the appendix.');
    await rowOf(page, 'The Green Carpet').click();
    await expect(notes(page)).toHaveValue('Cited by everyone.');

    await join(page, 'Notes on Moss', 'carpet');
    await expectPapers(page, 2);
  });

  await test.step('two papers under one title are told apart, and one again', async () => {
    await rowOf(page, 'Sedum on Roofs').click();
    await expect(paperTitle(page)).toHaveText('Sedum on Roofs');
    const sightings = page.getByRole('region', { name: 'Sightings' });
    await expect(sightings).toContainText('2 sightings');
    const tellApart = () =>
      sightings.getByRole('listitem').filter({ hasText: 'one.txt' }).getByText('This is another paper').click();
    await tellApart();
    await expectPapers(page, 3);
    await expect(sightings).toContainText('1 sighting');
    await expect(sightings).toContainText('two.txt');

    await page.getByRole('button', { name: 'Undo tell 2 papers apart' }).click();
    await expectPapers(page, 2);
    await expect(sightings).toContainText('2 sightings');
    await tellApart();
    await expectPapers(page, 3);
  });
  await first.close();

  await test.step('all of it stays as decided, until it is taken back', async () => {
    const again = (await launch()).page;
    await expectPapers(again, 3);
    await rowOf(again, 'The Green Carpet').click();
    await expect(again.getByRole('region', { name: 'Sightings' })).toContainText('2 sightings');
    await expect(notes(again)).toHaveValue(/appendix/);
    await expect(notes(again)).toHaveValue(/Cited/);
    // The digest is read again, with another paper: the decisions stay.
    writeDigest(seeds, 'one.txt', 'Mar 2', [moss, sedum('in spring and summer.'), other]);
    await expectPapers(again, 4);
    await again.getByRole('region', { name: 'Decided by you' }).getByRole('button', { name: 'Take back' }).click();
    await expectPapers(again, 5);
  });
});
