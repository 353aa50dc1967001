/** Backups come soon after a change, are what was written, and no later one costs an earlier one what it alone has. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { BackupsState, JournalChange, JournalLine } from '../../preload/api';
import { AllJournals } from './all-journals';
import { BACKUP_VERSION } from './backup-file';
import { Backups } from './backups';
import type { Journal } from './journal';
import { type Fields, FOLDER as MARKS, openJournal, recordsOf, setting } from './journal-for-tests';
import { changeLine, headLine, type Stamp, summed } from './journal-lines';
import { UnreliableFiles } from './unreliable-files';

const FOLDER = '/profile/backups';
const SECOND = '/drive/backups';
const START = Date.UTC(2026, 10, 21, 12);

beforeEach(() => {
  // Not `setImmediate`, by which long work lets others have their turn.
  vi.useFakeTimers({ now: START, toFake: ['Date', 'setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

interface Box {
  files: UnreliableFiles;
  journal: Journal;
  backups: Backups;
  states: BackupsState[];
}

function open(files = new UnreliableFiles(), secondFolder: string | null = null): Box {
  const journal = openJournal(files);
  const states: BackupsState[] = [];
  const backups = new Backups({
    ...{ folder: FOLDER, secondFolder, device: 'this-device', app: '0.1.0', files },
    marks: new AllJournals({ journal, device: 'this-device', files, folder: () => MARKS }),
    now: () => Date.now(),
    onChanged: (state) => states.push(state),
  });
  return { files, journal, backups, states };
}

async function change({ journal, backups }: Box, ...changes: JournalChange[]): Promise<void> {
  await journal.append(changes);
  backups.changed();
}

/** The records of a backup, however many pieces it comes in. */
async function contentOf(backups: Backups, id: number) {
  const lines: JournalLine[] = [];
  for (let from: number | null = 0; from !== null; ) {
    const piece = await backups.piece(id, from);
    lines.push(...JSON.parse(piece.changes));
    from = piece.next;
  }
  return recordsOf(lines);
}

async function latest({ backups }: Box) {
  const [first] = (await backups.state()).backups;
  if (!first) throw new Error('There is no backup.');
  return contentOf(backups, first.id);
}

const pathsIn = (files: UnreliableFiles, folder: string) => files.paths.filter((path) => path.startsWith(`${folder}/`));

describe('a backup', () => {
  test('is made within 20 s of a change, with all that changed meanwhile', async () => {
    const box = open();
    await change(box, setting('a', { x: 1 }));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(pathsIn(box.files, FOLDER)).toEqual([]);
    await change(box, setting('b', { x: 2 }), setting('a', { x: 3 }));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(pathsIn(box.files, FOLDER)).toHaveLength(1);
    expect(await latest(box)).toEqual(recordsOf([setting('a', { x: 3 }), setting('b', { x: 2 })]));
    expect((await box.backups.state()).backups).toMatchObject([
      { at: START + 15_000, isOwn: true, copies: 1, marks: 2, problem: null },
    ]);
  });

  test('is made where the last run left none, and not where it holds the same', async () => {
    const box = open();
    await box.journal.append([setting('a', { x: 1 })]);
    await box.journal.close();
    const second = open(box.files.afterKill());
    await vi.advanceTimersByTimeAsync(20_000);
    expect(pathsIn(second.files, FOLDER)).toHaveLength(1);
    await second.backups.close();
    const third = open(second.files.afterKill());
    await vi.advanceTimersByTimeAsync(20_000);
    expect(pathsIn(third.files, FOLDER)).toHaveLength(1);
  });

  test('is none before the first mark', async () => {
    const box = open();
    await vi.advanceTimersByTimeAsync(20_000);
    await box.backups.close();
    expect(pathsIn(box.files, FOLDER)).toEqual([]);
  });

  test('of the last changes is made before the end', async () => {
    const box = open();
    await change(box, setting('a', { x: 1 }));
    await box.backups.close();
    expect(await latest(box)).toEqual(recordsOf([setting('a', { x: 1 })]));
  });

  test('of many marks is read in pieces', async () => {
    const box = open();
    const text = 'x'.repeat(10_000);
    const changes = Array.from({ length: 300 }, (_, index) => setting(`key ${index}`, { note: `${index} ${text}` }));
    await change(box, ...changes);
    const [backup] = (await box.backups.backUp()).backups;
    expect((await box.backups.piece(backup?.id ?? 0, 0)).next).not.toBeNull();
    expect(await latest(box)).toEqual(recordsOf(changes));
  });

  test('leaves out what was deleted', async () => {
    const box = open();
    await change(box, setting('a', { x: 1 }), setting('b', { x: 2 }), setting('a', null));
    const { backups } = await box.backups.backUp();
    expect(backups).toMatchObject([{ marks: 1 }]);
    expect(await latest(box)).toEqual(recordsOf([setting('b', { x: 2 })]));
  });
});

describe('a library that shrank', () => {
  test('is told, and the fuller backup stays, however many come', async () => {
    const box = open();
    await change(box, ...Array.from({ length: 50 }, (_, index) => setting(`key ${index}`, { x: index })));
    const full = (await box.backups.backUp()).backups[0];
    // As after a journal that was lost.
    const empty = open(box.files.afterKill());
    const { paths } = empty.files;
    for (const path of paths.filter((path) => path.startsWith('/profile/marks'))) await empty.files.remove(path);
    for (let day = 0; day < 500; day++) {
      vi.setSystemTime(START + day * 86_400_000 + 3_600_000);
      await change(empty, setting('new', { x: day }));
      await empty.backups.backUp();
    }
    const state = await empty.backups.state();
    expect(state.warning).toContain('1 records of marks, where there were 50');
    expect(state.backups.at(-1)).toMatchObject({ path: full?.path, marks: 50 });
    expect(state.backups.length).toBeLessThan(60);
    expect(await contentOf(empty.backups, state.backups.at(-1)?.id ?? 0)).toHaveProperty('size', 50);
  });
});

describe('a start', () => {
  const large = Array.from({ length: 1500 }, (_, index) => setting(`key ${index}`, { note: 'x'.repeat(200) }));

  /** What a run leaves that backed up this. */
  async function left(changes: readonly JournalChange[], secondFolder: string | null = null): Promise<UnreliableFiles> {
    const box = open(undefined, secondFolder);
    await change(box, ...changes);
    await box.backups.backUp();
    await box.backups.close();
    await box.journal.close();
    vi.advanceTimersByTime(5000);
    return box.files.afterKill();
  }

  /** Counts the bytes that are read. */
  function counted(files: UnreliableFiles): { bytes: number } {
    const read = { bytes: 0 };
    const { open: openFile } = files;
    files.open = async (path, how) => {
      const file = await openFile.call(files, path, how);
      return {
        ...file,
        read: async (bytes, position) => {
          const count = await file.read(bytes, position);
          read.bytes += count;
          return count;
        },
      };
    };
    return read;
  }

  /** The backups that are there once one had been made, newest first. */
  async function afterStart(files: UnreliableFiles, secondFolder: string | null = null) {
    const box = open(files, secondFolder);
    await vi.advanceTimersByTimeAsync(20_000);
    return { ...(await box.backups.state()), box };
  }

  test('with a backup of all reads neither the journal nor the backup, and makes none', async () => {
    const files = await left(large);
    const paths = pathsIn(files, FOLDER);
    const read = counted(files);
    const { box } = await afterStart(files);
    expect(files.contentOf(paths[0] ?? '').length).toBeGreaterThan(300_000);
    expect(read.bytes).toBeLessThan(150_000);
    expect(pathsIn(files, FOLDER)).toEqual(paths);
    await box.backups.close();
    expect(read.bytes).toBeLessThan(300_000);
    expect(await latest(box)).toEqual(recordsOf(large));
  });

  test('tells of the last backup where it holds much less than another', async () => {
    const files = await left(large);
    for (const path of pathsIn(files, MARKS)) await files.remove(path);
    const box = open(files);
    await change(box, setting('a', { x: 1 }));
    await box.backups.backUp();
    const { warning } = await afterStart(files.afterKill());
    expect(warning).toContain('1 records of marks, where there were 1,500');
  });

  const all = [setting('a', { x: 1 }), setting('b', { x: 2 })];

  test.each<[string, (files: UnreliableFiles, path: string) => unknown, number]>([
    ['was cut since', (files, path) => files.put(path, files.contentOf(path).subarray(0, -1)), 2],
    ['was made longer', (files, path) => files.put(path, Buffer.concat([files.contentOf(path), Buffer.from('x')])), 2],
    ['was deleted since', (files, path) => files.remove(path), 1],
    [
      'is of an Offprint that wrote no stamps',
      (files, path) => files.put(path, withoutStamp(files.contentOf(path))),
      1,
    ],
  ])('makes one anew where that %s', async (_, spoil, count) => {
    const files = await left(all);
    const [path = ''] = pathsIn(files, FOLDER);
    await spoil(files, path);
    const { backups, box } = await afterStart(files);
    expect(backups).toHaveLength(count);
    expect(await latest(box)).toEqual(recordsOf(all));
  });

  function withoutStamp(bytes: Buffer): Buffer {
    const end = bytes.indexOf('\n');
    const { sum, of, ...head } = JSON.parse(bytes.toString('utf8', 0, end));
    expect([sum, of]).toEqual([expect.any(String), expect.any(String)]);
    return Buffer.concat([summed(head), bytes.subarray(end + 1)]);
  }

  test('makes one where the journal is an older one, and keeps the fuller', async () => {
    const older = (await left(all.slice(0, 1))).contentOf(`${MARKS}/this-device.jsonl`);
    const files = await left(all);
    files.put(`${MARKS}/this-device.jsonl`, older);
    const { backups, box } = await afterStart(files);
    expect(backups.map(({ marks }) => marks)).toEqual([1, 2]);
    expect(await contentOf(box.backups, backups[1]?.id ?? 0)).toEqual(recordsOf(all));
  });

  test('makes one where the journal is another of the same length', async () => {
    const other = (await left([setting('a', { x: 1 }), setting('c', { x: 2 })])).contentOf(
      `${MARKS}/this-device.jsonl`,
    );
    const files = await left(all);
    files.put(`${MARKS}/this-device.jsonl`, other);
    const { box } = await afterStart(files);
    expect(await latest(box)).toEqual(recordsOf([setting('a', { x: 1 }), setting('c', { x: 2 })]));
  });

  test('makes one where the second folder lacks it, and only there', async () => {
    const files = await left(all);
    const { backups } = await afterStart(files, SECOND);
    expect(backups).toMatchObject([{ copies: 2 }]);
    const twice = await left(all, SECOND);
    await twice.remove(pathsIn(twice, SECOND)[0] ?? '');
    expect((await afterStart(twice, SECOND)).backups).toMatchObject([{ copies: 2 }]);
    const first = await left(all, SECOND);
    await first.remove(pathsIn(first, FOLDER)[0] ?? '');
    expect((await afterStart(first, SECOND)).backups).toMatchObject([{ copies: 2 }]);
  });

  test('an hour, a day or a month later leaves what there is, and the next change goes on with the rotation', async () => {
    const files = await left(all);
    for (const later of [3_600_000, 86_400_000, 40 * 86_400_000]) {
      vi.setSystemTime(START + later);
      const { backups } = await afterStart(files.afterKill());
      expect(backups).toMatchObject([{ at: START, marks: 2 }]);
    }
    const { box } = await afterStart(files.afterKill());
    await change(box, setting('c', { x: 3 }));
    expect((await box.backups.backUp()).backups.map(({ marks }) => marks)).toEqual([3, 2]);
  });
});

describe('all is read ten minutes after a start, and once a day', () => {
  /** A byte of the first thing that is said is another, and the length is the same. */
  function spoil(files: UnreliableFiles, path: string): void {
    const bytes = files.contentOf(path);
    const at = bytes.indexOf('"key":"a"') + '"key":"'.length;
    bytes[at] = (bytes[at] as number) ^ 1;
    files.put(path, bytes);
  }

  async function both(): Promise<Box> {
    const box = open();
    await change(box, setting('a', { x: 1 }), setting('b', { x: 2 }));
    await box.backups.backUp();
    vi.advanceTimersByTime(1000);
    return box;
  }

  test.each(['a start', 'a day'])('a backup that went bad before %s is told, and made anew', async (before) => {
    const { files } = await both();
    const again = open(before === 'a day' ? files : files.afterKill());
    if (before === 'a day') await vi.advanceTimersByTimeAsync(700_000);
    spoil(again.files, pathsIn(again.files, FOLDER)[0] ?? '');
    await vi.advanceTimersByTimeAsync(before === 'a day' ? 86_400_000 : 500_000);
    if (before === 'a start') expect((await again.backups.state()).backups).toMatchObject([{ problem: null }]);
    await vi.advanceTimersByTimeAsync(200_000);
    await vi.waitFor(async () => {
      const { backups } = await again.backups.state();
      expect(backups.map(({ problem }) => problem)).toEqual([null, expect.stringContaining('damaged')]);
    });
    expect(await latest(again)).toEqual(recordsOf([setting('a', { x: 1 }), setting('b', { x: 2 })]));
  });

  test('a journal that went bad is mended, and the backup with more stays', async () => {
    const { files } = await both();
    const again = open(files.afterKill());
    const path = `${MARKS}/this-device.jsonl`;
    spoil(again.files, path);
    await vi.advanceTimersByTimeAsync(700_000);
    await vi.waitFor(async () => {
      expect((await again.backups.state()).backups.map(({ marks }) => marks)).toEqual([1, 2]);
    });
    expect(again.files.paths.filter((name) => name.includes('.damaged-'))).toHaveLength(1);
  });

  test('what is to be restored or exported is read before', async () => {
    const { files } = await both();
    const again = open(files.afterKill());
    spoil(again.files, pathsIn(again.files, FOLDER)[0] ?? '');
    const id = await again.backups.latest();
    expect(await contentOf(again.backups, id)).toEqual(recordsOf([setting('a', { x: 1 }), setting('b', { x: 2 })]));
  });
});

describe('what stands for what is dropped', () => {
  test('is read before: one that went bad stands for nothing', async () => {
    const box = open();
    for (let number = 0; number < 10; number++) {
      const count = number === 4 ? 50 : 49;
      // The fifth is the fullest.
      await change(box, ...Array.from({ length: count }, (_, index) => setting(`key ${index}`, { x: number })));
      if (number === 5) await change(box, setting('key 49', null));
      await box.backups.backUp();
      vi.advanceTimersByTime(1000);
    }
    const again = open(box.files.afterKill());
    const { files } = again;
    const paths = pathsIn(files, FOLDER).sort();
    const fullest = paths[4] ?? '';
    files.put(
      fullest,
      files.contentOf(fullest).map((byte, at, { length }) => (at === length - 5 ? byte ^ 1 : byte)),
    );
    for (let number = 0; number < 12; number++) {
      await change(again, setting('key 0', { x: 100 + number }));
      await again.backups.backUp();
      vi.advanceTimersByTime(1000);
    }
    const { backups } = await again.backups.state();
    expect(backups.filter(({ problem }) => problem !== null).map(({ path }) => path)).toEqual([fullest]);
    expect(backups.length).toBeLessThan(14);
  });
});

test('where the clock was set back, the backup of now is not taken for an old one', async () => {
  const box = open();
  // More months, weeks, days, hours and single ones than are kept.
  for (let number = 0; number < 30; number++) {
    await change(box, setting('a', { x: number }));
    await box.backups.backUp();
    vi.advanceTimersByTime(32 * 86_400_000);
  }
  vi.setSystemTime(START - 365 * 86_400_000);
  await change(box, setting('a', { x: 'now' }));
  const id = await box.backups.latest();
  expect(await contentOf(box.backups, id)).toEqual(recordsOf([setting('a', { x: 'now' })]));
  expect(await box.backups.latest()).toBe(id);
});

test('what a kill or a full disk left unfinished does not stay', async () => {
  const box = open();
  const name = 'marks-this-device-2026-11-20T00-00-00-000Z.jsonl.new';
  const other = name.replace('this', 'that');
  box.files.put(`${FOLDER}/${name}`, Buffer.from('half'));
  box.files.put(`${FOLDER}/${other}`, Buffer.from('of another device'));
  await change(box, setting('a', { x: 1 }));
  await box.backups.backUp();
  const names = pathsIn(box.files, FOLDER).filter((path) => path.endsWith('.new'));
  expect(names).toEqual([`${FOLDER}/${other}`]);
});

describe('what other devices said', () => {
  const TIME = 1_763_718_291_000;
  const said = (count: number, set: Fields | null, key = 'a', device = 'other-device') =>
    changeLine({ sequence: count, device, at: [TIME + count, 0] }, setting(key, set));
  const journalOf = (...lines: Buffer[]) => Buffer.concat([headLine('other-device', 0), ...lines]);

  test('is in a backup, in the order in which it was said', async () => {
    const box = open();
    box.files.put(
      `${MARKS}/other-device.jsonl`,
      journalOf(said(1, { y: 1 }), said(2, { x: 'before' }, 'd'), said(900, { x: 'later' }), said(901, null, 'c')),
    );
    // The journal's own clock begins at the same time.
    const here = [setting('a', { x: 'here', z: 2 }), setting('b', { x: 1 }), setting('c', { x: 1 })];
    await change(box, ...here, setting('d', { x: 'here' }));
    await box.backups.backUp();
    const merged = [setting('a', { x: 'later', y: 1, z: 2 }), setting('b', { x: 1 }), setting('d', { x: 'here' })];
    expect(await latest(box)).toEqual(recordsOf(merged));
    expect((await box.backups.state()).backups).toMatchObject([{ marks: 3 }]);
  });

  test('since the last backup is in the next, at the latest where one is asked for', async () => {
    const box = open();
    await change(box, setting('a', { x: 1 }));
    const first = await box.backups.latest();
    box.files.put(`${MARKS}/other-device.jsonl`, journalOf(said(1, { x: 2 }, 'b')));
    const second = await box.backups.latest();
    expect(second).not.toBe(first);
    expect(await contentOf(box.backups, second)).toEqual(recordsOf([setting('a', { x: 1 }), setting('b', { x: 2 })]));
    expect(await box.backups.latest()).toBe(second);
  });

  test('comes once, though a syncer kept two copies of it, one of an earlier state', async () => {
    const box = open();
    const lines = [said(1, { x: 1 }, 'b'), said(2, { x: 2 }, 'b'), said(3, { x: 3 }, 'd')];
    box.files.put(`${MARKS}/other-device.jsonl`, journalOf(...lines));
    box.files.put(`${MARKS}/other-device (conflict).jsonl`, journalOf(...lines.slice(0, 1)));
    box.files.put(`${MARKS}/other-device 2.jsonl`, journalOf(...lines));
    await change(box, setting('a', { x: 1 }));
    const id = await box.backups.latest();
    const { changes } = await box.backups.piece(id, 0);
    expect(JSON.parse(changes).filter(({ device }: Stamp) => device === 'other-device')).toHaveLength(3);
    expect(await contentOf(box.backups, id)).toEqual(
      recordsOf([setting('a', { x: 1 }), setting('b', { x: 2 }), setting('d', { x: 3 })]),
    );
  });

  test.each([
    ['makes no sense', journalOf(said(1, { x: 1 }, 'b'), summed({ sequence: 2, device: 'other-device', at: 'noon' }))],
    ['is damaged', Buffer.concat([journalOf(said(1, { x: 1 }, 'b')), Buffer.from('{"sum":"0000')])],
  ])('and %s does not keep the rest from being backed up', async (_, bytes) => {
    const box = open();
    box.files.put(`${MARKS}/other-device.jsonl`, bytes);
    await change(box, setting('a', { x: 1 }));
    const id = await box.backups.latest();
    expect(await contentOf(box.backups, id)).toEqual(recordsOf([setting('a', { x: 1 }), setting('b', { x: 1 })]));
  });

  test('of a newer Offprint is left out, and costs nothing else', async () => {
    const box = open();
    box.files.put(
      `${MARKS}/other-device.jsonl`,
      Buffer.concat([headLine('other-device', 0, 99), said(1, { x: 1 }, 'b')]),
    );
    await change(box, setting('a', { x: 1 }));
    expect(await contentOf(box.backups, await box.backups.latest())).toEqual(recordsOf([setting('a', { x: 1 })]));
    expect(await box.backups.state()).toMatchObject({ problem: null, backups: [{ isWhole: false }] });
  });

  describe('and cannot be read', () => {
    type When = 'never' | 'always' | 'end' | 'content';

    /** @returns has the journal fail to be opened: where its end is looked at, or where all of it is read behind that */
    function failing(files: UnreliableFiles): (when: When) => void {
      let [when, opened]: [When, number] = ['always', 0];
      const { open: openFile } = files;
      files.open = async (path, how) => {
        const isOther = path.endsWith('other-device.jsonl');
        if (isOther) opened++;
        const isFailing = when === 'always' || (when === 'end' && opened === 1) || (when === 'content' && opened === 2);
        if (isOther && isFailing) throw Object.assign(new Error('EIO: it failed'), { code: 'EIO' });
        return openFile.call(files, path, how);
      };
      return (now) => {
        [when, opened] = [now, 0];
      };
    }

    const both = recordsOf([setting('a', { x: 1 }), setting('b', { x: 2 })]);

    async function opened() {
      const box = open();
      box.files.put(`${MARKS}/other-device.jsonl`, journalOf(said(1, { x: 2 }, 'b')));
      await box.journal.append([setting('a', { x: 1 })]);
      return { ...box, fail: failing(box.files) };
    }

    test.each(['always', 'content'] as const)(
      '(%s) is told, and the backup is made anew once it can be',
      async (now) => {
        const { fail, ...box } = await opened();
        fail(now);
        const lacking = await box.backups.backUp();
        expect(lacking.problem).toContain('The marks of another device in other-device.jsonl could not be backed up.');
        expect(lacking.backups).toMatchObject([{ isWhole: false, marks: 1 }]);
        fail(now);
        await box.backups.backUp();
        expect(pathsIn(box.files, FOLDER)).toHaveLength(1);
        fail('never');
        vi.advanceTimersByTime(1000);
        const whole = await box.backups.backUp();
        expect(whole.problem).toBeNull();
        expect(whole.backups).toMatchObject([
          { isWhole: true, marks: 2 },
          { isWhole: false, marks: 1 },
        ]);
        expect(await latest(box)).toEqual(both);
      },
    );

    test('is tried again by itself, also at the next start', async () => {
      const { fail, ...box } = await opened();
      fail('content');
      await box.backups.backUp();
      const again = open(box.files.afterKill());
      fail('never');
      await vi.advanceTimersByTimeAsync(300_000);
      await vi.waitFor(async () => expect(await latest(box)).toEqual(both));
      await vi.waitFor(async () => expect(await latest(again)).toEqual(both));
      expect(box.states.at(-1)?.problem).toBeNull();
    });

    test('is no backup of all: none is given for an export, or for a restore to be taken back by', async () => {
      const { fail, ...box } = await opened();
      await box.backups.backUp();
      fail('end');
      const whole = await box.backups.latest();
      expect(await contentOf(box.backups, whole)).toEqual(both);
      box.files.put(`${MARKS}/other-device.jsonl`, journalOf(said(1, { x: 2 }, 'b'), said(2, { x: 3 }, 'c')));
      for (const now of ['always', 'content'] as const) {
        fail(now);
        await expect(box.backups.latest(), now).rejects.toThrow('other-device.jsonl could not be backed up');
      }
      fail('end');
      const id = await box.backups.latest();
      expect(id).not.toBe(whole);
      expect(await contentOf(box.backups, id)).toEqual(new Map([...both, ['marks/c', { x: 3 }]]));
    });

    test('costs no backup that has it, however many are made without', async () => {
      const { fail, ...box } = await opened();
      fail('never');
      const whole = await box.backups.latest();
      fail('always');
      for (let number = 0; number < 15; number++) {
        vi.advanceTimersByTime(1000);
        await change(box, setting('a', { x: number }), setting(`key ${number}`, { x: 1 }));
        await box.backups.backUp();
      }
      const { backups } = await box.backups.state();
      expect(backups.filter(({ isWhole }) => isWhole)).toMatchObject([{ id: whole, marks: 2 }]);
      expect(await contentOf(box.backups, whole)).toEqual(both);
    });
  });
});

describe('a second folder', () => {
  test('gets the same, and a list says so once', async () => {
    const box = open(new UnreliableFiles(), SECOND);
    await change(box, setting('a', { x: 1 }));
    const { backups } = await box.backups.backUp();
    expect(pathsIn(box.files, SECOND)).toHaveLength(1);
    expect(backups).toMatchObject([{ copies: 2 }]);
  });

  test('that is missing is told, is not made, and is tried again until it is there', async () => {
    const box = open(new UnreliableFiles(), SECOND);
    box.files.missing.add(SECOND);
    await change(box, setting('a', { x: 1 }));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(box.states.at(-1)?.problem).toBe(
      `Your marks could not be backed up to the second folder ${SECOND}. It is not there. Offprint tries again every minute.`,
    );
    expect(pathsIn(box.files, FOLDER)).toHaveLength(1);
    expect(pathsIn(box.files, SECOND)).toEqual([]);
    box.files.missing.delete(SECOND);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(box.states.at(-1)?.problem).toBeNull();
    expect(pathsIn(box.files, SECOND)).toHaveLength(1);
  });

  test('named later gets what there is; forgotten, it keeps it', async () => {
    const box = open();
    await change(box, setting('a', { x: 1 }));
    await box.backups.useSecondFolder(SECOND);
    expect(pathsIn(box.files, SECOND)).toHaveLength(1);
    await box.backups.useSecondFolder(null);
    await change(box, setting('a', { x: 2 }));
    expect((await box.backups.backUp()).secondFolder).toBeNull();
    expect(pathsIn(box.files, SECOND)).toHaveLength(1);
  });

  test('with backups of another device lists them, and drops none', async () => {
    const box = open();
    await change(box, setting('a', { x: 1 }));
    await box.backups.backUp();
    const [path = ''] = pathsIn(box.files, FOLDER);
    for (let number = 0; number < 90; number++) {
      const name = `marks-other-device-2026-01-01T00-00-00-0${10 + number}Z.jsonl`;
      box.files.put(`${SECOND}/${name}`, box.files.contentOf(path));
    }
    const { backups } = await box.backups.useSecondFolder(SECOND);
    expect(backups.filter(({ isOwn }) => !isOwn)).toHaveLength(90);
    expect(pathsIn(box.files, SECOND)).toHaveLength(91);
  });
});

describe('fault 40: the newest backup', () => {
  async function two(): Promise<Box> {
    const box = open();
    await change(box, setting('a', { x: 1 }));
    await box.backups.backUp();
    vi.advanceTimersByTime(1000);
    await change(box, setting('b', { x: 2 }));
    await box.backups.backUp();
    return box;
  }

  test.each([
    ['empty', () => Buffer.alloc(0)],
    ['cut', (bytes: Buffer) => bytes.subarray(0, bytes.length - 9)],
    ['cut behind its first line', (bytes: Buffer) => bytes.subarray(0, bytes.indexOf('\n') + 1)],
    ['with a byte changed', (bytes: Buffer) => bytes.map((byte, at) => (at === bytes.length - 5 ? byte ^ 1 : byte))],
    ['another file', () => Buffer.from('{"backup":1}\n')],
  ])('%s is no backup, is told, and drops none', async (_, damage) => {
    const box = await two();
    const [good = '', newest = ''] = pathsIn(box.files, FOLDER).sort();
    const files = box.files.afterKill();
    files.put(newest, damage(files.contentOf(newest)));
    const again = open(files);
    await again.backups.latest();
    const { backups } = await again.backups.state();
    // The damaged one does not count: the same was backed up once more.
    expect(backups.map(({ problem }) => problem === null)).toEqual([true, false, true]);
    expect(backups.at(-1)?.path).toBe(good);
    await expect(again.backups.piece(backups[1]?.id ?? 0, 0)).rejects.toThrow('The backup could not be read.');
    expect(await latest(again)).toEqual(recordsOf([setting('a', { x: 1 }), setting('b', { x: 2 })]));
  });
});

test('what is there now can be asked for, and is refused where it cannot be kept', async () => {
  let isFull = false;
  const files = new UnreliableFiles((_, operation) => (isFull && operation === 'write' ? 'ENOSPC' : null));
  const box = open(files, SECOND);
  files.missing.add(SECOND);
  expect(await box.backups.latest()).toBe(0);
  expect(await contentOf(box.backups, 0)).toEqual(new Map());
  await change(box, setting('a', { x: 1 }));
  const first = await box.backups.latest();
  expect(await contentOf(box.backups, first)).toEqual(recordsOf([setting('a', { x: 1 })]));
  expect(await box.backups.latest()).toBe(first);
  await change(box, setting('a', { x: 2 }));
  isFull = true;
  await expect(box.backups.latest()).rejects.toThrow('The disk is full.');
});

test('a file of a newer Offprint, or of something else, is refused in words', async () => {
  const box = open();
  box.files.put('/elsewhere/notes.txt', Buffer.from('Not a backup at all.\n'));
  await expect(box.backups.look('/elsewhere/notes.txt')).rejects.toThrow('This is no backup of Offprint');
  const newer = {
    backup: BACKUP_VERSION + 1,
    app: '9',
    device: 'd',
    at: 1,
    sequence: 1,
    counts: {},
    bytes: 0,
    sha256: '',
  };
  box.files.put('/elsewhere/newer.jsonl', summed(newer));
  await expect(box.backups.look('/elsewhere/newer.jsonl')).rejects.toThrow('made by a newer version of Offprint');
  await expect(box.backups.look('/elsewhere/none.jsonl')).rejects.toThrow('It is not there.');
  await expect(box.backups.piece(77, 0)).rejects.toThrow('This backup is not known any more.');
});

test('what is read back is another than what was written, and takes the place of nothing', async () => {
  const box = open();
  await change(box, setting('a', { x: 1 }));
  await box.backups.backUp();
  const { open: openFile } = box.files;
  // A disk that takes all that it is given, and keeps something else.
  box.files.open = async (path, how) => {
    const file = await openFile.call(box.files, path, how);
    if (!path.endsWith('.new')) return file;
    return {
      ...file,
      write: (bytes, position) =>
        file.write(
          bytes.map((byte) => byte ^ 1),
          position,
        ),
    };
  };
  await change(box, setting('a', { x: 2 }));
  const { backups, problem } = await box.backups.backUp();
  expect(problem).toContain('Your marks could not be backed up');
  expect(backups).toMatchObject([{ problem: null }]);
});

describe('whatever operation fails', () => {
  /** Three backups, with a change before each. @returns which of the changes were acknowledged */
  async function perform(files: UnreliableFiles): Promise<JournalChange[]> {
    const box = open(files, SECOND);
    const acknowledged: JournalChange[] = [];
    for (const value of [1, 2, 3]) {
      const one = setting('a', { [`x${value}`]: value });
      await change(box, one).then(
        () => acknowledged.push(one),
        () => {},
      );
      vi.advanceTimersByTime(1000);
      await box.backups.backUp();
    }
    return acknowledged;
  }

  /** What has the name of a backup is one, and the latest of them is no older than what was told. */
  async function expectWhole(files: UnreliableFiles, story: string): Promise<void> {
    const { backups } = await open(files).backups.state();
    expect(
      backups.filter(({ problem }) => problem !== null),
      story,
    ).toEqual([]);
  }

  test.each(['EIO', 'ENOSPC', 'end'] as const)('by %s, for each of them', async (fault) => {
    const sound = new UnreliableFiles();
    await perform(sound);
    for (let at = 0; at < sound.operations.length; at++) {
      const files = new UnreliableFiles((number) => (number === at ? fault : null));
      await perform(files);
      await expectWhole(files.afterKill(), `${fault} at ${at}`);
      await expectWhole(files.afterPowerCut(0, 'first', true), `${fault} at ${at}, then a power cut`);
      for (let names = 0; names <= files.pendingNames; names++) {
        const left = files.afterPowerCut(0, 'first', { names, sizes: false });
        await expectWhole(left, `${fault} at ${at}, then a power cut, with ${names} names`);
      }
      if (fault === 'end') continue;
      const { backups, problem } = await open(files.afterKill(), SECOND).backups.backUp();
      expect(problem, `${fault} at ${at}`).toBeNull();
      expect(backups[0], `${fault} at ${at}`).toMatchObject({ copies: 2, marks: 1 });
    }
  });

  test('a full disk is told, costs no backup that there is, and is over once there is room', async () => {
    let isFull = false;
    const files = new UnreliableFiles((_, operation) => (isFull && operation === 'write' ? 'ENOSPC' : null));
    const box = open(files);
    await change(box, setting('a', { x: 1 }));
    await box.backups.backUp();
    await box.journal.append([setting('a', { x: 2 })]);
    isFull = true;
    box.backups.changed();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(box.states.at(-1)?.problem).toContain('The disk is full.');
    expect((await box.backups.state()).backups).toHaveLength(1);
    isFull = false;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(box.states.at(-1)?.problem).toBeNull();
    expect(await latest(box)).toEqual(recordsOf([setting('a', { x: 2 })]));
  });
});
