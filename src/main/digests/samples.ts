/** The sample digests that come with Offprint, so that a newcomer sees a working table. */
import { readdir, readFile, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { AddOutcome, IncomingFile } from '../../preload/api';
import { addDigests } from './add-digests';
import { isDigestFileName } from './digest-file';
import { FolderContents } from './folder-contents';
import type { Inspect } from './inspect';
import { sha256 } from './sha256';

interface Sample extends IncomingFile {
  /** SHA-256 of the bytes, which is the id of the digest. */
  digestId: string;
}

export class Samples {
  readonly #folder: string;
  readonly #inspect: Inspect;
  #bundled: Promise<Sample[]> | null = null;

  /** @param folder where the samples come from */
  constructor(folder: string, inspect: Inspect) {
    this.#folder = folder;
    this.#inspect = inspect;
  }

  /** Copies the samples into a seeds folder. */
  async addTo(seedsFolder: string): Promise<AddOutcome[]> {
    const contents = contentsOf(seedsFolder);
    return addDigests(await this.#load(), { folder: seedsFolder, contents, inspect: this.#inspect });
  }

  /** Deletes the files of a seeds folder that are still what a sample was, and names their digests. */
  async removeFrom(seedsFolder: string): Promise<string[]> {
    const contents = contentsOf(seedsFolder);
    const removed: string[] = [];
    for (const { bytes, digestId } of await this.#load()) {
      const files = await contents.findAll(bytes.length, digestId);
      for (const { file } of files) await unlink(file);
      if (files.length > 0) removed.push(digestId);
    }
    return removed;
  }

  /** Whether an unchanged sample stands in a seeds folder under its own name. */
  async isIn(seedsFolder: string): Promise<boolean> {
    for (const { name, bytes, digestId } of await this.#load()) {
      const path = join(seedsFolder, name);
      const stats = await stat(path).catch(() => null);
      if (!stats?.isFile() || stats.size !== bytes.length) continue;
      const found = await readFile(path).catch(() => null);
      if (found && sha256(found) === digestId) return true;
    }
    return false;
  }

  #load(): Promise<Sample[]> {
    this.#bundled ??= readSamples(this.#folder);
    return this.#bundled;
  }
}

function contentsOf(seedsFolder: string): FolderContents {
  return new FolderContents([{ path: seedsFolder, includesSubfolders: false }]);
}

async function readSamples(folder: string): Promise<Sample[]> {
  // A build without samples has none to offer.
  const names = (await readdir(folder).catch(() => [])).filter(isDigestFileName).sort();
  return Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(join(folder, name));
      return { name, bytes, digestId: sha256(bytes) };
    }),
  );
}
