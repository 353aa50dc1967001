/** Runs a program in this one's place: its input and output, its signals, its exit code. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';

/** A group of processes is often told of one Ctrl+C in several ways at once; in milliseconds. */
const SAME_SIGNAL = 1000;

/** How soon the end of npm is noticed; in milliseconds. */
const BETWEEN_LOOKS = 250;

/**
 * Starts a program and ends with it.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, hasChannel?: boolean }} [options] `hasChannel` for a Node program that
 *   is to notice, by the loss of its channel, that this process was killed
 */
export function runInPlace(command, args, { env = process.env, cwd = process.cwd(), hasChannel = false } = {}) {
  /** @type {import('node:child_process').StdioOptions} */
  const stdio = ['inherit', 'inherit', 'inherit', ...(hasChannel ? [/** @type {const} */ ('ipc')] : [])];
  const child = spawn(command, args, { env, cwd, stdio });
  let lastSignal = 0;
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      // A terminal has told the child already.
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      if (Date.now() - lastSignal < SAME_SIGNAL) return;
      lastSignal = Date.now();
      child.kill(signal);
    });
  }
  endWithNpm(child);
  child.on('error', (error) => {
    process.stderr.write(`${command} cannot be run: ${error.message}\n`);
    process.exit(127);
  });
  child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 128 + constants.signals[signal]));
}

/**
 * npm passes most signals on, but cannot pass on its being killed.
 *
 * @param {import('node:child_process').ChildProcess} child
 */
function endWithNpm(child) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const before = ancestors().join();
  setInterval(() => {
    if (ancestors().join() !== before) child.kill('SIGTERM');
  }, BETWEEN_LOOKS).unref();
}

/**
 * The processes between this one and npm, and npm itself: it runs scripts through a shell.
 *
 * @returns {(number | undefined)[]}
 */
function ancestors() {
  const parent = process.ppid;
  try {
    const stat = readFileSync(`/proc/${parent}/stat`, 'utf8');
    return [parent, Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])];
  } catch {
    return [parent];
  }
}
