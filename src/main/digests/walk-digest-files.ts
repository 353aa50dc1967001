/** Goes through a folder for the files that may be digests, by their names. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isDigestFileName, isFolderName } from './digest-file';

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
  { includesSubfolders }: { includesSubfolders: boolean },
): AsyncGenerator<FoundFile> {
  yield* walk(folder, '', includesSubfolders, await readdir(folder, { withFileTypes: true }));
}

async function* walk(
  path: string,
  prefix: string,
  includesSubfolders: boolean,
  items: Awaited<ReturnType<typeof list>>,
): AsyncGenerator<FoundFile> {
  items.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name } of items.filter((item) => item.isFile() && isDigestFileName(item.name))) {
    yield { file: join(path, name), name: prefix + name };
  }
  if (!includesSubfolders) return;
  for (const { name } of items.filter((item) => item.isDirectory() && isFolderName(item.name))) {
    const inside = join(path, name);
    yield* walk(inside, `${prefix}${name}/`, true, await list(inside));
  }
}

function list(folder: string) {
  return readdir(folder, { withFileTypes: true }).catch(() => []);
}
