import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JournalLine, JsonOf } from '../../../preload/api';
import type { DecisionRecord, ListRecord, MarkRecord, OwnNote, TagRecord } from '../database';
import { STATUSES } from '../mark-records';
import { SKETCH_MASK, SKETCH_SIZE } from '../papers/entries';
import {
  allRecords,
  changeTo,
  changeWithout,
  journalJson,
  noRecords,
  READER_TABLES,
  type RecordChange,
  recordAfter,
  setRecord,
} from './journal-records';
import { parseLines } from './read-lines';

const half = fc.nat({ max: SKETCH_MASK });
const sketch = fc.array(half, { minLength: SKETCH_SIZE, maxLength: SKETCH_SIZE }).map((all) => Uint32Array.from(all));
const key = fc.constantFrom('a', 'b', 'c');
const text = fc.string({ unit: 'grapheme', maxLength: 8 });
const time = fc.option(fc.nat());
const identity = { titleKey: text, abstractKey: fc.option(text), sketch };
const { own } = fc.letrec<{ own: OwnNote | null }>((tie) => ({
  own: fc.option(fc.record({ note: text, own: tie('own'), joined: text, among: fc.array(text) }), { maxDepth: 3 }),
}));

const mark: fc.Arbitrary<RecordChange> = fc
  .record<MarkRecord>({
    ...{ id: key, ...identity, starredAt: time, status: fc.constantFrom(...STATUSES), statusAt: time, note: text },
    noteState: fc.constant(null),
    ...{ notedAt: fc.nat(), changedAt: fc.nat(), own, tags: fc.dictionary(fc.uuid(), fc.nat(), { maxKeys: 3 }) },
  })
  .map((record) => ({ table: 'marks', key: record.id, record }));
const decision: fc.Arbitrary<RecordChange> = fc
  .record<DecisionRecord>({
    ...{ id: key, kind: fc.constantFrom('same', 'different'), decidedAt: fc.nat() },
    ...{ groups: fc.array(fc.array(fc.record({ id: text, ...identity }))), titles: fc.array(text) },
  })
  .map((record) => ({ table: 'decisions', key: record.id, record }));
const correction: fc.Arbitrary<RecordChange> = fc
  .record({ digestId: key, date: fc.constantFrom('2024-02-29', '2026-04-20'), correctedAt: fc.nat() })
  .map((record) => ({ table: 'corrections', key: record.digestId, record }));
const tag: fc.Arbitrary<RecordChange> = fc
  .record<TagRecord>({ id: key, name: text, color: text, createdAt: fc.nat(), mergedInto: fc.option(key) })
  .map((record) => ({ table: 'tags', key: record.id, record }));
const list: fc.Arbitrary<RecordChange> = fc
  .record<ListRecord>({
    ...{ id: key, name: text, query: text, position: fc.nat() },
    ...{ sort: fc.option(fc.array(fc.record({ column: text, descending: fc.boolean() }))), group: fc.option(text) },
  })
  .map((record) => ({ table: 'lists', key: record.id, record }));
const deletion: fc.Arbitrary<RecordChange> = fc.record({
  table: fc.constantFrom(...READER_TABLES),
  key,
  record: fc.constant(null),
});

/** As main hands them back. */
function asRead(changes: readonly ReturnType<typeof changeTo>[]) {
  const lines = changes.filter((change) => change !== null).map((change, at) => ({ ...change, sequence: at + 1 }));
  return parseLines(journalJson(lines) as unknown as JsonOf<JournalLine[]>);
}

test('the changes of any records come to the same records, and say nothing twice', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(mark, decision, correction, tag, list, deletion), { maxLength: 20 }), (all) => {
      const records = noRecords();
      const changes = all.map((change) => {
        const told = changeTo(change, records);
        setRecord(records, change);
        expect(changeTo(change, records)).toBeNull();
        return told;
      });
      const again = noRecords();
      for (const line of asRead(changes)) setRecord(again, recordAfter(line, again));
      expect(again).toEqual(records);
      expect([...allRecords(again)].map((change) => changeTo(change, records))).toEqual(
        [...allRecords(again)].map(() => null),
      );
    }),
  );
});

test('of a mark that the journal does not know, what was never said is not told, and the rest with what it goes with', () => {
  const nothing = { status: 'unread', statusAt: null, starredAt: null, note: '', notedAt: 0, own: null } as const;
  const bare = { titleKey: 'a', abstractKey: null, sketch: new Uint32Array(SKETCH_SIZE), noteState: null };
  const said = (fields: Partial<MarkRecord>) => {
    const record = { ...bare, id: 'a', ...nothing, tags: {}, changedAt: 7, ...fields };
    return Object.keys(changeTo({ table: 'marks', key: 'a', record }, noRecords())?.set ?? {});
  };
  expect(said({ starredAt: 5 })).toEqual(['starredAt', 'changedAt']);
  expect(said({ statusAt: 5 })).toEqual(['status', 'statusAt', 'changedAt']);
  expect(said({ notedAt: 5 })).toEqual(['note', 'notedAt', 'own', 'changedAt']);
});

test('a mark whose beginning was lost is found by its id, and is like no other', () => {
  const [line] = asRead([{ table: 'marks', key: 'a', set: { readAt: 5 } }]);
  expect(line && recordAfter(line, noRecords()).record).toEqual({
    ...{ id: 'a', titleKey: 'a', abstractKey: null, sketch: new Uint32Array(SKETCH_SIZE) },
    ...{ starredAt: null, status: 'read', statusAt: 5, note: '', notedAt: 0, changedAt: 0, own: null, tags: {} },
    noteState: null,
  });
});

test('what an earlier version said of reading is understood, and tags come and go one by one', () => {
  const records = noRecords();
  const sets = [
    { readAt: 5, 'tag:x': 1, 'tag:y': 2, later: 'unknown' },
    { readAt: null, 'tag:x': null },
    { status: 'skipped', statusAt: 9 },
  ];
  const said = asRead(sets.map((set) => ({ table: 'marks', key: 'a', set }))).map((line) => {
    setRecord(records, recordAfter(line, records));
    const { status, statusAt, tags } = records.marks.get('a') ?? {};
    return { status, statusAt, tags };
  });
  expect(said).toEqual([
    { status: 'read', statusAt: 5, tags: { x: 1, y: 2 } },
    { status: 'unread', statusAt: null, tags: { y: 2 } },
    { status: 'skipped', statusAt: 9, tags: { y: 2 } },
  ]);
  expect(records.marks.get('a')).not.toHaveProperty('later');
});

test('what is no record is refused', () => {
  for (const set of [{ note: 5 }, { sketch: 'AAAA' }, { readAt: 'today' }, { status: 'lost' }, { 'tag:x': 'now' }]) {
    expect(() => asRead([{ table: 'marks', key: 'a', set }])).toThrow();
  }
  const list = { name: 'Wet', query: 'rain', position: 0, sort: null, group: null };
  expect(asRead([{ table: 'lists', key: 'a', set: { ...list, later: 1 } }])).toHaveLength(1);
  // What main does not take is not to wait here for it for ever.
  expect(() => asRead([{ table: 'lists', key: 'a', set: { ...list, 'two words': 1 } }])).toThrow();
  expect(() => asRead([{ table: 'marks', key: 'a', set: { 'tag:two words': 1 } }])).toThrow();
  for (const key of ['', 'a'.repeat(1001)]) expect(() => asRead([{ table: 'marks', key, set: null }])).toThrow();
  expect(() => asRead([{ table: 'corrections', key: 'a', set: { date: 'today', correctedAt: 1 } }])).toThrow();
  expect(() => asRead([{ table: 'decisions', key: 'a', set: { kind: 'same' } }])).toThrow();
});

test('a note that was never written is not told over one that another device wrote', () => {
  const set = { status: 'read' as const, statusAt: 5, note: '', notedAt: 0, own: null };
  const change = { table: 'marks' as const, key: 'a', set };
  const told = changeWithout(change, new Set(['note', 'notedAt', 'own', 'noteState']));
  expect(told).toEqual({ ...change, set: { status: 'read', statusAt: 5 } });
  const written = { ...change, set: { ...set, note: 'from here' } };
  expect(changeWithout(written, new Set(['note', 'notedAt', 'own', 'noteState']))).toEqual(written);
});
