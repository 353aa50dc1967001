/** The reader's records as changes of the marks journal, and back: what the reader said, apart from where it is stored. */
import * as v from 'valibot';
import type { JournalChange, JournalLine, JsonOf, MergedLine } from '../../preload/api';
import type { CorrectionRecord, DecisionRecord, ListRecord, MarkRecord, OwnNote, TagRecord } from './database';
import { SKETCH_SIZE } from './entries';
import { STATUSES } from './library-api';
import { nobodyElse } from './mark-blocks';
import { mergedState, type NoteState, textOf } from './note-text';

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
  const known = new Map(before ? fieldsOf(before) : []);
  const fields = fieldsOf(record).filter(([field]) => field !== KEYS[table]);
  const names = new Set(fields.map(([field]) => field));
  // A tag that was taken away is a field that is no longer there.
  for (const field of known.keys()) if (field.startsWith('tag:') && !names.has(field)) fields.push([field, null]);
  const changed = fields.filter(([field, value]) => {
    return !known.has(field) || (known.get(field) !== value && plainJson(known.get(field)) !== plainJson(value));
  });
  if (changed.length === 0) return null;
  return { table, key, set: Object.fromEntries(table === 'marks' ? changed : fields) };
}

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

function decodeSketch(text: string): Uint32Array {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  return Uint32Array.from({ length: SKETCH_SIZE }, (_, place) => view.getUint32(place * 4, true));
}

const sketch = v.pipe(
  v.string(),
  v.length(Math.ceil((SKETCH_SIZE * 4) / 3) * 4),
  v.base64(),
  v.transform(decodeSketch),
);
const noteState = v.pipe(
  v.string(),
  v.base64(),
  v.transform((text): NoteState => Uint8Array.from(atob(text), (character) => character.charCodeAt(0))),
);
const time = v.number();
const ownNote: v.GenericSchema<unknown, OwnNote> = v.object({
  note: v.string(),
  own: v.nullable(v.lazy(() => ownNote)),
  joined: v.string(),
  among: v.array(v.string()),
});
const identity = v.object({ id: v.string(), titleKey: v.string(), abstractKey: v.nullable(v.string()), sketch });

/** The fields of each table's records. What a later version adds is not for this one. */
const fieldSchemas = {
  marks: v.pipe(
    v.looseObject({
      titleKey: v.exactOptional(v.string()),
      abstractKey: v.exactOptional(v.nullable(v.string())),
      sketch: v.exactOptional(sketch),
      status: v.exactOptional(v.picklist(STATUSES)),
      statusAt: v.exactOptional(v.nullable(time)),
      /** What there was before there was a status. */
      readAt: v.exactOptional(v.nullable(time)),
      starredAt: v.exactOptional(v.nullable(time)),
      note: v.exactOptional(v.string()),
      notedAt: v.exactOptional(time),
      changedAt: v.exactOptional(time),
      own: v.exactOptional(v.nullable(ownNote)),
      noteState: v.exactOptional(noteState),
    }),
    v.rawTransform(({ dataset: { value }, addIssue, NEVER }) => {
      const { readAt, ...rest } = value;
      const tags: Record<string, number | null> = {};
      for (const [field, at] of Object.entries(rest)) {
        const [, tagId] = /^tag:(.+)$/.exec(field) ?? [];
        if (tagId === undefined) continue;
        if (at !== null && typeof at !== 'number') {
          addIssue({ message: 'No time of a tag.' });
          return NEVER;
        }
        tags[tagId] = at;
      }
      return { ...knownFields(rest), ...(readAt !== undefined && statusOfReadAt(readAt)), tags };
    }),
  ),
  decisions: v.object({
    kind: v.picklist(['same', 'different']),
    decidedAt: time,
    groups: v.array(v.array(identity)),
    titles: v.array(v.string()),
  }),
  corrections: v.object({ date: v.pipe(v.string(), v.isoDate()), correctedAt: time }),
  tags: v.object({ name: v.string(), color: v.string(), createdAt: time, mergedInto: v.nullable(v.string()) }),
  // A newer version may say more of a list, and that stays with it.
  lists: v.looseObject({
    name: v.string(),
    query: v.string(),
    position: v.number(),
    sort: v.unknown(),
    group: v.unknown(),
  }),
};

const MARK_FIELDS = [
  ...(['titleKey', 'abstractKey', 'sketch', 'status', 'statusAt', 'starredAt'] as const),
  ...(['note', 'notedAt', 'changedAt', 'own', 'noteState'] as const),
];

/** Of a mark, what this version knows. */
function knownFields(set: Partial<MarkRecord>): Partial<Omit<MarkRecord, 'id' | 'tags'>> {
  return Object.fromEntries(MARK_FIELDS.flatMap((field) => (field in set ? [[field, set[field]]] : [])));
}

function statusOfReadAt(readAt: number | null): Pick<MarkRecord, 'status' | 'statusAt'> {
  return { status: readAt === null ? 'unread' : 'read', statusAt: readAt };
}

const place = { key: v.string(), sequence: v.number() };
const line = v.variant('table', [
  v.object({ ...place, table: v.literal('marks'), set: v.nullable(fieldSchemas.marks) }),
  v.object({ ...place, table: v.literal('decisions'), set: v.nullable(fieldSchemas.decisions) }),
  v.object({ ...place, table: v.literal('corrections'), set: v.nullable(fieldSchemas.corrections) }),
  v.object({ ...place, table: v.literal('tags'), set: v.nullable(fieldSchemas.tags) }),
  v.object({ ...place, table: v.literal('lists'), set: v.nullable(fieldSchemas.lists) }),
]);
export type ReadLine = v.InferOutput<typeof line>;

/** @throws where a line is none of the reader's records */
export function parseLines(json: JsonOf<JournalLine[]>): ReadLine[] {
  return v.parse(v.array(line), JSON.parse(json));
}

/**
 * The records that lines of several devices come to, each carried out in the order in which they are given; and what of them made
 * no sense.
 */
export function mergedRecords(json: JsonOf<MergedLine[]>): { changes: RecordChange[]; senseless: number } {
  const records = noRecords();
  const named = new Map<string, Pick<RecordChange, 'table' | 'key'>>();
  let senseless = 0;
  for (const value of v.parse(v.array(v.unknown()), JSON.parse(json))) {
    const read = v.safeParse(line, value);
    if (read.success) {
      named.set(nameOf(read.output), read.output);
      setRecord(records, recordAfter(read.output, records));
    } else senseless++;
  }
  return { changes: Array.from(named.values(), ({ table, key }) => currentRecord(records, table, key)), senseless };
}

/** What a line makes of the records that it is one of. */
export function recordAfter(change: ReadLine, records: ReaderRecords): RecordChange {
  const { key } = change;
  switch (change.table) {
    case 'marks': {
      const { table, set } = change;
      if (set === null) return { table, key, record: null };
      const before = records.marks.get(key) ?? unmarked(key);
      const tags = Object.entries({ ...before.tags, ...set.tags }).filter(([, at]) => at !== null);
      const record = { ...before, ...set, tags: Object.fromEntries(tags) as MarkRecord['tags'] };
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
