/**
 * A folder that is listed again and again, with its subfolders where the reader wants them: whether it can be had, whether
 * it is still the same one, and the hints of the system that something in it may have changed.
 *
 * Hints only: the system's queue of events overflows without notice, network drives send none, and names may be
 * missing. So whoever listens looks for themselves. One watch for each directory, not one per file as chokidar
 * sets up: for 20,000 digests those would be 20,000 of the watches that Linux has so few of.
 */
import type { Dirent, Stats } from 'node:fs';
import { lstat, readdir, realpath, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, reasonOf } from '../failure';
import { isDigestFileName, isFolderName } from './digest-file';
import { FolderWatches } from './folder-watches';
import type { IsIgnored } from './ignored-files';

export interface Listing {
  /** The folder with its own links resolved. */
  folder: string;
  /** The digest files by their names, relative to the folder and with `/` between the parts. */
  names: Set<string>;
  /** Those of them in directories that are others than at the last listing, or were not there then. */
  suspects: Set<string>;
  /** Whether a file of this name may be there although it is not listed, as its directory could not be looked into. */
  mayHide(name: string): boolean;
}

export interface FolderOptions {
  /** Absolute. */
  path: string;
  includesSubfolders: boolean;
  isIgnored: IsIgnored;
  /** `name` may have come, changed or gone; `null`: anything may have. */
  onHint(name: string | null): void;
  onProblemChanged(): void;
}

/** What is expected in a directory, so that a missing drive can be told from a folder that was emptied. */
export interface ExpectedFiles {
  count: number;
  /** When the youngest of the files was changed, in ms since 1970. */
  youngest: number;
}

/** More directories than this in one seeds folder are hardly meant. */
const MOST_FOLDERS = 10_000;
/** How many directories are listed together. */
const LISTED_AT_ONCE = 16;

/** A directory as it is listed; `prefix` is its name with a `/` behind, empty for the seeds folder itself. */
interface Walk {
  root: string;
  expected: (prefix: string) => ExpectedFiles;
  names: Set<string>;
  suspects: Set<string>;
  hidden: string[];
  problem: string | null;
}

export class WatchedFolder {
  readonly #options: FolderOptions;
  readonly #watches: FolderWatches;
  /** Which directory stood there at the last listing, by its prefix. */
  #identities = new Map<string, string>();
  #devices = new Map<string, number>();
  #missing: string | null = null;
  #partial: string | null = null;
  #unwatched: string | null = null;
  #isRemote = false;

  constructor(options: FolderOptions) {
    this.#options = options;
    this.#watches = new FolderWatches({
      onHint: (prefix, name, isEntry) => this.#hint(prefix, name, isEntry),
      onFailed: (reason) => this.#setProblems(this.#missing, this.#partial, reason),
    });
  }

  /** Why the folder cannot be listed or watched, in words for the reader; `null` where all is well. */
  get problem(): string | null {
    return this.#missing ?? this.#partial ?? this.#unwatched;
  }

  /** Whether the folder could not be listed the last time. */
  get isMissing(): boolean {
    return this.#missing !== null;
  }

  /** Whether the system sends hints of every directory. */
  get isWatched(): boolean {
    return this.#watches.isComplete;
  }

  /** Whether others may change the folder, of which the system sends no hints. */
  get isRemote(): boolean {
    return this.#isRemote;
  }

  /** Lists the folder and sees to it that it is watched. `null`, and `problem`, where that cannot be done now. */
  async list(expected: (prefix: string) => ExpectedFiles): Promise<Listing | null> {
    try {
      const root = await realpath(this.#options.path);
      const walk: Walk = { root, expected, names: new Set(), suspects: new Set(), hidden: [], problem: null };
      const identities = new Map<string, string>();
      this.#watches.begin();
      let waiting = await this.#listDirectory('', walk, identities);
      while (waiting.length > 0) {
        const some = waiting.splice(0, LISTED_AT_ONCE);
        if (identities.size + some.length > MOST_FOLDERS) {
          walk.hidden.push(...some, ...waiting);
          walk.problem = `There are more than ${MOST_FOLDERS.toLocaleString('en')} subfolders. The others are not looked into.`;
          break;
        }
        const found = await Promise.all(some.map((prefix) => this.#listSubfolder(prefix, walk, identities)));
        waiting = waiting.concat(...found);
      }
      if (identities.get('') !== this.#identities.get('')) this.#isRemote = await isOnNetwork(root);
      this.#identities = identities;
      const unwatched = this.#watches.end();
      this.#setProblems(null, walk.problem, unwatched);
      const { names, suspects, hidden } = walk;
      return {
        folder: root,
        names,
        suspects,
        mayHide: (name) => hidden.some((prefix) => name.startsWith(prefix)),
      };
    } catch (error) {
      if (isShortOfHandles(error)) return null;
      this.#leave(
        error instanceof MissingDrive ? error.message : `The seeds folder cannot be read. ${reasonOf(error)}`,
      );
      return null;
    }
  }

  close(): void {
    this.#watches.close();
  }

  /** Lists a directory into `walk`, and returns the prefixes of the ones in it. */
  async #listDirectory(prefix: string, walk: Walk, identities: Map<string, string>): Promise<string[]> {
    const path = join(walk.root, prefix);
    const stats = await (prefix === '' ? stat(path) : lstat(path));
    // Somebody may have put a link in its place.
    if (!stats.isDirectory() && prefix !== '') return [];
    const identity = identityOf(path, stats);
    const isOther = identity !== this.#identities.get(prefix);
    // First the watch, then the list: what comes in between is told by both, not by none.
    this.#watches.keep(prefix, path, isOther);
    const all = await readdir(path, { withFileTypes: true });
    if (all.length === 0) this.#checkDrive(prefix, stats, walk.expected(prefix));
    this.#devices.set(prefix, stats.dev);
    identities.set(prefix, identity);
    const folders: string[] = [];
    for (const entry of all) {
      const name = prefix + entry.name;
      switch (await this.#kindOf(entry, name, walk.root)) {
        case 'file':
          walk.names.add(name);
          if (isOther) walk.suspects.add(name);
          break;
        case 'folder':
          folders.push(`${name}/`);
      }
    }
    return folders;
  }

  /** Lists a directory that may be missing, or may not be had, without the rest being so. */
  async #listSubfolder(prefix: string, walk: Walk, identities: Map<string, string>): Promise<string[]> {
    try {
      return await this.#listDirectory(prefix, walk, identities);
    } catch (error) {
      if (isShortOfHandles(error)) throw error;
      // It has just gone.
      if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return [];
      walk.hidden.push(prefix);
      walk.problem ??=
        error instanceof MissingDrive
          ? error.message
          : `The subfolder ${nameOf(prefix)} cannot be read. ${reasonOf(error)}`;
      return [];
    }
  }

  async #kindOf(entry: Dirent, name: string, root: string): Promise<'file' | 'folder' | null> {
    const { includesSubfolders, isIgnored } = this.#options;
    if (includesSubfolders && entry.isDirectory()) {
      return isFolderName(entry.name) && !isIgnored(name, true) ? 'folder' : null;
    }
    if (isDigestFileName(entry.name)) return isIgnored(name, false) ? null : 'file';
    if (!includesSubfolders || !entry.isSymbolicLink() || !isFolderName(entry.name) || isIgnored(name, true))
      return null;
    // A link to a folder is not followed, but its reader should know.
    const target = await stat(join(root, name)).catch(() => null);
    return target?.isDirectory() ? 'file' : null;
  }

  #checkDrive(prefix: string, stats: Stats, { count, youngest }: ExpectedFiles): void {
    const device = this.#devices.get(prefix);
    const isOtherDevice = device !== undefined && device !== stats.dev;
    // An unmounted drive leaves an empty mount point behind: on another device, or untouched since before the files
    // were written, where a folder that was emptied was touched when the last of them went.
    if (count === 0 || !(isOtherDevice || stats.mtimeMs < youngest)) return;
    const folder = prefix === '' ? 'The seeds folder' : `The subfolder ${nameOf(prefix)}`;
    const digests = count === 1 ? '1 digest was' : `${count.toLocaleString('en')} digests were`;
    throw new MissingDrive(`${folder} is empty, though ${digests} in it. Is its drive connected?`);
  }

  #hint(prefix: string, name: string | null, isEntry: boolean): void {
    if (name === null) {
      // The directory itself was moved or deleted.
      this.#identities.delete(prefix);
      this.#options.onHint(null);
      return;
    }
    const isOfInterest = isDigestFileName(name) || (this.#options.includesSubfolders && isEntry && isFolderName(name));
    if (isOfInterest) this.#options.onHint(prefix + name);
  }

  #leave(missing: string): void {
    this.#watches.release();
    this.#identities.clear();
    this.#setProblems(missing, null, null);
  }

  #setProblems(missing: string | null, partial: string | null, unwatched: string | null): void {
    const before = this.problem;
    this.#missing = missing;
    this.#partial = partial;
    this.#unwatched = unwatched;
    if (this.problem !== before) this.#options.onProblemChanged();
  }
}

/** A directory is empty that should not be. */
class MissingDrive extends Error {}

/** Without the `/` behind. */
function nameOf(prefix: string): string {
  return prefix.slice(0, -1);
}

/** The number of a deleted folder is often given to the next one, so it alone does not tell them apart. */
function identityOf(path: string, stats: Stats): string {
  return `${path}\0${stats.dev}:${stats.ino}:${stats.birthtimeMs}`;
}

/** As `statfs` has it on Linux: NFS, SMB in its versions, 9P, AFS, Ceph, and whatever is mounted by FUSE, as sshfs is. */
const NETWORK_SYSTEMS: ReadonlySet<number> = new Set([
  0x6969, 0xff534d42, 0xfe534d42, 0x517b, 0x01021997, 0x5346414f, 0x00c36400, 0x65735546,
]);

async function isOnNetwork(folder: string): Promise<boolean> {
  if (process.platform !== 'linux') return folder.startsWith('\\\\');
  const stats = await statfs(folder).catch(() => null);
  return stats !== null && NETWORK_SYSTEMS.has(stats.type >>> 0);
}

function isShortOfHandles(error: unknown): boolean {
  return codeOf(error) === 'EMFILE' || codeOf(error) === 'ENFILE';
}
