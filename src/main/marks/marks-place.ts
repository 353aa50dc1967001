/** Where this device keeps its marks at this start: where the reader chose, or on this computer while that folder is not there. */
import { join } from 'node:path';
import { type JournalFiles, readBytes, writeFile } from './journal-files';

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

async function bringOver(files: JournalFiles, name: string, from: string, to: string): Promise<void> {
  const old = await files.open(join(from, name), 'read');
  const bytes = await readBytes(old, 0, await old.size()).finally(() => old.close());
  // One of the same name has other changes: journals are told apart by what is in them.
  const taken = new Set(await files.list(to));
  let free = name;
  for (let number = 2; taken.has(free); number++) free = name.replace('.jsonl', ` ${number}.jsonl`);
  const path = join(to, free);
  const file = await writeFile(files, `${path}.new`, [bytes]);
  await file.close();
  await files.rename(`${path}.new`, path);
  await files.syncFolder(to);
  await files.remove(join(from, name));
}
