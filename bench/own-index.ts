/** Offprint's own search index, made of invented texts as an ingest makes it, and asked as the library asks it. */
import { LiveSegment } from '../src/renderer/library/search/live-segment';
import { mergeSegments } from '../src/renderer/library/search/merge-segments';
import { Positions } from '../src/renderer/library/search/positions';
import { SearchIndex } from '../src/renderer/library/search/search-index';
import { SegmentBuilder } from '../src/renderer/library/search/segment-builder';
import { makeTexts } from './make-digests';
import type { BenchQuery } from './search-queries';

/** Documents of a segment as an ingest makes it. */
const BATCH = 600;
const FAN_IN = 16;
/** See `LARGEST` in segment-merging.ts. */
const LARGEST = 320_000;

export interface Text {
  title: string;
  abstract: string;
}

export interface OwnIndex {
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
export async function indexTexts(papers: number, onText: (text: Text, at: number) => void): Promise<OwnIndex> {
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
