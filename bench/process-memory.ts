/** How much memory processes take, as Linux tells it in `/proc`. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** The bytes that a process has in memory: now, and at most since the last `forgetPeak`. */
export function residentSize(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const bytes = (field: string) => 1024 * Number(new RegExp(`^${field}:\\s*(\\d+) kB`, 'm').exec(status)?.[1]);
  return { now: bytes('VmRSS'), peak: bytes('VmHWM') };
}

/** Has the peak begin again with what there is now. */
export function forgetPeak(pid: number): void {
  // See proc(5): 5 resets the peak of the resident set.
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

/** The bytes of a process and all that it started, where memory that several share counts once. */
export function sizeOfTree(pid: number): number {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const parent = parentOf(Number(name));
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const sizeWithChildren = (id: number): number =>
    (children.get(id) ?? []).reduce((sum, child) => sum + sizeWithChildren(child), proportionalSize(id));
  return sizeWithChildren(pid);
}

function parentOf(pid: number): number {
  // Behind the name in brackets, which may hold anything: the state, then the parent.
  const [, parent] = readOrNothing(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ');
  return Number(parent ?? 0);
}

function proportionalSize(pid: number): number {
  const kilobytes = /^Pss:\s*(\d+) kB/m.exec(readOrNothing(`/proc/${pid}/smaps_rollup`))?.[1];
  return 1024 * Number(kilobytes ?? 0);
}

/** A process may end while it is looked at. */
function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
