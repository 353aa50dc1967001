import { dirname } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JournalMerge, MergedLine } from '../../preload/api';
import { openJournal, PATH, recordsOf, setting } from './journal-for-tests';
import { type Clock, changeLine, headLine, summed } from './journal-lines';
import { OtherJournals } from './other-journals';
import { UnreliableFiles } from './unreliable-files';

const FOLDER = '/synced';

interface Change {
  device: string;
  at: Clock;
  key: string;
  set: Record<string, unknown> | null;
}

/** A journal with these changes of one device, as bytes. */
function journalOf(device: string, changes: readonly Change[]): Buffer {
  const lines = changes
    .filter((change) => change.device === device)
    .map(({ at, key, set }, index) => changeLine({ sequence: index + 1, device, at }, { table: 'marks', key, set }));
  return Buffer.concat([headLine(device, 0), ...lines]);
}

/** A folder with these files, as the device `here` sees it. */
function seenFrom(here: string, contents: Record<string, Buffer>) {
  const files = new UnreliableFiles();
  for (const [name, bytes] of Object.entries(contents)) files.put(`${FOLDER}/${name}`, bytes);
  const seen: Clock[] = [];
  const own = contents[`${here}.jsonl`] ?? headLine(here, 0);
  const journals = new OtherJournals({
    folder: FOLDER,
    device: here,
    files,
    ownContent: async () => ({ bytes: own, hasLost: false }),
    onSeen: (at) => seen.push(at),
  });
  return { journals, seen };
}

function linesOf(journals: OtherJournals, first: JournalMerge): MergedLine[] {
  const lines: MergedLine[] = JSON.parse(first.lines);
  for (let piece = first; !piece.isLast; ) {
    piece = journals.next();
    lines.push(...JSON.parse(piece.lines));
  }
  return lines;
}

const DEVICES = ['device-a', 'device-b', 'device-c'];
const change = fc.record({
  device: fc.constantFrom(...DEVICES),
  key: fc.constantFrom('kettles', 'gravel'),
  set: fc.option(fc.dictionary(fc.constantFrom('status', 'starredAt', 'note'), fc.nat(9), { minKeys: 1 }), { freq: 8 }),
});
const histories = fc
  .array(change, { maxLength: 30 })
  .map((changes) => changes.map((one, index): Change => ({ ...one, at: [1000 + Math.floor(index / 3), index % 3] })));

test('every device comes to the same, whichever of them looks, and however often files came', async () => {
  await fc.assert(
    fc.asyncProperty(histories, fc.boolean(), async (changes, isTwice) => {
      const files = Object.fromEntries(DEVICES.map((device) => [`${device}.jsonl`, journalOf(device, changes)]));
      const copy = files['device-b.jsonl'];
      if (isTwice && copy) files['device-b.sync-conflict-20261121-101010.jsonl'] = copy;
      const expected = recordsOf(changes.map(({ key, set }) => ({ table: 'marks', key, set })));
      for (const here of DEVICES) {
        const { journals } = seenFrom(here, files);
        const lines = linesOf(journals, await journals.merge([]));
        const others = new Set(changes.filter(({ device }) => device !== here).map(({ key }) => `marks/${key}`));
        const merged = recordsOf(lines);
        expect(new Set(lines.map(({ table, key }) => `${table}/${key}`))).toEqual(others);
        for (const record of others) expect(merged.get(record)).toEqual(expected.get(record));
      }
    }),
  );
});

test('tells only of records that others changed since, and whole', async () => {
  const changes: Change[] = [
    { device: 'device-a', at: [1, 0], key: 'kettles', set: { status: 'read' } },
    { device: 'device-b', at: [2, 0], key: 'kettles', set: { starredAt: 2 } },
    { device: 'device-b', at: [3, 0], key: 'gravel', set: { starredAt: 3 } },
  ];
  const files = { 'device-a.jsonl': journalOf('device-a', changes), 'device-b.jsonl': journalOf('device-b', changes) };
  const { journals, seen } = seenFrom('device-a', files);
  const first = await journals.merge([{ device: 'device-b', sequence: 1 }]);
  expect(linesOf(journals, first).map(({ key }) => key)).toEqual(['gravel']);
  expect(first).toMatchObject({ positions: [{ device: 'device-b', sequence: 2 }], isLast: true, problems: [] });
  expect(seen).toContainEqual([3, 0]);
  const all = await journals.merge([]);
  expect(linesOf(journals, all).filter(({ key }) => key === 'kettles')).toHaveLength(2);
  const none = await journals.merge(first.positions);
  expect(linesOf(journals, none)).toEqual([]);
});

test('records are told apart by their whole keys, however these are written', async () => {
  const keys = ['kettles', 'k\u00e9ttles "of" \\ \n 1', 'z'.repeat(900), '\u{1f375}'];
  const of = (device: string, time: number): Change[] =>
    keys.map((key, index) => ({ device, at: [time + index, 0], key, set: { [device]: time } }));
  const [a, b] = [of('device-a', 1), of('device-b', 100)];
  const { journals } = seenFrom('device-a', {
    'device-a.jsonl': journalOf('device-a', a),
    'device-b.jsonl': journalOf('device-b', b),
  });
  for (const [sequence, key] of keys.entries()) {
    const positions = [{ device: 'device-b', sequence }];
    const lines = linesOf(journals, await journals.merge(positions));
    expect(lines.filter((line) => line.key === key).map(({ device }) => device)).toEqual(['device-a', 'device-b']);
    expect(new Set(lines.map((line) => line.key))).toEqual(new Set(keys.slice(sequence)));
  }
});

test('a file that is cut short is taken as far as it goes, and one that is no journal is passed over', async () => {
  const changes: Change[] = [
    { device: 'device-b', at: [1, 0], key: 'kettles', set: { starredAt: 1 } },
    { device: 'device-b', at: [2, 0], key: 'gravel', set: { starredAt: 2 } },
  ];
  const whole = journalOf('device-b', changes);
  const { journals } = seenFrom('device-a', {
    'device-b.jsonl': whole.subarray(0, whole.length - 5),
    'groceries.jsonl': Buffer.from('milk\n{"sum":"00000000"}\n'),
  });
  const merge = await journals.merge([]);
  expect(linesOf(journals, merge).map(({ key }) => key)).toEqual(['kettles']);
  expect(merge.positions).toEqual([{ device: 'device-b', sequence: 1 }]);
});

test('what a damaged file lacks is told once it is whole', async () => {
  const changes = ['kettles', 'gravel', 'rain'].map((key, index): Change => {
    return { device: 'device-b', at: [index + 1, 0], key, set: { starredAt: index } };
  });
  const whole = journalOf('device-b', changes);
  const damaged = Buffer.from(whole);
  damaged[whole.indexOf('gravel')] = 0;
  const atFirst = seenFrom('device-a', { 'device-b.jsonl': damaged }).journals;
  const first = await atFirst.merge([]);
  expect(linesOf(atFirst, first).map(({ key }) => key)).toEqual(['kettles', 'rain']);
  expect(first.devices).toMatchObject([{ device: 'device-b', sequence: 3 }]);

  const later = seenFrom('device-a', { 'device-b.jsonl': whole }).journals;
  const second = await later.merge(first.positions);
  expect(linesOf(later, second).map(({ key }) => key)).toContain('gravel');
  expect(second.positions).toEqual([{ device: 'device-b', sequence: 3 }]);
});

test('a journal of a newer version is told of, and the others are merged', async () => {
  const changes: Change[] = [{ device: 'device-b', at: [1, 0], key: 'kettles', set: { starredAt: 1 } }];
  const { journals } = seenFrom('device-a', {
    'device-b.jsonl': journalOf('device-b', changes),
    'device-c.jsonl': Buffer.concat([headLine('device-c', 0, 99), journalOf('device-b', changes)]),
  });
  const merge = await journals.merge([]);
  expect(merge.problems).toEqual([expect.stringMatching(/device-c\.jsonl could not be read.*newer version/)]);
  expect(linesOf(journals, merge)).toHaveLength(1);
});

test('says so where nobody else has a journal', async () => {
  const { journals } = seenFrom('device-a', { 'device-a.jsonl': headLine('device-a', 0) });
  expect(await journals.merge([])).toEqual({
    lines: '[]',
    isLast: true,
    hasLost: false,
    positions: [],
    devices: [],
    problems: [],
  });
});

test('where this device lost some of what it said, nothing is told before that is read anew', async () => {
  const files = new UnreliableFiles();
  const changes = Array.from({ length: 12 }, (_, at) =>
    setting(at === 3 ? 'kettles' : `paper ${at}`, { starredAt: at }),
  );
  const before = openJournal(files, 1e6);
  for (const change of changes) await before.append([change]);
  await before.close();
  const bytes = files.contentOf(PATH);
  bytes.write('K', bytes.indexOf('kettles'));
  files.put(PATH, bytes);
  const there = { device: 'there', at: [1, 0], key: 'kettles', set: { status: 'read' } } as const;
  files.put(`${dirname(PATH)}/there.jsonl`, journalOf('there', [there]));
  const journal = openJournal(files, 1e6);
  const journals = new OtherJournals({
    ...{ folder: dirname(PATH), device: 'this-device', files, onSeen: () => {} },
    ownContent: () => journal.content(),
  });
  // Its end alone is looked at before.
  expect(await journal.read([{ device: 'this-device', sequence: 12 }])).toMatchObject({ hasLost: false });
  expect(await journals.merge([])).toMatchObject({ hasLost: true, lines: '[]', isLast: true, positions: [] });
  expect(await journals.merge([])).toMatchObject({ hasLost: true });
  await journal.read([]);
  expect(await journals.merge([])).toMatchObject({ hasLost: false, positions: [{ device: 'there', sequence: 1 }] });
});

test('a clock beyond all numbers is passed over, and does not become the clock of this device', async () => {
  const beyond = summed({
    sequence: 1,
    device: 'there',
    at: [2 ** 60, 0],
    table: 'marks',
    key: 'a',
    set: { starredAt: 1 },
  });
  const { journals, seen } = seenFrom('here', { 'there.jsonl': Buffer.concat([headLine('there', 0), beyond]) });
  expect(await journals.merge([])).toMatchObject({
    ...{ lines: '[]', devices: [] },
    problems: ['A change of another device makes no sense, and was passed over (number 1).'],
  });
  expect(seen).toEqual([[0, 0]]);
});
