/** The reader's records as changes of the marks journal, and back: what the reader said, apart from where it is stored. */
import type { JournalChange, JournalPosition, JsonOf, MergedLine } from '../../../preload/api';
import type { CorrectionRecord, DecisionRecord, ListRecord, MarkRecord, TagRecord } from '../database';
import { nobodyElse } from '../marks/mark-blocks';
import { mergedState, textOf } from '../marks/note-text';
import { type ReadLine, readLine } from './read-lines';

/** What there is of records: a `Map`, or what looks like one. */
export interface RecordTable<R> {
  readonly size: number;
  get(key: string): R | undefined;
  set(key: string, record: R): unknown;
  delete(key: string): boolean;
  keys(): Iterable<string>;
}

/** Everything that the reader said, by the keys of the database. */
export interface ReaderRecords {
  marks: RecordTable<MarkRecord>;
  decisions: Map<string, DecisionRecord>;
  corrections: Map<string, CorrectionRecord>;
  tags: Map<string, TagRecord>;
  lists: Map<string, ListRecord>;
}

export const READER_TABLES = [
  'marks',
  'decisions',
  'corrections',
  'tags',
  'lists',
] as const satisfies (keyof ReaderRecords)[];
type ReaderTable = (typeof READER_TABLES)[number];

/** What becomes of one of them; `null` where it is deleted. */
export type RecordChange = { [T in ReaderTable]: { table: T; key: string; record: RecordOf<T> | null } }[ReaderTable];
type RecordOf<T extends ReaderTable> = ReaderRecords[T] extends RecordTable<infer R> ? R : never;

/** The fields that are the key, and so are not said once more. */
const KEYS = { marks: 'id', decisions: 'id', corrections: 'digestId', tags: 'id', lists: 'id' } as const;

export function noRecords(): ReaderRecords {
  return { marks: new Map(), decisions: new Map(), corrections: new Map(), tags: new Map(), lists: new Map() };
}

/** What tells a record apart from those of all tables. */
export function nameOf({ table, key }: Pick<JournalChange, 'table' | 'key'>): string {
  return `${table}/${key}`;
}

/** A record as it is now. */
export function currentRecord(records: ReaderRecords, table: ReaderTable, key: string): RecordChange {
  switch (table) {
    case 'marks':
      return { table, key, record: records.marks.get(key) ?? null };
    case 'decisions':
      return { table, key, record: records.decisions.get(key) ?? null };
    case 'corrections':
      return { table, key, record: records.corrections.get(key) ?? null };
    case 'tags':
      return { table, key, record: records.tags.get(key) ?? null };
    case 'lists':
      return { table, key, record: records.lists.get(key) ?? null };
  }
}

export function setRecord(records: ReaderRecords, { table, key, record }: RecordChange): void {
  if (record === null) records[table].delete(key);
  else if (table === 'marks') records.marks.set(key, record);
  else if (table === 'decisions') records.decisions.set(key, record);
  else if (table === 'corrections') records.corrections.set(key, record);
  else if (table === 'tags') records.tags.set(key, record);
  else records.lists.set(key, record);
}

export function* allRecords(records: ReaderRecords): Generator<RecordChange> {
  for (const table of READER_TABLES) {
    for (const key of records[table].keys()) yield currentRecord(records, table, key);
  }
}

/**
 * What the journal has to be told for a record to be as it is now; `null` where it knows. Of a mark only the fields that
 * differ; the others are told whole, as their fields mean nothing without each other.
 */
export function changeTo({ table, key, record }: RecordChange, journaled: ReaderRecords): JournalChange | null {
  const before = journaled[table].get(key);
  if (record === null) return before ? { table, key, set: null } : null;
  // What was never said is not told: on another device, it may have been.
  const known = new Map(fieldsOf(before ?? (table === 'marks' ? unmarked(key) : {})));
  const fields = fieldsOf(record).filter(([field]) => field !== KEYS[table]);
  const names = new Set(fields.map(([field]) => field));
  // A tag that was taken away is a field that is no longer there.
  for (const field of known.keys()) if (field.startsWith('tag:') && !names.has(field)) fields.push([field, null]);
  const changed = fields.filter(([field, value]) => {
    return !known.has(field) || (known.get(field) !== value && plainJson(known.get(field)) !== plainJson(value));
  });
  if (changed.length === 0) return null;
  const told = new Set(changed.flatMap(([field]) => TOGETHER.find((some) => some.includes(field)) ?? [field]));
  return {
    table,
    key,
    set: Object.fromEntries(table === 'marks' ? fields.filter(([field]) => told.has(field)) : fields),
  };
}

const NOTE_FIELDS = ['note', 'notedAt', 'own', 'noteState'];
/** The fields of a mark that mean nothing without each other. */
const TOGETHER = [['status', 'statusAt'], NOTE_FIELDS];

/** As the journal names them: each tag is a field of its own, so that those of several devices come together. */
function fieldsOf(record: object): [field: string, value: unknown][] {
  return Object.entries(record).flatMap(([field, value]): [string, unknown][] => {
    if (field === 'noteState' && value === null) return [];
    if (field !== 'tags') return [[field, value]];
    return Object.entries(value as MarkRecord['tags']).map(([tagId, at]) => [`tag:${tagId}`, at]);
  });
}

export function isSame(one: RecordChange, other: RecordChange): boolean {
  return sortedJson(one) === sortedJson(other);
}

/** The same for the same fields, in whichever order they are. */
function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (ArrayBuffer.isView(inner)) return encoded(inner);
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** As the journal has it. */
export function journalJson(changes: readonly JournalChange[]): JsonOf<JournalChange[]> {
  return plainJson(changes) as JsonOf<JournalChange[]>;
}

/** Sketches as base64 of their integers, each with its lowest byte first: 88 characters in place of some 170. */
function plainJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => encoded(inner));
}

function encoded(value: unknown): unknown {
  if (value instanceof Uint32Array) return encodeSketch(value);
  return value instanceof Uint8Array ? encodeBytes(value) : value;
}

function encodeBytes(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

function encodeSketch(sketch: Uint32Array): string {
  const view = new DataView(new ArrayBuffer(sketch.length * 4));
  sketch.forEach((value, place) => {
    view.setUint32(place * 4, value, true);
  });
  return btoa(String.fromCharCode(...new Uint8Array(view.buffer)));
}

/**
 * The records that lines of several devices come to, each carried out in the order in which they are given; and what of them made
 * no sense.
 */
export function mergedRecords(lines: readonly unknown[]): { changes: RecordChange[]; senseless: number } {
  const records = noRecords();
  const named = new Map<string, Pick<RecordChange, 'table' | 'key'>>();
  let senseless = 0;
  for (const value of lines) {
    try {
      const line = readLine(value);
      named.set(nameOf(line), line);
      setRecord(records, recordAfter(line, records));
    } catch {
      senseless++;
    }
  }
  return { changes: Array.from(named.values(), ({ table, key }) => currentRecord(records, table, key)), senseless };
}

/** The fields that other devices said behind these positions, by the name of their record. */
export function fieldsBehind(
  positions: readonly JournalPosition[],
  own: string | undefined,
  lines: readonly unknown[],
): Map<string, ReadonlySet<string>> {
  const known = new Map(positions.map(({ device, sequence }) => [device, sequence]));
  const behind = new Map<string, Set<string>>();
  for (const line of lines as readonly MergedLine[]) {
    if (line.device === own || line.sequence <= (known.get(line.device) ?? 0)) continue;
    const fields = behind.get(nameOf(line)) ?? new Set();
    behind.set(nameOf(line), fields);
    for (const field of Object.keys(line.set ?? {})) fields.add(field);
  }
  return behind;
}

/** What is left of a change without these fields, as other devices said them later; `null` where that is nothing. */
export function changeWithout(
  change: JournalChange | null,
  fields: ReadonlySet<string> | undefined,
): JournalChange | null {
  if (!change || !fields) return change;
  if (change.table !== 'marks' || change.set === null) return null;
  // The texts of notes come together, whatever was said when; one that was never written would take the place of theirs.
  const { note, noteState } = change.set;
  const hasNote = Boolean(note) || Boolean(noteState);
  const isTold = (field: string) => !fields.has(field) || (hasNote && NOTE_FIELDS.includes(field));
  const told = Object.entries(change.set).filter(([field]) => isTold(field));
  return told.length > 0 ? { ...change, set: Object.fromEntries(told) } : null;
}

/** What a line makes of the records that it is one of. */
export function recordAfter(change: ReadLine, records: ReaderRecords): RecordChange {
  const { key } = change;
  switch (change.table) {
    case 'marks': {
      const { table, set } = change;
      if (set === null) return { table, key, record: null };
      const before = records.marks.get(key) ?? unmarked(key);
      const record: MarkRecord = { ...before, ...set, tags: tagsAfter(before.tags, set.tags) };
      // Devices may have changed the note at once: what each of them typed is in what they come to.
      if (before.noteState && set.noteState) {
        record.noteState = mergedState(before.noteState, set.noteState);
        record.note = textOf(record.noteState);
      }
      return { table, key, record };
    }
    case 'decisions':
      return { table: change.table, key, record: change.set && { id: key, ...change.set } };
    case 'corrections':
      return { table: change.table, key, record: change.set && { digestId: key, ...change.set } };
    case 'tags':
      return { table: change.table, key, record: change.set && { id: key, ...change.set } };
    case 'lists':
      return { table: change.table, key, record: change.set && { id: key, ...change.set } };
  }
}

function tagsAfter(before: MarkRecord['tags'], changed: Record<string, number | null>): MarkRecord['tags'] {
  const entries = Object.entries(changed);
  if (entries.length === 0) return before;
  const tags = { ...before };
  for (const [tagId, at] of entries) {
    if (at === null) delete tags[tagId];
    else tags[tagId] = at;
  }
  return tags;
}

/** Whether a line says of a mark what it does not say already. */
export function isNews({ key, set }: Extract<ReadLine, { table: 'marks' }>, records: ReaderRecords): boolean {
  const record = records.marks.get(key);
  if (!set || !record) return set !== null || record !== undefined;
  const { tags, ...rest } = set;
  if (Object.entries(tags).some(([tagId, at]) => (record.tags[tagId] ?? null) !== at)) return true;
  const known = new Map<string, unknown>(Object.entries(record));
  return Object.entries(rest).some(([field, value]) => {
    return known.get(field) !== value && sortedJson(known.get(field)) !== sortedJson(value);
  });
}

/** A mark before anything was said. Where its identity was lost, it is found by its id alone. */
function unmarked(id: string): MarkRecord {
  const said = { status: 'unread', statusAt: null, starredAt: null, note: '', notedAt: 0, own: null } as const;
  return { ...nobodyElse(id), ...said, noteState: null, tags: {}, changedAt: 0 };
}
