/** Marks of several devices come together, by way of whatever syncs their files. */
import { cpSync, mkdirSync, readdirSync, renameSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { writeDigest } from './digest-files';
import { expect, expectPapers, rowOf, test } from './offprint';

const papers = [
  { title: 'Notes on Moss', abstract: 'Where moss grows, and why. It grows slowly in the shade.' },
  { title: 'Rain', abstract: 'How much of it falls. More than last year, says the gauge.' },
];
const notes = (page: Page) => page.getByRole('textbox', { name: 'Notes' });
const button = (page: Page, title: string, name: 'Star' | 'Read') => rowOf(page, title).getByRole('button', { name });

async function expectPressed(page: Page, title: string, name: 'Star' | 'Read'): Promise<void> {
  await expect(button(page, title, name)).toHaveAttribute('aria-pressed', 'true', { timeout: 15_000 });
}

async function writeNote(page: Page, title: string, text: string): Promise<void> {
  await rowOf(page, title).click();
  await notes(page).fill(text);
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
}

/** A profile that keeps its marks in a shared folder; another device did so before. */
function sharingProfile(root: string, name: string, marksFolder: string): string {
  const profile = join(root, name);
  for (const folder of [profile, marksFolder]) mkdirSync(folder, { recursive: true });
  writeFileSync(join(marksFolder, EARLIER), '');
  writeFileSync(join(profile, 'settings.json'), JSON.stringify({ marksFolder }));
  return profile;
}

// Each starts the application two to four times.
test.slow();

const EARLIER = 'earlier-device.jsonl';
const journalsIn = (folder: string) =>
  readdirSync(folder).filter((name) => name.endsWith('.jsonl') && name !== EARLIER);

test('two devices that share a folder hear of each other while both are open, and no note is lost', async ({
  launch,
  seeds,
  profile: root,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', papers);
  const shared = join(root, 'shared');
  const here = await launch({ userDataDir: sharingProfile(root, 'here', shared) });
  await expectPapers(here.page, 2);
  await button(here.page, 'Notes on Moss', 'Star').click();
  await writeNote(here.page, 'Notes on Moss', 'Grows slowly.');

  const there = await launch({ userDataDir: sharingProfile(root, 'there', shared) });
  await expectPapers(there.page, 2);
  await expectPressed(there.page, 'Notes on Moss', 'Star');
  await rowOf(there.page, 'Notes on Moss').click();
  await expect(notes(there.page)).toHaveValue('Grows slowly.');

  await button(there.page, 'Rain', 'Read').click();
  await expectPressed(here.page, 'Rain', 'Read');
  await writeNote(there.page, 'Notes on Moss', 'Mosses. Grows slowly.');
  await expect(notes(here.page)).toHaveValue('Mosses. Grows slowly.', { timeout: 15_000 });
  expect(journalsIn(shared)).toHaveLength(2);

  // What comes while somebody types is there as soon as they pause.
  await notes(here.page).focus();
  await here.page.keyboard.press('Control+Home');
  for (const _ of 'Mosses.') await here.page.keyboard.press('ArrowRight');
  await writeNote(there.page, 'Notes on Moss', 'Wet mosses. Grows slowly.');
  const typed = ' Green, soft, old.'.repeat(6);
  await here.page.keyboard.type(typed, { delay: 10 });
  const both = `Wet mosses.${typed} Grows slowly.`;
  await expect(notes(here.page)).toHaveValue(both, { timeout: 15_000 });
  await expect(notes(there.page)).toHaveValue(both, { timeout: 15_000 });

  await here.page.getByRole('searchbox', { name: 'Search papers' }).focus();
  await here.page.keyboard.press('Control+k');
  await here.page.keyboard.type('several devices');
  await here.page.keyboard.press('Enter');
  const dialog = here.page.getByRole('dialog', { name: 'Marks on several devices' });
  await expect(dialog).toContainText(shared);
  await expect(dialog.getByRole('list', { name: 'Other devices' }).getByRole('listitem')).toHaveCount(1);
});

test('what two devices said apart from each other comes together when each has the journal of the other', async ({
  launch,
  seeds,
  profile: root,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', papers);
  const profiles = ['here', 'there'].map((name) => join(root, name));
  const [hereProfile = '', thereProfile = ''] = profiles;
  const first = await launch({ userDataDir: hereProfile });
  await expectPapers(first.page, 2);
  await button(first.page, 'Notes on Moss', 'Star').click();
  await writeNote(first.page, 'Rain', 'From here.');
  await first.close();
  const second = await launch({ userDataDir: thereProfile });
  await expectPapers(second.page, 2);
  await button(second.page, 'Rain', 'Read').click();
  await writeNote(second.page, 'Rain', 'From there.');
  await second.close();

  const [hereMarks, thereMarks] = [join(hereProfile, 'marks'), join(thereProfile, 'marks')];
  const [hereJournal = ''] = journalsIn(hereMarks);
  const [thereJournal = ''] = journalsIn(thereMarks);
  cpSync(join(hereMarks, hereJournal), join(thereMarks, hereJournal));
  // As a syncer names the other one of two that were changed at once.
  cpSync(join(thereMarks, thereJournal), join(hereMarks, thereJournal.replace('.jsonl', ' (conflicted copy).jsonl')));

  const texts: string[] = [];
  for (const userDataDir of profiles) {
    const { page, close } = await launch({ userDataDir });
    await expectPapers(page, 2);
    await expectPressed(page, 'Notes on Moss', 'Star');
    await expectPressed(page, 'Rain', 'Read');
    await rowOf(page, 'Rain').click();
    await expect(notes(page)).toHaveValue(/From here\./);
    await expect(notes(page)).toHaveValue(/From there\./);
    texts.push(await notes(page).inputValue());
    await close();
  }
  expect(texts[0]).toBe(texts[1]);
});

test('a copied profile is a device of its own, with all marks', async ({ launch, seeds, profile: root }) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', papers);
  const shared = join(root, 'shared');
  const profile = sharingProfile(root, 'here', shared);
  const first = await launch({ userDataDir: profile });
  await expectPapers(first.page, 2);
  await button(first.page, 'Rain', 'Star').click();
  await expectPressed(first.page, 'Rain', 'Star');
  await first.close();
  cpSync(profile, join(root, 'copy'), { recursive: true });

  const here = await launch({ userDataDir: profile });
  const copy = await launch({ userDataDir: join(root, 'copy') });
  await expectPapers(copy.page, 2);
  await expectPressed(copy.page, 'Rain', 'Star');
  await button(copy.page, 'Rain', 'Read').click();
  await expectPressed(here.page, 'Rain', 'Read');
  await button(here.page, 'Notes on Moss', 'Star').click();
  await expectPressed(copy.page, 'Notes on Moss', 'Star');
  expect(journalsIn(shared)).toHaveLength(2);
});

test('marks are kept here while their folder is not there, and are in it once it is back', async ({
  launch,
  seeds,
  profile: root,
}) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', papers);
  const drive = join(root, 'drive');
  const shared = join(drive, 'shared');
  const profile = sharingProfile(root, 'here', shared);
  const first = await launch({ userDataDir: profile });
  await expectPapers(first.page, 2);
  await button(first.page, 'Rain', 'Star').click();
  await expectPressed(first.page, 'Rain', 'Star');
  await first.close();

  renameSync(drive, join(root, 'unplugged'));
  mkdirSync(drive);
  const away = await launch({ userDataDir: profile });
  await expectPapers(away.page, 2);
  await expect(away.page.getByText(`The marks folder ${shared} is not there.`)).toBeVisible();
  await expectPressed(away.page, 'Rain', 'Star');
  await button(away.page, 'Notes on Moss', 'Read').click();
  await expectPressed(away.page, 'Notes on Moss', 'Read');
  await away.close();
  expect(readdirSync(drive)).toEqual([]);

  rmdirSync(drive);
  renameSync(join(root, 'unplugged'), drive);
  const back = await launch({ userDataDir: profile });
  await expectPapers(back.page, 2);
  await expect(back.page.getByText('is not there')).toBeHidden();
  for (const [title, name] of [['Rain', 'Star'] as const, ['Notes on Moss', 'Read'] as const]) {
    await expectPressed(back.page, title, name);
  }
  await back.close();
  const there = await launch({ userDataDir: sharingProfile(root, 'there', shared) });
  await expectPapers(there.page, 2);
  await expectPressed(there.page, 'Rain', 'Star');
  await expectPressed(there.page, 'Notes on Moss', 'Read');
});
