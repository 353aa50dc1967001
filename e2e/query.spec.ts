/** The query language in the search box, and lists that are kept: by keyboard alone, and by mouse alone. */
import type { Page } from 'playwright/test';
import { violations } from './axe';
import { writeDigest } from './digest-files';
import { drag, expect, expectPapers, grid, openMenu, press, rowOf, tabTo, test, titles } from './offprint';

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

const says = (page: Page) => page.getByRole('status').first();
const names = (page: Page) => page.getByRole('region', { name: 'Lists' }).locator('.place-name');

/** A list as a version after this one keeps it. */
const NEWER = {
  id: 'z',
  name: 'From tomorrow',
  query: 'highlight:moss',
  sort: null,
  group: null,
  position: 5,
  mood: 'calm',
};

/** Stores a list, without Offprint's knowledge; resolves to all that are stored. */
const putLists = (page: Page, put: object | null) =>
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

test.beforeEach(({ seeds }) => {
  writeDigest(seeds, 'one.txt', 'Mar 2', PAPERS);
});

test('words, phrases, exclusion and conditions find what they say; what is half typed or wrong is told in words', async ({
  launch,
}) => {
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

  // Half typed, it neither errs nor empties the list.
  await box(page).focus();
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

  // Of keys that come faster than lists, the last wins.
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

test('by keyboard alone, a query is completed, mended, kept as a list, moved, deleted and brought back', async ({
  launch,
}) => {
  const first = await launch();
  const { page } = first;
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
  await tabTo(page, page.getByRole('button', { name: 'Use is:starred' }));
  await page.keyboard.press('Enter');
  await expect(box(page)).toHaveValue('kettle is:starred');
  await expect(box(page)).toBeFocused();
  await expect(page.getByRole('heading', { name: 'No paper matches' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.type('gravel');
  await expectPapers(page, 1);
  await page.keyboard.press('Enter');
  await expect(box(page)).not.toBeFocused();

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

  await press(page, "'");
  await page.keyboard.type('grav');
  await expect(rowOf(page, 'Gravel, sorted')).toHaveAttribute('aria-selected', 'true');
  await press(page, 'Enter');
  await expect(page.getByLabel('Title begins with')).toBeHidden();
  await press(page, 'm');
  await expect(list(page, 'Kettles')).toContainText('2 / 2');

  // A second one by the form, which is moved, renamed, deleted and brought back.
  await press(page, 'g', 'a', 'Control+Shift+L');
  await page.keyboard.type('Crowds');
  await tabTo(page, dialog.getByLabel('Field of condition 1'));
  await page.keyboard.type('Authors');
  await press(page, 'Tab');
  await page.keyboard.type('is more');
  await press(page, 'Tab');
  await page.keyboard.type('10');
  await expect(dialog.getByText('1 paper, 1 unread')).toBeVisible();
  await press(page, 'Enter');
  await expect(names(page)).toHaveText(['Kettles', 'Crowds']);
  await expect(says(page)).toHaveText('The list “Crowds” is kept.');
  await expectPapers(page, 1);
  await tabTo(page, list(page, 'Crowds'));
  await press(page, 'Control+ArrowUp');
  await expect(names(page)).toHaveText(['Crowds', 'Kettles']);
  await expect(says(page)).toHaveText('“Crowds” is list 1 of 2.');
  await expect(list(page, 'Crowds')).toBeFocused();
  await openMenu(page, 'Tab', 'Enter');
  await press(page, 'Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.type('Large teams');
  await press(page, 'Enter');
  await expect(names(page)).toHaveText(['Large teams', 'Kettles']);
  await tabTo(page, list(page, 'Large teams'));
  await openMenu(page, 'Tab', 'Enter');
  await press(page, 'ArrowUp');
  await expect(page.getByRole('menuitem', { name: 'Delete' })).toBeFocused();
  await press(page, 'Enter');
  await expect(names(page)).toHaveText(['Kettles']);
  await expect(says(page)).toHaveText('The list “Large teams” is deleted.');
  await press(page, 'Control+z');
  await expect(names(page)).toHaveText(['Large teams', 'Kettles']);
  await putLists(page, NEWER);
  await first.close();

  // They are there again; what a newer version made is shown as it is, told of, and not changed.
  const again = (await launch()).page;
  await expect(names(again)).toHaveText(['Large teams', 'Kettles', 'From tomorrow']);
  await expect(list(again, 'Kettles')).toContainText('2 / 2');
  await tabTo(again, list(again, 'Kettles'));
  await press(again, 'Enter');
  await expectPapers(again, 2);
  await tabTo(again, list(again, 'From tomorrow'));
  await press(again, 'Control+ArrowUp', 'Enter');
  const told = again.getByRole('dialog', { name: 'List “From tomorrow”' });
  await expect(told).toContainText('A newer version of Offprint made it.');
  await expect(told).toContainText('highlight:moss');
  await tabTo(again, told.getByRole('button', { name: 'Leave it as it is' }));
  await press(again, 'Enter');
  await expect(told).toBeHidden();
  await tabTo(again, again.getByRole('button', { name: 'Change the list From tomorrow' }));
  await openMenu(again, 'Enter');
  await press(again, 'ArrowUp');
  await expect(again.getByRole('menuitem', { name: 'Delete' })).toBeFocused();
  await press(again, 'Enter');
  await expect(names(again)).toHaveText(['Large teams', 'Kettles']);
  await press(again, 'Control+z');
  await expect(names(again)).toHaveText(['Large teams', 'Kettles', 'From tomorrow']);
  expect(await putLists(again, null)).toContainEqual(NEWER);
});

test('by mouse alone, a query is put together, lists are made by a form, renamed, dragged, deleted and brought back', async ({
  launch,
}) => {
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
  await expect(names(page)).toHaveText(['Long ones', 'Second']);
  await page.getByRole('button', { name: 'Change the list Second' }).click();
  await page.getByRole('menuitem', { name: 'Move up' }).click();
  await expect(names(page)).toHaveText(['Second', 'Long ones']);
  await page.getByRole('button', { name: 'Change the list Second' }).click();
  await page.getByRole('menuitem', { name: 'Edit…' }).click();
  await dialog.getByLabel('Name').fill('Stars');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(names(page)).toHaveText(['Stars', 'Long ones']);
  await drag(page, list(page, 'Stars'), { y: 30 });
  await expect(names(page)).toHaveText(['Long ones', 'Stars']);
  await expect(says(page)).toHaveText('“Stars” is list 2 of 2.');
  // What is dragged is not opened, and a click is no drag.
  await expect(list(page, 'Stars')).toHaveAttribute('aria-current', 'page');
  await list(page, 'Long ones').click();
  await expectPapers(page, 2);
  await page.getByRole('button', { name: 'Change the list Stars' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(names(page)).toHaveText(['Long ones']);
  await page.getByRole('button', { name: 'Undo delete the list “Stars”' }).click();
  await expect(names(page)).toHaveText(['Long ones', 'Stars']);
});
