/** Backups come soon after a change, are what was written, and no later one costs an earlier one what it alone has. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { BackupsState, JournalChange, JournalLine } from '../../preload/api';
import { BACKUP_VERSION } from './backup-file';
import { Backups } from './backups';
import type { Journal } from './journal';
import { openJournal, recordsOf, setting } from './journal-for-tests';
import { summed } from './journal-lines';
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
    ...{ journal, folder: FOLDER, secondFolder, device: 'this-device', app: '0.1.0', files },
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
    const { backups } = await again.backups.backUp();
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
