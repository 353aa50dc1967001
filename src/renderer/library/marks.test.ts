import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Identity, MarkRecord } from './database';
import { Marks } from './marks';

const identity: Identity = { id: 'a', titleKey: 'a', abstractKey: null, sketch: new Uint32Array(16) };

/** A store whose writes end when the test says so. */
function heldStore() {
  const writes: { changed: MarkRecord[]; deletedIds: string[]; end: (error?: Error) => void }[] = [];
  const write = (changed: MarkRecord[], deletedIds: string[]) =>
    new Promise<void>((resolve, reject) => {
      writes.push({ changed, deletedIds, end: (error) => (error ? reject(error) : resolve()) });
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
    void marks.change(identity, ['a'], { note: 'h' }).then(() => done.push('h'));
    void marks.change(identity, ['a'], { note: 'he' }).then(() => done.push('he'));
    void marks.change(identity, ['a'], { note: 'hey' }).then(() => done.push('hey'));
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
    await marks.change(identity, ['a'], { isStarred: true, note: 'for later' });
    vi.setSystemTime(2_000);
    await marks.change(identity, ['a'], { isStarred: true, isRead: true });
    expect(marks.merged(['a'])).toEqual({ starredAt: 1_000, readAt: 2_000, note: 'for later' });
    await marks.change(identity, ['a'], { isStarred: false });
    expect(marks.merged(['a'])).toEqual({ starredAt: null, readAt: 2_000, note: 'for later' });
  });

  test('brings the marks under all ids of a paper together under one', async () => {
    const store = heldStore();
    const marks = new Marks(store, () => {});
    const record = { ...identity, starredAt: null, readAt: null, note: '', changedAt: 0 };
    marks.load([
      { ...record, id: 'a', starredAt: 50, note: 'second', changedAt: 2 },
      { ...record, id: 'b', starredAt: 40, readAt: 60, note: 'first', changedAt: 1 },
      { ...record, id: 'c', note: 'second', changedAt: 3 },
      { ...record, id: 'elsewhere', note: 'another paper' },
    ]);
    expect(marks.merged(['a', 'b', 'c'])).toEqual({ starredAt: 40, readAt: 60, note: 'first\n\nsecond' });
    void marks.change(identity, ['a', 'b', 'c'], { isRead: false });
    expect(store.writes).toMatchObject([
      { changed: [{ id: 'a', starredAt: 40, readAt: null, note: 'first\n\nsecond' }], deletedIds: ['b', 'c'] },
    ]);
    expect(marks.has('elsewhere')).toBe(true);
  });
});

describe('a write that fails', () => {
  test('is told, keeps the change, and is tried again by itself', async () => {
    const store = heldStore();
    const failures: unknown[] = [];
    const marks = new Marks(store, (error) => failures.push(error));
    const saved = marks.change(identity, ['a'], { isStarred: true });
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
    const first = marks.change(identity, ['a'], { isStarred: true });
    const rejected = expect(first).rejects.toThrow('no');
    const second = marks.change(other, ['b'], { isRead: true });
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
