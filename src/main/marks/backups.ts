/**
 * Backups of all marks: made soon after each change, kept in one or two folders, and read back when they are restored.
 *
 * One that has all already is not made again: its first line says of which state of the journals it is (see `AllJournals.stamp`), it
 * was read back before it was given its name, and it is still as long as it was. So a start reads neither the journals nor the backups,
 * however large they are. One without the journal of another device, as that could not be read, has no such stamp: it is made anew at the
 * next occasion, and what is restored of it takes nothing away. What went bad since without getting shorter comes out ten minutes after a start, and once a day from then on,
 * when all of both is read; before that, where a backup is restored, exported, or to stand for one that is dropped.
 */
import type { BackupHeadline, BackupPiece, BackupsState, JournalLine, JsonOf } from '../../preload/api';
import { reasonOf } from '../failure';
import { turns } from '../turns';
import type { AllJournals } from './all-journals';
import { type BackupHead, backupOf, linesOf, readBackup, recordsIn } from './backup-file';
import { BackupFolder, type FoundBackup, fullestOf, hasTheSame, latestOf } from './backup-folder';
import type { JournalFiles } from './journal-files';

/** How long after a change the backup is made, with all that changes meanwhile; in ms. */
const GATHER = 15_000;
/** How long after one that failed it is tried again; in ms. */
const RETRY = 60_000;
/** The same where nothing but journals of other devices could not be read: all is read for it; in ms. */
const RETRY_OTHERS = 300_000;
/** How long after a start all is read, and how long until it is again; in ms. */
const FIRST_PROOF = 600_000;
const PROVEN_FOR = 86_400_000;
/** How long the backup of the last changes may hold up the end; in ms. */
const PATIENCE_AT_END = 3000;
/** The part of the fullest backup's records that a later one has at least, or the reader is told. */
const NOT_SHRUNKEN = 0.9;

interface BackupsOptions {
  marks: Pick<AllJournals, 'stamp' | 'content'>;
  /** Absolute; made where it is missing. */
  folder: string;
  /** A second one that the reader named; `null` where they did not. */
  secondFolder: string | null;
  /** Whether nothing can be written: then there is nothing new to back up, and nowhere to put it. */
  isViewOnly?: boolean;
  device: string;
  /** The version of Offprint. */
  app: string;
  files: JournalFiles;
  /** Milliseconds since 1970. */
  now(): number;
  /** Told when a backup was made, or what is wrong has changed. */
  onChanged(state: BackupsState): void;
}

type Backup = Awaited<ReturnType<typeof backupOf>>;

/** That the journals cannot be read; the message is for the reader. */
class UnreadableError extends Error {
  override name = 'UnreadableError';
}

export class Backups {
  readonly #options: BackupsOptions;
  readonly #first: BackupFolder;
  #second: BackupFolder | null = null;
  /** Why the journals, or those of others, cannot be backed up, or a folder lacks the last changes; in words for the reader. */
  #problems = new Map<BackupFolder | 'journals' | 'others', string>();
  /** What is wrong, as it was told last. */
  #told: string | null = null;
  #timer: NodeJS.Timeout | null = null;
  #proofTimer: NodeJS.Timeout | undefined;
  #isClosed = false;
  readonly #inTurn = turns();
  /** The number that each path goes by towards the page. */
  readonly #ids = new Map<string, number>();
  /** The one that is being read, piece by piece. */
  #open: { id: number; head: BackupHead; body: Buffer } | null = null;

  constructor(options: BackupsOptions) {
    this.#options = options;
    const { device, files } = options;
    this.#first = new BackupFolder({ path: options.folder, device, files, isMade: true });
    this.#nameSecond(options.secondFolder);
    if (options.isViewOnly) return;
    this.#wait(GATHER);
    this.#waitForProof(FIRST_PROOF);
  }

  /** Where backups are kept, absolute. */
  get folder(): string {
    return this.#first.path;
  }

  /** Marks changed: a backup is made soon. */
  changed(): void {
    if (this.#timer === null) this.#wait(GATHER);
  }

  /** Makes one now, where the last does not hold all. */
  backUp(): Promise<BackupsState> {
    return this.#inTurn(async () => {
      await this.#backUp();
      return this.#state();
    });
  }

  /**
   * The number of a backup of all that there is, made where there is none; 0 where there is nothing.
   *
   * @throws in words for the reader
   */
  latest(): Promise<number> {
    return this.#inTurn(async () => {
      const latest = await this.#backUp('surely');
      const [problem] = (['journals', 'others', this.#first] as const).flatMap((of) => this.#problems.get(of) ?? []);
      if (problem !== undefined) throw new Error(problem);
      return latest?.head ? this.#headline(latest.head, latest.path).id : 0;
    });
  }

  /** @param path absolute; `null` for no second folder */
  async useSecondFolder(path: string | null): Promise<BackupsState> {
    this.#nameSecond(path);
    return this.backUp();
  }

  state(): Promise<BackupsState> {
    return this.#inTurn(() => this.#state());
  }

  /**
   * A backup in a file that the reader chose.
   *
   * @throws in words for the reader
   */
  async look(path: string): Promise<BackupHeadline> {
    const { head } = await this.#read(path);
    return this.#headline(head, path);
  }

  /**
   * About a megabyte of the changes of a backup.
   *
   * @param from 0, or the `next` of the piece before
   * @throws in words for the reader
   */
  async piece(id: number, from: number): Promise<BackupPiece> {
    if (id === 0) return { device: this.#options.device, changes: '[]' as JsonOf<JournalLine[]>, next: null };
    if (this.#open?.id !== id || from === 0) {
      const path = this.pathOf(id);
      if (path === null) throw new Error('This backup is not known any more. Open the list of backups again.');
      this.#open = { id, ...(await this.#read(path)) };
    }
    const { head, body } = this.#open;
    const { lines, next } = linesOf(body, from);
    if (next === null) this.#open = null;
    return { device: head.device, changes: `[${lines.join(',')}]` as JsonOf<JournalLine[]>, next };
  }

  /** Where a backup is, absolute; `null` where there is none of this number. */
  pathOf(id: number): string | null {
    return [...this.#ids].find(([, known]) => known === id)?.[0] ?? null;
  }

  /** Makes the last backup, unless that takes too long: the journal has it all. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#proofTimer);
    const last = this.#inTurn(() => this.#backUp());
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_AT_END);
    });
    await Promise.race([last, patience]);
    clearTimeout(timer);
    this.#stopWaiting();
  }

  #nameSecond(path: string | null): void {
    if (this.#second) this.#problems.delete(this.#second);
    const { device, files, folder } = this.#options;
    this.#second = path === null || path === folder ? null : new BackupFolder({ path, device, files, isMade: false });
  }

  #wait(delay: number): void {
    this.#stopWaiting();
    this.#timer = setTimeout(() => void this.#inTurn(() => this.#backUp()), delay);
    this.#timer.unref();
  }

  #stopWaiting(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #waitForProof(delay: number): void {
    this.#proofTimer = setTimeout(() => void this.#prove(), delay);
    this.#proofTimer.unref();
  }

  get #folders(): BackupFolder[] {
    return this.#second ? [this.#first, this.#second] : [this.#first];
  }

  /** Reads all that is there, and backs up what turns out to be in no backup. */
  async #prove(): Promise<void> {
    this.#waitForProof(PROVEN_FOR);
    for (const folder of this.#folders) {
      folder.forget();
      const backups = await folder.list().catch(() => []);
      // Others have their turn in between: it may be many, and large.
      for (const backup of backups) if (!this.#isClosed) await this.#inTurn(() => folder.prove(backup));
    }
    if (!this.#isClosed) await this.#inTurn(() => this.#backUp('anew'));
  }

  /**
   * Does not fail: what goes wrong is told, and tried again.
   *
   * @param how whether a backup that is there is taken at its first line's word, is read as a whole, or does not count before
   *   what the journals come to was worked out once more
   * @returns what has all, or all that can be read, in the first folder; `null` where there is nothing, or it cannot be kept
   */
  async #backUp(how: 'cheaply' | 'surely' | 'anew' = 'cheaply'): Promise<FoundBackup | null> {
    this.#stopWaiting();
    // Before all is read: what comes meanwhile is in the backup, but not told of by this.
    const stamp = await this.#options.marks.stamp();
    this.#problems.delete('journals');
    this.#problems.delete('others');
    let backup: Backup | null = null;
    let latest: FoundBackup | null = null;
    for (const folder of this.#folders) {
      try {
        // Also before all is read for it: it may be missing for weeks.
        let kept = await folder.find(stamp, how !== 'cheaply');
        if (kept === null || how === 'anew') {
          backup ??= await this.#snapshot(stamp);
          // There is nothing to keep before the first mark.
          if (backup.parts.length > 1) kept = await folder.keep(backup.head, backup.parts);
        }
        if (folder === this.#first) latest = kept;
        this.#problems.delete(folder);
      } catch (error) {
        if (error instanceof UnreadableError) {
          this.#problems.set('journals', error.message);
          break;
        }
        this.#problems.set(folder, this.#problemOf(folder, error));
      }
    }
    if (this.#problems.size > 0) this.#wait([...this.#problems.keys()].join() === 'others' ? RETRY_OTHERS : RETRY);
    const state = await this.#state();
    const told = JSON.stringify([state.problem, state.warning]);
    if (backup !== null || told !== this.#told) this.#options.onChanged(state);
    this.#told = told;
    return latest;
  }

  /** @throws UnreadableError */
  async #snapshot(stamp: string): Promise<Backup> {
    const { marks, app, device } = this.#options;
    try {
      const snapshot = await marks.content();
      const { lacks, problems } = snapshot;
      if (problems.length > 0) this.#problems.set('others', problems.join(' '));
      const found = (await this.#found()).filter((backup) => backup.device === device);
      const at = (sha256: string) => this.#timeFor({ sha256, lacks }, found);
      return await backupOf(snapshot, { app, device, of: problems.length > 0 ? '' : stamp, at });
    } catch (error) {
      throw new UnreadableError(`Your marks could not be backed up. ${reasonOf(error)}`, { cause: error });
    }
  }

  /** When a backup is said to be made: what one of the folders lacks is the same in both. */
  #timeFor(content: Pick<BackupHead, 'sha256' | 'lacks'>, found: readonly FoundBackup[]): number {
    const same = found.find(({ head }) => head && hasTheSame(head, content));
    if (same) return same.at;
    let at = this.#options.now();
    // The clock may have been set back.
    while (found.some((backup) => backup.at === at)) at++;
    return at;
  }

  async #found(): Promise<FoundBackup[]> {
    const found: FoundBackup[] = [];
    for (const folder of this.#folders) found.push(...(await folder.list().catch(() => [])));
    return found;
  }

  #problemOf(folder: BackupFolder, error: unknown): string {
    const which = folder === this.#first ? 'the folder' : 'the second folder';
    return `Your marks could not be backed up to ${which} ${folder.path}. ${reasonOf(error)} Offprint tries again every minute.`;
  }

  async #state(): Promise<BackupsState> {
    const found = await this.#found();
    const once = new Map<string, FoundBackup[]>();
    for (const backup of found) {
      const name = backup.head ? `${backup.device} ${backup.at} ${backup.head.sha256}` : backup.path;
      once.set(name, [...(once.get(name) ?? []), backup]);
    }
    const backups = [...once.values()].flatMap((copies) => {
      const [copy] = copies;
      return copy ? [this.#headline(copy.head, copy.path, copy, copies.length)] : [];
    });
    return {
      backups: backups.sort((a, b) => b.at - a.at),
      folder: this.#first.path,
      secondFolder: this.#second?.path ?? null,
      problem: [...this.#problems.values()].join(' ') || null,
      warning: shrunkenWords(found.filter(({ device }) => device === this.#options.device)),
    };
  }

  #headline(
    head: BackupHead | null,
    path: string,
    { at = head?.at ?? 0, device = head?.device ?? '', problem = null }: Partial<FoundBackup> = {},
    copies = 1,
  ): BackupHeadline {
    const id = this.#ids.get(path) ?? this.#ids.size + 1;
    this.#ids.set(path, id);
    const isOwn = device === this.#options.device;
    const { counts = {}, bytes = 0, lacks = 0 } = head ?? {};
    return { id, at, path, isOwn, copies, problem, marks: counts.marks ?? 0, bytes, isWhole: lacks === 0 };
  }

  async #read(path: string): Promise<{ head: BackupHead; body: Buffer }> {
    try {
      return await readBackup(this.#options.files, path);
    } catch (error) {
      throw new Error(`The backup could not be read. ${reasonOf(error)}`, { cause: error });
    }
  }
}

/** What to tell where the latest backup has much less than the fullest; `null` where it has not. */
function shrunkenWords(own: readonly FoundBackup[]): string | null {
  const [latest, fullest] = [latestOf(own), fullestOf(own)];
  if (!latest?.head || !fullest?.head || recordsIn(latest.head) >= recordsIn(fullest.head) * NOT_SHRUNKEN) return null;
  const counts = [latest.head, fullest.head].map((head) => recordsIn(head).toLocaleString('en'));
  return `The latest backup holds much less than an earlier one (${counts[0]} records of marks, where there were ${counts[1]}). Both are kept: if marks are missing, restore the earlier one.`;
}
