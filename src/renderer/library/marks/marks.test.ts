import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { JournalChange } from '../../../preload/api';
import { MarksForTests, markRecord, NOTHING_SAID } from './marks-for-tests';

const settled = () => vi.advanceTimersByTimeAsync(0);
const setsOf = (lines: readonly JournalChange[] | undefined) => lines?.map(({ key, set }) => ({ key, ...set }));

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('changing a mark', () => {
  test('shows at once and is stored by one write at a time, the latest state winning', async () => {
    const its = new MarksForTests();
    const done: string[] = [];
    void its.change([['a']], { note: 'h' }).then(() => done.push('h'));
    void its.change([['a']], { note: 'he' }).then(() => done.push('he'));
    void its.change([['a']], { note: 'hey' }).then(() => done.push('hey'));
    expect(its.merged('a').note).toBe('hey');
    expect(its.writes.map(({ lines }) => lines.map(({ set }) => set?.note))).toEqual([['h']]);
    its.writes[0]?.end();
    await settled();
    expect(done).toEqual(['h']);
    expect(its.writes.map(({ lines }) => lines.map(({ set }) => set?.note))).toEqual([['h'], ['hey']]);
    its.writes[1]?.end();
    await settled();
    expect(done).toEqual(['h', 'he', 'hey']);
    expect(its.writes).toHaveLength(2);
  });

  test('changes only what is named, and keeps the first time', () => {
    const its = new MarksForTests();
    void its.change([['a']], { isStarred: true, note: 'for later' });
    vi.setSystemTime(2_000);
    void its.change([['a']], { isStarred: true, status: 'read' });
    expect(its.merged('a')).toEqual({ starredAt: 1_000, status: 'read', statusAt: 2_000, note: 'for later' });
    vi.setSystemTime(3_000);
    void its.change([['a']], { isStarred: false, status: 'skipped' });
    expect(its.merged('a')).toEqual({ starredAt: null, status: 'skipped', statusAt: 3_000, note: 'for later' });
  });

  test('that comes to nothing writes nothing, and resolves when all that came before is stored', async () => {
    const its = new MarksForTests();
    const nothing = its.change([['a']], { status: 'unread', removeTags: ['x'] });
    await nothing;
    expect(its.marks.isMarked(its.entry('a'))).toBe(false);
    const done: string[] = [];
    void its.change([['a']], { status: 'read' }).then(() => done.push('read'));
    void its.change([['a']], { status: 'read' }).then(() => done.push('read again'));
    await settled();
    expect(done).toEqual([]);
    its.writes[0]?.end();
    await settled();
    expect(done).toEqual(['read', 'read again']);
    expect(its.writes).toHaveLength(1);
  });

  test('tells the journal whom it is of the first time, and then only what changed; each tag by itself', async () => {
    const its = new MarksForTests();
    void its.change([['a']], { isStarred: true, addTags: ['x', 'y'] });
    its.writes[0]?.end();
    await settled();
    void its.change([['a']], { removeTags: ['x'] });
    const who = { titleKey: 'a', abstractKey: null, sketch: new Uint32Array(16) };
    expect(its.writes.map(({ lines }) => setsOf(lines))).toMatchObject([
      [{ key: 'a', ...who, starredAt: 1_000, 'tag:x': 1_000, 'tag:y': 1_000 }],
      [{ key: 'a', 'tag:x': null, changedAt: 1_000 }],
    ]);
    expect(Object.keys(its.writes[1]?.lines[0]?.set ?? {})).toEqual(['tag:x', 'changedAt']);
  });
});

describe('many marks at once', () => {
  const ids = Array.from({ length: 9_000 }, (_, at) => `paper ${at}`);

  test('are stored in pieces, and how far that is is told', async () => {
    const its = new MarksForTests();
    const edit = its.marks.change(
      ids.map((id) => [[its.entry(id)]]),
      { status: 'skipped' },
    );
    expect(edit?.papers).toBe(9_000);
    let isDone = false;
    void its.marks.saved().then(() => {
      isDone = true;
    });
    for (let at = 0; !isDone; at++) {
      expect(its.writes).toHaveLength(at + 1);
      its.writes[at]?.end();
      await settled();
    }
    expect(its.writes.length).toBeGreaterThan(2);
    expect(its.writes.flatMap(({ lines }) => lines)).toHaveLength(9_000);
    expect(its.savings.map(([, total]) => total)).toEqual(its.writes.map(() => 9_000));
    expect(its.savings.at(-1)).toEqual([9_000, 9_000]);
  });

  test('do not keep a single one waiting for all of them', async () => {
    const its = new MarksForTests();
    its.marks.change(
      ids.map((id) => [[its.entry(id)]]),
      { status: 'skipped' },
    );
    let areDone = false;
    void its.marks.flush().then(() => {
      areDone = true;
    });
    let isDone = false;
    void its.change([['another']], { note: 'now' }).then(() => {
      isDone = true;
    });
    its.writes[0]?.end();
    await settled();
    its.writes[1]?.end();
    await settled();
    expect([isDone, areDone]).toEqual([true, false]);
    expect(setsOf(its.writes[1]?.lines)).toContainEqual(expect.objectContaining({ key: 'another', note: 'now' }));
  });
});

describe('a paper of several entries', () => {
  const record = markRecord;
  const sides = [['a', 'b'], ['c']];

  test('has the marks of all, each note once, in the order in which they were written', () => {
    const its = new MarksForTests([
      record('a', { starredAt: 50, note: 'second', notedAt: 2 }),
      record('b', { starredAt: 40, status: 'read', statusAt: 60, note: 'first', notedAt: 1, changedAt: 9 }),
      record('c', { note: 'second', notedAt: 3 }),
      record('elsewhere', { note: 'another paper' }),
    ]);
    expect(its.merged('a', 'b', 'c')).toEqual({
      ...{ starredAt: 40, status: 'read', statusAt: 60, note: 'first\n\nsecond' },
    });
  });

  test('has the status that was given last; one without a time is the weakest', () => {
    const its = new MarksForTests([
      record('a', { status: 'skipped', statusAt: 70 }),
      record('b', { status: 'read', statusAt: 60 }),
      record('c'),
      record('d', { status: 'unread', statusAt: 80 }),
      record('e', { status: 'reading', statusAt: 80 }),
    ]);
    expect(its.merged('b', 'c')).toMatchObject({ status: 'read', statusAt: 60 });
    expect(its.merged('a', 'b', 'c')).toMatchObject({ status: 'skipped', statusAt: 70 });
    expect(its.merged('a', 'b', 'd')).toMatchObject({ status: 'unread', statusAt: 80 });
    expect(its.merged('d', 'e')).toMatchObject({ status: 'reading', statusAt: 80 });
  });

  test('has the tags of all, since each was given first', () => {
    const its = new MarksForTests([record('a', { tags: { x: 5, y: 7 } }), record('b', { tags: { x: 3 } })]);
    const entries = ['a', 'b'].map((id) => its.entry(id));
    expect(['x', 'y', 'z'].map((tag) => its.marks.taggedAt(entries, tag))).toEqual([3, 7, null]);
  });

  test('keeps a change under each of them, and takes nothing from what was there', () => {
    const its = new MarksForTests([record('a', { starredAt: 50, note: 'mine', notedAt: 1, tags: { x: 4 } })]);
    void its.change([['a', 'b']], { status: 'read' });
    const said = { starredAt: 50, status: 'read', statusAt: 1000, note: 'mine', tags: { x: 4 } };
    for (const id of ['a', 'b']) expect(its.marks.record(id)).toMatchObject({ id, ...said });
    expect(setsOf(its.writes[0]?.lines)).toMatchObject([
      { key: 'a', status: 'read', statusAt: 1000 },
      { key: 'b', status: 'read', statusAt: 1000, starredAt: 50, note: 'mine', 'tag:x': 4 },
    ]);
  });

  test('gives each side of a decision what was changed, and nothing of the other side', () => {
    const its = new MarksForTests([record('a', { starredAt: 50, note: 'mine' })]);
    void its.change(sides, { status: 'read' });
    const read = { status: 'read', statusAt: 1000 };
    expect(its.merged('a')).toEqual({ starredAt: 50, ...read, note: 'mine' });
    expect(its.merged('b')).toEqual({ starredAt: 50, ...read, note: 'mine' });
    expect(its.merged('c')).toEqual({ starredAt: null, ...read, note: '' });
    void its.change(sides, { isStarred: false, status: 'unread' });
    for (const id of ['a', 'b', 'c']) expect(its.merged(id)).toMatchObject({ starredAt: null, status: 'unread' });
  });

  test('has its note as one, and each entry its own again when they part', () => {
    const its = new MarksForTests([
      record('a', { note: 'of a', notedAt: 1 }),
      record('b', { note: 'of b', notedAt: 2 }),
    ]);
    const apart = [['a'], ['b'], ['c']];
    void its.change(apart, { note: 'of a\n\nof b\n\nlater' });
    void its.change(apart, { note: 'of a\n\nof b\n\nlater\n\nand later' });
    expect(its.merged('a', 'b', 'c').note).toBe('of a\n\nof b\n\nlater\n\nand later');
    expect(its.merged('a').note).toBe('of a\n\nlater\n\nand later');
    expect(its.merged('b', 'c').note).toBe('of b\n\nlater\n\nand later');
  });

  test('loses nothing that is parted, changed and joined again', () => {
    const its = new MarksForTests([
      record('a', { note: 'of a', notedAt: 1 }),
      record('b', { note: 'of b', notedAt: 2 }),
    ]);
    void its.change([['a'], ['b']], { note: 'both' });
    expect(its.merged('a').note).toBe('of a\n\nboth');
    void its.change([['a']], { note: 'of a, edited\n\nboth' });
    expect(its.merged('a').note).toBe('of a, edited\n\nboth');
    expect(its.merged('b').note).toBe('of b\n\nboth');
    expect(its.merged('a', 'b').note).toBe('of a, edited\n\nboth');
  });

  test('that was joined twice comes apart twice', () => {
    const its = new MarksForTests([
      record('a', { note: 'of a', notedAt: 1 }),
      record('b', { note: 'of b', notedAt: 2 }),
      record('c', { note: 'of c', notedAt: 3 }),
    ]);
    void its.change([['a'], ['b']], { note: 'of a and b' });
    void its.change([['a', 'b'], ['c']], { note: 'of all' });
    expect(its.merged('a', 'b', 'c').note).toBe('of all');
    expect(its.merged('c').note).toBe('of c\n\nof all');
    expect(its.merged('a', 'b').note).toBe('of a and b\n\nof all');
    expect(its.merged('a').note).toBe('of a\n\nof a and b\n\nof all');
  });

  test('leaves what it said to entries that were never marked by themselves', () => {
    const its = new MarksForTests([record('a', { starredAt: 50, note: 'mine', tags: { x: 4 } })]);
    const said = its.marks.said(['a', 'b'].map((id) => its.entry(id)));
    void its.marks.inherit([its.entry('a')], said);
    void its.marks.inherit(
      ['b', 'c'].map((id) => its.entry(id)),
      said,
    );
    for (const id of ['a', 'b', 'c']) {
      expect(its.merged(id)).toEqual({ ...NOTHING_SAID, starredAt: 50, note: 'mine' });
      expect(its.marks.taggedAt([its.entry(id)], 'x')).toBe(4);
    }
  });
});

describe('a write that fails', () => {
  test('is told, keeps the change, and is tried again by itself', async () => {
    const its = new MarksForTests();
    const saved = its.change([['a']], { isStarred: true, addTags: ['x'] });
    const failure = new Error('the disk is full');
    const rejected = expect(saved).rejects.toBe(failure);
    its.writes[0]?.end(failure);
    await rejected;
    expect(its.failures).toEqual([failure]);
    expect(its.merged('a').starredAt).toBe(1_000);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(its.writes[1]?.lines).toEqual(its.writes[0]?.lines);
    expect(its.writes[1]?.identities).toEqual(its.writes[0]?.identities);
    its.writes[1]?.end(failure);
    await vi.advanceTimersByTimeAsync(5_000);
    expect([its.failures.length, its.recoveries]).toEqual([1, 0]);
    its.writes[2]?.end();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(its.writes).toHaveLength(3);
    expect([its.failures.length, its.recoveries]).toEqual([1, 1]);
  });

  test('goes with the next change, which alone decides about its own success', async () => {
    const its = new MarksForTests();
    const first = its.change([['a']], { isStarred: true });
    const rejected = expect(first).rejects.toThrow('no');
    const second = its.change([['b']], { status: 'read' });
    its.writes[0]?.end(new Error('no'));
    await rejected;
    await settled();
    expect(its.writes[1]?.lines.map(({ key }) => key).sort()).toEqual(['a', 'b']);
    its.writes[1]?.end();
    await expect(second).resolves.toBeUndefined();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(its.writes).toHaveLength(2);
  });
});
