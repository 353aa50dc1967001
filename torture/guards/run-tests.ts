/** Runs tests of a tree by their names, and says of each how it ended. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export interface TestRun {
  /** By full name: whether each test that was run passed. */
  passed: Map<string, boolean>;
  /** Why nothing, or not all, could be run; `null` where it could. A test that never ends is one that fails. */
  problem: string | null;
}

/** Whether a test needs the window of the built application. */
export function needsWindow(file: string): boolean {
  return file.startsWith('e2e/');
}

/** In ms: a test that takes longer has come to no end. */
const PATIENCE = 150_000;
const REPORT = 'guard-report.json';

/** @param names of each at least one is to be a part of a test's full name */
export async function runTests(tree: string, file: string, names: readonly string[]): Promise<TestRun> {
  const pattern = names.map((name) => name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|');
  const report = join(tree, REPORT);
  rmSync(report, { force: true });
  const [script, ...args] = needsWindow(file)
    ? ['node_modules/playwright/cli.js', 'test', file, '-g', pattern, '--retries=0', '--workers=1', '--reporter=json']
    : ['node_modules/vitest/vitest.mjs', 'run', file, '-t', pattern, '--reporter=json', `--outputFile=${report}`];
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  const { printed, hasEnded } = await run(tree, [script as string, ...args], names.length * PATIENCE, env);
  if (!hasEnded) return { passed: new Map(names.map((name) => [name, false])), problem: null };
  try {
    const told = JSON.parse(readFileSync(report, 'utf8'));
    return needsWindow(file) ? playwrightRun(told) : vitestRun(told);
  } catch {
    return { passed: new Map(), problem: printed.slice(-2000) };
  }
}

/** @throws where it cannot be built */
export async function build(tree: string): Promise<void> {
  for (const args of [['node_modules/electron-vite/bin/electron-vite.js', 'build'], ['chromium-shell/build.mjs']]) {
    const { printed, code } = await run(tree, args, PATIENCE);
    if (code !== 0) throw new Error(`It could not be built:\n${printed.slice(-2000)}`);
  }
}

interface VitestReport {
  testResults: {
    message: string;
    assertionResults: { fullName: string; status: 'passed' | 'failed' | 'skipped' | 'pending' }[];
  }[];
}

function vitestRun({ testResults }: VitestReport): TestRun {
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  const ran = results.filter(({ status }) => status === 'passed' || status === 'failed');
  const [broken] = testResults.filter(({ assertionResults }) => assertionResults.length === 0);
  return {
    passed: new Map(ran.map(({ fullName, status }) => [fullName, status === 'passed'])),
    problem: broken?.message ?? null,
  };
}

interface PlaywrightSuite {
  suites?: PlaywrightSuite[];
  specs: { title: string; ok: boolean; tests: { status: 'skipped' | 'expected' | 'unexpected' | 'flaky' }[] }[];
}

function playwrightRun({ suites, errors }: { suites: PlaywrightSuite[]; errors: { message: string }[] }): TestRun {
  const specsOf = (suite: PlaywrightSuite): PlaywrightSuite['specs'] => [
    ...suite.specs,
    ...(suite.suites ?? []).flatMap(specsOf),
  ];
  const ran = suites.flatMap(specsOf).filter(({ tests }) => tests.some(({ status }) => status !== 'skipped'));
  return {
    passed: new Map(ran.map(({ title, ok }) => [title, ok])),
    problem: errors[0]?.message ?? null,
  };
}

async function run(tree: string, args: readonly string[], patience: number, env: Record<string, string> = {}) {
  const isGrouped = process.platform !== 'win32';
  const child = spawn(process.execPath, args, {
    cwd: tree,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // So that all that it starts can be ended with it.
    detached: isGrouped,
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      printed += part;
    });
  }
  const end = () => endAll(child, isGrouped);
  process.once('exit', end);
  let hasEnded = true;
  const timer = setTimeout(() => {
    hasEnded = false;
    end();
  }, patience);
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(timer);
  process.off('exit', end);
  return { code, printed, hasEnded };
}

function endAll(child: ChildProcess, isGrouped: boolean): void {
  if (child.pid === undefined) return;
  try {
    process.kill(isGrouped ? -child.pid : child.pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
