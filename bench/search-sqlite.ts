/**
 * SQLite's FTS5 over the same texts, in memory, asked through Python's sqlite3, which brings SQLite along: times are taken
 * inside that process, around the statement alone.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { BenchQuery } from './search-queries';

/** Reads texts, one pair of JSON strings a line, then answers each query with its milliseconds and how many it found. */
const SERVER = `
import json, sqlite3, sys, time
path, prefixes = sys.argv[1], sys.argv[2]
db = sqlite3.connect(':memory:')
options = ["content=''", "tokenize='unicode61 remove_diacritics 2'"]
if prefixes: options.append("prefix='%s'" % prefixes)
db.execute('create virtual table papers using fts5(title, abstract, %s)' % ', '.join(options))
start = time.perf_counter()
with open(path, encoding='utf-8') as lines:
    db.executemany('insert into papers(rowid, title, abstract) values (?, ?, ?)',
        ((number, *json.loads(line)) for number, line in enumerate(lines, 1)))
db.execute("insert into papers(papers) values ('optimize')")
db.commit()
print(json.dumps([(time.perf_counter() - start) * 1000, sqlite3.sqlite_version]), flush=True)
for line in sys.stdin:
    query, isRanked = json.loads(line)
    start = time.perf_counter()
    if isRanked:
        found = len(db.execute('select rowid from papers where papers match ? order by rank limit 100', (query,)).fetchall())
    else:
        found = db.execute('select count(*) from papers where papers match ?', (query,)).fetchone()[0]
    print(json.dumps([(time.perf_counter() - start) * 1000, found]), flush=True)
`;

export interface SqliteSearch {
  version: string;
  /** Milliseconds. */
  indexing: number;
  /** How many papers a query has, and the milliseconds that took; `isRanked` for the best 100 instead. */
  search(query: BenchQuery, isRanked: boolean): Promise<{ took: number; found: number }>;
  stop(): void;
}

/** Whether there is a Python whose SQLite has FTS5. */
export function hasSqlite(): boolean {
  const script = "import sqlite3; sqlite3.connect(':memory:').execute('create virtual table t using fts5(a)')";
  return spawnSync('python3', ['-c', script]).status === 0;
}

export function writeTexts(folder: string, texts: readonly { title: string; abstract: string }[]): string {
  const path = join(folder, 'texts.jsonl');
  writeFileSync(path, texts.map(({ title, abstract }) => `${JSON.stringify([title, abstract])}\n`).join(''));
  return path;
}

/** @param prefixes the lengths of prefixes that get an index of their own, as FTS5 takes them; empty for none */
export async function openSqlite(path: string, prefixes: string): Promise<SqliteSearch> {
  const child: ChildProcess = spawn('python3', ['-c', SERVER, path, prefixes], { stdio: ['pipe', 'pipe', 'inherit'] });
  if (!child.stdout || !child.stdin) throw new Error('python3 cannot be talked to');
  const { stdin } = child;
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const read = async <T>(): Promise<T> => {
    const { value, done } = await lines.next();
    if (done) throw new Error('python3 ended');
    return JSON.parse(value) as T;
  };
  const [indexing, version] = await read<[number, string]>();
  return {
    version,
    indexing,
    async search(query, isRanked) {
      stdin.write(`${JSON.stringify([matchOf(query), isRanked])}\n`);
      const [took, found] = await read<[number, number]>();
      return { took, found };
    },
    stop: () => void child.kill(),
  };
}

/** The query as FTS5 reads it. */
function matchOf({ kind, words, isPrefix, without }: BenchQuery): string {
  const quoted = words.map((word) => `"${word.replaceAll('"', '""')}"`);
  if (kind === 'phrase') return quoted.join(' + ');
  const all = quoted.join(' AND ') + (isPrefix ? '*' : '');
  return without === null ? all : `${all} NOT "${without.replaceAll('"', '""')}"`;
}
