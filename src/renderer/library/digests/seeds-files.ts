/** The files of the seeds folders that the library has dealt with, and which digests each holds. */
import type { JsonOf, KnownFile } from '../../../preload/api';
import type { FileRecord } from '../database';
import type { FileProblems } from '../paper-records';
import type { Digests } from './digests';

export class SeedsFiles {
  /** With those that are gone. */
  readonly records = new Map<string, FileRecord>();
  /** By digest: the files that hold it now. */
  readonly #filesOf = new Map<string, FileRecord[]>();
  /** The files that cannot be read now. */
  readonly #unreadable = new Set<FileRecord>();

  /** Takes in changes; `null` where a file is to be forgotten. */
  update(changes: Iterable<readonly [string, FileRecord | null]>): void {
    for (const [file, record] of changes) {
      const before = this.records.get(file);
      if (before) this.#leave(before);
      if (record) this.#take(record);
      else this.records.delete(file);
    }
  }

  /** The files that hold a digest, by name; empty where none does any more. */
  filesOf(digestId: string): readonly FileRecord[] {
    const files = this.#filesOf.get(digestId) ?? [];
    return files.length < 2 ? files : files.toSorted(byName);
  }

  /** What main need not read again, or behind all others. */
  known(): JsonOf<KnownFile[]> {
    const known = this.#byName().map(({ file, size, modifiedAt, readerVersion }): KnownFile => {
      return { file, size, modifiedAt, readerVersion };
    });
    return JSON.stringify(known) as JsonOf<KnownFile[]>;
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

  /** How many there are of those in all; takes no longer than there are problems. */
  countProblems(digests: Digests): number {
    let count = 0;
    for (const { problems } of this.#unreadable) count += problems.length;
    for (const { id, problems } of digests.withProblems) {
      for (const file of this.#filesOf.get(id) ?? []) if (file.problems.length === 0) count += problems.length;
    }
    return count;
  }

  #take(record: FileRecord): void {
    this.records.set(record.file, record);
    if (record.isGone) return;
    if (record.problems.length > 0) this.#unreadable.add(record);
    for (const id of record.digestIds) {
      const files = this.#filesOf.get(id);
      if (files) files.push(record);
      else this.#filesOf.set(id, [record]);
    }
  }

  #leave(record: FileRecord): void {
    this.#unreadable.delete(record);
    for (const id of record.digestIds) {
      const others = (this.#filesOf.get(id) ?? []).filter((other) => other !== record);
      if (others.length > 0) this.#filesOf.set(id, others);
      else this.#filesOf.delete(id);
    }
  }

  #byName(): FileRecord[] {
    return [...this.records.values()].filter(({ isGone }) => !isGone).sort(byName);
  }
}

function byName(a: FileRecord, b: FileRecord): number {
  return compare(a.name, b.name) || compare(a.file, b.file);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
