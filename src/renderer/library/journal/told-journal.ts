/** The marks journal as the library knows it: what it was told, up to where, and the way to tell it more. */
import * as v from 'valibot';
import type { JournalChange, JournalMerge, JournalPiece, JournalPosition } from '../../../preload/api';
import type { JournalCalls } from '../library-api';
import {
  allRecords,
  changeTo,
  changeWithout,
  currentRecord,
  fieldsBehind,
  isNews,
  journalJson,
  mergedRecords,
  nameOf,
  noRecords,
  type ReaderRecords,
  type RecordChange,
  recordAfter,
  setRecord,
} from './journal-records';
import { parseLines } from './read-lines';

/** Changes that are told at a time: a megabyte or so. */
const MOST_AT_ONCE = 3000;

export class ToldJournal {
  #calls: JournalCalls | null = null;
  /** What the journal's changes come to. */
  records: ReaderRecords = noRecords();
  /** Of the last change that it was told; `null` where that is not known. */
  position: JournalPosition | null = null;
  /** Whether it had, or was given, all that the database had at the start, and the other way round. */
  isCaughtUp = false;

  connect(calls: JournalCalls): void {
    this.#calls = calls;
  }

  /** @throws where there is none yet */
  get calls(): JournalCalls {
    if (!this.#calls) throw new Error('The marks journal is not open.');
    return this.#calls;
  }

  async read(after: JournalPosition[]): Promise<JournalPiece> {
    return this.calls.read(after);
  }

  /**
   * Brings records up to what the journal says, and takes note of it.
   *
   * @param first the first piece of what it says
   * @param known up to where the records have it, but for marks that they lack
   * @returns the records that lines were about, by name, as they were before; and the keys of the marks that changed
   */
  async takeLines(first: JournalPiece, records: ReaderRecords, known: number) {
    const before = new Map<string, RecordChange>();
    const marks = new Set<string>();
    for (let piece = first; ; piece = await this.read([{ device: piece.device, sequence: piece.sequence }])) {
      for (const line of parseLines(piece.changes)) {
        if (line.table === 'marks') {
          const isToldAlready = line.sequence <= known && records.marks.get(line.key) !== undefined;
          if (!isToldAlready && isNews(line, records)) {
            marks.add(line.key);
            setRecord(records, recordAfter(line, records));
          }
        } else if (line.sequence > known) {
          const name = nameOf(line);
          if (!before.has(name)) before.set(name, currentRecord(records, line.table, line.key));
          setRecord(records, recordAfter(line, records));
        }
        if (this.records !== records) setRecord(this.records, recordAfter(line, this.records));
      }
      if (piece.sequence >= piece.last) return { before, marks };
    }
  }

  /**
   * What the journal knows already is not said again.
   *
   * @param elsewhere the fields that are not told, by the name of their record
   */
  async append(changes: Iterable<RecordChange>, elsewhere?: ReadonlyMap<string, ReadonlySet<string>>): Promise<void> {
    let told: RecordChange[] = [];
    let lines: JournalChange[] = [];
    const tell = async () => {
      await this.tell(lines);
      for (const change of told) setRecord(this.records, change);
      [told, lines] = [[], []];
    };
    for (const change of changes) {
      const line = changeWithout(this.#lineFor(change), elsewhere?.get(nameOf(change)));
      if (!line) continue;
      told.push(change);
      lines.push(line);
      if (lines.length === MOST_AT_ONCE) await tell();
    }
    await tell();
  }

  async tell(lines: readonly JournalChange[]): Promise<void> {
    if (lines.length > 0) this.position = await this.calls.append(journalJson(lines));
  }

  /**
   * Tells all by which these records are others than what it, and the journals of other devices, come to. What those said and
   * these records lack is left to be merged: told anew, it would be undone everywhere.
   *
   * @param positions up to where the records have the journals of other devices
   */
  async bringTo(records: ReaderRecords, positions: readonly JournalPosition[]): Promise<void> {
    const elsewhere = new Map<string, ReadonlySet<string>>();
    for await (const { lines, hasLost } of this.merged([])) {
      if (hasLost) throw new Error('The marks journal was damaged once more.');
      for (const change of mergedRecords(lines).changes) setRecord(this.records, change);
      for (const [name, fields] of fieldsBehind(positions, this.position?.device, lines)) elsewhere.set(name, fields);
    }
    await this.append(allRecords(records), elsewhere);
    const others = [...allRecords(this.records)].map(({ table, key }) => currentRecord(records, table, key));
    await this.append(
      others.filter(({ record }) => record === null),
      elsewhere,
    );
    this.records = records;
  }

  /**
   * What other devices changed behind these positions, piece by piece: see `JournalMerge`.
   *
   * @throws in words for the reader
   */
  async *merged(positions: JournalPosition[]): AsyncGenerator<Omit<JournalMerge, 'lines'> & { lines: unknown[] }> {
    for (let piece = await this.calls.merge(positions); ; piece = await this.calls.nextMerged()) {
      yield { ...piece, lines: v.parse(v.array(v.unknown()), JSON.parse(piece.lines)) };
      if (piece.isLast) return;
    }
  }

  /**
   * Tells again what it was told and does not have any more.
   *
   * @param positions see `bringTo`
   * @returns what is wrong with it, in words for the reader
   */
  async refill(positions: readonly JournalPosition[]): Promise<string | null> {
    const told = this.records;
    // Where it fails, the next start is to tell it.
    this.isCaughtUp = false;
    try {
      this.records = noRecords();
      let piece = await this.read([]);
      for (; ; piece = await this.read([{ device: piece.device, sequence: piece.sequence }])) {
        for (const line of parseLines(piece.changes)) setRecord(this.records, recordAfter(line, this.records));
        if (piece.sequence >= piece.last) break;
      }
      await this.bringTo(told, positions);
      this.isCaughtUp = true;
      return piece.problem;
    } finally {
      this.records = told;
    }
  }

  #lineFor(change: RecordChange): JournalChange | null {
    const { table, key, record } = change;
    // Where the journal could not be read, it may well have what is deleted.
    if (record === null && !this.isCaughtUp) return { table, key, set: null };
    return changeTo(change, this.records);
  }
}
