/** Reads lines of a marks journal or a backup: each is one of the reader's records, or nothing. */
import * as v from 'valibot';
import type { JournalLine, JsonOf } from '../../../preload/api';
import type { MarkRecord, OwnNote } from '../database';
import { STATUSES } from '../mark-records';
import type { NoteState } from '../marks/note-text';
import { SKETCH_MASK, SKETCH_SIZE } from '../papers/entries';

function decodeBytes(text: string): NoteState {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = characters.charCodeAt(at);
  return bytes;
}

function decodeSketch(text: string): Uint32Array {
  const view = new DataView(decodeBytes(text).buffer);
  const values = new Uint32Array(SKETCH_SIZE);
  for (let place = 0; place < SKETCH_SIZE; place++) values[place] = view.getUint32(place * 4, true) & SKETCH_MASK;
  return values;
}

const sketch = v.pipe(
  v.string(),
  v.length(Math.ceil((SKETCH_SIZE * 4) / 3) * 4),
  v.base64(),
  v.transform(decodeSketch),
);
const noteState = v.pipe(v.string(), v.base64(), v.transform(decodeBytes));
const time = v.number();
const ownNote: v.GenericSchema<unknown, OwnNote> = v.object({
  note: v.string(),
  own: v.nullable(v.lazy(() => ownNote)),
  joined: v.string(),
  among: v.array(v.string()),
});
const identity = v.object({ id: v.string(), titleKey: v.string(), abstractKey: v.nullable(v.string()), sketch });

/** The fields of a mark; tags have one each besides. */
const markFields = {
  titleKey: v.string(),
  abstractKey: v.nullable(v.string()),
  sketch,
  status: v.picklist(STATUSES),
  statusAt: v.nullable(time),
  starredAt: v.nullable(time),
  note: v.string(),
  notedAt: time,
  changedAt: time,
  own: v.nullable(ownNote),
  noteState,
};
const MARK_FIELDS = new Map<string, v.GenericSchema>(Object.entries(markFields));
const TAG = 'tag:';
/** What main takes for the name of a field: see `journal-changes.ts`. What has another could be read here, and never be told again. */
const FIELD = /^[a-z][\w:-]{0,80}$/i;
const tagTime = v.nullable(time);

type MarkSet = Partial<Omit<MarkRecord, 'id' | 'tags'>> & { tags: Record<string, number | null> };

/** A line has one or two fields of a mark: so each is looked at by itself. What a later version adds is not for this one. */
const mark = v.pipe(
  v.custom<Record<string, unknown>>((set) => typeof set === 'object' && set !== null && !Array.isArray(set)),
  v.rawTransform(({ dataset: { value }, addIssue, NEVER }): MarkSet => {
    const tags: MarkSet['tags'] = {};
    const fields: MarkSet & Record<string, unknown> = { tags };
    for (const [field, said] of Object.entries(value)) {
      const isTag = field.startsWith(TAG);
      // What there was before there was a status.
      const schema = isTag || field === 'readAt' ? tagTime : MARK_FIELDS.get(field);
      if (!schema) continue;
      const read = v.safeParse(schema, said);
      if (!read.success || (isTag && !FIELD.test(field))) {
        addIssue({ message: `No ${field}.` });
        return NEVER;
      }
      if (isTag) tags[field.slice(TAG.length)] = read.output as number | null;
      else if (field === 'readAt') Object.assign(fields, statusOfReadAt(read.output as number | null));
      else fields[field] = read.output;
    }
    return fields;
  }),
);

function statusOfReadAt(readAt: number | null): Pick<MarkRecord, 'status' | 'statusAt'> {
  return { status: readAt === null ? 'unread' : 'read', statusAt: readAt };
}

/** The fields of the records of the other tables. */
const fieldSchemas = {
  marks: mark,
  decisions: v.object({
    kind: v.picklist(['same', 'different']),
    decidedAt: time,
    groups: v.array(v.array(identity)),
    titles: v.array(v.string()),
  }),
  corrections: v.object({ date: v.pipe(v.string(), v.isoDate()), correctedAt: time }),
  tags: v.object({ name: v.string(), color: v.string(), createdAt: time, mergedInto: v.nullable(v.string()) }),
  // A newer version may say more of a list, and that stays with it.
  lists: v.pipe(
    v.looseObject({
      name: v.string(),
      query: v.string(),
      position: v.number(),
      sort: v.unknown(),
      group: v.unknown(),
    }),
    v.check((list) => Object.keys(list).every((field) => FIELD.test(field))),
  ),
};

const place = { key: v.pipe(v.string(), v.nonEmpty(), v.maxLength(1000)), sequence: v.number() };
const lineSchemas = {
  marks: v.object({ ...place, table: v.literal('marks'), set: v.nullable(fieldSchemas.marks) }),
  decisions: v.object({ ...place, table: v.literal('decisions'), set: v.nullable(fieldSchemas.decisions) }),
  corrections: v.object({ ...place, table: v.literal('corrections'), set: v.nullable(fieldSchemas.corrections) }),
  tags: v.object({ ...place, table: v.literal('tags'), set: v.nullable(fieldSchemas.tags) }),
  lists: v.object({ ...place, table: v.literal('lists'), set: v.nullable(fieldSchemas.lists) }),
};
export type ReadLine = {
  [T in keyof typeof lineSchemas]: v.InferOutput<(typeof lineSchemas)[T]>;
}[keyof typeof lineSchemas];

/** @throws where it is none of the reader's records */
export function readLine(value: unknown): ReadLine {
  return v.parse(lineSchemas[tableOf(value)], value);
}

/** There may be millions: so this is no schema of its own. */
function tableOf(value: unknown): keyof typeof lineSchemas {
  const table = typeof value === 'object' && value !== null && 'table' in value ? value.table : null;
  if (typeof table === 'string' && isTable(table)) return table;
  throw new Error('This is none of the records that the reader makes.');
}

function isTable(table: string): table is keyof typeof lineSchemas {
  return Object.hasOwn(lineSchemas, table);
}

/** @throws where a line is none of the reader's records */
export function parseLines(json: JsonOf<JournalLine[]>): ReadLine[] {
  const lines: unknown = JSON.parse(json);
  if (!Array.isArray(lines)) throw new Error('These are no lines of a journal.');
  return lines.map(readLine);
}
