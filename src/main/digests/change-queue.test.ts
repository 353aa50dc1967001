import { beforeEach, expect, test, vi } from 'vitest';
import type { JsonOf, SeedsChange } from '../../preload/api';
import { ChangeQueue } from './change-queue';

const MEGABYTE = 1024 * 1024;
const onWaiting = vi.fn();
let queue: ChangeQueue;

beforeEach(() => {
  onWaiting.mockReset();
  queue = new ChangeQueue(onWaiting);
});

/** A change of so many characters. */
function change(length: number): JsonOf<SeedsChange> {
  return JSON.stringify('x'.repeat(length - 2)) as JsonOf<SeedsChange>;
}

const idle = { unread: 0, isReading: false, isNewExpected: false };

test('announces what waits once nothing more is just being read, and gives it in batches', async () => {
  const [one, other] = [{}, {}];
  queue.expect(one, { unread: 2, isReading: true, isNewExpected: true });
  queue.expect(other, { ...idle, unread: 3 });
  queue.push(change(100));
  queue.push(change(MEGABYTE - 200));
  queue.push(change(200));
  await vi.waitFor(() => expect(onWaiting).toHaveBeenCalledWith(8));
  expect(await queue.take()).toMatchObject({ count: 2, remaining: 6 });
  queue.expect(one, idle);
  expect(await queue.take()).toMatchObject({ count: 1, remaining: 3 });
  expect(await queue.take()).toEqual({ changes: '[]', count: 0, remaining: 3 });
});

test('gives a change that is larger than a batch alone', async () => {
  queue.push(change(3 * MEGABYTE));
  queue.push(change(10));
  expect(await queue.take()).toMatchObject({ count: 1, remaining: 1 });
  expect(await queue.take()).toMatchObject({ count: 1, remaining: 0 });
});

test('tells when there is no room, and when there is again', async () => {
  await queue.room();
  for (let index = 0; index < 5; index++) queue.push(change(MEGABYTE));
  expect(queue.isFull).toBe(true);
  const found = vi.fn();
  const seeking = queue.room().then(found);
  await queue.take();
  expect(queue.isFull).toBe(true);
  expect(found).not.toHaveBeenCalled();
  await queue.take();
  await seeking;
  expect(queue.isFull).toBe(false);
});

test('gives whoever waits its way when it is closed, and takes and tells nothing any more', async () => {
  for (let index = 0; index < 5; index++) queue.push(change(MEGABYTE));
  const seeking = queue.room();
  queue.close();
  await seeking;
  queue.push(change(10));
  queue.expect({}, { ...idle, unread: 1 });
  expect(await queue.take()).toEqual({ changes: '[]', count: 0, remaining: 0 });
});

test('knows whether a folder has news to bring, but does not wait for one that stopped to answer', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    const folder = {};
    queue.expect({}, idle);
    queue.expect(folder, { ...idle, isNewExpected: true });
    expect(queue.isNewExpected).toBe(true);
    vi.advanceTimersByTime(60_000);
    expect(queue.isNewExpected).toBe(false);
    queue.expect(folder, { ...idle, isNewExpected: true });
    expect(queue.isNewExpected).toBe(true);
    queue.expectNothing(folder);
    expect(queue.isNewExpected).toBe(false);
  } finally {
    vi.useRealTimers();
  }
});
