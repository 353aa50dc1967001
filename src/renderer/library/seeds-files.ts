/** The files of the seeds folders that the library has dealt with, and which digests each holds. */
import type { KnownFile } from '../../preload/api';
import type { FileRecord } from './database';
import type { Digests } from './digests';
import type { FileProblems } from './library-api';

export class SeedsFiles {
  /** With those that are gone. */
  readonly records = new Map<string, FileRecord>();
  #filesOfDigest: Map<string, FileRecord[]> | null = null;
  /** Counts up with every change. */
  version = 0;

  /** Takes in changes; `null` where a file is to be forgotten. */
  update(changes: Iterable<readonly [string, FileRecord | null]>): void {
    for (const [file, record] of changes) {
      if (record) this.records.set(file, record);
      else this.records.delete(file);
    }
    this.#filesOfDigest = null;
    this.version++;
  }

  /** The files that hold a digest, by name; empty where none does any more. */
  filesOf(digestId: string): readonly FileRecord[] {
    if (!this.#filesOfDigest) {
      this.#filesOfDigest = new Map();
      for (const record of this.#byName()) {
        for (const id of record.digestIds) {
          const files = this.#filesOfDigest.get(id);
          if (files) files.push(record);
          else this.#filesOfDigest.set(id, [record]);
        }
      }
    }
    return this.#filesOfDigest.get(digestId) ?? [];
  }

  /** What main need not read again, or behind all others. */
  known(): KnownFile[] {
    return this.#byName().map(({ file, size, modifiedAt, readerVersion }) => ({
      file,
      size,
      modifiedAt,
      readerVersion,
    }));
  }

  /** What could not be read, by file name: of the file as it is now, or of the digests that it holds. */
  problems(digests: Digests): FileProblems[] {
    return this.#byName().flatMap((record) => {
      const { file, name, digestIds } = record;
      if (record.problems.length > 0) {
        return [{ file, name, digestId: digestIds[0] ?? null, problems: record.problems }];
      }
      const found = digestIds.flatMap((id) => digests.get(id) ?? []).filter(({ problems }) => problems.length > 0);
      const problems = found.flatMap((digest) => digest.problems);
      return found[0] ? [{ file, name, digestId: found[0].id, problems }] : [];
    });
  }

  countProblems(digests: Digests): number {
    let count = 0;
    for (const { problems, digestIds, isGone } of this.records.values()) {
      if (isGone) continue;
      count += problems.length;
      if (problems.length === 0) for (const id of digestIds) count += digests.get(id)?.problems.length ?? 0;
    }
    return count;
  }

  #byName(): FileRecord[] {
    const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
    const there = [...this.records.values()].filter(({ isGone }) => !isGone);
    return there.sort((a, b) => compare(a.name, b.name) || compare(a.file, b.file));
  }
}
