/** Histories of changes on a file system that fails here and there, and one whose power is cut with any part of it written. */
import fc from 'fast-check';
import { openJournal, PATH, readAll } from '../src/main/marks/journal-for-tests';
import { drawnSteps, expectNothingLost, perform, type Tried, withValues } from '../src/main/marks/journal-trials';
import { type Fault, UnreliableFiles } from '../src/main/marks/unreliable-files';
import { noTally, type Tally } from './tally';

interface FailuresOptions {
  /** How many there are to be. */
  faults: number;
  seed: number;
  onProgress(done: number): void;
}

/** fast-check remembers something of each run. */
const PART = 200;

/** Operations that fail, then a kill, and a power cut instead. */
export async function failOperations({ faults, seed, onProgress }: FailuresOptions): Promise<Tally> {
  const tally = noTally();
  const failing = fc.uniqueArray(fc.nat(120), { minLength: 1, maxLength: 6 });
  const kind = fc.constantFrom<Fault>('EIO', 'ENOSPC');
  const cut = fc.record({ reached: fc.nat(300), isLast: fc.boolean(), hasNames: fc.boolean() });
  for (let part = 0; tally.faults < faults; part++) {
    for (const [drawn, numbers, fault, end] of fc.sample(fc.tuple(drawnSteps, failing, kind, cut), {
      numRuns: PART,
      seed: seed * 100_003 + part,
    })) {
      const files = new UnreliableFiles((number) => (numbers.includes(number) ? fault : null));
      const tried = await perform(withValues(drawn), files);
      tally.faults += numbers.filter((number) => number < files.operations.length).length + 2;
      const story = `part ${part}, ${fault} at ${numbers}`;
      await look(tally, tried, files.afterKill(), `${story}, a kill`);
      const left = files.afterPowerCut(end.reached, end.isLast ? 'last' : 'first', end.hasNames);
      await look(tally, tried, left, `${story}, ${JSON.stringify(end)}`);
      if (tally.faults >= faults) break;
    }
    onProgress(Math.min(tally.faults, faults));
  }
  return tally;
}

/** One history, its log cut at every byte that was being written when the power went. */
export async function cutLog({ faults, seed, onProgress }: FailuresOptions): Promise<Tally> {
  const tally = noTally();
  for (let part = 0; tally.faults < faults; part++) {
    const [drawn = []] = fc.sample(drawnSteps, { numRuns: 1, seed: seed * 100_003 + part });
    const steps = withValues(drawn);
    const sound = new UnreliableFiles();
    await perform(steps, sound);
    // From the end, where there is more to lose.
    for (const [at, operation] of [...sound.operations.entries()].reverse()) {
      if (operation !== 'sync' || tally.faults >= faults) continue;
      const files = new UnreliableFiles((number) => (number === at ? 'end' : null));
      const tried = await perform(steps, files);
      for (let reached = 0; reached <= files.pendingBytes && tally.faults < faults; reached++) {
        tally.faults++;
        const left = files.afterPowerCut(reached, 'first', reached % 2 === 0);
        await look(tally, tried, left, `part ${part}, the log cut at byte ${reached} of sync ${at}`);
      }
    }
    onProgress(Math.min(tally.faults, faults));
  }
  return tally;
}

async function look(tally: Tally, tried: readonly Tried[], left: UnreliableFiles, story: string): Promise<void> {
  tally.acknowledged += tried.filter(({ isAcknowledged }) => isAcknowledged).length;
  try {
    expectNothingLost(tried, (await readAll(openJournal(left))).lines, story);
  } catch (error) {
    tally.lost++;
    tally.broken.push(`${error instanceof Error ? error.message : error} (${left.contentOf(PATH).length} bytes left)`);
  }
}
