/**
 * `npm run fuzz -- [--runs=1000000] [--seed=1] [--out=FILE.json]`
 *
 * Reads mutated digests, checks `reading-invariants.ts` for each, and prints the smallest one that breaks them. Two
 * processes share the runs; one that says nothing for a while is taken to hang, and named with its seed.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** What a process says: how many of its runs are done, or what broke. */
export type Report = { done: number } | { broken: string };

const PROCESSES = 2;
/** Milliseconds without a report, which comes every thousand runs, after which a process counts as hanging. */
const PATIENCE = 120_000;

const { values: flags } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string' },
  },
});
const runs = Number(flags.runs);
const seed = Number(flags.seed);
if (!(Number.isInteger(runs) && runs > 0 && Number.isInteger(seed)))
  throw new Error('--runs and --seed are whole numbers');

const startedAt = performance.now();
const counts = new Array<number>(PROCESSES).fill(0);
const children: ChildProcess[] = [];
const failures = await Promise.all(counts.map((_, index) => runOne(index)));
const seconds = Math.round((performance.now() - startedAt) / 1000);
const broken = failures.filter((failure) => failure !== null);
const done = counts.reduce((sum, count) => sum + count, 0);
console.log(
  `\n${done.toLocaleString('en')} digests read in ${seconds} s, seed ${seed}: ${broken.length === 0 ? 'every invariant held' : 'broken'}.`,
);
for (const failure of broken) console.error(failure);
if (flags.out !== undefined) {
  writeFileSync(flags.out, `${JSON.stringify({ runs: done, seed, processes: PROCESSES, seconds, broken }, null, 2)}\n`);
}
process.exitCode = broken.length === 0 ? 0 : 1;

/** Runs a share of the runs; resolves with what broke, or `null`. */
function runOne(index: number): Promise<string | null> {
  const share = Math.floor(runs / PROCESSES) + (index < runs % PROCESSES ? 1 : 0);
  if (share === 0) return Promise.resolve(null);
  const childSeed = seed * PROCESSES + index;
  const child = fork(join(import.meta.dirname, 'fuzz-process.ts'), [String(share), String(childSeed)], {
    execArgv: ['--import', 'tsx'],
  });
  children.push(child);
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout;
    const end = (failure: string | null) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      resolve(failure);
    };
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(
        () => end(`Seed ${childSeed} hangs between runs ${counts[index]} and ${(counts[index] ?? 0) + 1000}.`),
        PATIENCE,
      );
    };
    wait();
    child.on('message', (report: Report) => {
      if ('broken' in report) {
        end(report.broken);
        return;
      }
      counts[index] = report.done;
      wait();
      if (process.stdout.isTTY)
        process.stdout.write(`\r${counts.reduce((sum, count) => sum + count, 0).toLocaleString('en')}`);
      if (report.done === share) end(null);
    });
    child.on('exit', (code, signal) =>
      end(`Seed ${childSeed} ended by itself (${signal ?? code}) after run ${counts[index]}.`),
    );
  });
}
