/** What each import put into the seeds folder, for as long as Offprint runs, so that it can be taken back as a whole. */
import { readFile } from 'node:fs/promises';
import type { TakenBack } from '../../preload/api';
import { codeOf, messageOf, reasonOf } from '../failure';
import { sha256 } from './sha256';

/** A file that an import added. */
export interface ImportedFile {
  /** Absolute. */
  file: string;
  /** As the reader knows it. */
  name: string;
  /** Bytes. */
  size: number;
  /** SHA-256 of the bytes, in hex. */
  hash: string;
  /** Of its captures. */
  digestIds: string[];
}

interface TakeBackOptions {
  /** Puts a file into the system's trash. Rejects where that cannot be. */
  trash(file: string): Promise<void>;
  /** Whether other files in the seeds folders have the same bytes: the digest is theirs as well then. */
  hasTwin(added: ImportedFile): Promise<boolean>;
}

export class Imports {
  readonly #files = new Map<number, ImportedFile[]>();

  note(importId: number, file: ImportedFile): void {
    const files = this.#files.get(importId) ?? [];
    files.push(file);
    this.#files.set(importId, files);
  }

  /**
   * Puts what an import added into the trash, never anything else: a file that is not what it was then stays, and so does
   * one that the trash does not take. Never rejects; those that stayed can be tried again.
   */
  async takeBack(importId: number, { trash, hasTwin }: TakeBackOptions): Promise<TakenBack> {
    const taken: TakenBack = { digestIds: [], files: 0, kept: [] };
    const left: ImportedFile[] = [];
    for (const added of this.#files.get(importId) ?? []) {
      const outcome = await putIntoTrash(added, trash);
      if (typeof outcome === 'object') {
        taken.kept.push({ name: added.name, reason: outcome.reason });
        left.push(added);
        continue;
      }
      if (outcome === 'trashed') taken.files += 1;
      if (!(await hasTwin(added))) taken.digestIds.push(...added.digestIds);
    }
    this.#files.set(importId, left);
    return taken;
  }
}

async function putIntoTrash(
  { file, hash }: ImportedFile,
  trash: TakeBackOptions['trash'],
): Promise<'trashed' | 'gone' | { reason: string }> {
  try {
    if (sha256(await readFile(file)) !== hash) return { reason: 'It was changed since.' };
  } catch (error) {
    // Moved or deleted by somebody else.
    return codeOf(error) === 'ENOENT' ? 'gone' : { reason: reasonOf(error) };
  }
  try {
    // A paste may be the only copy there is: it must be possible to fetch it back.
    await trash(file);
    return 'trashed';
  } catch (error) {
    return { reason: `The trash did not take it: ${messageOf(error)}` };
  }
}
