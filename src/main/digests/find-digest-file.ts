/** Finds out whether a path, as the page names it, is that of a digest file which may be read for it. */
import { realpath } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { isDigestFileName, isInside } from './digest-file';

/**
 * Where a digest file of the seeds folders is, with all links resolved; `null` for whatever else, as for a file that a link
 * in a seeds folder only leads to.
 *
 * @param file absolute, as main told it to the page
 * @param folders the seeds folders, absolute
 */
export async function findDigestFile(file: string, folders: readonly string[]): Promise<string | null> {
  // Main tells no path with `..` in it, nor a relative one.
  if (resolve(file) !== file || file.includes('\0') || !isDigestFileName(basename(file))) return null;
  for (const folder of folders) {
    if (!isInside(file, folder)) continue;
    try {
      const [path, root] = await Promise.all([realpath(file), realpath(folder)]);
      if (isInside(path, root)) return path;
    } catch {
      // It is gone, or may not be looked at.
    }
  }
  return null;
}
