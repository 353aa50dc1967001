/** How long processors worked for a process: what a busy machine does not lengthen, as it does the time on the wall. */
import { readFileSync } from 'node:fs';

/** See proc(5): the unit of its times, on every Linux that Node runs on. */
const TICK = 10;

/** @param pid this one where none is named; others on Linux alone, to 10 ms @returns milliseconds since it began */
export function processorTime(pid?: number): number {
  if (pid === undefined) {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  }
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  // Behind the name: the state is the first, the times the 12th and 13th.
  return TICK * (Number(fields[11]) + Number(fields[12]));
}
