/** Journals put to the test: histories of changes, done whatever fails, and what may be found of them afterwards. */
import fc from 'fast-check';
import type { JournalChange, JournalLine } from '../../preload/api';
import { openJournal, recordsOf } from './journal-for-tests';
import type { UnreliableFiles } from './unreliable-files';

/** What is done with a journal: changes that are added at once, or a restart. */
export type Step = JournalChange[] | 'restart';

/** The changes that were tried, in order, and which of them were acknowledged. */
export interface Tried {
  change: JournalChange;
  isAcknowledged: boolean;
}

/** Does all steps, whatever fails; each change of a step is added by itself. */
export async function perform(steps: readonly Step[], files: UnreliableFiles): Promise<Tried[]> {
  const tried: Tried[] = [];
  let journal = openJournal(files);
  for (const step of steps) {
    if (step === 'restart') {
      await journal.close();
      journal = openJournal(files);
      continue;
    }
    const adding = step.map(async (change) => {
      const one = { change, isAcknowledged: false };
      tried.push(one);
      await journal.append([change]).then(
        () => {
          one.isAcknowledged = true;
        },
        () => {},
      );
    });
    await Promise.all(adding);
  }
  return tried;
}

/** What may be found: of each field what was acknowledged last, or what was tried since. */
export function expectNothingLost(tried: readonly Tried[], lines: readonly JournalLine[], story: string): void {
  const found = recordsOf(lines);
  for (const key of ['a', 'b', 'c']) {
    for (const field of ['x', 'y', 'z']) {
      const concerning = tried.filter(({ change }) => change.key === key && (!change.set || field in change.set));
      const last = concerning.findLastIndex(({ isAcknowledged }) => isAcknowledged);
      const since: unknown[] = concerning.slice(Math.max(0, last)).map(({ change }) => change.set?.[field]);
      if (last < 0) since.push(undefined);
      const value = found.get(`marks/${key}`)?.[field];
      // There are too many of them for an assertion each.
      if (!since.includes(value)) throw new Error(`${story}: ${key}.${field} is ${value}, not one of ${since}.`);
    }
  }
  const isInOrder = lines.every(({ sequence }, at) => sequence > (lines[at - 1]?.sequence ?? 0));
  if (!isInOrder) throw new Error(`${story}: the changes are in no order.`);
}

interface DrawnChange {
  table: 'marks';
  key: string;
  /** None where the record is deleted. */
  fields: string[];
}

/** Gives each change values that are there once. */
export function withValues(steps: readonly (DrawnChange[] | 'restart')[]): Step[] {
  let value = 0;
  const valued = ({ fields, ...change }: DrawnChange): JournalChange => {
    value++;
    return { ...change, set: fields.length === 0 ? null : Object.fromEntries(fields.map((field) => [field, value])) };
  };
  return steps.map((step) => (step === 'restart' ? step : step.map(valued)));
}

const drawnChange = fc.record({
  table: fc.constant('marks' as const),
  key: fc.constantFrom('a', 'b', 'c'),
  fields: fc.subarray(['x', 'y', 'z']),
});

/** Some of what a history is of; `withValues` makes the history. */
export const drawnSteps = fc.array(
  fc.oneof(fc.array(drawnChange, { minLength: 1, maxLength: 4 }), fc.constant('restart' as const)),
  { minLength: 1, maxLength: 25 },
);
