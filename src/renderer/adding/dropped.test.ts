import { expect, test } from 'vitest';
import { droppedItems, gatherDropped, type Walk } from './dropped';

/** Entries as a browser gives them, made from `{ name: { of a folder } }` and `{ 'a.txt': 'content' }`. */
type Tree = { [name: string]: string | Tree | null };

/** A browser gives no more at once. */
const AT_ONCE = 100;

function folderEntry(name: string, tree: Tree | null): FileSystemDirectoryEntry {
  const createReader = () => {
    const entries = Object.entries(tree ?? {}).map(([child, content]) =>
      typeof content === 'string' ? fileEntry(child, content) : folderEntry(child, content),
    );
    return {
      readEntries: (resolve: (some: FileSystemEntry[]) => void, reject: (error: Error) => void) =>
        tree === null ? reject(new Error('It cannot be read.')) : resolve(entries.splice(0, AT_ONCE)),
    };
  };
  return { name, isFile: false, isDirectory: true, createReader } as unknown as FileSystemDirectoryEntry;
}

function fileEntry(name: string, content: string): FileSystemFileEntry {
  const file = (resolve: (file: File) => void) => resolve(new File([content], name, { lastModified: 1000 }));
  return { name, isFile: true, isDirectory: false, file } as unknown as FileSystemFileEntry;
}

const walk = (more: Partial<Walk> = {}): Walk => ({
  isDigestFile: (name) => name.endsWith('.txt'),
  onFound: () => {},
  signal: new AbortController().signal,
  ...more,
});
const namesOf = ({ files }: { files: { name: string }[] }) => files.map(({ name }) => name);

test('a folder comes as its digest files, with the way to them, and all of them', async () => {
  const many = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`${index}.txt`, 'x']));
  const folder = folderEntry('Captures', { 'b.txt': 'b', 'a.txt': 'a', '2025': { ...many }, 'photo.png': '' });
  const counts: number[] = [];
  const gathered = await gatherDropped([folder], walk({ onFound: (count) => counts.push(count) }));
  expect(gathered.files).toHaveLength(252);
  expect(namesOf(gathered).slice(0, 3)).toEqual(['Captures/a.txt', 'Captures/b.txt', 'Captures/2025/0.txt']);
  expect(gathered.passedOver).toEqual(['Captures/photo.png']);
  expect(counts).toEqual([2, 252]);
  expect(await gathered.files[1]?.read()).toEqual({
    name: 'Captures/b.txt',
    bytes: new TextEncoder().encode('b'),
    modifiedAt: 1000,
  });
});

test('hidden folders and those beside saved pages are left out; one that cannot be read is named', async () => {
  const folder = folderEntry('in', {
    'a.txt': 'a',
    '.git': { 'b.txt': 'b' },
    'Daily Papers_files': { 'c.txt': 'c' },
    locked: null,
  });
  const gathered = await gatherDropped([folder], walk());
  expect(namesOf(gathered)).toEqual(['in/a.txt']);
  expect(gathered.passedOver).toEqual(['in/locked/']);
});

test('files that were dropped themselves are taken whatever their name', async () => {
  const files = [new File(['x'], 'photo.png'), new File(['y'], 'a.txt')];
  expect(namesOf(await gatherDropped(files, walk()))).toEqual(['photo.png', 'a.txt']);
});

test('stops when it is cancelled', async () => {
  const stop = new AbortController();
  const folder = folderEntry('in', { 'a.txt': 'a', deep: { 'b.txt': 'b' } });
  const gathering = gatherDropped([folder], walk({ signal: stop.signal, onFound: () => stop.abort() }));
  await expect(gathering).rejects.toThrow('abort');
});

test('folders and files are told apart while the event lasts', () => {
  const folder = folderEntry('in', {});
  const file = new File(['x'], 'a.txt');
  const items = [
    { kind: 'file', webkitGetAsEntry: () => folder, getAsFile: () => new File([], 'in') },
    { kind: 'file', webkitGetAsEntry: () => fileEntry('a.txt', 'x'), getAsFile: () => file },
    // As in a drop that a script made.
    { kind: 'file', webkitGetAsEntry: () => null, getAsFile: () => file },
    { kind: 'string', webkitGetAsEntry: () => null, getAsFile: () => null },
  ];
  const transfer = { items: items as unknown as DataTransferItemList };
  expect(droppedItems(transfer)).toEqual([folder, file, file]);
  expect(droppedItems(null)).toEqual([]);
});
