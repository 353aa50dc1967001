/** Goes through a folder for the files that may be digests, by their names. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isDigestFileName, isFolderName } from './digest-file';
import type { IsIgnored } from './ignored-files';

export interface FoundFile {
  /** Absolute. */
  file: string;
  /** Relative to the folder that was walked, with `/` between the parts. */
  name: string;
}

/**
 * The digest files of a folder in the order of their names, those of its subfolders behind. Hidden folders and the ones that a browser
 * puts beside a saved page (`Daily Papers_files`) are left out, and no link is followed.
 *
 * @throws the system's error where the folder itself cannot be read; a subfolder that cannot is passed over
 */
export async function* walkDigestFiles(
  folder: string,
  { includesSubfolders, isIgnored = () => false }: { includesSubfolders: boolean; isIgnored?: IsIgnored },
): AsyncGenerator<FoundFile> {
  const isWalked = (name: string) => includesSubfolders && !isIgnored(name, true);
  for await (const found of walk(folder, '', isWalked, await readdir(folder, { withFileTypes: true }))) {
    if (!isIgnored(found.name, false)) yield found;
  }
}

async function* walk(
  path: string,
  prefix: string,
  isWalked: (name: string) => boolean,
  items: Awaited<ReturnType<typeof list>>,
): AsyncGenerator<FoundFile> {
  items.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name } of items.filter((item) => item.isFile() && isDigestFileName(item.name))) {
    yield { file: join(path, name), name: prefix + name };
  }
  for (const { name } of items.filter((item) => item.isDirectory() && isFolderName(item.name))) {
    if (!isWalked(prefix + name)) continue;
    const inside = join(path, name);
    yield* walk(inside, `${prefix}${name}/`, isWalked, await list(inside));
  }
}

function list(folder: string) {
  return readdir(folder, { withFileTypes: true }).catch(() => []);
}
