/** What the library was told of the files in a seeds folder, by their names in it. */
import type { FileStamp, KnownFile } from '../../preload/api';
import { isSameStamp, type Look, UNSETTLED_STAMP } from './digest-file';
import { READER_VERSION } from './reader-version';
import type { ExpectedFiles } from './watched-folder';

interface ToldFile {
  stamp: FileStamp;
  /** See `Look`; `null` until it was looked at. A file that replaced another may bear the same stamp. */
  changedAt: number | null;
  readerVersion: number;
  /** A reason that may pass without the file changing: such a file is tried again and again. */
  passingProblem: string | null;
}

export class ToldFiles {
  readonly #files = new Map<string, ToldFile>();

  get size(): number {
    return this.#files.size;
  }

  names(): Iterable<string> {
    return this.#files.keys();
  }

  has(name: string): boolean {
    return this.#files.has(name);
  }

  /** Why the file could not be read the last time, where that may pass. */
  passingProblemOf(name: string): string | null {
    return this.#files.get(name)?.passingProblem ?? null;
  }

  /** Takes over what was told before the start. */
  recall(name: string, { size, modifiedAt, readerVersion }: KnownFile): void {
    this.#files.set(name, { stamp: { size, modifiedAt }, changedAt: null, readerVersion, passingProblem: null });
  }

  /** Notes that a file was told of, as it was seen. */
  tell(name: string, seen: Pick<ToldFile, 'stamp' | 'changedAt'>, passingProblem: string | null): void {
    this.#files.set(name, { ...seen, readerVersion: READER_VERSION, passingProblem });
  }

  delete(name: string): void {
    this.#files.delete(name);
  }

  /** Whether a file is to be read: as it is not what was told, or only since it was read by an earlier version of the reader. */
  needOf(name: string, look: Extract<Look, { kind: 'there' }>): 'new' | 'again' | 'none' {
    const told = this.#files.get(name);
    if (told === undefined || told.passingProblem !== null || !isSameStamp(told.stamp, look.stamp)) return 'new';
    if (told.changedAt !== null && told.changedAt !== look.changedAt) return 'new';
    if (told.readerVersion < READER_VERSION) return 'again';
    told.changedAt = look.changedAt;
    return 'none';
  }

  /** As the library knows them; those that are to be tried again bear a stamp that none has. */
  known(fileOf: (name: string) => string): KnownFile[] {
    return [...this.#files].map(([name, { stamp, readerVersion, passingProblem }]) => ({
      file: fileOf(name),
      ...(passingProblem === null ? stamp : UNSETTLED_STAMP),
      readerVersion,
    }));
  }

  /** What there should be in each directory, by its prefix: its name with a `/` behind. */
  byFolder(): Map<string, ExpectedFiles> {
    const now = Date.now();
    const folders = new Map<string, ExpectedFiles>();
    for (const [name, { stamp }] of this.#files) {
      const age = stamp.modifiedAt <= now ? stamp.modifiedAt : 0;
      for (let end = 0; ; end = name.indexOf('/', end) + 1) {
        const prefix = name.slice(0, end);
        const { count, youngest } = folders.get(prefix) ?? { count: 0, youngest: 0 };
        folders.set(prefix, { count: count + 1, youngest: Math.max(youngest, age) });
        if (name.indexOf('/', end) < 0) break;
      }
    }
    return folders;
  }
}
