/** Puts new digest files into the seeds folder: never over another file, never the same one twice, always whole. */
import { randomUUID } from 'node:crypto';
import { link, lstat, open, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { AddOutcome, IncomingFile, Inspection } from '../../preload/api';
import { codeOf, reasonOf } from '../failure';
import { digestIdOf } from './digest-id';
import { digestNameFrom, numberedName } from './digest-name';
import type { FolderContents } from './folder-contents';
import type { IsIgnored } from './ignored-files';
import type { ImportedFile } from './imports';
import type { Inspect } from './inspect';

export interface AddOptions {
  /** The seeds folder to put them into, absolute. */
  folder: string;
  /** What all the seeds folders hold. */
  contents: FolderContents;
  inspect: Inspect;
  /** Whether a file of this name would not be looked at in the folder. */
  isIgnored?: IsIgnored;
  /** Told of each file that was written. */
  onAdded?(added: ImportedFile): void;
}

const IGNORED =
  'Files of this name are left out of the seeds folder by a pattern (see “Seeds folders…”). Change the pattern, or the name of the file.';

/** Adds files one after the other; says of each what came of it, in the order given. Never rejects. */
export async function addDigests(files: readonly IncomingFile[], options: AddOptions): Promise<AddOutcome[]> {
  const outcomes: AddOutcome[] = [];
  for (const file of files) outcomes.push(await addDigest(file, options));
  if (outcomes.some(({ kind }) => kind === 'added')) await syncFolder(options.folder);
  return outcomes;
}

async function addDigest({ name, ...incoming }: IncomingFile, options: AddOptions): Promise<AddOutcome> {
  const { folder, contents, inspect } = options;
  const { bytes } = incoming;
  const modifiedAt = incoming.modifiedAt ?? Date.now();
  const inspected = await inspect({ name, bytes, modifiedAt });
  if (inspected.kind === 'refused') return { kind: 'refused', name, reason: inspected.reason };
  const { sha256: hash, digests, entries } = inspected;
  try {
    const twin = await contents.find(bytes.length, hash);
    if (twin !== null) return { kind: 'already-there', name, file: twin.name };
    if (options.isIgnored?.(digestNameFrom(name), false)) return { kind: 'refused', name, reason: IGNORED };
    const file = await writeNew(folder, digestNameFrom(name), bytes, modifiedAt);
    const added = { file: join(folder, file), name: file };
    await contents.add(added, bytes.length, hash);
    const digestIds = digests.map((_, index) => digestIdOf(hash, index));
    options.onAdded?.({ ...added, size: bytes.length, hash, digestIds });
    return { kind: 'added', name, file, digests: digests.length, entries };
  } catch (error) {
    return { kind: 'refused', name, reason: `It could not be put into the seeds folder ${folder}. ${reasonOf(error)}` };
  }
}

/** Says what adding a file would bring. Never rejects. */
export async function inspectDigest(
  { name, bytes, modifiedAt = Date.now() }: IncomingFile,
  { contents, inspect }: Pick<AddOptions, 'contents' | 'inspect'>,
): Promise<Inspection> {
  const inspected = await inspect({ name, bytes, modifiedAt });
  if (inspected.kind === 'refused') return inspected;
  const twin = await contents.find(bytes.length, inspected.sha256);
  return { ...inspected, twin: twin?.name ?? null };
}

/** Writes a new file under this name, or a numbered one where it is taken; returns the name. */
async function writeNew(folder: string, name: string, bytes: Uint8Array, modifiedAt: number): Promise<string> {
  // Hidden, so that no look into the folder takes it for a digest.
  const temporary = join(folder, `.offprint-${randomUUID()}.tmp`);
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(bytes);
      // A copy is as old as what it was copied from: where a digest spells out no year, this decides it.
      await handle.utimes(Date.now() / 1000, modifiedAt / 1000);
      await handle.sync();
    } finally {
      await handle.close();
    }
    for (let number = 1; ; number++) {
      const free = numberedName(name, number);
      if (await moveIfFree(temporary, join(folder, free))) return free;
    }
  } finally {
    await unlink(temporary).catch(() => {});
  }
}

/** Gives a file another name, unless that is taken: two programs that try at once cannot both have it. */
async function moveIfFree(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    // Only a file system without hard links goes on: FAT, and some network drives.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EACCES', 'UNKNOWN'].includes(codeOf(error) ?? '')) {
      throw error;
    }
  }
  try {
    // Takes the name, so that the rename replaces nothing but our own empty file.
    await (await open(to, 'wx')).close();
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    await rename(from, to);
  } catch (error) {
    const { size } = await lstat(to);
    if (size === 0) await unlink(to);
    throw error;
  }
  return true;
}

/** Makes new names last through a power cut, where the system can. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
