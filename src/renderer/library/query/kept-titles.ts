/**
 * The order of titles as it is kept from one start to the next, and which part of it still fits: papers are told apart by
 * blocks of their numbers, and a block fits as long as it has the same papers with the same titles.
 */
import { MISSING } from '../columns';
import type { TitleOrderRecord } from '../database';
import { hashOf } from '../packed-texts';
import type { Papers } from '../papers/papers';

/** Counts up whenever the same titles would stand in another order. */
const KEYS_VERSION = 1;
/** Papers that are told apart together: one that changed has so many find their places anew. */
const BLOCK = 256;
/** Integers that a block comes to: by chance, two of them are the same once in 2^64. */
const STAMP = 2;
/** In the place of the hash of a title; not that of one without letters, which is 0. */
const NO_PAPER = 0x5bd1e995;

type StampedPapers = Pick<Papers, 'isPaper' | 'titleHashOf' | 'entries'>;

/** Where the order is kept. What it holds may be lost, or be of another library. */
export interface TitleStore {
  read(): Promise<TitleOrderRecord | undefined>;
  write(record: TitleOrderRecord): Promise<unknown>;
}

/** @param stamps those of the papers that are ranked */
export function keptRanks(ranks: Int32Array, stamps: Uint32Array): TitleOrderRecord {
  return { name: 'title', version: KEYS_VERSION, ranks, sum: sumOf(ranks), stamps };
}

/**
 * What each block of papers comes to, one after the other.
 *
 * @param pause settles when the work may go on
 */
export async function stampsOf(
  papers: StampedPapers,
  pause: () => Promise<void> | undefined,
): Promise<Uint32Array<ArrayBuffer>> {
  const { length } = papers.entries;
  const stamps = new Uint32Array(STAMP * Math.ceil(length / BLOCK));
  for (let first = 0; first < length; first += BLOCK) {
    const end = Math.min(length, first + BLOCK);
    let [one, other] = [end - first, 0];
    for (let paper = first; paper < end; paper++) {
      const hash = papers.isPaper(paper) ? papers.titleHashOf(paper) : NO_PAPER;
      one = Math.imul(one ^ hash, 0x9e3779b1);
      one ^= one >>> 15;
      other = Math.imul(other + hash + 1, 0x85ebca6b);
      other ^= other >>> 13;
    }
    stamps.set([one, other], (STAMP * first) / BLOCK);
    const pausing = pause();
    if (pausing) await pausing;
  }
  return stamps;
}

/** Of what was kept: the papers in their order, the ranks of their titles, and those of which it does not say where they stand. */
export interface KeptTitles {
  order: Uint32Array;
  ranks: Int32Array;
  changed: number[];
}

/**
 * @param stamps those of the papers that there are now
 * @param length one more than the greatest number of a paper
 * @param pause settles when the work may go on
 * @returns `null` where it is damaged, or of another version
 */
export async function keptTitles(
  { version, ranks: before, sum, stamps: stampsBefore }: TitleOrderRecord,
  stamps: Uint32Array,
  length: number,
  pause: () => Promise<void> | undefined,
): Promise<KeptTitles | null> {
  if (version !== KEYS_VERSION || sum !== sumOf(before) || before.length > length) return null;
  const changed: number[] = [];
  const ranks = new Int32Array(length).fill(MISSING);
  ranks.set(before);
  let count = 0;
  for (const rank of before) if (rank !== MISSING) count++;
  const order = new Uint32Array(count);
  /** By rank: how many papers have it so far. */
  const taken = new Uint32Array(count);
  for (let first = 0; first < length; first += BLOCK) {
    const end = Math.min(length, first + BLOCK);
    const at = (STAMP * first) / BLOCK;
    const isSame = stamps[at] === stampsBefore[at] && stamps[at + 1] === stampsBefore[at + 1];
    for (let paper = first; paper < end; paper++) {
      if (!isSame) changed.push(paper);
      const rank = ranks[paper] ?? MISSING;
      if (rank === MISSING) continue;
      const among = taken[rank] ?? 0;
      order[rank + among] = paper;
      taken[rank] = among + 1;
    }
    const pausing = pause();
    if (pausing) await pausing;
  }
  return { order, ranks, changed };
}

function sumOf({ buffer, byteOffset, byteLength }: Int32Array): number {
  return hashOf(new Uint8Array(buffer, byteOffset, byteLength), 0, byteLength);
}
