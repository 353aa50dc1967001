/**
 * `npm run bench -- [--only=library|search|journal|large-digest] [--papers=100000] [--rounds=5] [--peers] [--out=bench/results/latest.json]`
 *
 * Measures reading, ingest, starts, what a reader does, the search index and the marks journal by themselves, and what a
 * very large digest takes, each beside its floor in the same run.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launchOffprint } from '../e2e/launch';
import { buildIfNeeded } from '../scripts/build-if-needed.mjs';
import { benchActions } from './actions';
import { benchJournal } from './journal';
import { benchLargeDigest } from './large-digest';
import { makeDigests } from './make-digests';
import { benchMemory, sizeWithNone } from './memory';
import { type BenchPaper, readPapers } from './papers';
import { benchParse } from './parse';
import { benchPeers } from './peers';
import { type Measurement, printTable, timed, writeJson } from './report';
import { benchScrolling } from './scrolling';
import { benchSearch } from './search';
import { timeTanstackSort } from './tanstack';
import { benchIngest, benchStart, expectRows } from './window';

const { values: flags } = parseArgs({
  options: {
    only: { type: 'string' },
    papers: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '5' },
    peers: { type: 'boolean', default: false },
    out: { type: 'string', default: join(import.meta.dirname, 'results', 'latest.json') },
  },
});
const papers = Number(flags.papers);
const rounds = Number(flags.rounds);
if (!(papers > 0 && rounds > 0)) throw new Error('--papers and --rounds are numbers above 0');

const parts: Record<string, (root: string) => Promise<Measurement[]>> = {
  library: benchLibrary,
  search: (root) => benchSearch(root, papers),
  journal: (root) => benchJournal(root, rounds),
  'large-digest': benchLargeDigest,
};
const names = flags.only === undefined ? Object.keys(parts) : [flags.only];

// The search index is measured without a window.
if (names.some((name) => name !== 'search')) buildIfNeeded(console.log);

const measurements: Measurement[] = [];
for (const name of names) {
  const part = parts[name];
  if (!part) throw new Error(`--only is one of ${Object.keys(parts).join(', ')}`);
  const root = mkdtempSync(join(tmpdir(), 'offprint-bench-'));
  try {
    measurements.push(...(await part(root)));
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  }
}
printTable(measurements);
writeJson(flags.out, papers, measurements);
console.log(`Written to ${flags.out}`);

/** Libraries of 1,000 papers and of as many as were asked for. */
async function benchLibrary(root: string): Promise<Measurement[]> {
  const found: Measurement[] = [];
  // A small library and the reading tell the same beside any large one, and take long beside a very large one.
  const isVeryLarge = papers > 200_000;
  for (const size of isVeryLarge ? [papers] : new Set([Math.min(1000, papers), papers])) {
    const seeds = join(root, `seeds-${size}`);
    const profile = join(root, `profile-${size}`);
    mkdirSync(seeds);
    console.log(`Making a seeds folder of ${size} papers …`);
    const { textBytes } = makeDigests(seeds, { papers: size, seed: 1 });
    if (size === papers && !isVeryLarge) {
      console.log('Reading …');
      found.push(...(await benchParse(seeds)));
    }
    console.log('Filling a library …');
    const ingest = await benchIngest(seeds, profile, size);
    if (size === papers) found.push(...ingest);
    console.log('Starting, again and again …');
    found.push(...(await benchStart(seeds, profile, size, rounds)));
    if (size === papers) {
      console.log('Sorting, searching, starring, scrolling …');
      const withNone = await sizeWithNone();
      const offprint = await launchOffprint({ seeds, userDataDir: profile });
      await expectRows(offprint.page, size);
      const actions = await benchActions(offprint, size);
      found.push(...(await benchMemory(offprint, size, withNone, textBytes)), ...actions);
      found.push(...(await benchScrolling(offprint, size)));
      await offprint.close();
      if (flags.peers) found.push(...comparedToPeers([...readPapers(seeds)], root, found));
    }
  }
  return found;
}

/** What others take for the same papers, beside what was found of Offprint; without what either paints. */
function comparedToPeers(list: BenchPaper[], root: string, found: readonly Measurement[]): Measurement[] {
  const valueFor = (beginning: string) => {
    const own = found.find(({ name }) => name.startsWith(beginning));
    if (!own) throw new Error(`Nothing was measured that begins with “${beginning}”.`);
    return own.value;
  };
  const own = {
    ingest: valueFor('ingest '),
    search: valueFor('search: list asked'),
    sort: valueFor('sort: list asked'),
  };
  console.log('Having TanStack Table sort, and other programs take the same papers in …');
  const sort = timed('sort: TanStack Table’s own sorted row model', timeTanstackSort(list, 5));
  const peers = join(root, 'peers');
  mkdirSync(peers);
  return [
    { ...sort, floor: { name: 'Offprint', value: own.sort }, target: { atLeast: 30, of: 'ratio' } },
    ...benchPeers(list, peers, own),
  ];
}
