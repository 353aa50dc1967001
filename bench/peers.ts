/**
 * Programs that people use for the same, where they are installed: the same papers taken in, searched and sorted.
 *
 * notmuch and recoll find texts, calibre keeps a library of books with a table. Each does its own work and no more: what
 * is measured is the inside of one process that stays open, where it can be asked so, and a process a search otherwise
 * (with what an empty one takes beside it).
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchPaper } from './papers';
import type { Measurement } from './report';
import { sampleOf } from './statistics';

/** What Offprint itself took for the same, in milliseconds. */
export interface OwnTimes {
  ingest: number;
  search: number;
  sort: number;
}

/** Milliseconds. A peer that takes longer is told to have. */
const LONGEST_IMPORT = 15 * 60_000;
const QUERIES = ['diffusion', 'robust grasp', 'sparse attention', 'quantum kernel', 'speech'];

/** @param root an empty folder */
export function benchPeers(papers: readonly BenchPaper[], root: string, own: OwnTimes): Measurement[] {
  return [
    ...benchNotmuch(papers, join(root, 'notmuch'), own),
    ...benchRecoll(papers, join(root, 'recoll'), own),
    ...benchCalibre(papers, join(root, 'calibre'), own),
  ];
}

function benchNotmuch(papers: readonly BenchPaper[], root: string, own: OwnTimes): Measurement[] {
  if (!isInstalled('notmuch')) return [];
  const mails = join(root, 'mail', 'cur');
  for (const folder of ['cur', 'new', 'tmp']) mkdirSync(join(root, 'mail', folder), { recursive: true });
  papers.forEach(({ title, abstract, publishedOn }, at) => {
    const date = new Date(publishedOn ?? 0).toUTCString();
    const head = `From: digest@example.org\nMessage-ID: <${at}@example.org>\nDate: ${date}\nSubject: ${title}\n`;
    writeFileSync(join(mails, `${at}:2,`), `${head}Content-Type: text/plain; charset=utf-8\n\n${abstract}\n`);
  });
  const config = join(root, 'config');
  writeFileSync(
    config,
    `[database]\npath=${join(root, 'mail')}\n[user]\nname=Reader\nprimary_email=reader@example.org\n`,
  );
  const env = { ...process.env, NOTMUCH_CONFIG: config };
  const run = (...args: string[]) => execFileSync('notmuch', args, { env, stdio: 'ignore', timeout: LONGEST_IMPORT });
  const imported = time(() => run('new', '--quiet'));
  const empty = sampleOf(QUERIES.map(() => time(() => run('--version'))));
  const search = (query: string) => time(() => run('search', '--output=messages', '--limit=60', query));
  return compared('notmuch', own, {
    ingest: imported,
    search: Math.max(0, sampleOf(QUERIES.flatMap((query) => [search(query), search(query)])).median - empty.median),
  });
}

function benchRecoll(papers: readonly BenchPaper[], root: string, own: OwnTimes): Measurement[] {
  if (!isInstalled('recollindex') || !isInstalled('recollq')) return [];
  const texts = join(root, 'texts');
  const config = join(root, 'config');
  mkdirSync(texts, { recursive: true });
  mkdirSync(config, { recursive: true });
  papers.forEach(({ title, abstract }, at) => {
    writeFileSync(join(texts, `${at}.txt`), `${title}\n\n${abstract}\n`);
  });
  writeFileSync(join(config, 'recoll.conf'), `topdirs = ${texts}\n`);
  const imported = time(() =>
    execFileSync('recollindex', ['-c', config], { stdio: 'ignore', timeout: LONGEST_IMPORT }),
  );
  const ask = (query: string) =>
    time(() => execFileSync('recollq', ['-c', config, '-n', '0-60', query], { stdio: 'ignore' }));
  const empty = sampleOf(QUERIES.map(() => time(() => spawnSync('recollq', ['-h'], { stdio: 'ignore' })))).median;
  return compared('recoll', own, {
    ingest: imported,
    search: Math.max(0, sampleOf(QUERIES.flatMap((query) => [ask(query), ask(query)])).median - empty),
  });
}

/** Runs in calibre's own Python, on its library as its window has it: prints milliseconds as JSON. */
const CALIBRE_SCRIPT = `
import json, sys, time
from calibre.db.legacy import LibraryDatabase
from calibre.ebooks.metadata.book.base import Metadata
library, source, queries = sys.argv[-3:]
api = LibraryDatabase(library).new_api
papers = json.load(open(source))
start = time.perf_counter()
# In one transaction: by itself, calibre would sync the disk for each book.
with api.backend.conn:
    for paper in papers:
        book = Metadata(paper['title'], [paper['organization'] or 'Unknown'])
        book.comments = paper['abstract']
        api.create_book_entry(book, apply_import_tags=False)
took = {'ingest': (time.perf_counter() - start) * 1000, 'search': [], 'sort': []}
for query in json.loads(queries):
    start = time.perf_counter()
    api.search(' and '.join('(title:%s or comments:%s)' % (word, word) for word in query.split()))
    took['search'].append((time.perf_counter() - start) * 1000)
for ascending in [True, False, True]:
    start = time.perf_counter()
    api.multisort([('title', ascending)])
    took['sort'].append((time.perf_counter() - start) * 1000)
print('\\n' + json.dumps(took))
`;

function benchCalibre(papers: readonly BenchPaper[], root: string, own: OwnTimes): Measurement[] {
  if (!isInstalled('calibre-debug')) return [];
  mkdirSync(join(root, 'library'), { recursive: true });
  const script = join(root, 'script.py');
  const source = join(root, 'papers.json');
  writeFileSync(script, CALIBRE_SCRIPT);
  writeFileSync(source, JSON.stringify(papers));
  const args = ['-e', script, '--', join(root, 'library'), source, JSON.stringify(QUERIES)];
  const env = { ...process.env, QT_QPA_PLATFORM: 'offscreen', CALIBRE_CONFIG_DIRECTORY: join(root, 'config') };
  const { stdout, status } = spawnSync('calibre-debug', args, { env, encoding: 'utf8', timeout: LONGEST_IMPORT });
  if (status !== 0) {
    console.log(`calibre did not take ${papers.length} papers in ${LONGEST_IMPORT / 60_000} minutes.`);
    return [];
  }
  const took: { ingest: number; search: number[]; sort: number[] } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  return compared('calibre', own, {
    ingest: took.ingest,
    search: sampleOf(took.search).median,
    // The first one brings the titles' sort keys into memory.
    sort: sampleOf(took.sort.slice(1)).median,
  });
}

/** A peer's times, each beside what Offprint took. */
function compared(peer: string, own: OwnTimes, took: Partial<OwnTimes>): Measurement[] {
  return (['ingest', 'search', 'sort'] as const).flatMap((what) => {
    const value = took[what];
    return value === undefined
      ? []
      : [{ name: `${what}: ${peer}`, value, unit: 'ms' as const, floor: { name: 'Offprint', value: own[what] } }];
  });
}

function isInstalled(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined;
}

function time(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
