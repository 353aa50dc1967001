/** The reader's marks outlive the database that they are looked up in. */
import { cpSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from 'playwright/test';
import { writeDigest } from './digest-files';
import { expect, expectPapers, rowOf, test } from './offprint';

const notes = (page: Page) => page.getByRole('textbox', { name: 'Notes' });
const saved = (page: Page) => expect(page.getByText('Saved', { exact: true })).toBeVisible();
const notice = (page: Page) => page.locator('.notice-bar');

/** Where the profile's database is: Electron and Chromium do not agree on it. */
function databaseFolder(profile: string): string {
  const paths = readdirSync(profile, { recursive: true, encoding: 'utf8' });
  const found = paths.find((path) => basename(path) === 'IndexedDB');
  if (found === undefined) throw new Error('The profile has no IndexedDB.');
  return join(profile, found);
}

async function expectPressed(page: Page, title: string, button: 'Star' | 'Read', isPressed: boolean): Promise<void> {
  await expect(rowOf(page, title).getByRole('button', { name: button })).toHaveAttribute(
    'aria-pressed',
    String(isPressed),
  );
}

async function writeNote(page: Page, title: string, text: string): Promise<void> {
  await rowOf(page, title).click();
  await notes(page).fill(text);
  await saved(page);
}

const moss = { title: 'Notes on Moss', abstract: 'Where moss grows, and why. It grows slowly in the shade.' };
const fern = { title: 'The Green Carpet', abstract: 'A field survey of ground cover. Results for forty sites.' };
const rain = { title: 'Rain', abstract: 'How much of it falls. More than last year, says the gauge.' };

test('faults 37 and 44: everything is back after the database was deleted', async ({ launch, seeds, profile }) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', [moss, fern, { ...rain, by: '2 authors', published: 'Feb 8 2' }]);
  const first = await launch();
  const { page } = first;
  await expectPapers(page, 3);
  await rowOf(page, 'Notes on Moss').getByRole('button', { name: 'Star' }).click();
  await rowOf(page, 'Rain').getByRole('button', { name: 'Read' }).click();
  await writeNote(page, 'Notes on Moss', 'Read the appendix.\n\nAnd “the rest”.');

  await page.getByRole('button', { name: 'Same as another paper…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Join with another paper' });
  await dialog.getByRole('searchbox', { name: 'Search for the other paper' }).fill('carpet');
  await dialog.getByRole('listitem').first().getByRole('button').click();
  await expectPapers(page, 2);

  await rowOf(page, 'Rain').click();
  await expect(page.getByRole('region', { name: 'Sightings' })).toContainText('1 sighting');
  await page.getByRole('region', { name: 'Sightings' }).getByRole('button', { name: 'Show in the digest' }).click();
  await page.getByRole('button', { name: 'Correct the date…' }).click();
  await page.getByLabel('Date of the digest').fill('2024-03-02');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Corrected by you', { exact: false })).toBeVisible();
  await first.close();

  rmSync(databaseFolder(profile), { recursive: true });
  const second = await launch();
  const again = second.page;
  await expect(notice(again)).toHaveText(
    /^The library was gone or empty: \d+ marks were brought back from their journal, and the digests are read again\. Nothing is lost\./,
  );
  await expectPapers(again, 2);
  await expectPressed(again, 'Notes on Moss', 'Star', true);
  await expectPressed(again, 'Notes on Moss', 'Read', false);
  await expectPressed(again, 'Rain', 'Read', true);
  await expect(rowOf(again, 'Rain')).toContainText('Feb 8, 2024');
  await rowOf(again, 'Notes on Moss').click();
  await expect(notes(again)).toHaveValue('Read the appendix.\n\nAnd “the rest”.');
  await notice(again).getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice(again)).toBeHidden();
  await second.close();

  const third = (await launch()).page;
  await expectPapers(third, 2);
  await expectPressed(third, 'Notes on Moss', 'Star', true);
  await expect(notice(third)).toBeHidden();
});

test('fault 30: what was shown as saved is there after a kill, even where the database is gone', async ({
  launch,
  seeds,
  profile,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', [moss, fern]);
  const first = await launch();
  await expectPapers(first.page, 2);
  await writeNote(first.page, 'Notes on Moss', 'The very last words.');
  await first.kill();

  const second = await launch();
  await expectPapers(second.page, 2);
  await rowOf(second.page, 'Notes on Moss').click();
  await expect(notes(second.page)).toHaveValue('The very last words.');
  await writeNote(second.page, 'The Green Carpet', 'And these.');
  await second.kill();
  await second.close();

  rmSync(databaseFolder(profile), { recursive: true, maxRetries: 5 });
  const { page } = await launch();
  await expectPapers(page, 2);
  await rowOf(page, 'Notes on Moss').click();
  await expect(notes(page)).toHaveValue('The very last words.');
  await rowOf(page, 'The Green Carpet').click();
  await expect(notes(page)).toHaveValue('And these.');
});

test('a database from before is brought up to the journal', async ({ launch, seeds, profile }) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', [moss, fern]);
  const first = await launch();
  await expectPapers(first.page, 2);
  await writeNote(first.page, 'Notes on Moss', 'Early.');
  await first.close();
  const before = join(profile, 'database of before');
  cpSync(databaseFolder(profile), before, { recursive: true });

  const second = await launch();
  await expectPapers(second.page, 2);
  await writeNote(second.page, 'Notes on Moss', 'Late.');
  await rowOf(second.page, 'The Green Carpet').getByRole('button', { name: 'Star' }).click();
  await second.close();

  const folder = databaseFolder(profile);
  rmSync(folder, { recursive: true });
  cpSync(before, folder, { recursive: true });
  rmSync(before, { recursive: true });
  const { page } = await launch();
  await expect(notice(page)).toHaveText(/^The library was older than your marks: 2 marks were brought back/);
  await expectPapers(page, 2);
  await expectPressed(page, 'The Green Carpet', 'Star', true);
  await rowOf(page, 'Notes on Moss').click();
  await expect(notes(page)).toHaveValue('Late.');
});

test('fault 37: the files of a database that were cut, or filled with anything, cost no mark', async ({
  launch,
  seeds,
  profile,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', [moss, fern]);
  const first = await launch();
  await expectPapers(first.page, 2);
  await writeNote(first.page, 'Notes on Moss', 'Not to be lost.');
  await rowOf(first.page, 'The Green Carpet').getByRole('button', { name: 'Star' }).click();
  await first.close();

  const damages = {
    cut: (path: string) => truncateSync(path, Math.floor(statSync(path).size / 2)),
    'filled with anything': (path: string) => writeFileSync(path, Buffer.alloc(statSync(path).size, 'moss')),
  };
  for (const [what, damage] of Object.entries(damages)) {
    await test.step(what, async () => {
      const folder = databaseFolder(profile);
      for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (statSync(join(folder, path)).isFile()) damage(join(folder, path));
      }
      const { page, close } = await launch();
      await expectPapers(page, 2);
      await expectPressed(page, 'The Green Carpet', 'Star', true);
      await rowOf(page, 'Notes on Moss').click();
      await expect(notes(page)).toHaveValue('Not to be lost.');
      await close();
    });
  }
});
