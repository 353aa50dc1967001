import { expect, test, vi } from 'vitest';
import type { Inspection } from '../../preload/api';
import type { Incoming } from './incoming';
import { gatherPasted, pastedData } from './pasted';

const NOW = new Date(2026, 10, 21, 9, 5, 7);
const READABLE = { kind: 'readable' } as Inspection;
const REFUSED: Inspection = { kind: 'refused', reason: 'This is not a digest.' };

/** A file whose name ends so can be read as a digest. */
const readsOnly = (ending: string) =>
  vi.fn(async ({ name }: Incoming) => (ending !== '' && name.endsWith(ending) ? READABLE : REFUSED));

async function paste(text: string, html: string, inspect: ReturnType<typeof readsOnly>) {
  const { files } = await gatherPasted({ files: [], text, html }, NOW, inspect);
  const [file] = files;
  return { count: files.length, name: file?.name, text: new TextDecoder().decode((await file?.read())?.bytes) };
}

test('text is taken as it is, without looking at the HTML', async () => {
  const inspect = readsOnly('.txt');
  const pasted = await paste('Apr 21', '', inspect);
  expect(pasted).toEqual({ count: 1, name: 'Pasted 2026-11-21 09.05.07.txt', text: 'Apr 21' });
  expect(inspect).not.toHaveBeenCalled();
});

test.each([
  ['text, where it is a digest', 'Apr 21', '<p>Apr 21', '.txt', 'Apr 21'],
  ['HTML, where only that is one', 'Apr 21', '<p>Apr 21', '.html', '<p>Apr 21'],
  ['HTML, where there is nothing else', ' ', '<p>Apr 21', '.html', '<p>Apr 21'],
  ['text, where neither is one, so that its reason is told', 'Apr 21', '<p>Apr 21', '', 'Apr 21'],
])('takes %s', async (_name, text, html, readable, taken) => {
  expect((await paste(text, html, readsOnly(readable))).text).toBe(taken);
});

test('files come before text', async () => {
  const file = new File(['x'], 'a.txt');
  const { files } = await gatherPasted({ files: [file], text: '/home/reader/a.txt', html: '' }, NOW, readsOnly(''));
  expect(files.map(({ name }) => name)).toEqual(['a.txt']);
});

test('an empty clipboard is nothing to take', () => {
  const data = (text: string) => ({ files: [] as unknown as FileList, getData: () => text });
  expect(pastedData(data(' \n'))).toBeNull();
  expect(pastedData(null)).toBeNull();
  expect(pastedData(data('x'))).toEqual({ files: [], text: 'x', html: 'x' });
});
