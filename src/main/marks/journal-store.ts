/**
 * The file of a marks journal: opened, mended, added to and written anew, one after the other.
 *
 * What could not be synced is cut off again, and never taken for written: a second sync may succeed although the first threw
 * the bytes away (https://wiki.postgresql.org/wiki/Fsync_Errors).
 */
import { join } from 'node:path';
import { codeOf, reasonOf } from '../failure';
import { compactLines } from './compact-lines';
import { type JournalFile, type JournalFiles, readBytes, writeBytes, writeFile } from './journal-files';
import { type Clock, headLine, JOURNAL_VERSION } from './journal-lines';
import { JournalPieces } from './journal-pieces';
import { keepDamaged, keepTornEnd } from './keep-aside';
import { isThere } from './marks-place';
import { type Look, scanAll, scanEnd } from './scan-end';
import { type Scan, wholeLines } from './scan-journal';

export interface JournalStoreOptions {
  /** Where the journals of all devices are. */
  folder: string;
  /** Whether that is made where it is missing, as it is unless told: one that is on a drive that is not there must not be. */
  isMade?: boolean;
  /** See `deviceName`. */
  device: string;
  files: JournalFiles;
  /** Milliseconds since 1970. */
  now(): number;
  /** A journal that is smaller is not worth writing anew; in bytes. */
  smallest?: number;
  /** How much of its end is looked at before changes are added, in bytes; the rest is once it is asked for. */
  lookedAt?: number;
  /** Told where damage was found, and mended, that the journal was not known to have when it was opened. */
  onMended?(): void;
}

/** The journal as it is on the disk. */
interface OpenJournal {
  file: JournalFile;
  /** Where the next change goes. All before it is on the disk. */
  end: number;
  /** Once it is larger than this, it is looked at for what can be left out. */
  roomyUntil: number;
}

const SMALLEST = 4_000_000;

export class JournalStore {
  readonly #options: JournalStoreOptions;
  readonly #path: string;
  #open: OpenJournal | null = null;
  /** Where the last change ends that is on the disk for sure; `null` where that is not known. */
  #acknowledged: number | null = null;
  /** A file that is there while the journal may, after a power cut, be the one that it took the place of. */
  readonly #renaming: string;
  #isNameUncertain = false;
  #pieces = new JournalPieces();
  /** Whether all of it was looked at, and not just its end. */
  #isProven = false;
  /** Of the last change. */
  sequence = 0;
  at: Clock = [0, 0];
  /** What was damaged, in words for the reader; `null` where nothing was. */
  damage: string | null = null;

  constructor(options: JournalStoreOptions) {
    this.#options = options;
    this.#path = join(options.folder, `${options.device}.jsonl`);
    this.#renaming = `${options.device}.renaming`;
  }

  /**
   * Makes the journal fit to be added to, where it is not: what was not acknowledged is cut off.
   *
   * @throws NewerJournalError, or whatever the system says
   */
  async ready(): Promise<OpenJournal> {
    if (this.#open) return this.#open;
    const { files, folder, isMade = true } = this.#options;
    if (isMade) await files.makeFolder(folder);
    const file = await files.open(this.#path, 'change').catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    });
    if (file === null) {
      if (!isMade && !(await isThere(files, folder))) throw new Error(`The folder ${folder} is not there.`);
      return this.#startAnew([]);
    }
    try {
      this.#isNameUncertain ||= (await files.list(folder)).includes(this.#renaming);
      const size = await file.size();
      const { bytes, from, scan } = await this.#look(file, Math.min(size, this.#acknowledged ?? size));
      if (!this.#isSound(scan)) {
        await file.close();
        return await this.#salvage(bytes, scan);
      }
      if (scan.end < from + bytes.length)
        this.damage = await keepTornEnd(this.#options, bytes.subarray(scan.end - from));
      if (scan.end < size) await file.truncate(scan.end);
      // What is read here may be in memory only, and by a sync that failed be taken for what is on the disk: so it is
      // written once more, in its own place. Nor may its name be on the disk, where Offprint was killed early.
      await writeBytes(file, bytes.subarray(0, scan.end - from), from);
      await file.sync();
      await files.syncFolder(folder);
      this.#take(scan);
      this.#isProven = from === 0;
      return this.#opened(file, scan.end, scan.kept);
    } catch (error) {
      await file.close().catch(() => {});
      throw error;
    }
  }

  /** All of it is looked at where its end alone does not tell that it can be added to. */
  async #look(file: JournalFile, size: number): Promise<Look> {
    if (!this.#isNameUncertain) {
      const end = await scanEnd(file, size, this.#options.lookedAt);
      if (end.from === 0 || this.#isSound(end.scan)) return end;
    }
    return scanAll(file, size);
  }

  #isSound({ version, isDamaged, end }: Scan): boolean {
    const isAllThere = this.#acknowledged === null || end === this.#acknowledged;
    return version === JOURNAL_VERSION && !isDamaged && !this.#isNameUncertain && isAllThere;
  }

  /** Looks at all that was not looked at yet, and mends it where it is damaged. */
  async #prove(): Promise<void> {
    if (this.#isProven) return;
    const before = this.damage;
    const { file, end } = await this.ready();
    const { bytes, scan } = await scanAll(file, end);
    if (this.#isSound(scan)) {
      this.#take(scan);
      this.#isProven = true;
      return;
    }
    await this.letGo();
    await this.#salvage(bytes, scan);
    if (this.damage !== before) this.#options.onMended?.();
  }

  /** Says that another device has changes up to this clock. */
  seen(at: Clock): void {
    if (at[0] > this.at[0] || (at[0] === this.at[0] && at[1] > this.at[1])) this.at = at;
  }

  /** Puts a journal with the changes of another file in the place of what there is: an earlier state of the same, at most. */
  async begin(bytes: Buffer, sequence: number, at: Clock): Promise<void> {
    await this.#options.files.makeFolder(this.#options.folder);
    await this.#startAnew(Array.from(wholeLines(bytes, 0), ({ start, end }) => bytes.subarray(start, end)));
    this.sequence = Math.max(this.sequence, sequence);
    this.seen(at);
  }

  /** Writes what is whole of a damaged journal anew, and keeps what it was. */
  async #salvage(bytes: Buffer, scan: Scan): Promise<OpenJournal> {
    const lines = Array.from(wholeLines(bytes, 0), ({ start, end }) => bytes.subarray(start, end));
    if (scan.version !== null && !scan.isDamaged && scan.end < bytes.length) {
      this.damage = await keepTornEnd(this.#options, bytes.subarray(scan.end));
    } else if (bytes.length > 0 && (scan.version === null || scan.isDamaged)) {
      this.damage = await keepDamaged(this.#options, bytes, lines.length);
    }
    const open = await this.#startAnew(lines);
    this.seen(scan.at);
    return open;
  }

  /** Puts a journal with these lines in the place of what there is. */
  async #startAnew(lines: readonly Buffer[]): Promise<OpenJournal> {
    const { files, folder, device } = this.#options;
    const kept = lines.reduce((length, line) => length + line.length, 0);
    const head = headLine(device, kept);
    const file = await writeFile(files, `${this.#path}.new`, [head, ...lines]);
    const renaming = join(folder, this.#renaming);
    try {
      await (await files.open(renaming, 'create')).close();
      // From here on, until the folder is synced, either of the two may be what is found after a power cut.
      this.#isNameUncertain = true;
      this.#acknowledged = null;
      await files.rename(`${this.#path}.new`, this.#path);
      await files.syncFolder(folder);
    } catch (error) {
      await file.close().catch(() => {});
      throw error;
    }
    this.#isNameUncertain = false;
    // Where it stays, the file is only written once more at the next start.
    await files.remove(renaming).catch(() => {});
    const end = head.length + kept;
    this.#pieces = new JournalPieces();
    this.sequence = Math.max(this.sequence, this.#pieces.add(lines, head.length, 0));
    this.#isProven = true;
    return this.#opened(file, end, kept);
  }

  #opened(file: JournalFile, end: number, kept: number): OpenJournal {
    const { smallest = SMALLEST } = this.#options;
    this.#acknowledged = end;
    this.#open = { file, end, roomyUntil: Math.max(smallest, 2 * kept) };
    return this.#open;
  }

  #take({ pieces, sequence, at }: Scan): void {
    this.#pieces = new JournalPieces(pieces);
    this.sequence = Math.max(this.sequence, sequence);
    this.seen(at);
  }

  /** Finds out what can be read of a journal that cannot be written. */
  async look(): Promise<void> {
    const file = await this.#options.files.open(this.#path, 'read');
    try {
      this.#take((await scanAll(file, await file.size())).scan);
      this.#isProven = true;
    } finally {
      await file.close();
    }
  }

  /**
   * Adds lines; resolves when they are on the disk. Where it rejects, they are not a part of the journal.
   *
   * @param at the clock of the last of them
   */
  async write(lines: readonly Buffer[], at: Clock): Promise<void> {
    try {
      const open = await this.ready();
      const bytes = Buffer.concat(lines);
      await writeBytes(open.file, bytes, open.end);
      await open.file.sync();
      this.sequence = this.#pieces.add(lines, open.end, this.sequence);
      open.end += bytes.length;
      this.#acknowledged = open.end;
      this.at = at;
    } catch (error) {
      await this.letGo();
      throw error;
    }
  }

  async compactWhereLarge(): Promise<void> {
    if (this.#open === null || this.#open.end <= this.#open.roomyUntil) return;
    try {
      // What is damaged is to be kept aside, and told of, before it is left out.
      await this.#prove();
      const open = await this.ready();
      const bytes = await readBytes(open.file, 0, open.end);
      const lines = await compactLines(bytes);
      await this.letGo();
      await this.#startAnew(lines);
    } catch {
      // All is still in the one file or the other, and the room for it is no more than before: later, then.
      await this.letGo();
      await this.ready().then(
        (again) => {
          again.roomyUntil = 2 * again.end;
        },
        () => {},
      );
    }
  }

  /**
   * The changes behind a sequence, as they are written; about a megabyte of them. `next` is the sequence that the rest is
   * behind, `null` where there is no rest.
   *
   * @throws in words for the reader
   */
  async readBehind(sequence: number): Promise<{ lines: string[]; next: number | null }> {
    if (sequence >= this.sequence) return { lines: [], next: null };
    if (!this.#pieces.behind(sequence)) await this.#reading(() => this.#prove());
    const { start, next } = this.#pieces.behind(sequence) ?? { start: 0, next: null };
    return this.#readingFile(async (file) => {
      const bytes = await readBytes(file, start, next?.start ?? this.#acknowledged ?? (await file.size()));
      const lines = Array.from(wholeLines(bytes, 0)).filter((line) => line.sequence > sequence);
      return {
        lines: lines.map((line) => bytes.toString('utf8', line.start, line.end - 1)),
        next: next?.after ?? null,
      };
    });
  }

  /**
   * Everything that is acknowledged.
   *
   * @throws in words for the reader
   */
  async readAll(): Promise<{ bytes: Buffer; sequence: number }> {
    await this.#reading(() => this.#prove());
    const bytes = await this.#readingFile(async (file) =>
      readBytes(file, 0, this.#acknowledged ?? (await file.size())),
    );
    return { bytes, sequence: this.sequence };
  }

  #readingFile<T>(read: (file: JournalFile) => Promise<T>): Promise<T> {
    return this.#reading(async () => {
      const file = await this.#options.files.open(this.#path, 'read');
      try {
        return await read(file);
      } finally {
        await file.close();
      }
    });
  }

  async #reading<T>(read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (error) {
      throw new Error(`The marks journal could not be read. ${reasonOf(error)}`, { cause: error });
    }
  }

  /** Lets go of the file: whoever needs it opens it anew. */
  async letGo(): Promise<void> {
    const open = this.#open;
    this.#open = null;
    await open?.file.close().catch(() => {});
  }
}
