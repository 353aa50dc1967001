/** The digest files of the seeds folders by content; reads only those that have the size of what is looked for. */
import { readFile, stat } from 'node:fs/promises';
import type { SeedsFolder } from '../../preload/api';
import { ignoredBy } from './ignored-files';
import { sha256 } from './sha256';
import { type FoundFile, walkDigestFiles } from './walk-digest-files';

export interface Place extends Pick<SeedsFolder, 'path' | 'includesSubfolders'> {
  /** Patterns of what is not looked at; see `SeedsState`. */
  ignored?: readonly string[];
}

export class FolderContents {
  readonly #places: readonly Place[];
  #sizes: Promise<Map<number, FoundFile[]>> | null = null;
  /** By path. */
  readonly #hashes = new Map<string, string>();

  constructor(places: readonly Place[]) {
    this.#places = places;
  }

  /** Any file with this size and SHA-256; `null` where there is none. */
  async find(size: number, hash: string): Promise<FoundFile | null> {
    const [found] = await this.findAll(size, hash);
    return found ?? null;
  }

  /** All files with this size and SHA-256, each once. */
  async findAll(size: number, hash: string): Promise<FoundFile[]> {
    this.#sizes ??= sizesIn(this.#places);
    const found: FoundFile[] = [];
    for (const candidate of (await this.#sizes).get(size) ?? []) {
      if (await this.#has(candidate.file, hash)) found.push(candidate);
    }
    return found;
  }

  /** Says that a file is there now. */
  async add(found: FoundFile, size: number, hash: string): Promise<void> {
    this.#hashes.set(found.file, hash);
    if (this.#sizes) addTo(await this.#sizes, size, found);
  }

  /** What was read before only rules files out: one that is gone by now, or cannot be read, is no twin of anything. */
  async #has(file: string, hash: string): Promise<boolean> {
    const known = this.#hashes.get(file);
    if (known !== undefined && known !== hash) return false;
    try {
      const read = sha256(await readFile(file));
      this.#hashes.set(file, read);
      return read === hash;
    } catch {
      return false;
    }
  }
}

async function sizesIn(places: readonly Place[]): Promise<Map<number, FoundFile[]>> {
  const sizes = new Map<number, FoundFile[]>();
  const seen = new Set<string>();
  for (const place of places) {
    try {
      const { path, includesSubfolders, ignored = [] } = place;
      for await (const found of walkDigestFiles(path, { includesSubfolders, isIgnored: ignoredBy(ignored) })) {
        // One seeds folder may lie inside of another.
        if (seen.has(found.file)) continue;
        seen.add(found.file);
        const stats = await stat(found.file).catch(() => null);
        if (stats?.isFile()) addTo(sizes, stats.size, found);
      }
    } catch {
      // A folder that cannot be read holds no twin; whoever writes into it learns why.
    }
  }
  return sizes;
}

function addTo(sizes: Map<number, FoundFile[]>, size: number, found: FoundFile): void {
  const files = sizes.get(size) ?? [];
  files.push(found);
  sizes.set(size, files);
}
