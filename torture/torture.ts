/**
 * `npm run torture -- [--seed=1] [--kills=10000] [--faults=10000] [--messages=1000000] [--histories=1000] [--out=FILE.json]`
 *
 * Kills, breaks and garbles whatever keeps the reader's marks, and prints how many faults were tried, how many changes had been told
 * to be saved, and how many of those were lost. Ends with 1 where any was.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { cutLog, failOperations } from './failures';
import { mergeHistories } from './histories';
import { killWriters } from './kills';
import { sendMessages } from './messages';
import type { Tally } from './tally';

const { values: flags } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    kills: { type: 'string', default: '10000' },
    faults: { type: 'string', default: '10000' },
    messages: { type: 'string', default: '1000000' },
    histories: { type: 'string', default: '1000' },
    out: { type: 'string' },
  },
});
const given = [flags.seed, flags.kills, flags.faults, flags.messages, flags.histories];
const [seed, kills, faults, messages, histories] = given.map((text) => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0)
    throw new Error('--seed, --kills, --faults, --messages and --histories are whole numbers');
  return number;
}) as [number, number, number, number, number];

interface Row extends Tally {
  what: string;
  seconds: number;
}

const rows: Row[] = [];
await part('kill -9 of a writing process', kills, (onProgress) => killWriters({ kills, seed, onProgress }));
await part('failing operations, then a kill, or a power cut', faults, (onProgress) =>
  failOperations({ faults, seed, onProgress }),
);
await part('the log cut at every byte', faults, (onProgress) => cutLog({ faults, seed, onProgress }));
await part('garbled messages of the page', messages, (onProgress) => sendMessages({ messages, seed, onProgress }));
await part('histories of two to five devices', histories, (onProgress) =>
  mergeHistories({ histories, seed, onProgress }),
);

console.log(table(rows));
for (const { what, broken } of rows) for (const words of broken.slice(0, 20)) console.error(`${what}: ${words}`);
if (flags.out !== undefined) writeFileSync(flags.out, `${JSON.stringify({ seed, rows }, null, 2)}\n`);
process.exitCode = rows.some(({ lost, broken }) => lost > 0 || broken.length > 0) ? 1 : 0;

async function part(what: string, total: number, work: (onProgress: (done: number) => void) => Promise<Tally>) {
  if (total === 0) return;
  const startedAt = performance.now();
  let told = 0;
  const tally = await work((done) => {
    const tenths = Math.floor((done * 10) / total);
    if (tenths > told) console.log(`${what}: ${done.toLocaleString('en')} of ${total.toLocaleString('en')}`);
    told = Math.max(told, tenths);
  });
  rows.push({ what, ...tally, seconds: Math.round((performance.now() - startedAt) / 1000) });
}

function table(all: readonly Row[]): string {
  const number = (value: number) => value.toLocaleString('en');
  const cells = [
    [`seed ${seed}`, 'faults tried', 'acknowledged', 'lost', 's'],
    ...all.map((row) => [
      row.what,
      number(row.faults),
      number(row.acknowledged),
      number(row.lost),
      number(row.seconds),
    ]),
  ];
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = cells.map((row) => {
    const padded = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    return `| ${padded.join(' | ')} |`;
  });
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return ['', lines[0], rule, ...lines.slice(1), ''].join('\n');
}
