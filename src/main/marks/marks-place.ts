/** Where this device keeps its marks at this start: where the reader chose, or on this computer while that folder is not there. */
import { join } from 'node:path';
import { type JournalFiles, readBytes, writeFile } from './journal-files';
import { eachLine } from './scan-journal';

export interface MarksPlace {
  folder: string;
  /** What this device goes by there. */
  device: string;
  /** The folder that the reader chose, where it is not there; `null` where the marks are where they should be. */
  missing: string | null;
}

interface MarksPlaceOptions {
  files: JournalFiles;
  /** See `deviceName`. */
  device: string;
  ownFolder: string;
  /** The one that the reader chose; `null` for the own one. */
  chosenFolder: string | null;
  /** Milliseconds since 1970. */
  now(): number;
}

/**
 * What is said while the folder is not there goes into a journal of its own, as if another device had said it: so it comes together
 * with what is in the folder as that of any device does. It is brought over at the first start at which the folder is back.
 */
export async function marksPlace(options: MarksPlaceOptions): Promise<MarksPlace> {
  const { files, device, ownFolder, chosenFolder, now } = options;
  if (chosenFolder === null) return { folder: ownFolder, device, missing: null };
  const beginning = `${device}-away-`;
  const names = await files.list(ownFolder).catch(() => []);
  const journals = names.filter((name) => name.startsWith(beginning) && name.endsWith('.jsonl'));
  if (await isThere(files, chosenFolder)) {
    // What cannot be brought over now is brought over at the next start.
    for (const name of journals) await bringOver(files, name, ownFolder, chosenFolder).catch(() => {});
    return { folder: chosenFolder, device, missing: null };
  }
  const [unfinished] = journals;
  const away = unfinished ? unfinished.slice(0, -'.jsonl'.length) : beginning + now().toString(36);
  return { folder: ownFolder, device: away, missing: chosenFolder };
}

/** Whether a folder that marks are kept in is there. Where a drive is not, its folders are missing, or without any journal. */
export async function isThere(files: Pick<JournalFiles, 'list'>, folder: string): Promise<boolean> {
  const names = await files.list(folder).catch(() => []);
  return names.some((name) => name.endsWith('.jsonl'));
}

/**
 * Copies the journals of other devices to a folder that marks are kept in from now on, where it lacks what they have: what they said may
 * be in nothing else but the library's database. Does not fail: what cannot be copied stays where it was.
 *
 * @param device whose journal is not copied
 */
export async function takeAlong(
  files: JournalFiles,
  { from, to, device }: { from: string; to: string; device: string },
): Promise<void> {
  const names = await files.list(from).catch(() => []);
  const others = names.filter((name) => name.endsWith('.jsonl') && name !== `${device}.jsonl`);
  for (const name of others) await copyNews(files, name, from, to).catch(() => {});
}

async function copyNews(files: JournalFiles, name: string, from: string, to: string): Promise<void> {
  const bytes = await readWhole(files, join(from, name));
  const there = await readWhole(files, join(to, name)).catch(() => Buffer.alloc(0));
  if ((await lastSequence(bytes)) > (await lastSequence(there))) await copy(files, { name, bytes, to });
}

/** Of a journal of any version. */
async function lastSequence(bytes: Buffer): Promise<number> {
  let last = 0;
  await eachLine(bytes, 0, ({ sequence }) => {
    last = sequence;
  });
  return last;
}

async function bringOver(files: JournalFiles, name: string, from: string, to: string): Promise<void> {
  await copy(files, { name, bytes: await readWhole(files, join(from, name)), to });
  await files.remove(join(from, name));
}

async function readWhole(files: JournalFiles, path: string): Promise<Buffer> {
  const file = await files.open(path, 'read');
  return readBytes(file, 0, await file.size()).finally(() => file.close());
}

async function copy(
  files: JournalFiles,
  { name, bytes, to }: { name: string; bytes: Buffer; to: string },
): Promise<void> {
  // One of the same name has other changes: journals are told apart by what is in them.
  const taken = new Set(await files.list(to));
  let free = name;
  for (let number = 2; taken.has(free); number++) free = name.replace('.jsonl', ` ${number}.jsonl`);
  const path = join(to, free);
  const file = await writeFile(files, `${path}.new`, [bytes]);
  await file.close();
  await files.rename(`${path}.new`, path);
  await files.syncFolder(to);
}
