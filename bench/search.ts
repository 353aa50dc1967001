/**
 * The search index by itself, beside SQLite's FTS5, MiniSearch and a plain scan: same texts, same queries, one after the
 * other for each query, so that all of them have the same machine.
 */
import MiniSearch from 'minisearch';
import { fold } from '../src/renderer/library/query/fold';
import { tokensOf } from '../src/renderer/library/search/tokens';
import { randomFrom } from './make-digests';
import { indexTexts, type OwnIndex, type Text } from './own-index';
import type { Measurement } from './report';
import { type BenchQuery, makeQueries, QUERY_KINDS } from './search-queries';
import { hasSqlite, openSqlite, type SqliteSearch, writeTexts } from './search-sqlite';
import { type Sample, sampleOf } from './statistics';

const QUERIES = 400;
/** More papers than that take the others too long to be asked every time. */
const MOST_FOR_PEERS = 200_000;
/** How often each query is asked where that is quick: the middle counts, as other processes come between. */
const TIMES = 5;
/** Queries that are asked of what takes long. */
const FEW = 60;
/** The settings of FTS5 that are tried, as the lengths of prefixes that get an index of their own. */
const PREFIX_INDEXES = ['', '1 2 3 4'];

/** @param root an empty folder */
export async function benchSearch(root: string, papers: number): Promise<Measurement[]> {
  console.log(`Indexing ${papers} papers …`);
  const sample: Text[] = [];
  const own = await indexTexts(papers, (text, at) => {
    if (papers <= MOST_FOR_PEERS || at % Math.ceil(papers / MOST_FOR_PEERS) === 0) sample.push(text);
  });
  const queries = makeQueries(sample, QUERIES, randomFrom(7));
  const found = measureSize(own, papers);
  for (const query of queries) own.search(query);
  if (papers > MOST_FOR_PEERS) return [...found, ...(await measureAlone(own, queries, papers))];
  return [...found, ...(await measureBeside(root, own, sample, queries, papers))];
}

function measureSize({ index, textLength, building, merging }: OwnIndex, papers: number): Measurement[] {
  const memory = index.segments.reduce((sum, { segment }) => sum + segment.buffer.byteLength, 0);
  const positions = index.segments.reduce((sum, { segment }) => sum + segment.positions.length, 0);
  const text = { name: 'the texts', value: textLength / 2 ** 20 };
  const name = `search index, ${papers} papers`;
  return [
    { name: `${name}: making it`, value: building, unit: 'ms' },
    { name: `${name}: merging it`, value: merging, unit: 'ms' },
    { name: `${name}: bytes of a paper in memory`, value: memory / papers, unit: 'count' },
    {
      name: `${name}: on disk`,
      value: (memory + positions) / 2 ** 20,
      unit: 'MB',
      floor: text,
      target: { atMost: 0.6, of: 'ratio' },
    },
  ];
}

async function measureAlone(own: OwnIndex, queries: readonly BenchQuery[], papers: number): Promise<Measurement[]> {
  const found: Measurement[] = [];
  for (const kind of QUERY_KINDS) {
    const times: number[] = [];
    for (const query of queries.filter((asked) => asked.kind === kind)) {
      times.push((await middleOf(TIMES, () => timed(() => own.search(query)))) ?? Number.NaN);
    }
    const name = `search, ${kind}, ${papers} papers: work in the worker, p95`;
    found.push(measured(name, sampleOf(times), papers >= 1_000_000 ? { target: { atMost: 16, of: 'value' } } : {}));
  }
  return found;
}

async function measureBeside(
  root: string,
  own: OwnIndex,
  texts: readonly Text[],
  queries: readonly BenchQuery[],
  papers: number,
): Promise<Measurement[]> {
  const path = writeTexts(root, texts);
  const peers: Peer[] = [];
  const folded = texts.map(({ title, abstract }) => fold(`${title}\n${abstract}`));
  peers.push({
    name: 'a plain scan',
    atLeast: null,
    every: Math.ceil(QUERIES / FEW),
    times: 1,
    ask: (query) => timed(() => scan(folded, query)),
  });
  const servers: SqliteSearch[] = [];
  if (hasSqlite()) {
    for (const prefixes of PREFIX_INDEXES) {
      console.log(`Indexing them with SQLite's FTS5${prefixes === '' ? '' : `, prefix='${prefixes}'`} …`);
      const server = await openSqlite(path, prefixes);
      servers.push(server);
      const name = `SQLite ${server.version} FTS5${prefixes === '' ? '' : `, prefix='${prefixes}'`}`;
      peers.push({
        name,
        atLeast: 3,
        every: 1,
        times: TIMES,
        ask: async (query) => (await server.search(query, false)).took,
      });
    }
  } else console.log("Skipped: SQLite's FTS5, as there is no python3 with it.");
  console.log('Indexing them with MiniSearch …');
  const mini = miniSearchOf(texts);
  peers.push({
    name: 'MiniSearch 7.2.0',
    atLeast: 20,
    every: Math.ceil(QUERIES / FEW),
    times: 1,
    ask: (query) => (query.kind === 'phrase' ? null : timed(() => mini(query))),
  });
  console.log('Searching, one after the other …');
  const found: Measurement[] = [];
  for (const kind of QUERY_KINDS) {
    const asked = queries.filter((query) => query.kind === kind);
    const ownTimes: number[] = [];
    /** By query; not of those that a peer was not asked. */
    const times = peers.map(() => new Map<number, number>());
    for (const [at, query] of asked.entries()) {
      const turns = peers.map((peer, which) => async () => {
        const took = at % peer.every === 0 ? await middleOf(peer.times, () => peer.ask(query)) : null;
        if (took !== null) times[which]?.set(at, took);
      });
      turns.push(async () => {
        ownTimes[at] = (await middleOf(TIMES, () => timed(() => own.search(query)))) ?? Number.NaN;
      });
      // Forth, and back the next time: a machine that slows down slows all of them.
      for (const turn of at % 2 === 0 ? turns : turns.toReversed()) await turn();
    }
    const name = `search, ${kind}, ${papers} papers, p95`;
    found.push(measured(name, sampleOf(ownTimes)));
    peers.forEach((peer, which) => {
      const taken = times[which] ?? new Map<number, number>();
      if (taken.size === 0) return;
      const other = sampleOf([...taken.values()]);
      const same = sampleOf([...taken.keys()].map((at) => ownTimes[at] ?? Number.NaN));
      found.push({
        name: `${name}: how much faster than ${peer.name}`,
        value: other.p95 / same.p95,
        unit: 'ratio',
        ...(peer.atLeast !== null && { target: { atLeast: peer.atLeast, of: 'value' as const } }),
      });
    });
  }
  found.push(...(await measureRanked(own, servers[0], queries, papers)));
  for (const server of servers) server.stop();
  return found;
}

/** Finding and ranking, the best 100. */
async function measureRanked(
  own: OwnIndex,
  server: SqliteSearch | undefined,
  queries: readonly BenchQuery[],
  papers: number,
): Promise<Measurement[]> {
  const times: [number[], number[]] = [[], []];
  for (const query of queries.filter(({ kind }) => kind === 'words')) {
    times[0].push(timed(() => own.rank(query)));
    if (server) times[1].push((await server.search(query, true)).took);
  }
  const name = `search, the best 100, ${papers} papers, p95`;
  const sample = sampleOf(times[0]);
  const ranked = [measured(name, sample)];
  if (times[1].length === 0) return ranked;
  const other = sampleOf(times[1]);
  const ratio = { value: other.p95 / sample.p95, unit: 'ratio' } as const;
  return [...ranked, { name: `${name}: how much faster than SQLite FTS5`, ...ratio }];
}

interface Peer {
  name: string;
  /** How many times faster the index is meant to be; `null` where nothing is promised. */
  atLeast: number | null;
  /** Asked one of so many queries, so many times each. */
  every: number;
  times: number;
  /** Milliseconds; `null` where it cannot be asked that. */
  ask(query: BenchQuery): Promise<number> | number | null;
}

/** The middle of several times; `null` where there is none. */
async function middleOf(times: number, take: () => Promise<number> | number | null): Promise<number | null> {
  const taken: number[] = [];
  for (let time = 0; time < times; time++) {
    const took = await take();
    if (took !== null) taken.push(took);
  }
  return taken.sort((a, b) => a - b)[taken.length >> 1] ?? null;
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function measured(name: string, sample: Sample, rest: Partial<Measurement> = {}): Measurement {
  return { name, value: sample.p95, unit: 'ms', noise: sample.noise, ...rest };
}

function scan(texts: readonly string[], { kind, words, without }: BenchQuery): number {
  const sought = kind === 'phrase' ? [words.join(' ')] : words;
  let found = 0;
  for (const text of texts) {
    if (sought.every((word) => text.includes(word)) && (without === null || !text.includes(without))) found++;
  }
  return found;
}

function miniSearchOf(texts: readonly Text[]): (query: BenchQuery) => number {
  const mini = new MiniSearch<Text & { id: number }>({
    fields: ['title', 'abstract'],
    tokenize: tokensOf,
    processTerm: (term) => term,
  });
  mini.addAll(texts.map((text, id) => ({ ...text, id })));
  return ({ words, isPrefix, without }) => {
    const last = words.length - 1;
    const queries = words.map((word, at) => ({ queries: [word], prefix: isPrefix && at === last }));
    const all = { combineWith: 'AND' as const, queries };
    if (without === null) return mini.search(all).length;
    return mini.search({ combineWith: 'AND_NOT', queries: [all, without] }).length;
  };
}
