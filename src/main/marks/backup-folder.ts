/** A folder with backups: what is in it, one more put into it, and those dropped that nobody needs any more. */
import { basename, join } from 'node:path';
import {
  BackupError,
  type BackupHead,
  lookAtBackup,
  proveBackup,
  recordsIn,
  UNFINISHED,
  writeBackup,
} from './backup-file';
import { rotate } from './backup-rotation';
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
  /** Whether all of it was read, and not just its first line and its size. */
  isProven: boolean;
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
  /** What was found out of backups, by name: each is looked at once, until it is forgotten. */
  readonly #known = new Map<string, FoundBackup>();

  constructor(options: BackupFolderOptions) {
    this.path = options.path;
    this.#options = options;
  }

  /**
   * All backups in it, those of other devices as well; in no particular order. What is not proven is as long as its first line says.
   *
   * @throws whatever the system says
   */
  async list(): Promise<FoundBackup[]> {
    const { files, path, isMade } = this.#options;
    if (isMade) await files.makeFolder(path);
    const names = (await files.list(path)).filter((name) => NAME.test(name));
    const found: FoundBackup[] = [];
    for (const name of names) found.push(this.#known.get(name) ?? (await this.#lookAt(name)));
    return found;
  }

  /**
   * The one of this device with what this stamp tells of; `null` where there is none. An empty one tells of nothing.
   *
   * @param isSure whether one that is not proven does not count before it is
   * @throws whatever the system says
   */
  async find(stamp: string, isSure: boolean): Promise<FoundBackup | null> {
    const found = (await this.#own()).find(({ head }) => stamp !== '' && head?.of === stamp);
    if (!found || !isSure) return found ?? null;
    const proven = await this.prove(found);
    return proven.head && proven;
  }

  /** Reads all of a backup, where that was not done yet. */
  async prove(backup: FoundBackup): Promise<FoundBackup> {
    return backup.isProven ? backup : this.#lookAt(basename(backup.path), proveBackup);
  }

  /** Forgets what was found out: disks go bad. */
  forget(): void {
    this.#known.clear();
  }

  /**
   * Puts a backup there, unless this device has the same there, and then drops what nobody needs any more: what stays in the place of
   * that is read as a whole before.
   *
   * @returns that which is there
   * @throws where it cannot be put there; nothing is dropped then
   */
  async keep(head: BackupHead, parts: readonly Buffer[]): Promise<FoundBackup> {
    const { files, path, device } = this.#options;
    const own = await this.#own();
    const same = own.find((backup) => backup.head?.of === head.of && hasTheSame(backup.head, head));
    if (same) return same;
    const name = `marks-${device}-${new Date(head.at).toISOString().replaceAll(/[:.]/g, '-')}.jsonl`;
    await this.#removeUnfinished();
    await writeBackup(files, { folder: path, name, parts });
    const added = { path: join(path, name), device, at: head.at, head, problem: null, isProven: true };
    this.#known.set(name, added);
    await this.#drop(added);
    return added;
  }

  async #own(): Promise<FoundBackup[]> {
    const { device } = this.#options;
    return (await this.list()).filter((backup) => backup.device === device);
  }

  /** What was left by a kill or a full disk, where it takes up the room for the next. */
  async #removeUnfinished(): Promise<void> {
    const { files, path, device } = this.#options;
    for (const name of await files.list(path)) {
      const isUnfinished = name.startsWith(`marks-${device}-`) && name.endsWith(UNFINISHED);
      if (isUnfinished) await files.remove(join(path, name)).catch(() => {});
    }
  }

  /** Does not fail: what cannot be dropped now is dropped after the next. */
  async #drop(added: FoundBackup): Promise<void> {
    for (;;) {
      const backups = (await this.#own()).map((backup) => ({
        ...{ backup, at: backup.at, isSound: backup.head !== null, isWhole: backup.head?.lacks === 0 },
        records: backup.head ? recordsIn(backup.head) : 0,
      }));
      const { dropped, standing } = rotate(backups);
      const unproven = standing.filter(({ backup }) => !backup.isProven);
      for (const { backup } of unproven) {
        // Without it nothing can be spared now.
        if (!(await this.prove(backup)).isProven) return;
      }
      if (unproven.length > 0) continue;
      // Where the clock was set back, the last one is not the latest.
      const old = dropped.filter(({ backup }) => backup !== added);
      for (const { backup } of old) await this.#options.files.remove(backup.path).catch(() => {});
      return;
    }
  }

  async #lookAt(name: string, look = lookAtBackup): Promise<FoundBackup> {
    const { files, path } = this.#options;
    const [, device = '', day = '', ...time] = NAME.exec(name) ?? [];
    const at = Date.parse(`${day}T${time.slice(0, 3).join(':')}.${time[3]}Z`);
    const found = { path: join(path, name), device, at, head: null, problem: null, isProven: look === proveBackup };
    try {
      const sound = { ...found, head: await look(files, found.path) };
      this.#known.set(name, sound);
      return sound;
    } catch (error) {
      // What could not be read now may be read later; what is damaged stays so.
      if (!(error instanceof BackupError)) return { ...found, problem: 'It cannot be read now.', isProven: false };
      const damaged = { ...found, problem: error.message, isProven: true };
      this.#known.set(name, damaged);
      return damaged;
    }
  }
}

/** Whether two backups have the same, and know of as much that they lack. */
export function hasTheSame(one: BackupHead, other: Pick<BackupHead, 'sha256' | 'lacks'>): boolean {
  return one.sha256 === other.sha256 && one.lacks === other.lacks;
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
