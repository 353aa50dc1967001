/** Bringing digests in: dropped, chosen, pasted, opened; reviewed, and taken back. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright/test';
import { electronCommand, shellCommand, wantedShell } from '../scripts/app-command.mjs';
import { findElectron } from '../scripts/electron-binary.mjs';
import { violations } from './axe';
import { digestText, inventPapers, writeDigest } from './digest-files';
import { expect, expectPapers, rowOf, test } from './offprint';

interface DroppedFile {
  name: string;
  text: string;
}

/** Drops files in the middle of the window, as the system would. */
async function drop(page: Page, files: DroppedFile[]): Promise<void> {
  const transfer = await page.evaluateHandle((dropped) => {
    const data = new DataTransfer();
    for (const { name, text } of dropped) data.items.add(new File([text], name, { type: 'text/plain' }));
    return data;
  }, files);
  const target = page.locator('body');
  await target.dispatchEvent('dragover', { dataTransfer: transfer });
  await target.dispatchEvent('drop', { dataTransfer: transfer });
}

/** Drops a folder: no script can put one into a `DataTransfer`, so that its entries are made up. */
async function dropFolder(page: Page, name: string, files: DroppedFile[]): Promise<void> {
  await page.evaluate(
    ([folder, dropped]) => {
      const entries = dropped.map((file) => ({
        name: file.name,
        isFile: true,
        isDirectory: false,
        file: (resolve: (file: File) => void) => resolve(new File([file.text], file.name)),
      }));
      const createReader = () => {
        const left = [...entries];
        return { readEntries: (resolve: (some: unknown[]) => void) => resolve(left.splice(0, 2)) };
      };
      const item = {
        kind: 'file',
        webkitGetAsEntry: () => ({ name: folder, isFile: false, isDirectory: true, createReader }),
        getAsFile: () => new File([], folder),
      };
      const event = new Event('drop', { bubbles: true, cancelable: true });
      Object.defineProperty(event, 'dataTransfer', { value: { items: [item], types: ['Files'] } });
      document.body.dispatchEvent(event);
    },
    [name, files] as const,
  );
}

async function paste(page: Page, data: Record<string, string>): Promise<void> {
  await page.evaluate((given) => {
    const clipboardData = new DataTransfer();
    for (const [type, text] of Object.entries(given)) clipboardData.setData(type, text);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, data);
}

function reviewRow(page: Page, name: string): Locator {
  return page
    .getByRole('grid', { name: 'Files to add' })
    .getByRole('row')
    .filter({ has: page.getByText(name, { exact: true }) });
}

/** The cells of a row behind its tick box and its name. */
function cellsOf(row: Locator): Locator {
  return row.getByRole('gridcell').filter({ hasNot: row.page().getByRole('checkbox') });
}

const listing = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );

/** Starts a second Offprint with the same profile, which hands over what it was started with, and ends. */
async function startAgain(profile: string, files: string[], cwd: string): Promise<void> {
  const flags = ['--headless', `--user-data-dir=${profile}`, ...files];
  const electron = wantedShell() === 'chromium' ? null : findElectron();
  const { command, args } = electron === null ? shellCommand(flags) : electronCommand(electron, flags);
  const [code] = await once(spawn(command, args, { cwd, stdio: 'ignore' }), 'exit');
  expect(code).toBe(0);
}

test('one file is copied at once, never over another, and taken back unless it was changed since', async ({
  launch,
  seeds,
  profile,
}) => {
  writeDigest(seeds, 'today.txt', 'Mar 2', inventPapers('moss', 2));
  const { page } = await launch({ env: { XDG_DATA_HOME: join(profile, 'data') } });
  await expectPapers(page, 2);
  const before = listing(seeds);
  const outcomes = page.getByRole('region', { name: 'Added digests' });
  const undo = page.getByRole('button', { name: /^Undo/ });

  await test.step('one that is there already, or no digest, is refused with the reason', async () => {
    await drop(page, [{ name: 'copy.txt', text: readFileSync(join(seeds, 'today.txt'), 'utf8') }]);
    await expect(outcomes.getByRole('listitem')).toContainText('Already there, as today.txt.');
    await drop(page, [{ name: 'picture.png', text: '\u0089PNG\r\n\u001a\n\u0000\u0000' }]);
    await expect(outcomes.getByRole('listitem')).toContainText('picture.png');
    await expect(undo).toBeHidden();
    expect(listing(seeds)).toEqual(before);
  });

  await test.step('it is copied at once, never over another, and one undo takes it back', async () => {
    const text = digestText('Mar 3', inventPapers('fern', 3));
    await drop(page, [{ name: 'today.txt', text }]);
    await expectPapers(page, 5);
    await expect(outcomes.getByRole('listitem')).toContainText('Added as today (2).txt, with 3 entries.');
    expect(listing(seeds)).toEqual({ ...before, 'today (2).txt': text });
    await outcomes.getByRole('button', { name: 'Close' }).click();
    await expect(outcomes).toBeHidden();

    await page.getByRole('button', { name: 'Undo add 1 digest' }).click();
    await expectPapers(page, 2);
    await expect(page.getByRole('status')).toContainText('1 digest file is in the trash.');
    expect(listing(seeds)).toEqual(before);
    if (process.platform === 'linux' && findElectron() === null) {
      expect(listing(join(profile, 'data/Trash/files'))).toEqual({ 'today (2).txt': text });
    }
  });

  await test.step('one that was changed since stays when the import is taken back', async () => {
    await drop(page, [{ name: 'sedge.txt', text: digestText('Mar 4', inventPapers('sedge', 3)) }]);
    await expectPapers(page, 5);
    const changed = digestText('Mar 4', inventPapers('sedge', 4));
    writeFileSync(join(seeds, 'sedge.txt'), changed);
    await expectPapers(page, 6);
    await page.getByRole('button', { name: 'Undo add 1 digest' }).click();
    await expect(page.getByRole('status')).toContainText('Kept: sedge.txt (It was changed since).');
    expect(listing(seeds)).toEqual({ ...before, 'sedge.txt': changed });
    await expectPapers(page, 6);
  });
});

test('digests come from the button, from what is pasted, and out of a folder', async ({ launch, seeds, profile }) => {
  const { page } = await launch();
  await expectPapers(page, 0);

  await test.step('a file that is chosen', async () => {
    const elsewhere = join(profile, 'downloads');
    mkdirSync(elsewhere);
    const chosen = writeDigest(elsewhere, 'chosen.txt', 'Mar 4', inventPapers('reed', 2));
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Add digests…' }).first().click();
    await (await chooser).setFiles([chosen]);
    await expectPapers(page, 2);
    expect(readdirSync(seeds)).toEqual(['chosen.txt']);
    rmSync(join(seeds, 'chosen.txt'));
  });

  await test.step('text that is pasted', async () => {
    const text = digestText('Mar 5', inventPapers('sedge', 3));
    await paste(page, { 'text/plain': text, 'text/html': '<b>the same, but not so plain</b>' });
    await expectPapers(page, 5);
    const [name = '', ...others] = readdirSync(seeds);
    expect(name).toMatch(/^Pasted \d{4}-\d\d-\d\d .*\.txt$/);
    expect(others).toEqual([]);
    expect(readFileSync(join(seeds, name), 'utf8')).toBe(text);
    rmSync(join(seeds, name));
  });

  await test.step('HTML that is pasted, kept as it was, where its text alone is no digest', async () => {
    const blocks = digestText('Mar 6', inventPapers('rush', 3)).split('\n').filter(Boolean);
    const html = `<meta charset="utf-8">${blocks.map((block) => `<div>${block}</div>`).join('\n')}`;
    await paste(page, { 'text/plain': '[a table]', 'text/html': html });
    await expectPapers(page, 8);
    const [name = '', ...others] = readdirSync(seeds);
    expect(name).toMatch(/^Pasted .*\.html$/);
    expect(others).toEqual([]);
    rmSync(join(seeds, name));
  });

  await test.step('a folder; what is no digest file is passed over, and named', async () => {
    const text = (topic: string) => digestText('Mar 3', inventPapers(topic, 2));
    await dropFolder(page, 'Captures', [
      { name: 'b.txt', text: text('fern') },
      { name: 'photo.png', text: '' },
      { name: 'a.txt', text: text('moss') },
      { name: 'c.txt', text: text('oak') },
      { name: '.hidden.txt', text: text('birch') },
    ]);
    const dialog = page.getByRole('dialog', { name: 'Add 3 files?' });
    await expect(dialog).toContainText('2 other files passed over: Captures/.hidden.txt, Captures/photo.png.');
    await dialog.getByRole('button', { name: 'Add 3 digests' }).click();
    await expectPapers(page, 14);
    expect(readdirSync(seeds).sort()).toEqual(['a.txt', 'b.txt', 'c.txt']);
  });
});

test.describe('several files', () => {
  const files = (today: string): DroppedFile[] => [
    { name: 'fern.txt', text: digestText('Mar 3', [...inventPapers('fern', 3), ...inventPapers('moss', 1)]) },
    { name: 'reed.txt', text: digestText('Mar 4, 2025', inventPapers('reed', 2)) },
    { name: 'fern again.txt', text: digestText('Mar 6', inventPapers('fern', 3)) },
    { name: 'copy of today.txt', text: today },
    { name: 'copy of reed.txt', text: digestText('Mar 4, 2025', inventPapers('reed', 2)) },
    { name: 'shopping.txt', text: 'eggs\nflour\n' },
  ];

  test('are reviewed before anything is copied, come in without those that were unticked, and go with one undo', async ({
    launch,
    seeds,
    profile,
  }) => {
    writeDigest(seeds, 'today.txt', 'Mar 2', inventPapers('moss', 2));
    const { page } = await launch({ env: { XDG_DATA_HOME: join(profile, 'data') } });
    await expectPapers(page, 2);
    await rowOf(page, 'Paper of moss 1').getByRole('button', { name: 'Star' }).click();
    const before = listing(seeds);
    const dropped = files(before['today.txt'] ?? '');
    const dialog = page.getByRole('dialog', { name: 'Add 6 files?' });

    await test.step('cancelling changes nothing', async () => {
      await drop(page, dropped);
      await expect(dialog.getByRole('button', { name: 'Add 3 digests' })).toBeEnabled();
      await expect(cellsOf(reviewRow(page, 'fern.txt'))).toHaveText([
        'fern.txt',
        'Mar 3, 2026 inferred',
        '4',
        '3',
        '1',
        '0',
      ]);
      await expect(cellsOf(reviewRow(page, 'reed.txt'))).toHaveText(['reed.txt', 'Mar 4, 2025', '2', '2', '0', '0']);
      await expect(reviewRow(page, 'copy of today.txt')).toContainText('Already there, as today.txt.');
      await expect(reviewRow(page, 'copy of reed.txt')).toContainText('The same as reed.txt.');
      await expect(reviewRow(page, 'shopping.txt')).toContainText('digest');
      for (const name of ['copy of today.txt', 'copy of reed.txt', 'shopping.txt']) {
        await expect(reviewRow(page, name).getByRole('checkbox')).toBeDisabled();
        await expect(reviewRow(page, name).getByRole('checkbox')).not.toBeChecked();
      }
      // A paper that stands in two of the files counts once.
      await expect(dialog.getByRole('status')).toHaveText('3 digests: 5 new papers, 1 known');
      await expect(dialog).toContainText('Papers of several files count once. 2 already there, 1 refused.');
      expect(await violations(page)).toEqual([]);

      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
      expect(listing(seeds)).toEqual(before);
      await expectPapers(page, 2);
      await expect(page.getByRole('button', { name: /^Undo add/ })).toBeHidden();
    });

    await test.step('with the keys alone, some are unticked: the table has the focus, Space ticks, Tab leads to the buttons', async () => {
      await drop(page, dropped);
      await expect(dialog.getByRole('button', { name: 'Add 3 digests' })).toBeEnabled();
      await expect(page.getByRole('grid', { name: 'Files to add' })).toBeFocused();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Space');
      await expect(reviewRow(page, 'reed.txt').getByRole('checkbox')).not.toBeChecked();
      await expect(dialog.getByRole('status')).toHaveText('2 digests: 3 new papers, 1 known');
      await dialog.getByRole('checkbox', { name: 'Add all' }).click();
      await expect(dialog.getByRole('button', { name: 'Add 3 digests' })).toBeEnabled();
      await dialog.getByRole('checkbox', { name: 'Add all' }).click();
      await expect(dialog.getByRole('button', { name: 'Add', exact: true })).toBeDisabled();
      await reviewRow(page, 'fern.txt').getByRole('checkbox').click();
      await reviewRow(page, 'fern again.txt').getByRole('checkbox').click();
      await dialog.getByRole('button', { name: 'Add 2 digests' }).click();
    });

    const texts = Object.fromEntries(dropped.map(({ name, text }) => [name, text]));
    const added = { 'fern.txt': texts['fern.txt'], 'fern again.txt': texts['fern again.txt'] };
    await test.step('those that were ticked come in', async () => {
      await expect(dialog).toBeHidden();
      await expectPapers(page, 5);
      expect(listing(seeds)).toEqual({ ...before, ...added });
      await expect(page.getByRole('status')).toContainText('2 digests read: 3 new, 4 seen before.');
    });

    await test.step('one undo takes all of them back', async () => {
      await page.keyboard.press('Control+z');
      await expectPapers(page, 2);
      expect(listing(seeds)).toEqual(before);
      await expect(page.getByRole('status')).toContainText('2 digest files are in the trash.');
      if (process.platform === 'linux' && findElectron() === null) {
        expect(listing(join(profile, 'data/Trash/files'))).toEqual(added);
      }
      await expect(rowOf(page, 'Paper of moss 1').getByRole('button', { name: 'Star' })).toHaveAttribute(
        'aria-pressed',
        'true',
      );
    });
  });

  test('that are very many can be stopped half-way; what was added is kept and can be taken back', async ({
    launch,
    seeds,
  }) => {
    test.slow();
    const { page } = await launch();
    await expectPapers(page, 0);
    const many = Array.from({ length: 300 }, (_, index) => ({
      name: `${index}.txt`,
      text: digestText('Mar 3', inventPapers(`plant${index}`, 1)),
    }));
    await drop(page, many);
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('progressbar')).toBeVisible();
    const add = dialog.getByRole('button', { name: 'Add 300 digests' });
    await expect(add).toBeEnabled({ timeout: 100_000 });
    await add.click();
    await expect.poll(() => readdirSync(seeds).length, { timeout: 100_000 }).toBeGreaterThan(20);
    await dialog.getByRole('button', { name: 'Stop' }).click();
    await expect(dialog).toBeHidden();
    const added = readdirSync(seeds).length;
    expect(added).toBeLessThan(300);
    await expectPapers(page, added);
    // However long it took: it is one arrival.
    await expect(page.getByRole('status')).toHaveText(`${added} digests read: ${added} new, 0 seen before.`);
    await page.getByRole('button', { name: `Undo add ${added} digests` }).click();
    await expectPapers(page, 0);
    expect(readdirSync(seeds)).toEqual([]);
  });
});

test.describe('files that are opened', () => {
  test('come with the command line, and into the running window', async ({ launch, seeds, profile }) => {
    const elsewhere = join(profile, 'downloads');
    mkdirSync(join(elsewhere, 'captures/2025'), { recursive: true });
    const first = writeDigest(elsewhere, 'first.txt', 'Mar 3', inventPapers('fern', 2));
    writeDigest(elsewhere, 'second.txt', 'Mar 4', inventPapers('moss', 3));
    writeDigest(join(elsewhere, 'captures'), 'a.txt', 'Mar 5', inventPapers('reed', 1));
    writeDigest(join(elsewhere, 'captures/2025'), 'b.txt', 'Mar 6', inventPapers('oak', 1));

    const { page } = await launch({ args: [first] });
    await expectPapers(page, 2);
    await expect(page.getByRole('dialog')).toBeHidden();

    await startAgain(profile, ['second.txt'], elsewhere);
    await expectPapers(page, 5);

    await startAgain(profile, ['captures', 'missing.txt', '9333'], elsewhere);
    const dialog = page.getByRole('dialog', { name: 'Add 3 files?' });
    await expect(reviewRow(page, 'missing.txt')).toContainText('It is not there.');
    await expect(dialog.getByRole('checkbox', { name: 'Add captures/2025/b.txt' })).toBeChecked();
    await dialog.getByRole('button', { name: 'Add 2 digests' }).click();
    await expectPapers(page, 7);
    expect(readdirSync(seeds).sort()).toEqual(['a.txt', 'b.txt', 'first.txt', 'second.txt']);
  });
});

test('every kind of bad file is a problem with its reason, and nothing else is lost', async ({ launch, seeds }) => {
  writeDigest(seeds, 'good.txt', 'Mar 2', inventPapers('moss', 2));
  writeFileSync(join(seeds, 'empty.txt'), '');
  writeFileSync(join(seeds, 'picture.txt'), Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
  writeFileSync(
    join(seeds, 'torn.txt'),
    Buffer.concat([
      Buffer.from(digestText('Mar 3', inventPapers('fern', 2)).trimEnd()),
      Buffer.from([0x0a, 0x0a, 0xff, 0xfe, 0x41]),
    ]),
  );
  writeFileSync(join(seeds, 'huge.txt'), Buffer.alloc(200 * 2 ** 20, 'a'));
  mkdirSync(join(seeds, 'folder.txt'));
  const cut = digestText('Mar 4', inventPapers('reed', 3));
  writeFileSync(join(seeds, 'cut.txt'), cut.slice(0, cut.lastIndexOf('It holds') - 10));
  writeFileSync(
    join(seeds, 'novel.txt'),
    `${'It was a dark and stormy night; the rain fell in torrents. '.repeat(40)}\n`,
  );

  const { page } = await launch();
  await expectPapers(page, 6);
  await page.getByRole('button', { name: 'Problems' }).click();
  const problems = page.getByRole('region', { name: 'Problems' });
  const reasons: [string, RegExp][] = [
    ['empty.txt', /empty/i],
    ['picture.txt', /PNG/],
    ['torn.txt', /UTF-8/],
    ['huge.txt', /200 MB.*64 MB/],
    ['folder.txt', /folder|directory/i],
    ['cut.txt', /ends in the middle/i],
    ['novel.txt', /digest/i],
  ];
  for (const [file, reason] of reasons) {
    await expect(problems.locator('.problem-file').filter({ hasText: file })).toContainText(reason);
  }
  await expect(problems.getByText('good.txt')).toBeHidden();
});
