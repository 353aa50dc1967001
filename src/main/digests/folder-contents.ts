/** The digest files of the seeds folders by content; reads only those that have the size of what is looked for. */
import { readFile, stat } from 'node:fs/promises';
import type { SeedsFolder } from '../../preload/api';
import { sha256 } from './digest-file';
import { ignoredBy } from './ignored-files';
import { type FoundFile, walkDigestFiles } from './walk-digest-files';

export interface Place extends Pick<SeedsFolder, 'path' | 'includesSubfolders'> {
  /** Patterns of what is not looked at; see `SeedsState`. */
  ignored?: readonly string[];
}

interface Known {
  size: number;
  modifiedAt: number;
  hash: string;
}

export class FolderContents {
  readonly #places: readonly Place[];
  #sizes: Promise<Map<number, FoundFile[]>> | null = null;
  readonly #hashes = new Map<string, Known>();

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
      if ((await this.#hashOf(candidate.file)) === hash) found.push(candidate);
    }
    return found;
  }

  /** Says that a file is there now. */
  async add(found: FoundFile, size: number): Promise<void> {
    if (this.#sizes) addTo(await this.#sizes, size, found);
  }

  /** Worked out once for each state of a file; `null` where it is gone or cannot be read: it is no twin of anything then. */
  async #hashOf(file: string): Promise<string | null> {
    try {
      const { size, mtimeMs } = await stat(file);
      const known = this.#hashes.get(file);
      if (known?.size === size && known.modifiedAt === mtimeMs) return known.hash;
      const hash = sha256(await readFile(file));
      this.#hashes.set(file, { size, modifiedAt: mtimeMs, hash });
      return hash;
    } catch {
      return null;
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
