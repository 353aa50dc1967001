/**
 * The library's side of the marks journal: what the reader says goes there first and then into the database, which knows
 * how much of the journal it has. Whatever becomes of either, the other has it.
 */
import type { DeviceJournal, JournalPiece, JournalPosition } from '../../../preload/api';
import { counted } from '../../ui/format';
import type { CorrectionRecord, MarkRecord, TakenPosition } from '../database';
import type { JournalCalls } from '../library-api';
import type { MarkPiece } from '../marks/mark-saving';
import {
  changeTo,
  currentRecord,
  isSame,
  mergedRecords,
  nameOf,
  noRecords,
  type ReaderRecords,
  type RecordChange,
  type RecordTable,
  setRecord,
} from './journal-records';
import { StoredJournal, type StoreRecords } from './stored-journal';
import { ToldJournal } from './told-journal';

/** @param position see `StoreRecords` */
export type StoreMarks = (piece: MarkPiece, position: JournalPosition | null) => Promise<void>;

/** All marks, as records; those that are set count as known to the journal, and are stored with the next write. */
export interface LiveMarks extends RecordTable<MarkRecord> {
  /** The blocks that are not stored as they are. */
  unstored(): Iterable<number>;
}

/** What came of comparing the journal with the database; each in words for the reader, `null` where all was well. */
export interface TakenIn {
  /** What the journal brought back. */
  broughtBack: string | null;
  /** What is wrong with the journal. */
  journalProblem: string | null;
}

/** What came of taking in what other devices changed. */
export interface Merged {
  /** What is other than before. */
  changes: RecordChange[];
  /** Up to where the journals of other devices are taken in now. */
  positions: JournalPosition[];
  devices: DeviceJournal[];
  /** In words for the reader. */
  problems: string[];
}

/** What the journal has that the database may lack. */
interface News {
  /** Up to where the database has the journals. */
  positions: TakenPosition[];
  /** What the journal has behind these, or the beginning of that; or why it cannot be had. */
  piece: JournalPiece | Error;
}

interface KeepOptions {
  /** Whether it is taken back where it cannot be stored, for nobody tries again. */
  isTakenBack: boolean;
  /** Where it does not go to the database by itself. */
  store?: StoreRecords;
}

/** Changes that go to the database at a time: a megabyte or so. */
const MOST_AT_ONCE = 3000;

export class MarksJournal {
  readonly #storeMarks: StoreMarks;
  readonly #onFailed: (error: unknown) => void;
  readonly #told = new ToldJournal();
  readonly #stored: StoredJournal;
  /** Up to where the journals of other devices are taken in. */
  #otherPositions: JournalPosition[] = [];
  /** What other devices changed, by name, from when it is known here until all of the merge is stored and shown. */
  readonly #merging = new Map<string, Pick<RecordChange, 'table' | 'key'>>();
  #lastTurn: Promise<unknown> = Promise.resolve();

  /** @param onFailed what is done by itself could not be */
  constructor(store: StoreRecords, storeMarks: StoreMarks, onFailed: (error: unknown) => void) {
    this.#stored = new StoredJournal(this.#told, store);
    this.#storeMarks = storeMarks;
    this.#onFailed = onFailed;
  }

  connect(calls: JournalCalls): void {
    this.#told.connect(calls);
  }

  /** Asks for what the database lacks, given up to where it has the journals. */
  async ask(known: PromiseLike<TakenPosition[]>): Promise<News> {
    let positions: TakenPosition[] = [];
    try {
      positions = await known;
      return { positions, piece: await this.#told.read(positions) };
    } catch (error) {
      return { positions, piece: error instanceof Error ? error : new Error(String(error)) };
    }
  }

  /**
   * Brings records up to what the journal says, and lets both it and the database have what they lack, behind all that.
   * Does not fail: where the journal cannot be had, the records stay as they are.
   *
   * @param records what the database holds; changed
   */
  async takeIn(records: ReaderRecords & { marks: LiveMarks }, { positions, piece }: News): Promise<TakenIn> {
    try {
      if (piece instanceof Error) throw piece;
      const position = positions.find(({ device }) => device === piece.device) ?? null;
      this.#stored.start(position);
      const known = position?.sequence;
      this.#otherPositions = positions.filter(({ device }) => device !== piece.device);
      const isBehind = known === undefined || position?.isToCompare === true || piece.hasLost || piece.last < known;
      const isToCompare = isBehind && !piece.isStandIn;
      // Where the journal is to be compared as a whole, it is read from its beginning.
      const isFromStart = known === undefined || !isToCompare;
      this.#told.records = isToCompare ? noRecords() : records;
      const { before, marks } = await this.#told.takeLines(
        isFromStart ? piece : await this.#told.read([]),
        records,
        known ?? 0,
      );
      this.#told.position = { device: piece.device, sequence: Math.max(piece.last, known ?? 0) };
      const changed = [...before.values()].flatMap((old) => {
        const record = currentRecord(records, old.table, old.key);
        return isSame(old, record) ? [] : [record];
      });
      this.#stored.lacks(Array.from(records.marks.unstored(), blockName));
      if (piece.isWritable) {
        const others = this.#otherPositions;
        const turn = this.#inTurn(() => this.#catchUp(isToCompare ? records : null, changed, others));
        turn.catch((error: unknown) => this.#onFailed(error));
      }
      const count = marks.size + changed.filter(({ record }) => record !== null).length;
      // What this device said was carried out behind what others said, maybe later: all of it is to be put in order.
      if (marks.size + changed.length > 0) this.#otherPositions = [];
      // A profile that can only be read is given an empty database for the run: nothing was gone.
      const isToTell = count > 0 && piece.isWritable;
      const broughtBack = isToTell ? broughtBackWords(count, known === undefined) : null;
      return { broughtBack, journalProblem: piece.problem };
    } catch (error) {
      return { broughtBack: null, journalProblem: error instanceof Error ? error.message : String(error) };
    }
  }

  /**
   * Everything that the reader said, as the journal has it.
   *
   * @throws in words for the reader, where the journal could not be read or written
   */
  get records(): Readonly<ReaderRecords> {
    if (!this.#told.isCaughtUp)
      throw new Error('The marks journal cannot be written. What is wrong with it comes first.');
    return this.#told.records;
  }

  /** Adds marks to the journal, then stores them. @throws in words for the reader, where either could not be done */
  keepMarks(piece: MarkPiece): Promise<void> {
    return this.#inTurn(async () => {
      await this.#told.tell(piece.lines);
      piece.isJournaled = true;
      await this.#stored.storing(
        piece.blocks.map(({ block }) => blockName(block)),
        (position) => this.#storeMarks(piece, position),
      );
    });
  }

  /**
   * Gives the journal again what it was told and has lost.
   *
   * @returns what was wrong with it, in words for the reader
   * @throws in words for the reader
   */
  refill(): Promise<string | null> {
    // What it lacks is about to be told anyway, where the two were never compared.
    return this.#inTurn(async () => (this.#told.isCaughtUp ? this.#refill() : null));
  }

  async #refill(): Promise<string | null> {
    await this.#stored.noteLoss();
    const problem = await this.#told.refill(this.#otherPositions);
    await this.#stored.claim();
    return problem;
  }

  /**
   * Takes in what other devices changed, as records that are whole: what was said on several devices comes together.
   *
   * @param onChanged brings what was changed besides marks to the library; these are there already, and stored with the next ones
   * @throws in words for the reader
   */
  merge(onChanged: (merged: Merged) => Promise<void>): Promise<Merged> {
    return this.#inTurn(() => this.#merge(onChanged));
  }

  async #merge(onChanged: (merged: Merged) => Promise<void>): Promise<Merged> {
    const merged: Merged = { changes: [], positions: [], devices: [], problems: [] };
    // Until it is known what this device has to say itself, nothing can be added to it.
    if (!this.#told.isCaughtUp) return merged;
    let senseless = 0;
    for await (const { lines, hasLost, positions, devices, problems } of this.#told.merged(this.#otherPositions)) {
      if (hasLost) {
        await this.#refill();
        return this.#merge(onChanged);
      }
      senseless += this.#takeMerged(lines);
      Object.assign(merged, { positions, devices, problems: [...problems] });
    }
    if (senseless > 0) merged.problems.unshift(senselessWords(senseless));
    merged.changes = Array.from(this.#merging.values(), ({ table, key }) => {
      return currentRecord(this.#told.records, table, key);
    });
    const others = merged.changes.filter(({ table }) => table !== 'marks');
    if (others.length > 0) await this.#stored.write(others);
    await onChanged(merged);
    this.#merging.clear();
    this.#otherPositions = merged.positions;
    return merged;
  }

  /** @returns how many lines made no sense */
  #takeMerged(lines: readonly unknown[]): number {
    const { changes, senseless } = mergedRecords(lines);
    for (const change of changes) {
      const { table, key } = change;
      const before = currentRecord(this.#told.records, table, key);
      if (isSame(before, change)) continue;
      setRecord(this.#told.records, change);
      if (!isSame(before, currentRecord(this.#told.records, table, key))) this.#merging.set(nameOf(change), change);
    }
    return senseless;
  }

  /** @param store stores them along with whatever they come with */
  keepCorrections(
    corrections: ReadonlyMap<string, CorrectionRecord | null>,
    store: (position: JournalPosition | null) => Promise<void>,
  ): Promise<void> {
    // Most digests bring no word of the reader with them, and need not wait for any.
    if (corrections.size === 0) return store(null);
    const changes = Array.from(corrections, ([key, record]) => ({ table: 'corrections' as const, key, record }));
    return this.keep(changes, { isTakenBack: true, store: (_, position) => store(position) });
  }

  /**
   * Adds to the journal what it does not know yet, then stores it.
   *
   * @throws in words for the reader, where either could not be done
   */
  keep(changes: readonly RecordChange[], { isTakenBack, store }: KeepOptions): Promise<void> {
    return this.#inTurn(async () => {
      const before = changes.map(({ table, key }) => currentRecord(this.#told.records, table, key));
      await this.#told.append(changes);
      try {
        await this.#stored.write(changes, store);
      } catch (error) {
        if (!isTakenBack) throw error;
        await this.#told.append(before).catch(() => {});
        if (before.every((change) => changeTo(change, this.#told.records) === null)) this.#stored.lacksNoLonger(before);
        throw error;
      }
    });
  }

  /** One after the other: the database never claims more of the journal than it has. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#lastTurn.then(work);
    this.#lastTurn = turn.catch(() => {});
    return turn;
  }

  /**
   * @param records all that the journal should say; `null` where it does
   * @param changed what the database lacks, besides marks
   * @param others up to where it has the journals of other devices
   */
  async #catchUp(
    records: (ReaderRecords & { marks: LiveMarks }) | null,
    changed: readonly RecordChange[],
    others: readonly JournalPosition[],
  ): Promise<void> {
    if (records) {
      await this.#stored.noteLoss();
      await this.#told.bringTo(records, others);
    }
    this.#told.isCaughtUp = true;
    this.#stored.lacks(changed.map(nameOf));
    for (let start = 0; start < changed.length; start += MOST_AT_ONCE) {
      await this.#stored.write(changed.slice(start, start + MOST_AT_ONCE));
    }
    await this.#stored.claim();
  }
}

function senselessWords(count: number): string {
  return `${count} changes of another device are of a newer version of Offprint, or damaged; they were passed over.`;
}

function blockName(block: number): string {
  return `block/${block}`;
}

function broughtBackWords(count: number, isAll: boolean): string {
  const marks = `${counted(count, 'mark')} ${count === 1 ? 'was' : 'were'}`;
  return isAll
    ? `The library was gone or empty: ${marks} brought back from their journal, and the digests are read again. Nothing is lost.`
    : `The library was older than your marks: ${marks} brought back from their journal. Nothing is lost.`;
}
