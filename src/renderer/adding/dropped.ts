/** What was dropped on the window: files as they are, folders as the digest files in them. */
import { fromFile, type Gathered } from './incoming';

/** What is left of a drop once its event is over. */
export type Dropped = File | FileSystemDirectoryEntry;

export interface Walk {
  isDigestFile(name: string): boolean;
  /** Told now and then how many files were found. */
  onFound(count: number): void;
  signal: AbortSignal;
}

/** No more files than this are taken from the folders of one drop. */
export const MOST_FILES = 20_000;

/** To be called while the event is dispatched: its data is gone afterwards. */
export function droppedItems(transfer: Pick<DataTransfer, 'items'> | null): Dropped[] {
  return [...(transfer?.items ?? [])].flatMap((item): Dropped[] => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null;
    if (entry && isFolder(entry)) return [entry];
    const file = item.getAsFile();
    return file ? [file] : [];
  });
}

/**
 * Goes through what was dropped. Of folders, hidden ones and those that a browser puts beside a saved page
 * (`Daily Papers_files`) are left out. Files that were dropped themselves are taken whatever their name.
 *
 * @throws the signal's reason once it is aborted
 */
export async function gatherDropped(dropped: readonly Dropped[], walk: Walk): Promise<Gathered> {
  const gathered: Gathered = { files: [], passedOver: [] };
  for (const item of dropped) {
    if (item instanceof File) gathered.files.push(fromFile(item));
    else await gatherFolder(item, '', gathered, walk);
  }
  return gathered;
}

async function gatherFolder(
  folder: FileSystemDirectoryEntry,
  prefix: string,
  gathered: Gathered,
  walk: Walk,
): Promise<void> {
  const path = `${prefix}${folder.name}/`;
  const entries = await entriesOf(folder).catch(() => null);
  if (entries === null) gathered.passedOver.push(path);
  entries?.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries?.filter(isFile) ?? []) {
    walk.signal.throwIfAborted();
    const name = path + entry.name;
    const isTaken = walk.isDigestFile(entry.name) && gathered.files.length < MOST_FILES;
    const file = isTaken ? await fileOf(entry).catch(() => null) : null;
    if (file) gathered.files.push(fromFile(file, name));
    else gathered.passedOver.push(name);
  }
  walk.onFound(gathered.files.length);
  for (const entry of entries?.filter(isFolder) ?? []) {
    walk.signal.throwIfAborted();
    if (!/^\.|_files$/.test(entry.name)) await gatherFolder(entry, path, gathered, walk);
  }
}

/** All of a folder: one reading gives a hundred at most. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}
