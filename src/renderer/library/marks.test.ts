import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Identity, MarkRecord } from './database';
import { Marks } from './marks';

const identity: Identity = { id: 'a', titleKey: 'a', abstractKey: null, sketch: new Uint32Array(16) };

/** A store whose writes end when the test says so. */
function heldStore() {
  const writes: { changed: MarkRecord[]; end: (error?: Error) => void }[] = [];
  const write = (changed: MarkRecord[]) =>
    new Promise<void>((resolve, reject) => {
      writes.push({ changed, end: (error) => (error ? reject(error) : resolve()) });
    });
  return { writes, write };
}

const settled = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('changing a mark', () => {
  test('shows at once and is stored by one write at a time, the latest state winning', async () => {
    const store = heldStore();
    const marks = new Marks(store, () => {});
    const done: string[] = [];
    void marks.change([[identity]], { note: 'h' }).then(() => done.push('h'));
    void marks.change([[identity]], { note: 'he' }).then(() => done.push('he'));
    void marks.change([[identity]], { note: 'hey' }).then(() => done.push('hey'));
    expect(marks.merged(['a']).note).toBe('hey');
    expect(store.writes.map((write) => write.changed.map((record) => record.note))).toEqual([['h']]);
    store.writes[0]?.end();
    await settled();
    expect(done).toEqual(['h']);
    expect(store.writes.map((write) => write.changed.map((record) => record.note))).toEqual([['h'], ['hey']]);
    store.writes[1]?.end();
    await settled();
    expect(done).toEqual(['h', 'he', 'hey']);
    expect(store.writes).toHaveLength(2);
  });

  test('changes only what is named, and keeps the first time', async () => {
    const marks = new Marks({ write: async () => {} }, () => {});
    await marks.change([[identity]], { isStarred: true, note: 'for later' });
    vi.setSystemTime(2_000);
    await marks.change([[identity]], { isStarred: true, isRead: true });
    expect(marks.merged(['a'])).toEqual({ starredAt: 1_000, readAt: 2_000, note: 'for later' });
    await marks.change([[identity]], { isStarred: false });
    expect(marks.merged(['a'])).toEqual({ starredAt: null, readAt: 2_000, note: 'for later' });
  });

  test('that comes to nothing writes nothing, and resolves when all that came before is stored', async () => {
    const store = heldStore();
    const marks = new Marks(store, () => {});
    await marks.change([[identity]], { isRead: false });
    expect(marks.has('a')).toBe(false);
    const done: string[] = [];
    void marks.change([[identity]], { isRead: true }).then(() => done.push('read'));
    void marks.change([[identity]], { isRead: true }).then(() => done.push('read again'));
    await settled();
    expect(done).toEqual([]);
    store.writes[0]?.end();
    await settled();
    expect(done).toEqual(['read', 'read again']);
    expect(store.writes).toHaveLength(1);
  });
});

describe('a paper of several entries', () => {
  const record: MarkRecord = {
    ...identity,
    starredAt: null,
    readAt: null,
    note: '',
    notedAt: 0,
    changedAt: 0,
    own: null,
  };
  const named = (id: string): Identity => ({ ...identity, id });
  const [a, b, c] = [named('a'), named('b'), named('c')];

  function marksOf(...records: MarkRecord[]) {
    const store = heldStore();
    const marks = new Marks(store, () => {});
    marks.load(records);
    return { store, marks };
  }

  test('has the marks of all, each note once, in the order in which they were written', () => {
    const { marks } = marksOf(
      { ...record, id: 'a', starredAt: 50, note: 'second', notedAt: 2 },
      { ...record, id: 'b', starredAt: 40, readAt: 60, note: 'first', notedAt: 1, changedAt: 9 },
      { ...record, id: 'c', note: 'second', notedAt: 3 },
      { ...record, id: 'elsewhere', note: 'another paper' },
    );
    expect(marks.merged(['a', 'b', 'c'])).toEqual({ starredAt: 40, readAt: 60, note: 'first\n\nsecond' });
  });

  test('keeps a change under each of them, and takes nothing from what was there', () => {
    const { marks, store } = marksOf({ ...record, id: 'a', starredAt: 50, note: 'mine', notedAt: 1 });
    void marks.change([[a, b]], { isRead: true });
    expect(store.writes[0]?.changed).toMatchObject([
      { id: 'a', starredAt: 50, readAt: 1000, note: 'mine', notedAt: 1 },
      { id: 'b', starredAt: 50, readAt: 1000, note: 'mine' },
    ]);
    expect(marks.merged(['b'])).toEqual({ starredAt: 50, readAt: 1000, note: 'mine' });
  });

  test('gives each side of a decision what was changed, and nothing of the other side', () => {
    const { marks } = marksOf({ ...record, id: 'a', starredAt: 50, note: 'mine' });
    void marks.change([[a, b], [c]], { isRead: true });
    expect(marks.merged(['a'])).toEqual({ starredAt: 50, readAt: 1000, note: 'mine' });
    expect(marks.merged(['b'])).toEqual({ starredAt: 50, readAt: 1000, note: 'mine' });
    expect(marks.merged(['c'])).toEqual({ starredAt: null, readAt: 1000, note: '' });
    void marks.change([[a, b], [c]], { isStarred: false, isRead: false });
    for (const id of ['a', 'b', 'c']) expect(marks.merged([id])).toMatchObject({ starredAt: null, readAt: null });
  });

  test('has its note as one, and each entry its own again when they part', () => {
    const { marks } = marksOf(
      { ...record, id: 'a', note: 'of a', notedAt: 1 },
      { ...record, id: 'b', note: 'of b', notedAt: 2 },
    );
    const sides = [[a], [b], [c]];
    void marks.change(sides, { note: 'of a\n\nof b\n\nlater' });
    void marks.change(sides, { note: 'of a\n\nof b\n\nlater\n\nand later' });
    expect(marks.merged(['a', 'b', 'c']).note).toBe('of a\n\nof b\n\nlater\n\nand later');
    expect(marks.merged(['a']).note).toBe('of a\n\nlater\n\nand later');
    expect(marks.merged(['b', 'c']).note).toBe('of b\n\nlater\n\nand later');
  });

  test('loses nothing that is parted, changed and joined again', () => {
    const { marks } = marksOf(
      { ...record, id: 'a', note: 'of a', notedAt: 1 },
      { ...record, id: 'b', note: 'of b', notedAt: 2 },
    );
    void marks.change([[a], [b]], { note: 'both' });
    expect(marks.merged(['a']).note).toBe('of a\n\nboth');
    void marks.change([[a]], { note: 'of a, edited\n\nboth' });
    expect(marks.merged(['a']).note).toBe('of a, edited\n\nboth');
    expect(marks.merged(['b']).note).toBe('of b\n\nboth');
    expect(marks.merged(['a', 'b']).note).toBe('of a, edited\n\nboth');
  });

  test('that was joined twice comes apart twice', () => {
    const { marks } = marksOf(
      { ...record, id: 'a', note: 'of a', notedAt: 1 },
      { ...record, id: 'b', note: 'of b', notedAt: 2 },
      { ...record, id: 'c', note: 'of c', notedAt: 3 },
    );
    void marks.change([[a], [b]], { note: 'of a and b' });
    void marks.change([[a, b], [c]], { note: 'of all' });
    expect(marks.merged(['a', 'b', 'c']).note).toBe('of all');
    expect(marks.merged(['c']).note).toBe('of c\n\nof all');
    expect(marks.merged(['a', 'b']).note).toBe('of a and b\n\nof all');
    expect(marks.merged(['a']).note).toBe('of a\n\nof a and b\n\nof all');
  });

  test('leaves what it said to entries that were never marked by themselves', () => {
    const { marks } = marksOf({ ...record, id: 'a', starredAt: 50, note: 'mine' });
    const whole = marks.merged(['a', 'b']);
    void marks.inherit([a], whole);
    void marks.inherit([b, c], whole);
    for (const id of ['a', 'b', 'c']) expect(marks.merged([id])).toEqual(whole);
  });
});

describe('a write that fails', () => {
  test('is told, keeps the change, and is tried again by itself', async () => {
    const store = heldStore();
    const failures: unknown[] = [];
    const marks = new Marks(store, (error) => failures.push(error));
    const saved = marks.change([[identity]], { isStarred: true });
    const failure = new Error('the disk is full');
    const rejected = expect(saved).rejects.toBe(failure);
    store.writes[0]?.end(failure);
    await rejected;
    expect(failures).toEqual([failure]);
    expect(marks.merged(['a']).starredAt).toBe(1_000);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(store.writes[1]?.changed).toMatchObject([{ id: 'a', starredAt: 1_000 }]);
    store.writes[1]?.end(failure);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(failures).toHaveLength(1);
    store.writes[2]?.end();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(store.writes).toHaveLength(3);
  });

  test('goes with the next change, which alone decides about its own success', async () => {
    const store = heldStore();
    const marks = new Marks(store, () => {});
    const other = { ...identity, id: 'b' };
    const first = marks.change([[identity]], { isStarred: true });
    const rejected = expect(first).rejects.toThrow('no');
    const second = marks.change([[other]], { isRead: true });
    store.writes[0]?.end(new Error('no'));
    await rejected;
    await settled();
    expect(store.writes[1]?.changed.map((record) => record.id).sort()).toEqual(['a', 'b']);
    store.writes[1]?.end();
    await expect(second).resolves.toBeUndefined();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(store.writes).toHaveLength(2);
  });
});
