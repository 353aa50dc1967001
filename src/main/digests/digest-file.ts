/** One file of the seeds folder: whether it counts as a digest file, what its stamp is, and how it is read. */
import { lstat, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Digest, Entry, FileStamp, Problem, SeedsChange } from '../../preload/api';
import { codeOf, reasonOf } from '../failure';
import { identifyDigest } from './paper-id';
import { parseDigest } from './parse-digest';
import { readTextFile } from './read-text';

export { sha256 } from './sha256';

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
  /** `touchedAt`: when content or place last changed, in ms since 1970, as the file system tells it. */
  { kind: 'there'; stamp: FileStamp; touchedAt: number } | { kind: 'missing' } | { kind: 'refused'; problem: Problem };

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
        return refused('This is a link to a folder, which is not followed. Add that folder to the seeds folders instead.');
      }
    }
    const stamp = { size: stats.size, modifiedAt: stats.mtimeMs };
    return { kind: 'there', stamp, touchedAt: Math.max(stats.mtimeMs, stats.ctimeMs) };
  } catch (error) {
    if (codeOf(error) === 'ELOOP') return refused('This is a link that leads round in a circle.');
    if (codeOf(error) !== 'ENOENT') return refused(`The file cannot be looked at: ${reasonOf(error)}`);
    // A name that is no valid Unicode cannot be spelled back to the file system.
    return name.includes('\uFFFD')
      ? refused('The name of this file is not valid UTF-8. Rename the file.')
      : { kind: 'missing' };
  }
}

export type ReadOutcome =
  /** `isLasting`: whether trying again is of no use until the file itself changes. */
  | { kind: 'change'; change: SeedsChange; isLasting: boolean }
  /** The file changed while it was read, or could not be opened just now: nothing can be said yet. */
  | { kind: 'restless' };

/**
 * Reads one file as a digest. Never rejects: whatever is wrong with it is a change of the kind `unreadable`.
 *
 * @param stamp what the last look told; a file that has another one by now is `restless`
 */
export async function readDigestFile(folder: string, name: string, stamp: FileStamp): Promise<ReadOutcome> {
  const path = join(folder, name);
  const read = await readTextFile(path);
  if (!read.ok && read.code !== null) {
    if (PASSING.has(read.code)) return { kind: 'restless' };
    const change = { kind: 'unreadable', file: name, stamp: UNSETTLED_STAMP, problem: read.problem } as const;
    return { kind: 'change', change, isLasting: false };
  }
  if (read.stamp === null || !isSameStamp(read.stamp, stamp)) return { kind: 'restless' };
  if (!read.ok) {
    return {
      kind: 'change',
      change: { kind: 'unreadable', file: name, stamp, problem: read.problem },
      isLasting: true,
    };
  }
  const after = await stat(path).catch(() => null);
  if (after === null || !isSameStamp({ size: after.size, modifiedAt: after.mtimeMs }, stamp)) {
    return { kind: 'restless' };
  }

  const digest = parseDigest(read.text, { modifiedAt: stamp.modifiedAt }, read.problems);
  const refusal = refusalOf(digest);
  const change: SeedsChange = refusal
    ? { kind: 'unreadable', file: name, stamp, problem: refusal }
    : { kind: 'read', file: name, stamp, digestId: read.sha256, digest: identifyDigest(digest) };
  return { kind: 'change', change, isLasting: true };
}

/** Why what was parsed is no digest at all; `null` where it is one. */
export function refusalOf(digest: Digest<Entry>): Problem | null {
  if (digest.entries.length > 0 || digest.heading !== null) return null;
  const [first] = digest.problems;
  return digest.problems.find(({ line }) => line === null) ?? first ?? { line: null, message: 'This is not a digest.' };
}

/** Errors that are over in a moment: the file was just replaced, or the system is short of handles. */
const PASSING: ReadonlySet<string> = new Set(['ENOENT', 'EMFILE', 'ENFILE', 'EAGAIN']);

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
