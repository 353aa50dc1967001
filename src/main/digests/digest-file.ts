/** One file of the seeds folder: whether it counts as a digest file, what its stamp is, and how it is read. */
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { FileStamp, Problem, SeedsChange } from '../../preload/api';

/** Larger files are refused unread; in bytes. */
export const LARGEST_DIGEST = 64 * 1024 * 1024;

/**
 * Whether a file of this name is looked at: digest files by their ending, without hidden files and what editors,
 * browsers and syncers leave lying about while they work.
 */
export function isDigestFileName(name: string): boolean {
  return /\.txt$/i.test(name) && !/^[.#~]/.test(name);
}

/** What a look at a file's entry in the folder tells, without reading it. */
export type Look =
  | { kind: 'file'; stamp: FileStamp; touchedAt: number }
  | { kind: 'missing' }
  | { kind: 'unusable'; problem: Problem };

/**
 * Looks at a file without opening it, so that a pipe or a device cannot hold anything up.
 *
 * @param folder the seeds folder with its own links resolved
 * @returns `touchedAt`: when content or place last changed, in milliseconds since 1970, as the file system tells it
 */
export async function lookAt(folder: string, name: string): Promise<Look> {
  const path = join(folder, name);
  try {
    let stats = await lstat(path);
    if (stats.isSymbolicLink()) {
      const target = await realpath(path).catch((error: unknown) => {
        if (codeOf(error) === 'ENOENT') return null;
        throw error;
      });
      if (target === null) return unusable('This is a link to a file that is not there.');
      if (!target.startsWith(folder.endsWith(sep) ? folder : folder + sep)) {
        return unusable('This is a link to a file outside the seeds folder. Copy the file itself into the folder.');
      }
      stats = await stat(target);
    }
    if (stats.isDirectory()) return unusable('This is a folder, though it is named like a digest file.');
    if (!stats.isFile()) return unusable('This is no ordinary file but a pipe or a device.');
    return {
      kind: 'file',
      stamp: { size: stats.size, modifiedAt: stats.mtimeMs },
      touchedAt: Math.max(stats.mtimeMs, stats.ctimeMs),
    };
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') return unusable(reasonOf(error));
    // A name that is no valid Unicode cannot be spelled back to the file system.
    return name.includes('\uFFFD')
      ? unusable('The name of this file is not valid UTF-8. Rename the file.')
      : { kind: 'missing' };
  }
}

export type ReadResult =
  /** `isLasting`: whether trying again is of no use until the file itself changes. */
  | { kind: 'change'; change: SeedsChange; isLasting: boolean }
  /** The file changed while it was read; what was read is worth nothing. */
  | { kind: 'restless' };

/** Turns the bytes of a file into what the library is told about it. */
export type ReadDigest = (
  bytes: Uint8Array,
  modifiedAt: number,
) => Pick<SeedsChange & { kind: 'read' }, 'digestId' | 'digest'> | Problem;

/**
 * Reads one file as a digest. Never rejects: whatever goes wrong is a change of the kind `unreadable`.
 *
 * @param stamp what the last look told; where the file turns out to be different, it is `restless`
 */
export async function readDigestFile(
  folder: string,
  name: string,
  stamp: FileStamp,
  readDigest: ReadDigest,
): Promise<ReadResult> {
  const unreadable = (problem: Problem, isLasting: boolean): ReadResult => ({
    kind: 'change',
    // A failure that may pass gets a stamp that no file has, so that the next start tries again.
    change: { kind: 'unreadable', file: name, stamp: isLasting ? stamp : UNSETTLED_STAMP, problem },
    isLasting,
  });

  if (stamp.size > LARGEST_DIGEST) {
    const megabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024);
    const message = `The file is too large for a digest: ${megabytes(stamp.size)} MB, where ${megabytes(LARGEST_DIGEST)} MB is the most.`;
    return unreadable({ line: null, message }, true);
  }
  let bytes: Uint8Array | null;
  try {
    bytes = await readWhole(join(folder, name), stamp);
  } catch (error) {
    if (PASSING.has(codeOf(error) ?? '')) return { kind: 'restless' };
    return unreadable({ line: null, message: reasonOf(error) }, false);
  }
  if (bytes === null) return { kind: 'restless' };
  try {
    const read = readDigest(bytes, stamp.modifiedAt);
    if ('message' in read) return unreadable(read, true);
    return { kind: 'change', change: { kind: 'read', file: name, stamp, ...read }, isLasting: true };
  } catch (error) {
    return unreadable({ line: null, message: `The file could not be understood: ${reasonOf(error)}` }, true);
  }
}

/** A stamp that no file has. */
export const UNSETTLED_STAMP: FileStamp = { size: -1, modifiedAt: 0 };

/** The bytes of a file that has this stamp before and after; `null` where it has not. */
async function readWhole(path: string, stamp: FileStamp): Promise<Uint8Array | null> {
  // Where a pipe took the file's place since the last look, opening it must not wait for a writer.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    if (!(await hasStamp(handle, stamp))) return null;
    // No more than the stamp says: a file that grows as fast as it is read would never end.
    const bytes = new Uint8Array(stamp.size);
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await handle.read(bytes, length, bytes.length - length, length);
      if (bytesRead === 0) return null;
      length += bytesRead;
    }
    return (await hasStamp(handle, stamp)) ? bytes : null;
  } finally {
    await handle.close();
  }
}

async function hasStamp(handle: FileHandle, stamp: FileStamp): Promise<boolean> {
  const stats = await handle.stat();
  return stats.isFile() && stats.size === stamp.size && stats.mtimeMs === stamp.modifiedAt;
}

function unusable(message: string): Look {
  return { kind: 'unusable', problem: { line: null, message } };
}

export function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** Errors that are over in a moment: the file was just replaced, or the system is short of handles. */
const PASSING: ReadonlySet<string> = new Set(['ENOENT', 'EMFILE', 'ENFILE', 'EAGAIN']);

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'Offprint has no permission to read it.',
  EPERM: 'Offprint has no permission to read it.',
  ELOOP: 'This is a link that leads back to itself.',
  EIO: 'The disk reports a read error.',
  ENOENT: 'It is not there.',
  ENOTDIR: 'It is not a folder.',
  EBUSY: 'Another program keeps it to itself at the moment.',
};

/** Why a file or folder cannot be had, in words for the reader. */
export function reasonOf(error: unknown): string {
  const known = REASONS[codeOf(error) ?? ''];
  return known ?? (error instanceof Error ? error.message : String(error));
}
