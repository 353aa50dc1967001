/**
 * The marks journal: every change to the reader's marks, on the disk before it counts as saved. It is only ever added to, and
 * written anew where most of it was made void by later changes.
 */
import type { JournalChange, JournalLine, JournalPiece, JournalPosition, JsonOf } from '../../preload/api';
import { reasonOf } from '../failure';
import { turns } from '../turns';
import { type Clock, changeLine } from './journal-lines';
import { JournalStore, type JournalStoreOptions } from './journal-store';
import { NewerJournalError } from './scan-journal';

interface Waiting {
  changes: readonly JournalChange[];
  resolve(position: JournalPosition): void;
  reject(error: unknown): void;
}

interface JournalOptions extends JournalStoreOptions {
  /** The folder that it is to be in and that is not there: see `marksPlace`. */
  missing?: string | null;
}

export class Journal {
  #options: JournalOptions;
  #store: JournalStore;
  /** Why nothing can be added, in words for the reader; `null` where it can. */
  #refusal: string | null = null;
  #waiting: Waiting[] = [];
  readonly #inTurn = turns();
  #isClosed = false;
  /** Whether changes were found damaged that were not when it was last read from its beginning. */
  #hasLost = false;

  private constructor(options: JournalOptions) {
    this.#options = {
      ...options,
      onMended: () => {
        this.#hasLost = true;
        options.onMended?.();
      },
    };
    this.#store = new JournalStore(this.#options);
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

  /**
   * All changes that are on the disk by now, as bytes of whole lines; and whether some were damaged that whoever reads it from its
   * beginning could give it again.
   *
   * @throws in words for the reader
   */
  content(): Promise<{ bytes: Buffer; sequence: number; hasLost: boolean }> {
    return this.#inTurn(async () => ({ ...(await this.#store.readAll()), hasLost: this.#hasLost }));
  }

  /** Says that another device has changes up to this clock: what is added from now on is later. */
  seen(at: Clock): void {
    this.#store.seen(at);
  }

  /**
   * Goes on in another folder, with all that the journal has; the one that it leaves stays as it is.
   *
   * @param isMade whether the folder is to be made again, should it once be missing
   * @throws in words for the reader; nothing has changed then
   */
  moveTo(folder: string, isMade: boolean): Promise<void> {
    return this.#inTurn(async () => {
      const { bytes, sequence } = await this.#store.readAll();
      const options = { ...this.#options, folder, isMade, missing: null };
      const next = new JournalStore(options);
      try {
        await next.begin(bytes, sequence, this.#store.at);
      } catch (error) {
        throw new Error(`Your marks cannot be kept in ${folder}. ${reasonOf(error)}`, { cause: error });
      }
      await this.#store.letGo();
      [this.#options, this.#store] = [options, next];
      this.#refusal = null;
    });
  }

  /** Resolves when all that was added is on the disk, or refused; nothing is taken any more. */
  close(): Promise<void> {
    return this.#inTurn(async () => {
      this.#isClosed = true;
      await this.#store.letGo();
    });
  }

  async #openFirst(): Promise<void> {
    try {
      await this.#store.ready();
    } catch (error) {
      this.#refusal = refusalOf(error);
      if (error instanceof NewerJournalError) return;
      this.#refusal += ' Your marks can be seen, but no changes to them are kept.';
      await this.#store.look().catch(() => {});
    }
  }

  async #writeWaiting(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = [];
    if (batch.length === 0) return;
    try {
      if (this.#isClosed) throw new Error('Offprint is closing.');
      await this.#store.ready();
      this.#refusal = null;
      const { lines, ends, at } = this.#linesOf(batch);
      await this.#store.write(lines, at);
      const { device } = this.#options;
      for (const { resolve, sequence } of ends) resolve({ device, sequence });
    } catch (error) {
      for (const { reject } of batch) reject(new Error(refusalOf(error), { cause: error }));
      // What may have been written of it is cut off as soon as can be; where that fails, before anything is added.
      if (!this.#isClosed) await this.#store.ready().catch(() => {});
      return;
    }
    await this.#store.compactWhereLarge();
  }

  #linesOf(batch: readonly Waiting[]) {
    const { device } = this.#options;
    const lines: Buffer[] = [];
    const ends: { sequence: number; resolve: Waiting['resolve'] }[] = [];
    let at = this.#store.at;
    for (const { changes, resolve } of batch) {
      for (const change of changes) {
        const time = this.#options.now();
        at = time > at[0] ? [time, 0] : [at[0], at[1] + 1];
        lines.push(changeLine({ sequence: this.#store.sequence + lines.length + 1, device, at }, change));
      }
      ends.push({ sequence: this.#store.sequence + lines.length, resolve });
    }
    return { lines, ends, at };
  }

  async #readPiece(after: readonly JournalPosition[]): Promise<JournalPiece> {
    const { device, missing = null } = this.#options;
    const from = after.find((position) => position.device === device)?.sequence ?? 0;
    const { sequence: last } = this.#store;
    // Whoever has seen more than this journal has now is not to be given other changes under the same numbers.
    this.#store.sequence = Math.max(last, from);
    const { lines, next } = await this.#store.readBehind(from);
    if (from === 0) this.#hasLost = false;
    // What is wrong with it may come out with the reading.
    const { damage } = this.#store;
    return {
      device,
      changes: `[${lines.join(',')}]` as JsonOf<JournalLine[]>,
      sequence: next ?? last,
      last,
      isWritable: this.#refusal === null,
      hasLost: damage !== null,
      isStandIn: missing !== null,
      problem: damage ?? this.#refusal ?? (missing === null ? null : missingWords(missing)),
    };
  }
}

function refusalOf(error: unknown): string {
  if (error instanceof NewerJournalError) return error.message;
  return `The marks journal could not be written. ${reasonOf(error)}`;
}

function missingWords(folder: string): string {
  return `The marks folder ${folder} is not there. Your marks are kept on this computer until it is back.`;
}
