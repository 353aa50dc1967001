/**
 * The search index by itself, beside SQLite's FTS5, MiniSearch and a plain scan: same texts, same queries, one after the
 * other for each query, so that all of them have the same machine.
 */
import MiniSearch from 'minisearch';
import { fold } from '../src/renderer/library/query/fold';
import { LiveSegment } from '../src/renderer/library/search/live-segment';
import { mergeSegments } from '../src/renderer/library/search/merge-segments';
import { Positions } from '../src/renderer/library/search/positions';
import { SearchIndex } from '../src/renderer/library/search/search-index';
import { SegmentBuilder } from '../src/renderer/library/search/segment-builder';
import { tokensOf } from '../src/renderer/library/search/tokens';
import { makeTexts, randomFrom } from './make-digests';
import type { Measurement } from './report';
import { type BenchQuery, makeQueries, QUERY_KINDS } from './search-queries';
import { hasSqlite, openSqlite, type SqliteSearch, writeTexts } from './search-sqlite';
import { type Sample, sampleOf } from './statistics';

/** Documents of a segment as an ingest makes it. */
const BATCH = 600;
const FAN_IN = 16;
/** See `LARGEST` in segment-merging.ts. */
const LARGEST = 320_000;
const QUERIES = 400;
/** More papers than that take the others too long to be asked every time. */
const MOST_FOR_PEERS = 200_000;
/** How often each query is asked where that is quick: the middle counts, as other processes come between. */
const TIMES = 5;
/** Queries that are asked of what takes long. */
const FEW = 60;
/** The settings of FTS5 that are tried, as the lengths of prefixes that get an index of their own. */
const PREFIX_INDEXES = ['', '1 2 3 4'];

interface Text {
  title: string;
  abstract: string;
}

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

interface OwnIndex {
  index: SearchIndex;
  /** Bytes of UTF-16 units that were indexed, one each as nearly all are ASCII. */
  textLength: number;
  /** Milliseconds of processor time. */
  building: number;
  merging: number;
  /** How many papers a query has. */
  search(query: BenchQuery): number;
  /** The best 100. */
  rank(query: BenchQuery): number;
}

/** Takes texts in as an ingest does, batch by batch, and merges the batches. */
async function indexTexts(papers: number, onText: (text: Text, at: number) => void): Promise<OwnIndex> {
  const numbers = Int32Array.from({ length: papers }, (_, at) => at);
  const index = new SearchIndex({ version: 1, paperNumbers: () => numbers, isShown: () => true });
  let textLength = 0;
  let building = 0;
  let merging = 0;
  let builder = new SegmentBuilder();
  let waiting: LiveSegment[] = [];
  const take = (next: number) => {
    const first = next - builder.count;
    const live = new LiveSegment(
      builder.finish(),
      Int32Array.from({ length: builder.count }, (_, at) => first + at),
    );
    index.exchange([], [live]);
    waiting.push(live);
    builder = new SegmentBuilder();
  };
  let at = 0;
  for (const text of makeTexts(papers)) {
    onText(text, at);
    textLength += text.title.length + text.abstract.length;
    const start = performance.now();
    builder.add(`digest ${Math.floor(at / 45)}`, at % 45, text.title, text.abstract);
    at++;
    if (builder.count === BATCH || at === papers) take(at);
    building += performance.now() - start;
    if (waiting.length < FAN_IN && at < papers) continue;
    const mergeStart = performance.now();
    const merged = await mergeAll(index, waiting);
    waiting = [];
    const alike = index.segments.filter((live) => live.entries.length <= merged.entries.length * 2);
    if (alike.length >= FAN_IN || at === papers) await mergeUpTo(index, alike);
    merging += performance.now() - mergeStart;
  }
  const match = (words: readonly string[], isPrefix: boolean) => index.match(words, { isPrefix, field: 'any' });
  const matching = ({ kind, words, isPrefix, without }: BenchQuery) => {
    const last = words.length - 1;
    const set =
      kind === 'phrase'
        ? match(words, isPrefix)
        : words
            .map((word, place) => match([word], isPrefix && place === last))
            .reduce((common, other) => common.intersect(other));
    return without === null ? set : set.subtract(match([without], false));
  };
  return {
    ...{ index, textLength, building, merging },
    search: (query) => matching(query).size,
    rank: (query) => {
      const numbersFound = matching(query).toArray();
      const { words, isPrefix } = query;
      const scores = index.score(
        words.map((word, place) => ({ words: [word], isPrefix: isPrefix && place === words.length - 1, field: 'any' })),
      );
      return best(numbersFound, scores, 100).length;
    },
  };
}

/** Merges what there is into segments of at most `LARGEST` documents. */
async function mergeUpTo(index: SearchIndex, lives: readonly LiveSegment[]): Promise<void> {
  let chosen: LiveSegment[] = [];
  let count = 0;
  for (const live of lives) {
    if (count + live.entries.length > LARGEST) {
      if (chosen.length > 1) await mergeAll(index, chosen);
      [chosen, count] = [[], 0];
    }
    chosen.push(live);
    count += live.entries.length;
  }
  if (chosen.length > 1) await mergeAll(index, chosen);
}

async function mergeAll(index: SearchIndex, lives: readonly LiveSegment[]): Promise<LiveSegment> {
  const pieces: Uint8Array[] = [];
  const { segment, origins } = await mergeSegments(lives, {
    pause: () => undefined,
    keep: (piece) => void pieces.push(piece),
    positionsOf: (length) => Positions.inMemory(pieces, length),
  });
  const live = new LiveSegment(segment, origins.entries());
  index.exchange(lives, [live]);
  return live;
}

/** Those with the highest scores, as a list shows them first. */
function best(papers: Uint32Array, scores: Float32Array, count: number): Uint32Array {
  const keys = Float32Array.from(papers, (paper) => scores[paper] ?? 0).sort();
  const least = keys[Math.max(0, keys.length - count)] ?? 0;
  return papers
    .filter((paper) => (scores[paper] ?? 0) >= least)
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
    .slice(0, count);
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
