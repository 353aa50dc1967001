/** The query language in the search box, and lists that are kept: by keyboard alone, and by mouse alone. */
import type { Page } from 'playwright/test';
import { violations } from './axe';
import { writeDigest } from './digest-files';
import { expect, expectPapers, grid, rowOf, test, titles } from './offprint';

const PAPERS = [
  { title: 'Flow policies for kettles', by: '3 authors', published: 'Jan 16, 2025 4' },
  { title: 'Flowers of the lantern', by: '12 authors', published: 'Feb 3, 2026 1' },
  { title: 'Attention is not all you need', by: 'kettle-lab Kettle Lab', published: 'Mar 1, 2026' },
  { title: 'Gravel, sorted', abstract: 'A kettle is filled with flow meters. Nothing else is said of it here.' },
];

const box = (page: Page) => page.getByRole('searchbox', { name: 'Search papers' });
const suggestions = (page: Page) => page.getByRole('listbox', { name: 'Suggestions' });
const problems = (page: Page) => page.locator('.query-problems');
const list = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Lists' }).getByRole('button', { name }).first();

test.beforeEach(({ seeds }) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', PAPERS);
});

test('words, phrases, exclusion and conditions find what they say', async ({ launch }) => {
  const { page } = await launch();
  await expectPapers(page, 4);
  const found: [query: string, titles: string[]][] = [
    ['flow', ['Flow policies for kettles', 'Flowers of the lantern', 'Gravel, sorted']],
    ['"flow"', ['Flow policies for kettles', 'Gravel, sorted']],
    ['flow -lantern', ['Flow policies for kettles', 'Gravel, sorted']],
    ['lantern or gravel', ['Flowers of the lantern', 'Gravel, sorted']],
    ['(lantern or gravel) authors:>10', ['Flowers of the lantern']],
    ['title:kettle', ['Flow policies for kettles']],
    ['org:"kettle lab"', ['Attention is not all you need']],
    ['Attention is not all', ['Attention is not all you need']],
    ['published:2026', ['Flowers of the lantern', 'Attention is not all you need']],
    ['2025-01..03', ['Flow policies for kettles']],
    ['comments:>=4', ['Flow policies for kettles']],
    ['-has:org authors:..20', ['Flow policies for kettles', 'Flowers of the lantern']],
    ['digest:one', PAPERS.map(({ title }) => title)],
  ];
  for (const [query, expected] of found) {
    await box(page).fill(query);
    await expect.poll(async () => [query, (await titles(page)).sort()]).toEqual([query, expected.sort()]);
  }
});

test('the keyboard alone completes, mends and leaves a query', async ({ launch }) => {
  const { page } = await launch();
  await expectPapers(page, 4);
  await page.keyboard.press('/');
  await page.keyboard.type('kettle is:');
  await expect(suggestions(page).getByRole('option')).toHaveCount(6);
  // Half typed, it leaves out nothing.
  await expectPapers(page, 3);
  await page.keyboard.type('un');
  await expect(suggestions(page).getByRole('option')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await expect(box(page)).toHaveAttribute('aria-activedescendant', /./);
  await page.keyboard.press('Enter');
  await expect(box(page)).toHaveValue('kettle is:unread ');
  await expect(suggestions(page)).toBeHidden();
  await page.keyboard.press('Control+Space');
  await page.keyboard.type('or');
  await expect(suggestions(page).getByRole('option')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await expect(suggestions(page).getByRole('option', { name: 'Kettle Lab' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(box(page)).toHaveValue('kettle is:unread org:"Kettle Lab" ');
  await expectPapers(page, 1);

  await page.keyboard.press('Escape');
  await expect(box(page)).toHaveValue('');
  await page.keyboard.type('kettle is:stared');
  await expect(problems(page)).toContainText('“is:stared” is not known');
  await expectPapers(page, 3);
  await page.keyboard.press('Tab');
  while (
    !(await page.getByRole('button', { name: 'Use is:starred' }).evaluate((one) => one === document.activeElement))
  ) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect(box(page)).toHaveValue('kettle is:starred');
  await expect(box(page)).toBeFocused();
  await expect(page.getByRole('heading', { name: 'No paper matches' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.type('gravel');
  await expectPapers(page, 1);
  await page.keyboard.press('Enter');
  await expect(box(page)).not.toBeFocused();
});

test('the mouse alone puts a query together, and reads how', async ({ launch }) => {
  const { page } = await launch();
  await expectPapers(page, 4);
  await page.getByRole('button', { name: 'Add a condition' }).click();
  await suggestions(page).getByRole('option', { name: /^is:/ }).click();
  await suggestions(page)
    .getByRole('option', { name: /^unread/ })
    .click();
  await expect(box(page)).toHaveValue('is:unread ');
  await page.getByRole('button', { name: 'Add a condition' }).click();
  await suggestions(page).getByRole('option', { name: /^has:/ }).click();
  await suggestions(page).getByRole('option', { name: /^org/ }).click();
  await expectPapers(page, 1);

  await page.getByRole('button', { name: 'How to search' }).click();
  const help = page.getByRole('dialog', { name: 'How to search' });
  await expect(help.getByText('highlight:', { exact: true })).toBeAttached();
  await help.getByRole('button', { name: 'authors:>10' }).click();
  await expect(help).toBeHidden();
  await expect(box(page)).toHaveValue('authors:>10');
  await expectPapers(page, 1);
});

test('what is half typed neither errs nor empties the list', async ({ launch }) => {
  const { page } = await launch();
  await expectPapers(page, 4);
  const halves = [
    'is:',
    'is:unr',
    'published:20',
    'published:2026-0',
    'tag:',
    '"',
    'title:(',
    'or',
    '-',
    'seen:',
    'authors:>',
  ];
  for (const half of halves) {
    await box(page).fill(half);
    await expect(problems(page)).toBeHidden();
    await expect(grid(page).getByRole('row').nth(1)).toBeVisible();
  }
  // Left as it is, it is told.
  await box(page).fill('kettle is:unr');
  await page.keyboard.press('Enter');
  await expect(problems(page)).toContainText('“is:unr” is not known');
});

test('bad input is told in words, and the list stands', async ({ launch }) => {
  const { page } = await launch();
  await expectPapers(page, 4);
  const bad: [query: string, papers: number, words: string | null][] = [
    ['flow published:yesterday-ish', 3, '“yesterday-ish” says nothing here'],
    ['flow)', 3, 'No parenthesis was opened'],
    ['flow highlight:x', 3, 'Highlights come with a later version'],
    ['flow titel:x', 3, 'Did you mean “title:”?'],
    ['\u202eflow\u0007 \u0000is:unread', 3, null],
    [`flow ${'('.repeat(9000)}`, 3, 'too many parentheses'],
    ['flow '.repeat(2000), 3, 'more than Offprint looks for'],
    ['🙂 flow', 0, null],
    ['שלום', 0, null],
  ];
  for (const [query, papers, words] of bad) {
    await box(page).fill(query);
    if (papers > 0) await expectPapers(page, papers);
    else await expect(page.getByRole('heading', { name: 'No paper matches' })).toBeVisible();
    if (words === null) await expect(problems(page)).toBeHidden();
    else await expect(problems(page)).toContainText(words);
  }
  await box(page).fill('');
  await expectPapers(page, 4);
});

test('of keys that come faster than lists, the last wins', async ({ launch }) => {
  const { page } = await launch();
  await expectPapers(page, 4);
  await box(page).focus();
  // Ten thousand a minute, for two seconds.
  await box(page).evaluate(async (input: HTMLInputElement) => {
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    const texts = ['flow is:unread', 'lantern -x', '"kettle', 'published:2026-03..', '(a or b) title:'];
    const begin = performance.now();
    for (let key = 0; key < 340; key++) {
      while (performance.now() < begin + key * 6) await new Promise((resolve) => setTimeout(resolve));
      const text = texts[Math.floor(key / 17) % texts.length] ?? '';
      setValue?.call(input, text.slice(0, key % 17));
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }
    setValue?.call(input, 'gravel');
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await expectPapers(page, 1);
  await expect(rowOf(page, 'Gravel, sorted')).toBeVisible();
  await expect(box(page)).toHaveValue('gravel');
});

test('a search becomes a list by keys, which counts, is changed, goes and comes back', async ({ launch }) => {
  const first = await launch();
  const { page } = first;
  await expectPapers(page, 4);
  await page.keyboard.press('/');
  await page.keyboard.type('kettle is:unread');
  await expectPapers(page, 3);
  await page.keyboard.press('Control+Shift+L');
  const dialog = page.getByRole('dialog', { name: 'New list' });
  await expect(dialog.getByText('3 papers, 3 unread')).toBeVisible();
  await page.keyboard.type('Kettles');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(list(page, 'Kettles')).toHaveAttribute('aria-current', 'page');
  await expect(list(page, 'Kettles')).toContainText('3 / 3');
  await expect(box(page)).toHaveValue('');
  await expectPapers(page, 3);

  await rowOf(page, 'Gravel, sorted').getByRole('button', { name: 'Read' }).click();
  await expect(list(page, 'Kettles')).toContainText('2 / 2');

  await list(page, 'Kettles').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(list(page, 'Kettles')).toBeHidden();
  await grid(page).focus();
  await page.keyboard.press('Control+z');
  await expect(list(page, 'Kettles')).toContainText('2 / 2');
  await first.close();

  const again = await launch();
  await expect(list(again.page, 'Kettles')).toContainText('2 / 2');
  await list(again.page, 'Kettles').click();
  await expectPapers(again.page, 2);
});

test('a list is made by a form, renamed and moved, with the mouse', async ({ launch }) => {
  const { page } = await launch();
  await expectPapers(page, 4);
  const newList = page.getByRole('button', { name: 'New list…' });
  await newList.click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Long ones');
  await dialog.getByLabel('Field of condition 1').selectOption('Authors');
  await dialog.getByLabel('Comparison of condition 1').selectOption('is at least');
  await dialog.getByLabel('Value of condition 1').fill('10');
  await expect(dialog.getByText('1 paper, 1 unread')).toBeVisible();
  await dialog.getByRole('button', { name: 'Add a condition' }).click();
  await dialog.getByLabel('Field of condition 2').selectOption('Title');
  await dialog.getByLabel('Value of condition 2').fill('attention');
  await dialog.getByLabel('Papers that meet').selectOption('any');
  await expect(dialog.getByText('2 papers, 2 unread')).toBeVisible();
  await dialog.getByRole('radio', { name: 'Query' }).click();
  await expect(dialog.getByLabel('Query', { exact: true }).last()).toHaveValue('authors:>=10 or title:attention');
  await dialog.getByRole('button', { name: 'Save the list' }).click();
  await expect(list(page, 'Long ones')).toContainText('2 / 2');
  await expectPapers(page, 2);

  await page.getByRole('button', { name: 'All papers' }).click();
  await newList.click();
  await dialog.getByLabel('Name').fill('Second');
  await dialog.getByLabel('Field of condition 1').selectOption('Status');
  await dialog.getByLabel('Value of condition 1').selectOption('starred');
  await dialog.getByRole('button', { name: 'Save the list' }).click();
  const names = page.getByRole('region', { name: 'Lists' }).locator('.place-name');
  await expect(names).toHaveText(['Long ones', 'Second']);
  await page.getByRole('button', { name: 'Change the list Second' }).click();
  await page.getByRole('menuitem', { name: 'Move up' }).click();
  await expect(names).toHaveText(['Second', 'Long ones']);
  await page.getByRole('button', { name: 'Change the list Second' }).click();
  await page.getByRole('menuitem', { name: 'Edit…' }).click();
  await dialog.getByLabel('Name').fill('Stars');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(names).toHaveText(['Stars', 'Long ones']);
});

test('a list of a newer version is shown as it is, told of, and not changed', async ({ launch }) => {
  const first = await launch();
  await expectPapers(first.page, 4);
  const record = {
    id: 'z',
    name: 'From tomorrow',
    query: 'highlight:moss',
    sort: null,
    group: null,
    position: 5,
    mood: 'calm',
  };
  /** Resolves to what is stored, after `put` was. */
  const stored = (page: Page, put: object | null) =>
    page.evaluate(async (added) => {
      const [{ name = '' } = {}] = await indexedDB.databases();
      const done = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const database = await done(indexedDB.open(name));
      const lists = database.transaction('lists', 'readwrite').objectStore('lists');
      if (added) await done(lists.put(added));
      const all = await done(lists.getAll());
      database.close();
      return all;
    }, put);
  await stored(first.page, record);
  await first.close();

  const { page } = await launch();
  await list(page, 'From tomorrow').click();
  const dialog = page.getByRole('dialog', { name: 'List “From tomorrow”' });
  await expect(dialog).toContainText('A newer version of Offprint made it.');
  await expect(dialog).toContainText('highlight:moss');
  await dialog.getByRole('button', { name: 'Leave it as it is' }).click();
  await page.getByRole('button', { name: 'Change the list From tomorrow' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(list(page, 'From tomorrow')).toBeHidden();
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(list(page, 'From tomorrow')).toBeVisible();
  expect(await stored(page, null)).toEqual([record]);
});

test('nothing of it is out of reach', async ({ launch }) => {
  const { page } = await launch();
  await expectPapers(page, 4);
  await box(page).fill('flow is:stared authors:>3 or ');
  await box(page).press('Control+Space');
  await page.keyboard.press('ArrowDown');
  await expect(suggestions(page)).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'How to search' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'New list…' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});
