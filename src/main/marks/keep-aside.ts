/** Keeps what was damaged of a marks journal, beside it: somebody may yet make something of it. */
import { join } from 'node:path';
import { type JournalFiles, writeFile } from './journal-files';

interface Aside {
  files: JournalFiles;
  folder: string;
  device: string;
  now(): number;
}

/** @returns what happened, in words for the reader */
export async function keepDamaged(aside: Aside, bytes: Buffer, changes: number): Promise<string> {
  const path = await keep(aside, 'damaged', bytes);
  return `The marks journal was damaged. What could be read of it is in use (${changes} changes); the damaged file is kept as ${path}.`;
}

/** @returns what happened, in words for the reader */
export async function keepTornEnd(aside: Aside, bytes: Buffer): Promise<string> {
  const path = await keep(aside, 'torn', bytes);
  return `The end of the marks journal was damaged, as after a power cut. It was cut off behind the last whole change, and is kept as ${path}.`;
}

/** @returns where the bytes are kept */
async function keep({ files, folder, device, now }: Aside, what: string, bytes: Buffer): Promise<string> {
  const time = new Date(now()).toISOString().replaceAll(/[:.]/g, '-');
  const path = join(folder, `${device}.${what}-${time}.txt`);
  const file = await writeFile(files, path, [bytes]);
  await file.close();
  await files.syncFolder(folder);
  return path;
}
