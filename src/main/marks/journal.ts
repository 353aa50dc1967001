/**
 * The marks journal: every change to the reader's marks, on the disk before it counts as saved.
 *
 * It is only ever added to, and written anew where most of it was made void by later changes. What could not be synced is
 * cut off again, and never taken for written: a second sync may succeed although the first threw the bytes away
 * (https://wiki.postgresql.org/wiki/Fsync_Errors).
 */
import { join } from 'node:path';
import type { JournalChange, JournalLine, JournalPiece, JournalPosition, JsonOf } from '../../preload/api';
import { codeOf, reasonOf } from '../failure';
import { compactLines } from './compact-lines';
import { type JournalFile, type JournalFiles, readBytes, writeBytes, writeFile } from './journal-files';
import { type Clock, changeLine, headLine, sequenceAt } from './journal-lines';
import { addLine, NewerJournalError, PIECE_SIZE, type Piece, type Scan, scanJournal, wholeLines } from './scan-journal';

interface JournalOptions {
  /** Where the journals of all devices are; made where it is missing. */
  folder: string;
  /** See `deviceName`. */
  device: string;
  files: JournalFiles;
  /** Milliseconds since 1970. */
  now(): number;
  /** A journal that is smaller is not worth writing anew; in bytes. */
  smallest?: number;
}

/** The journal as it is on the disk. */
interface OpenJournal {
  file: JournalFile;
  /** Where the next change goes. All before it is on the disk. */
  end: number;
  /** Once it is larger than this, it is looked at for what can be left out. */
  roomyUntil: number;
}

interface Waiting {
  changes: readonly JournalChange[];
  resolve(position: JournalPosition): void;
  reject(error: unknown): void;
}

const SMALLEST = 4_000_000;

export class Journal {
  readonly #options: JournalOptions;
  readonly #path: string;
  #open: OpenJournal | null = null;
  /** Where the last change ends that was acknowledged since the file was opened first; `null` where that is not known. */
  #acknowledged: number | null = null;
  /** Whether the file may, after a power cut, be the one that it took the place of. */
  #isNameUncertain = false;
  #pieces: Piece[] = [];
  #sequence = 0;
  #at: Clock = [0, 0];
  #problem: string | null = null;
  #hasLost = false;
  #isWritable = true;
  #waiting: Waiting[] = [];
  #lastTurn: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  private constructor(options: JournalOptions) {
    this.#options = options;
    this.#path = join(options.folder, `${options.device}.jsonl`);
  }

  /** Opens the journal, or makes it. Does not fail: what is wrong is told by `read`, and by what is added. */
  static open(options: JournalOptions): Journal {
    const journal = new Journal(options);
    void journal.#inTurn(() => journal.#openFirst());
    return journal;
  }

  /**
   * Adds changes; all that come while others are being written go to the disk together.
   *
   * @returns where the last of them stands; resolves when they are on the disk
   * @throws in words for the reader; none of the changes counts as written then
   */
  append(changes: readonly JournalChange[]): Promise<JournalPosition> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ changes, resolve, reject });
      void this.#inTurn(() => this.#writeWaiting());
    });
  }

  /**
   * About a megabyte of the changes behind the position of this device, oldest first; all, where there is none.
   *
   * @throws in words for the reader
   */
  read(after: readonly JournalPosition[]): Promise<JournalPiece> {
    return this.#inTurn(() => this.#readPiece(after));
  }

  /** Resolves when all that was added is on the disk, or refused; nothing is taken any more. */
  close(): Promise<void> {
    return this.#inTurn(async () => {
      this.#isClosed = true;
      await this.#putDown();
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#lastTurn.then(work);
    this.#lastTurn = turn.catch(() => {});
    return turn;
  }

  async #openFirst(): Promise<void> {
    try {
      await this.#ready();
    } catch (error) {
      this.#isWritable = false;
      this.#problem = journalProblem(error);
      if (error instanceof NewerJournalError) return;
      this.#problem += ' Your marks can be seen, but no changes to them are kept.';
      await this.#look().catch(() => {});
    }
  }

  async #writeWaiting(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = [];
    if (batch.length === 0) return;
    try {
      const open = await this.#ready();
      const { lines, ends, at } = this.#linesOf(batch);
      const bytes = Buffer.concat(lines);
      await writeBytes(open.file, bytes, open.end);
      await open.file.sync();
      this.#index(lines, open.end);
      open.end += bytes.length;
      this.#acknowledged = open.end;
      this.#at = at;
      const { device } = this.#options;
      for (const { resolve, sequence } of ends) resolve({ device, sequence });
    } catch (error) {
      await this.#putDown();
      for (const { reject } of batch) reject(new Error(journalProblem(error), { cause: error }));
      // What may have been written of it is cut off as soon as can be; where that fails, before anything is added.
      await this.#ready().catch(() => {});
      return;
    }
    await this.#compactWhereLarge();
  }

  #linesOf(batch: readonly Waiting[]) {
    const { device } = this.#options;
    const lines: Buffer[] = [];
    const ends: { sequence: number; resolve: Waiting['resolve'] }[] = [];
    let at = this.#at;
    for (const { changes, resolve } of batch) {
      for (const change of changes) {
        const time = this.#options.now();
        at = time > at[0] ? [time, 0] : [at[0], at[1] + 1];
        lines.push(changeLine({ sequence: this.#sequence + lines.length + 1, device, at }, change));
      }
      ends.push({ sequence: this.#sequence + lines.length, resolve });
    }
    return { lines, ends, at };
  }

  /** Takes note of where lines stand that were written. */
  #index(lines: readonly Buffer[], start: number): void {
    let position = start;
    for (const line of lines) {
      addLine(this.#pieces, position, this.#sequence);
      position += line.length;
      this.#sequence++;
    }
  }

  /** The journal, fit to be added to. */
  async #ready(): Promise<OpenJournal> {
    if (this.#isClosed) throw new Error('Offprint is closing.');
    if (this.#open) return this.#open;
    const { files, folder } = this.#options;
    await files.makeFolder(folder);
    const file = await files.open(this.#path, 'change').catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    });
    if (file === null) return this.#startAnew([]);
    try {
      const size = await file.size();
      const bytes = await readBytes(file, 0, Math.min(size, this.#acknowledged ?? size));
      const scan = await scanJournal(bytes);
      const isSound = scan.hasHead && !scan.isDamaged && !this.#isNameUncertain;
      if (!isSound || (this.#acknowledged !== null && scan.end !== this.#acknowledged)) {
        await file.close();
        return await this.#salvage(bytes, scan);
      }
      if (scan.end < bytes.length) await this.#keepTornEnd(bytes.subarray(scan.end));
      if (scan.end < size) await file.truncate(scan.end);
      // What is read here may be in memory only, and by a sync that failed be taken for what is on the disk: so it is
      // written once more, in its own place. Nor may its name be on the disk, where Offprint was killed early.
      const start = Math.max(0, scan.end - PIECE_SIZE);
      await writeBytes(file, bytes.subarray(start, scan.end), start);
      await file.sync();
      await files.syncFolder(folder);
      this.#take(scan);
      return this.#opened(file, scan.end, scan.kept);
    } catch (error) {
      await file.close().catch(() => {});
      throw error;
    }
  }

  /** Writes what is whole of a damaged journal anew, and keeps what it was. */
  async #salvage(bytes: Buffer, scan: Scan): Promise<OpenJournal> {
    const lines = Array.from(wholeLines(bytes, 0), ({ start, end }) => bytes.subarray(start, end));
    if (bytes.length > 0 && (!scan.hasHead || scan.isDamaged)) {
      const aside = await this.#keepAside('damaged', bytes);
      this.#problem = `The marks journal was damaged. What could be read of it is in use (${lines.length} changes); the damaged file is kept as ${aside}.`;
      this.#hasLost = true;
    }
    const open = await this.#startAnew(lines);
    this.#at = scan.at;
    return open;
  }

  /** Puts a journal with these lines in the place of what there is. */
  async #startAnew(lines: readonly Buffer[]): Promise<OpenJournal> {
    const { files, folder, device } = this.#options;
    const kept = lines.reduce((length, line) => length + line.length, 0);
    const head = headLine(device, kept);
    const file = await writeFile(files, `${this.#path}.new`, [head, ...lines]);
    // From here on, until the folder is synced, either of the two may be what is found after a power cut.
    this.#isNameUncertain = true;
    try {
      await files.rename(`${this.#path}.new`, this.#path);
      await files.syncFolder(folder);
    } catch (error) {
      await file.close().catch(() => {});
      throw error;
    }
    this.#isNameUncertain = false;
    const end = head.length + kept;
    this.#pieces = [];
    let position = head.length;
    let after = 0;
    for (const line of lines) {
      addLine(this.#pieces, position, after);
      position += line.length;
      after = sequenceAt(line, 0);
    }
    this.#sequence = Math.max(this.#sequence, after);
    return this.#opened(file, end, kept);
  }

  #opened(file: JournalFile, end: number, kept: number): OpenJournal {
    const { smallest = SMALLEST } = this.#options;
    this.#acknowledged = end;
    this.#isWritable = true;
    this.#open = { file, end, roomyUntil: Math.max(smallest, 2 * kept) };
    return this.#open;
  }

  #take({ pieces, sequence, at }: Scan): void {
    this.#pieces = pieces;
    this.#sequence = Math.max(this.#sequence, sequence);
    this.#at = at;
  }

  async #keepTornEnd(bytes: Buffer): Promise<void> {
    const aside = await this.#keepAside('torn', bytes);
    this.#problem = `The end of the marks journal was damaged, as after a power cut. It was cut off behind the last whole change, and is kept as ${aside}.`;
    this.#hasLost = true;
  }

  /** @returns where the bytes are kept */
  async #keepAside(what: string, bytes: Buffer): Promise<string> {
    const { files, folder, device, now } = this.#options;
    const time = new Date(now()).toISOString().replaceAll(/[:.]/g, '-');
    const path = join(folder, `${device}.${what}-${time}.txt`);
    const file = await writeFile(files, path, [bytes]);
    await file.close();
    await files.syncFolder(folder);
    return path;
  }

  /** Finds out what can be read of a journal that cannot be written. */
  async #look(): Promise<void> {
    const file = await this.#options.files.open(this.#path, 'read');
    try {
      this.#take(await scanJournal(await readBytes(file, 0, await file.size())));
    } finally {
      await file.close();
    }
  }

  async #compactWhereLarge(): Promise<void> {
    const open = this.#open;
    if (open === null || open.end <= open.roomyUntil) return;
    try {
      const bytes = await readBytes(open.file, 0, open.end);
      const lines = await compactLines(bytes);
      await this.#putDown();
      await this.#startAnew(lines);
    } catch {
      // All is still in the one file or the other, and the room for it is no more than before: later, then.
      await this.#putDown();
      await this.#ready().then(
        (again) => {
          again.roomyUntil = 2 * again.end;
        },
        () => {},
      );
    }
  }

  async #readPiece(after: readonly JournalPosition[]): Promise<JournalPiece> {
    const { device } = this.#options;
    const from = after.find((position) => position.device === device)?.sequence ?? 0;
    const last = this.#sequence;
    // Whoever has seen more than this journal has now is not to be given other changes under the same numbers.
    this.#sequence = Math.max(last, from);
    const at = this.#pieces.findLastIndex((candidate) => candidate.after <= from);
    const lines = from < last ? await this.#readLines(at, from) : [];
    const next = from < last ? this.#pieces[at + 1] : undefined;
    return {
      device,
      changes: `[${lines.join(',')}]` as JsonOf<JournalLine[]>,
      sequence: next?.after ?? last,
      last,
      isWritable: this.#isWritable,
      hasLost: this.#hasLost,
      problem: this.#problem,
    };
  }

  /** The changes of a piece that are behind a sequence, as they are written. */
  async #readLines(piece: number, from: number): Promise<string[]> {
    try {
      const file = await this.#options.files.open(this.#path, 'read');
      try {
        const start = this.#pieces[piece]?.start ?? 0;
        const end = this.#pieces[piece + 1]?.start ?? this.#acknowledged ?? (await file.size());
        const bytes = await readBytes(file, start, end);
        const lines = Array.from(wholeLines(bytes, 0)).filter(({ sequence }) => sequence > from);
        return lines.map((line) => bytes.toString('utf8', line.start, line.end - 1));
      } finally {
        await file.close();
      }
    } catch (error) {
      throw new Error(`The marks journal could not be read. ${reasonOf(error)}`, { cause: error });
    }
  }

  /** Lets go of the file: whoever needs it opens it anew. */
  async #putDown(): Promise<void> {
    const open = this.#open;
    this.#open = null;
    await open?.file.close().catch(() => {});
  }
}

function journalProblem(error: unknown): string {
  if (error instanceof NewerJournalError) return error.message;
  return `The marks journal could not be written. ${reasonOf(error)}`;
}
