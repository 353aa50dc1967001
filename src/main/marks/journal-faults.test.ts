/** Whatever fails, and wherever it ends: a change that was acknowledged is there, and none comes to something that never was. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openJournal, PATH, readAll, recordsOf, setting } from './journal-for-tests';
import { drawnSteps, expectNothingLost, perform, type Step, type Tried, withValues } from './journal-trials';
import { type Fault, UnreliableFiles } from './unreliable-files';

/** Each value is there once, so that it tells the change that set it. */
const STEPS: Step[] = [
  [setting('a', { x: 1, y: 2 })],
  [setting('b', { x: 3 }), setting('a', { x: 4 }), setting('c', { x: 5 })],
  [setting('b', null)],
  'restart',
  [setting('a', { y: 6, z: 'a longer value, that comes and goes' })],
  [setting('a', { z: 'another one, so that the journal grows' }), setting('b', { y: 7 })],
  [setting('a', { z: 'and one more that takes the place of that' })],
  [setting('c', { x: 8 }), setting('c', { x: 9 })],
  'restart',
  [setting('a', { x: 10 })],
];

const HISTORIES = [
  { name: 'in two restarts', steps: STEPS },
  { name: 'with restarts between all of them', steps: STEPS.flatMap((step): Step[] => ['restart', step]) },
];

/** Opens what is left, holds it to what was acknowledged, and sees that it can be added to. */
async function expectSound(tried: readonly Tried[], files: UnreliableFiles, story: string): Promise<void> {
  const { lines, piece } = await readAll(openJournal(files));
  expectNothingLost(tried, lines, story);
  expect(piece.isWritable, story).toBe(true);
  const left = files.afterKill();
  await openJournal(left).append([setting('d', { x: 'later' })]);
  // Nothing waits for the disk any more.
  const again = await readAll(openJournal(left.afterPowerCut(0, 'first', false)));
  expect(again.piece.problem, story).toBeNull();
  const added = setting('d', { x: 'later' });
  expect(recordsOf(again.lines), story).toEqual(recordsOf([...lines, added]));
}

async function operationsOf(steps: readonly Step[]): Promise<UnreliableFiles['operations']> {
  const files = new UnreliableFiles();
  const tried = await perform(steps, files);
  expect(tried.every(({ isAcknowledged }) => isAcknowledged)).toBe(true);
  return files.operations;
}

test('without faults all is acknowledged, and the journal was written anew meanwhile', async () => {
  const operations = await operationsOf(STEPS);
  expect(operations.filter((operation) => operation === 'rename').length).toBeGreaterThan(1);
});

describe.each(HISTORIES)('one operation fails, for each of them, $name', ({ steps }) => {
  test.each<Fault>(['EIO', 'ENOSPC'])('by %s', async (fault) => {
    const { length } = await operationsOf(steps);
    for (let at = 0; at < length; at++) {
      const story = `${fault} at ${at}`;
      const files = new UnreliableFiles((number) => (number === at ? fault : null));
      const tried = await perform(steps, files);
      // One fault costs one batch, and never what comes later.
      expect(tried.filter(({ isAcknowledged }) => !isAcknowledged).length, story).toBeLessThanOrEqual(3);
      await expectSound(tried, files.afterKill(), story);
      await expectSound(tried, files.afterPowerCut(0, 'first', false), `${story}, then a power cut`);
      await expectSound(tried, files.afterPowerCut(0, 'first', true), `${story}, then a power cut, names kept`);
    }
  });

  test('and everything after it: nothing is acknowledged that is not on the disk', async () => {
    const { length } = await operationsOf(steps);
    for (let at = 0; at < length; at++) {
      const files = new UnreliableFiles((number) => (number >= at ? 'EIO' : null));
      const tried = await perform(steps, files);
      for (const hasNames of [false, true]) {
        await expectSound(tried, files.afterPowerCut(0, 'first', hasNames), `all fails from ${at} on`);
      }
    }
  });
});

describe('operations of a kind fail', () => {
  test('fault 36: a sync that fails is told, and never taken for done by the next', async () => {
    let isBroken = false;
    const files = new UnreliableFiles((_, operation) => (isBroken && operation === 'sync' ? 'EIO' : null));
    const journal = openJournal(files);
    await journal.append([setting('a', { x: 1 })]);
    isBroken = true;
    await expect(journal.append([setting('a', { x: 2 })])).rejects.toThrow(
      'The marks journal could not be written. The disk reports an error.',
    );
    await expect(journal.append([setting('a', { x: 3 })])).rejects.toThrow('The disk reports an error.');
    isBroken = false;
    await journal.append([setting('b', { x: 4 })]);
    const { lines } = await readAll(openJournal(files.afterPowerCut(0, 'first', true)));
    expect(recordsOf(lines)).toEqual(
      new Map([
        ['marks/a', { x: 1 }],
        ['marks/b', { x: 4 }],
      ]),
    );
  });

  test('a name that a failed sync of the folder threw away is given anew', async () => {
    let isBroken = true;
    const files = new UnreliableFiles((_, operation) => (isBroken && operation === 'syncFolder' ? 'EIO' : null));
    const journal = openJournal(files);
    await expect(journal.append([setting('a', { x: 1 })])).rejects.toThrow('The disk reports an error.');
    isBroken = false;
    await journal.append([setting('b', { x: 2 })]);
    const { lines } = await readAll(openJournal(files.afterPowerCut(0, 'first', false)));
    expect(lines).toMatchObject([setting('b', { x: 2 })]);
  });

  test('nor is it relied on after a restart', async () => {
    let isBroken = true;
    const files = new UnreliableFiles((_, operation) => (isBroken && operation === 'syncFolder' ? 'EIO' : null));
    await expect(openJournal(files).append([setting('a', { x: 1 })])).rejects.toThrow('The disk reports an error.');
    isBroken = false;
    await openJournal(files).append([setting('b', { x: 2 })]);
    const { lines } = await readAll(openJournal(files.afterPowerCut(0, 'first', false)));
    expect(lines).toMatchObject([setting('b', { x: 2 })]);
  });

  test('a journal that took the place of another is whole, however long its first line', async () => {
    const [a, b, c] = [setting('a', null), setting('b', null), setting('c', null)];
    const steps = [[a, setting('b', { z: 1 }), a], [c], [a, b], [a]];
    const { length } = await operationsOf(steps);
    for (let first = 0; first < length; first++) {
      for (let second = first + 1; second < first + 30; second++) {
        const files = new UnreliableFiles((number) => (number === first || number === second ? 'EIO' : null));
        const tried = await perform(steps, files);
        const { lines } = await readAll(openJournal(files.afterKill()));
        expectNothingLost(tried, lines, `EIO at ${first} and ${second}`);
      }
    }
  });

  test('fault 35: a full disk refuses, in words, and takes again what comes once there is room', async () => {
    let isFull = false;
    const files = new UnreliableFiles((_, operation) => (isFull && operation === 'write' ? 'ENOSPC' : null));
    const journal = openJournal(files);
    await journal.append([setting('a', { x: 1 })]);
    const { length } = files.contentOf(PATH);
    isFull = true;
    await expect(journal.append([setting('a', { x: 2 })])).rejects.toThrow('The disk is full.');
    await expect(journal.append([setting('a', { x: 2 })])).rejects.toThrow('The disk is full.');
    expect((await readAll(journal)).lines).toMatchObject([setting('a', { x: 1 })]);
    expect(files.contentOf(PATH)).toHaveLength(length);
    isFull = false;
    await journal.append([setting('a', { x: 3 })]);
    expect((await readAll(openJournal(files.afterKill()))).lines).toMatchObject([
      setting('a', { x: 1 }),
      setting('a', { x: 3 }),
    ]);
  });
});

describe('it all ends at one operation, for each of them', () => {
  test('fault 30: by a kill', async () => {
    const { length } = await operationsOf(STEPS);
    for (let at = 0; at < length; at++) {
      const files = new UnreliableFiles((number) => (number === at ? 'end' : null));
      const tried = await perform(STEPS, files);
      await expectSound(tried, files.afterKill(), `killed at ${at}`);
    }
  });

  test('faults 33 and 38: by a power cut, with any part of what was on the way to the disk', async () => {
    const operations = await operationsOf(STEPS);
    for (const [at, operation] of operations.entries()) {
      const files = new UnreliableFiles((number) => (number === at ? 'end' : null));
      const tried = await perform(STEPS, files);
      const all = files.pendingBytes;
      // Right before a sync, all that it is to bring to the disk is pending.
      const parts = operation === 'sync' ? Array.from({ length: all + 1 }, (_, reached) => reached) : [0, all];
      for (const reached of parts) {
        for (const order of reached % 5 === 0 ? (['first', 'last'] as const) : (['first'] as const)) {
          const hasNames = reached % 2 === 0;
          const story = `power cut at ${at}, ${order} ${reached} bytes, ${hasNames ? 'with' : 'without'} names`;
          const left = files.afterPowerCut(reached, order, hasNames);
          expectNothingLost(tried, (await readAll(openJournal(left))).lines, story);
        }
      }
    }
  });
});

test('a power cut, with some of the names and none of the sizes that were on their way to the disk', async () => {
  const { length } = await operationsOf(STEPS);
  for (let at = 0; at < length; at++) {
    for (const fault of ['end', 'EIO'] as const) {
      // What fails is tried again; there it is to end a little later.
      const ending = (number: number) => (fault === 'EIO' && number === at + 6 ? 'end' : null);
      const files = new UnreliableFiles((number) => (number === at ? fault : ending(number)));
      const tried = await perform(STEPS, files);
      for (let names = 0; names <= files.pendingNames; names++) {
        for (const reached of [0, Math.floor(files.pendingBytes / 2), files.pendingBytes]) {
          for (const sizes of [false, true]) {
            const story = `${fault} at ${at}, ${names} names, ${reached} bytes, ${sizes ? 'with' : 'without'} sizes`;
            const left = files.afterPowerCut(reached, 'last', { names, sizes });
            expectNothingLost(tried, (await readAll(openJournal(left))).lines, story);
          }
        }
      }
    }
  }
});

test('any changes, with any faults, and a power cut in the end', async () => {
  const faults = fc.dictionary(fc.nat(120).map(String), fc.constantFrom<Fault>('EIO', 'ENOSPC'), { maxKeys: 5 });
  await fc.assert(
    fc.asyncProperty(
      drawnSteps,
      faults,
      fc.option(fc.nat(200)),
      fc.nat(300),
      fc.boolean(),
      async (drawn, failing, end, reached, hasNames) => {
        const steps = withValues(drawn);
        const files = new UnreliableFiles((number) => (number === end ? 'end' : (failing[String(number)] ?? null)));
        const tried = await perform(steps, files);
        await expectSound(tried, files.afterKill(), 'killed');
        const left = files.afterPowerCut(reached, reached % 2 === 0 ? 'first' : 'last', hasNames);
        expectNothingLost(tried, (await readAll(openJournal(left))).lines, 'a power cut');
      },
    ),
    { numRuns: 100 },
  );
});
