/** A folder with backups: what is in it, one more put into it, and those dropped that nobody needs any more. */
import { join } from 'node:path';
import { BackupError, type BackupHead, readBackup, recordsIn, writeBackup } from './backup-file';
import { backupsToDrop } from './backup-rotation';
import type { JournalFiles } from './journal-files';

const NAME = /^marks-([\w-]{8,40})-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.jsonl$/;

/** A backup as it was found. */
export interface FoundBackup {
  path: string;
  device: string;
  /** Milliseconds since 1970. */
  at: number;
  /** What it says of itself; `null` where it is damaged. */
  head: BackupHead | null;
  /** Why it cannot be restored, in words for the reader; `null` where it can. */
  problem: string | null;
}

interface BackupFolderOptions {
  path: string;
  /** Whose backups are put there, and dropped; those of others are left alone. */
  device: string;
  files: JournalFiles;
  /** Whether it is made where it is missing: a drive that is not there must not be taken for an empty folder. */
  isMade: boolean;
}

export class BackupFolder {
  readonly path: string;
  readonly #options: BackupFolderOptions;
  /** What was read of backups, by name: each is read as a whole once. */
  readonly #known = new Map<string, FoundBackup>();

  constructor(options: BackupFolderOptions) {
    this.path = options.path;
    this.#options = options;
  }

  /**
   * All backups in it, those of other devices as well; in no particular order.
   *
   * @throws whatever the system says
   */
  async list(): Promise<FoundBackup[]> {
    const { files, path, isMade } = this.#options;
    if (isMade) await files.makeFolder(path);
    const names = (await files.list(path)).filter((name) => NAME.test(name));
    const found: FoundBackup[] = [];
    for (const name of names) {
      const known = this.#known.get(name) ?? (await this.#read(name));
      if (known) found.push(known);
    }
    return found;
  }

  /**
   * Puts a backup there, unless the latest of this device holds the same, and then drops what nobody needs any more.
   *
   * @throws where it cannot be put there; nothing is dropped then
   */
  async keep(head: BackupHead, parts: readonly Buffer[]): Promise<void> {
    const { files, path, device } = this.#options;
    const own = (await this.list()).filter((backup) => backup.device === device);
    const latest = latestOf(own);
    if (latest?.head?.sha256 === head.sha256) return;
    const name = `marks-${device}-${new Date(head.at).toISOString().replaceAll(/[:.]/g, '-')}.jsonl`;
    await writeBackup(files, { folder: path, name, parts });
    const added: FoundBackup = { path: join(path, name), device, at: head.at, head, problem: null };
    this.#known.set(name, added);
    const backups = [...own, added].map((backup) => ({
      ...{ backup, at: backup.at, isSound: backup.head !== null },
      records: backup.head ? recordsIn(backup.head) : 0,
    }));
    // What cannot be dropped now is dropped after the next.
    for (const { backup } of backupsToDrop(backups)) await files.remove(backup.path).catch(() => {});
  }

  async #read(name: string): Promise<FoundBackup | null> {
    const { files, path } = this.#options;
    const [, device = '', day = '', ...time] = NAME.exec(name) ?? [];
    const at = Date.parse(`${day}T${time.slice(0, 3).join(':')}.${time[3]}Z`);
    const found = { path: join(path, name), device, at };
    try {
      const { head } = await readBackup(files, found.path);
      this.#known.set(name, { ...found, head, problem: null });
    } catch (error) {
      // What could not be read now may be read later; what is damaged stays so.
      if (!(error instanceof BackupError)) return { ...found, head: null, problem: 'It cannot be read now.' };
      this.#known.set(name, { ...found, head: null, problem: error.message });
    }
    return this.#known.get(name) ?? null;
  }
}

/** The latest that is whole; `null` where none is. */
export function latestOf<B extends Pick<FoundBackup, 'at' | 'head'>>(backups: readonly B[]): B | null {
  return backups.reduce<B | null>((best, one) => (one.head && (!best || one.at > best.at) ? one : best), null);
}

/** The one with the most records; `null` where none is whole. */
export function fullestOf<B extends Pick<FoundBackup, 'head'>>(backups: readonly B[]): B | null {
  const size = ({ head }: Pick<FoundBackup, 'head'>) => (head ? recordsIn(head) : -1);
  return backups.reduce<B | null>((best, one) => (one.head && (!best || size(one) > size(best)) ? one : best), null);
}
