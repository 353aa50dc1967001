/** Puts new digest files into the seeds folder: never over another file, never the same one twice, always whole. */
import { randomUUID } from 'node:crypto';
import { link, lstat, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { AddOutcome, IncomingFile } from '../../preload/api';
import { codeOf, reasonOf } from '../failure';
import { isDigestFileName, refusalOf, sha256 } from './digest-file';
import { digestNameFrom, numberedName } from './digest-name';
import { parseDigest } from './parse-digest';
import { readTextBytes } from './read-text';

/**
 * Adds files one after the other; says of each what came of it, in the order given. Never rejects.
 *
 * @param folder the seeds folder, absolute
 */
export async function addDigests(folder: string, files: readonly IncomingFile[]): Promise<AddOutcome[]> {
  const outcomes: AddOutcome[] = [];
  const contents = new FolderContents(folder);
  for (const file of files) outcomes.push(await addDigest(folder, file, contents));
  return outcomes;
}

async function addDigest(folder: string, incoming: IncomingFile, contents: FolderContents): Promise<AddOutcome> {
  const { name, bytes } = incoming;
  const modifiedAt = incoming.modifiedAt ?? Date.now();
  const text = readTextBytes(bytes);
  if (!text.ok) return { kind: 'refused', name, reason: text.problem.message };
  const digest = parseDigest(text.text, { modifiedAt }, text.problems);
  const refusal = refusalOf(digest);
  if (refusal) return { kind: 'refused', name, reason: refusal.message };
  try {
    const twin = await contents.find(bytes);
    if (twin !== null) return { kind: 'already-there', name, file: twin };
    const file = await writeNew(folder, digestNameFrom(name), bytes, modifiedAt);
    contents.add(file, bytes);
    return { kind: 'added', name, file, entries: digest.entries.length };
  } catch (error) {
    return { kind: 'refused', name, reason: `It could not be put into the seeds folder ${folder}. ${reasonOf(error)}` };
  }
}

/** The digest files of a folder by content; reads only those that have the size of what is looked for. */
export class FolderContents {
  readonly #folder: string;
  #sizes: Map<number, Set<string>> | null = null;
  readonly #hashes = new Map<string, string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The name of a file with these bytes; `null` where there is none. Rejects where the folder cannot be read. */
  async find(bytes: Uint8Array): Promise<string | null> {
    const [name] = await this.findAll(bytes.length, sha256(bytes));
    return name ?? null;
  }

  /** The names of all files with this size and SHA-256. */
  async findAll(size: number, hash: string): Promise<string[]> {
    this.#sizes ??= await sizesIn(this.#folder);
    const found: string[] = [];
    for (const name of this.#sizes.get(size) ?? []) {
      if ((await this.#hashOf(name)) === hash) found.push(name);
    }
    return found;
  }

  add(name: string, bytes: Uint8Array): void {
    addTo(this.#sizes ?? new Map(), bytes.length, name);
    this.#hashes.set(name, sha256(bytes));
  }

  async #hashOf(name: string): Promise<string | null> {
    const known = this.#hashes.get(name);
    if (known !== undefined) return known;
    // One that cannot be read is no twin of anything.
    const bytes = await readFile(join(this.#folder, name)).catch(() => null);
    if (bytes === null) return null;
    const hash = sha256(bytes);
    this.#hashes.set(name, hash);
    return hash;
  }
}

async function sizesIn(folder: string): Promise<Map<number, Set<string>>> {
  const sizes = new Map<number, Set<string>>();
  for (const name of (await readdir(folder)).filter(isDigestFileName)) {
    const stats = await stat(join(folder, name)).catch(() => null);
    if (stats?.isFile()) addTo(sizes, stats.size, name);
  }
  return sizes;
}

function addTo(sizes: Map<number, Set<string>>, size: number, name: string): void {
  const names = sizes.get(size) ?? new Set();
  sizes.set(size, names.add(name));
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
      if (!(await moveIfFree(temporary, join(folder, free)))) continue;
      await syncFolder(folder);
      return free;
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

/** Makes a new name last through a power cut, where the system can. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
