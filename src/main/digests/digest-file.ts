/** One file of a seeds folder, before it is read: whether it counts as a digest file, where it is, and what its stamp is. */
import { lstat, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { FileStamp, Problem } from '../../preload/api';
import { codeOf, reasonOf } from '../failure';

/** A stamp that no file has: whatever bears it is tried again at the next start. */
export const UNSETTLED_STAMP: FileStamp = { size: -1, modifiedAt: 0 };

/** How the names of digest files end, in lower case. */
export const DIGEST_ENDINGS: readonly string[] = ['.txt', '.text', '.md', '.markdown', '.html', '.htm', '.xhtml'];

/**
 * Whether a file of this name is looked at: digest files by their ending, without hidden files and what editors,
 * browsers and syncers leave lying about while they work.
 */
export function isDigestFileName(name: string): boolean {
  const lower = name.toLowerCase();
  return DIGEST_ENDINGS.some((ending) => lower.endsWith(ending)) && !/^[.#~]/.test(name);
}

/** Whether a subfolder of this name is looked into: not hidden ones, nor what a browser puts beside a saved page, `Daily Papers_files`. */
export function isFolderName(name: string): boolean {
  return !/^\.|[_.]files$/.test(name);
}

export function isSameStamp(a: FileStamp, b: FileStamp): boolean {
  return a.size === b.size && a.modifiedAt === b.modifiedAt;
}

/** Whether a file bears this stamp now. */
export async function isStill(path: string, stamp: FileStamp): Promise<boolean> {
  const now = await stat(path).catch(() => null);
  return now !== null && isSameStamp({ size: now.size, modifiedAt: now.mtimeMs }, stamp);
}

/** What a look at a file's entry in the folder tells, without opening it. */
export type Look =
  /** `changedAt`: when content, name or owner last changed, in ms since 1970, as the file system tells it. */
  { kind: 'there'; stamp: FileStamp; changedAt: number } | { kind: 'missing' } | { kind: 'refused'; problem: Problem };

/**
 * Looks at one file, and follows a link only where it stays inside the folder.
 *
 * @param folder the seeds folder with its own links resolved
 */
export async function lookAt(folder: string, name: string): Promise<Look> {
  const path = join(folder, name);
  try {
    let stats = await lstat(path);
    if (stats.isSymbolicLink()) {
      const target = await linkTarget(path);
      if (target === null) return refused('This is a link to a file that is not there.');
      if (!isInside(target, folder)) {
        return refused('This is a link to something outside the seeds folder. Copy the file itself into the folder.');
      }
      stats = await stat(target);
      if (stats.isDirectory()) {
        return refused(
          'This is a link to a folder, which is not followed. Add that folder to the seeds folders instead.',
        );
      }
    }
    const stamp = { size: stats.size, modifiedAt: stats.mtimeMs };
    return { kind: 'there', stamp, changedAt: stats.ctimeMs };
  } catch (error) {
    if (codeOf(error) === 'ELOOP') return refused('This is a link that leads round in a circle.');
    if (codeOf(error) !== 'ENOENT') return refused(`The file cannot be looked at: ${reasonOf(error)}`);
    // A name that is no valid Unicode cannot be spelled back to the file system.
    return name.includes('\uFFFD')
      ? refused('The name of this file is not valid UTF-8. Rename the file.')
      : { kind: 'missing' };
  }
}

async function linkTarget(path: string): Promise<string | null> {
  try {
    return await realpath(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Whether a path lies below a folder; both with their links resolved. */
export function isInside(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function refused(message: string): Look {
  return { kind: 'refused', problem: { line: null, message } };
}
