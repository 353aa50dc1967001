/** Bringing digests in: dropped, chosen, pasted. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { digestText, inventPapers, writeDigest } from './digest-files';
import { expect, expectPapers, test } from './offprint';

/** Drops files in the middle of the window, as the system would. */
async function drop(page: Page, files: { name: string; text: string }[]): Promise<void> {
  const transfer = await page.evaluateHandle((dropped) => {
    const data = new DataTransfer();
    for (const { name, text } of dropped) data.items.add(new File([text], name, { type: 'text/plain' }));
    return data;
  }, files);
  const target = page.locator('body');
  await target.dispatchEvent('dragover', { dataTransfer: transfer });
  await target.dispatchEvent('drop', { dataTransfer: transfer });
}

test('dropped digests are copied, never over another file, and refusals say why', async ({ launch, seeds }) => {
  writeDigest(seeds, 'today.txt', 'Mar 2', inventPapers('moss', 2));
  const { page } = await launch();
  await expectPapers(page, 2);
  const original = readFileSync(join(seeds, 'today.txt'), 'utf8');

  await drop(page, [
    { name: 'today.txt', text: digestText('Mar 3', inventPapers('fern', 3)) },
    { name: 'copy of today.txt', text: original },
    { name: 'shopping.txt', text: 'eggs\nflour\n' },
    { name: 'picture.txt', text: '\u0089PNG\r\n\u001a\n\u0000\u0000' },
  ]);
  await expectPapers(page, 5);
  const outcomes = page.getByRole('region', { name: 'Added digests' });
  await expect(outcomes.getByRole('heading')).toHaveText('1 digest added, 1 already there, 2 refused.');
  await expect(outcomes.getByRole('listitem')).toContainText([
    'Added as today (2).txt',
    'Already there, as today.txt',
    'shopping.txt',
    'picture.txt',
  ]);
  expect(readFileSync(join(seeds, 'today.txt'), 'utf8')).toBe(original);
  expect(readdirSync(seeds).sort()).toEqual(['today (2).txt', 'today.txt']);
  await outcomes.getByRole('button', { name: 'Close' }).click();
  await expect(outcomes).toBeHidden();
});

test('the button adds chosen files', async ({ launch, seeds, profile }) => {
  const { page } = await launch();
  await expectPapers(page, 0);
  const elsewhere = join(profile, 'downloads');
  mkdirSync(elsewhere);
  const chosen = writeDigest(elsewhere, 'chosen.txt', 'Mar 4', inventPapers('reed', 2));
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add digests…' }).first().click();
  await (await chooser).setFiles([chosen]);
  await expectPapers(page, 2);
  expect(readdirSync(seeds)).toEqual(['chosen.txt']);
});

test('a page that is pasted becomes a digest', async ({ launch, seeds }) => {
  const { page } = await launch();
  await expectPapers(page, 0);
  await page.evaluate(
    (text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    digestText('Mar 5', inventPapers('sedge', 3)),
  );
  await expectPapers(page, 3);
  expect(readdirSync(seeds)).toEqual([expect.stringMatching(/^Pasted \d{4}-\d\d-\d\d .*\.txt$/)]);
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
