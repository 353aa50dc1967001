import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Farewell } from './farewell';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function scene() {
  const events = new EventEmitter();
  const contents = new EventEmitter();
  let isDestroyed = false;
  const asked = vi.fn();
  const told: string[] = [];
  let choose = (_isToLose: boolean | null) => {};
  const farewell = new Farewell({
    window: Object.assign(events, {
      destroy: () => {
        isDestroyed = true;
      },
      isDestroyed: () => isDestroyed,
      webContents: contents,
    }) as never,
    ask: asked,
    isToLose: (unsaved) => {
      told.push(unsaved);
      return new Promise((resolve, reject) => {
        choose = (isToLose) => (isToLose === null ? reject(new Error('no dialog')) : resolve(isToLose));
      });
    },
    settled: () => Promise.resolve(),
  });
  /** Closes the window as the reader does; returns whether that was put off. */
  const close = () => {
    const preventDefault = vi.fn();
    events.emit('close', { preventDefault });
    return preventDefault.mock.calls.length === 1;
  };
  /** The reader's choice; `null` where they could not be asked. */
  const decide = async (isToLose: boolean | null) => {
    choose(isToLose);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { farewell, contents, asked, told, decide, close, isGone: () => isDestroyed };
}

test('the window goes when the page is ready', async () => {
  const { farewell, asked, close, isGone } = scene();
  farewell.pageStarted();
  expect(close()).toBe(true);
  expect(asked).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(3000);
  expect(isGone()).toBe(false);
  farewell.pageIsReady(null);
  await vi.advanceTimersByTimeAsync(0);
  expect(isGone()).toBe(true);
});

test('a page that stores a great deal is waited for as long as it gets on', async () => {
  const { farewell, close, isGone } = scene();
  farewell.pageStarted();
  close();
  for (let times = 0; times < 4; times++) {
    await vi.advanceTimersByTimeAsync(3000);
    farewell.pageIsBusy();
  }
  expect(isGone()).toBe(false);
  await vi.advanceTimersByTimeAsync(6000);
  expect(isGone()).toBe(true);
});

test('the page is asked once, however often the reader closes', async () => {
  const { farewell, asked, close } = scene();
  farewell.pageStarted();
  expect([close(), close(), close()]).toEqual([true, true, true]);
  expect(asked).toHaveBeenCalledTimes(1);
});

test('a page that hangs is waited for five seconds', async () => {
  const { farewell, close, isGone } = scene();
  farewell.pageStarted();
  close();
  await vi.advanceTimersByTimeAsync(4900);
  expect(isGone()).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  expect(isGone()).toBe(true);
});

test('a page that is not up, or whose process died, is not waited for', async () => {
  const early = scene();
  early.close();
  await vi.advanceTimersByTimeAsync(0);
  expect(early.asked).not.toHaveBeenCalled();
  expect(early.isGone()).toBe(true);

  const late = scene();
  late.farewell.pageStarted();
  late.close();
  late.contents.emit('render-process-gone');
  await vi.advanceTimersByTimeAsync(0);
  expect(late.isGone()).toBe(true);
});

test('an answer that nobody asked for closes nothing', async () => {
  const { farewell, isGone } = scene();
  farewell.pageStarted();
  farewell.pageIsReady(null);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(isGone()).toBe(false);
});

test('where something is not saved, the reader decides whether the window goes', async () => {
  const { farewell, asked, told, decide, close, isGone } = scene();
  farewell.pageStarted();
  for (const isToLose of [false, null, true]) {
    close();
    farewell.pageIsReady('The disk is full.');
    // They may take their time, and close it meanwhile.
    await vi.advanceTimersByTimeAsync(60_000);
    close();
    expect(isGone()).toBe(false);
    await decide(isToLose);
    expect(isGone()).toBe(isToLose === true);
  }
  expect(asked).toHaveBeenCalledTimes(3);
  expect(told).toEqual(['The disk is full.', 'The disk is full.', 'The disk is full.']);
});
