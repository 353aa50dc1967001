/** The files of the seeds folder that the library has dealt with, and which digest each holds. */
import type { KnownFile } from '../../preload/api';
import type { FileRecord } from './database';
import type { Digests } from './digests';
import { READER_VERSION } from './ingest';
import type { FileProblems } from './library-api';

export class SeedsFiles {
  readonly records = new Map<string, FileRecord>();
  #fileOfDigest: Map<string, string> | null = null;

  /** Takes in changes; `null` where a file is no longer there. */
  update(changes: Iterable<readonly [string, FileRecord | null]>): void {
    for (const [file, record] of changes) {
      if (record) this.records.set(file, record);
      else this.records.delete(file);
    }
    this.#fileOfDigest = null;
  }

  clear(): void {
    this.update([...this.records.keys()].map((file) => [file, null]));
  }

  /** The file that holds a digest (of copies the first by name); `null` where none does any more. */
  fileOf(digestId: string): string | null {
    if (!this.#fileOfDigest) {
      this.#fileOfDigest = new Map();
      for (const record of this.#byName()) {
        if (record.digestId === null || this.#fileOfDigest.has(record.digestId)) continue;
        this.#fileOfDigest.set(record.digestId, record.file);
      }
    }
    return this.#fileOfDigest.get(digestId) ?? null;
  }

  /** The files that hold any of these digests. */
  filesOf(digestIds: ReadonlySet<string>): string[] {
    return this.#byName()
      .filter(({ digestId }) => digestId !== null && digestIds.has(digestId))
      .map(({ file }) => file);
  }

  /** What main need not read again. */
  known(): KnownFile[] {
    return this.#byName()
      .filter(({ readerVersion }) => readerVersion === READER_VERSION)
      .map(({ file, size, modifiedAt }) => ({ file, size, modifiedAt }));
  }

  /** What could not be read, by file name: of the file as it is now, or of the digest that it holds. */
  problems(digests: Digests): FileProblems[] {
    return this.#byName().flatMap(({ file, digestId, problems }) => {
      const digest = digestId === null ? null : digests.get(digestId);
      const current = problems.length > 0 ? problems : (digest?.problems ?? []);
      return current.length > 0 ? [{ file, problems: current }] : [];
    });
  }

  #byName(): FileRecord[] {
    return [...this.records.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
  }
}
