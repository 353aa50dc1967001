/** The short version of `npm run torture`. */
import { expect, test } from 'vitest';
import { cutLog, failOperations } from './failures';
import { mergeHistories } from './histories';
import { killWriters } from './kills';
import { sendMessages } from './messages';
import type { Tally } from './tally';

const onProgress = () => {};

function expectNothingLost({ acknowledged, lost, broken }: Tally): void {
  expect(broken).toEqual([]);
  expect(lost).toBe(0);
  expect(acknowledged).toBeGreaterThan(0);
}

test('fault 30: a process that is killed while it writes loses nothing that it acknowledged', async () => {
  expectNothingLost(await killWriters({ kills: 20, seed: 7, onProgress }));
});

test('faults 33, 35 and 36: nor does a disk that fails, is full, or loses its power', async () => {
  expectNothingLost(await failOperations({ faults: 400, seed: 7, onProgress }));
});

test('fault 38: nor a log that is cut at any byte', async () => {
  expectNothingLost(await cutLog({ faults: 400, seed: 7, onProgress }));
});

test('fault 45: of garbled messages of the page none is taken', async () => {
  const tally = await sendMessages({ messages: 5000, seed: 7, onProgress });
  expect(tally.broken).toEqual([]);
  expect(tally.lost).toBe(0);
});

test('devices that share a folder come to the same, however their files come, and no note loses a word', async () => {
  const tally = await mergeHistories({ histories: 8, seed: 7, onProgress });
  expectNothingLost(tally);
});
