/**
 * `npm run guards -- [--only=WORDS] [--quick]`
 *
 * Takes each guard of the list away, in a copy of the tree, and sees the test fail that is there for it. Prints a table; ends with 1
 * where a test passed without its guard, or a guard is not found any more. `--only` takes those whose subject or file has these words,
 * `--quick` leaves out those that need the window.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { type Guard, problemOf, withoutGuard } from './guard';
import { GUARDS } from './guard-list';
import { build, needsWindow, runTests } from './run-tests';

const ROOT = join(import.meta.dirname, '../..');
const { values: flags } = parseArgs({
  options: { only: { type: 'string' }, quick: { type: 'boolean', default: false } },
});
const { only = '', quick } = flags;

/** What came of taking one away. */
interface Finding {
  guard: Guard;
  /** How many tests were run, and how many of them failed. */
  ran: number;
  failed: number;
  /** What is wrong; `null` where its tests failed, as they must. */
  problem: string | null;
}

const chosen = GUARDS.filter(({ about, file }) => `${about} ${file}`.includes(only)).filter(
  ({ test }) => !(quick && needsWindow(test.file)),
);
const rotten = chosen.flatMap((guard) => problemOf(guard, ROOT) ?? []);
for (const problem of rotten) console.error(problem);
if (rotten.length > 0) process.exit(1);

const tree = copyOfTree();
process.once('exit', () => rmSync(tree, { recursive: true, force: true, maxRetries: 5 }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const findings: Finding[] = [];
await seeAllPass();
for (const guard of chosen) {
  const finding = await takeAway(guard);
  findings.push(finding);
  const { about, file, text } = guard;
  const outcome = finding.problem ?? `${finding.failed} of ${finding.ran} failed`;
  console.log(`${findings.length}/${chosen.length} ${about}: ${file}: ${text.trim().split('\n')[0]} → ${outcome}`);
}
console.log(table());
const survivors = findings.filter(({ problem }) => problem !== null);
for (const { guard, problem } of survivors) console.error(`${guard.file}: ${guard.text}\n  ${problem}`);
process.exitCode = survivors.length > 0 ? 1 : 0;

function copyOfTree(): string {
  const copy = mkdtempSync(join(tmpdir(), 'offprint-guards-'));
  const left = new Set(['node_modules', 'out', 'dist', '.git', 'test-results']);
  cpSync(ROOT, copy, { recursive: true, filter: (path) => !left.has(relative(ROOT, path).split(sep)[0] ?? '') });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}

/** What fails with its guard says nothing where it fails without it. */
async function seeAllPass(): Promise<void> {
  if (chosen.some(({ test }) => needsWindow(test.file))) await build(tree);
  const files = new Set(chosen.map(({ test }) => test.file));
  for (const file of files) {
    const names = [...new Set(chosen.filter(({ test }) => test.file === file).map(({ test }) => test.name))];
    const { passed, problem } = await runTests(tree, file, names);
    const failing = [...passed].filter(([, isPassed]) => !isPassed).map(([name]) => name);
    const missing = names.filter((name) => ![...passed.keys()].some((full) => full.includes(name)));
    if (problem !== null || failing.length > 0 || missing.length > 0) {
      throw new Error(`${file} does not pass as it is: ${[problem, ...failing, ...missing].join('; ')}`);
    }
  }
}

async function takeAway(guard: Guard): Promise<Finding> {
  const path = join(tree, guard.file);
  const source = readFileSync(path, 'utf8');
  writeFileSync(path, withoutGuard(guard, source));
  try {
    if (needsWindow(guard.test.file)) await build(tree);
    const { passed, problem } = await runTests(tree, guard.test.file, [guard.test.name]);
    const passing = [...passed].filter(([, isPassed]) => isPassed).map(([name]) => name);
    const isMissed = guard.test.every ? passing.length === 0 : passing.length < passed.size;
    const survived = isMissed ? null : `PASSED without it: ${passing.join(', ') || 'no test was run'}`;
    return { guard, ran: passed.size, failed: passed.size - passing.length, problem: problem ?? survived };
  } catch (error) {
    return { guard, ran: 0, failed: 0, problem: error instanceof Error ? error.message : String(error) };
  } finally {
    writeFileSync(path, source);
  }
}

/** A line for each subject. */
function table(): string {
  const subjects = [...new Set(findings.map(({ guard }) => guard.about))];
  const rows = subjects.map((about) => {
    const of = findings.filter(({ guard }) => guard.about === about);
    const [ran, failed] = [of.reduce((sum, one) => sum + one.ran, 0), of.reduce((sum, one) => sum + one.failed, 0)];
    const survived = of.filter(({ problem }) => problem !== null).length;
    return `| ${about} | ${of.length} | ${failed} of ${ran} | ${survived} |`;
  });
  return [
    '',
    '| guard | taken away | tests that failed | not missed |',
    '| --- | ---: | ---: | ---: |',
    ...rows,
    '',
  ].join('\n');
}
