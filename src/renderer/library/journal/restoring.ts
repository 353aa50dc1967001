/** Brings what the reader said to what a backup says: as changes like any others. */
import * as v from 'valibot';
import type { BackupPiece } from '../../../preload/api';
import type { BackupSource, RestoredPaper, RestoreMode } from '../mark-records';
import {
  allRecords,
  changeTo,
  currentRecord,
  nameOf,
  noRecords,
  type ReaderRecords,
  type RecordChange,
  recordAfter,
  setRecord,
} from './journal-records';
import { mergedRecord, withNoteChanged } from './merged-record';
import { readLine } from './read-lines';

/** A record that a restore changes. */
export interface RecordDifference extends Pick<RecordChange, 'table' | 'key'> {
  kind: RestoredPaper['kind'];
  before: RecordChange;
  after: RecordChange;
}

interface RestoringOptions {
  /** Everything that the reader said. */
  records(): Readonly<ReaderRecords>;
  /** Adds changes to the journal and the database. */
  keep(changes: readonly RecordChange[]): Promise<void>;
}

export class Restoring {
  readonly #options: RestoringOptions;

  constructor(options: RestoringOptions) {
    this.#options = options;
  }

  /** What would change. @throws in words for the reader */
  async plan(backup: BackupSource, mode: RestoreMode): Promise<RecordDifference[]> {
    const wanted = await readRecords(backup);
    const current = this.#options.records();
    return differencesOf(current, wanted, (before, after) =>
      mode === 'merged' ? mergedRecord(before, after) : withNoteChanged(before, after),
    );
  }

  /** What would change where a restore is taken back: what is as the restore made it becomes what it was. */
  async planUndo(before: BackupSource, after: BackupSource): Promise<RecordDifference[]> {
    const [was, became] = [await readRecords(before), await readRecords(after)];
    const current = this.#options.records();
    return differencesOf(became, was, (made, old) => {
      const now = currentRecord(current, made.table, made.key);
      return changeTo(now, became) === null ? withNoteChanged(now, old) : now;
    }).filter(({ after: next }) => changeTo(next, current) !== null);
  }

  /** @returns how many records changed */
  async apply(changes: readonly RecordDifference[]): Promise<number> {
    await this.#options.keep(changes.map(({ after }) => after));
    return changes.length;
  }
}

/** Fields that say when something changed, and so differ where nothing else does; or that tell the paper. */
const ASIDE = new Set(['id', 'titleKey', 'abstractKey', 'sketch', 'own', 'notedAt', 'noteState', 'changedAt']);

/** The names of the fields that differ, for the reader. */
export function differences({ before, after }: RecordDifference): string[] {
  const [old, next] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...old.keys(), ...next.keys()])].filter(
    (field) => !ASIDE.has(field) && !isAlike(old.get(field), next.get(field)),
  );
}

function fieldsOf({ record }: RecordChange): Map<string, unknown> {
  return new Map(record === null ? [] : Object.entries(record));
}

/** What is missing says as much as nothing. */
function isAlike(one: unknown, other: unknown): boolean {
  const plain = (value: unknown) => {
    const json = JSON.stringify(value ?? null);
    return ['""', '{}', '"unread"'].includes(json) ? 'null' : json;
  };
  return plain(one) === plain(other);
}

/** @param decide what becomes of a record, given what it is and what it is to be */
function differencesOf(
  current: Readonly<ReaderRecords>,
  wanted: ReaderRecords,
  decide: (before: RecordChange, after: RecordChange) => RecordChange,
): RecordDifference[] {
  const named = new Map([...allRecords(current), ...allRecords(wanted)].map((change) => [nameOf(change), change]));
  const changes: RecordDifference[] = [];
  for (const { table, key } of named.values()) {
    const before = currentRecord(current, table, key);
    const after = decide(before, currentRecord(wanted, table, key));
    if (changeTo(after, current) === null) continue;
    const kind = before.record === null ? 'added' : after.record === null ? 'gone' : 'changed';
    changes.push({ table, key, kind, before, after });
  }
  return changes;
}

async function readRecords(backup: BackupSource): Promise<ReaderRecords> {
  const records = noRecords();
  for (let from: number | null = 0; from !== null; ) {
    const { device, changes, next }: BackupPiece = await backup.read(from);
    for (const value of v.parse(v.array(v.unknown()), JSON.parse(changes))) {
      try {
        setRecord(records, recordAfter(readLine(value), records));
      } catch (error) {
        // What another device said and makes no sense here was passed over when it was merged, too.
        if (isOfOther(value, device)) continue;
        throw new Error('The backup holds marks that this version of Offprint does not understand.', { cause: error });
      }
    }
    from = next;
  }
  return records;
}

function isOfOther(line: unknown, device: string): boolean {
  return typeof line === 'object' && line !== null && 'device' in line && line.device !== device;
}
