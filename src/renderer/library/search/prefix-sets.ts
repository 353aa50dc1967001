/**
 * The beginnings of words that so many abstracts have that bringing their terms together would take long, with the bitmap
 * of the documents. So a search for one letter in a large segment is as fast as one for a word; all other beginnings have
 * terms of no more postings together than the segment has documents.
 */

import { ABSTRACT } from './postings';
import type { Segment, TermRange } from './segment';
import { bitmapLength } from './segment';

/** Smaller segments are looked through fast enough. */
const FEWEST_DOCUMENTS = 4096;

/**
 * The terms that begin alike and have more postings in abstracts together than there are documents, as pairs of from and to.
 *
 * @param starts where the bytes of each term begin, and behind them their end
 * @param counts how many abstracts have each term
 */
export function prefixRanges(documents: number, bytes: Uint8Array, starts: Uint32Array, counts: Uint32Array): number[] {
  if (documents < FEWEST_DOCUMENTS) return [];
  const ranges: number[] = [];
  const byteAt = (term: number, depth: number) => {
    const at = (starts[term] ?? 0) + depth;
    return at < (starts[term + 1] ?? 0) ? (bytes[at] ?? 0) : -1;
  };
  const descend = (from: number, to: number, depth: number) => {
    for (let start = from; start < to; ) {
      const byte = byteAt(start, depth);
      let sum = counts[start] ?? 0;
      let end = start + 1;
      while (end < to && byteAt(end, depth) === byte) sum += counts[end++] ?? 0;
      if (end - start > 1 && byte >= 0 && sum > documents) {
        // Where all of them go on alike, too, that is the same range.
        if (ranges.at(-2) !== start || ranges.at(-1) !== end) ranges.push(start, end);
        descend(start, end, depth + 1);
      }
      start = end;
    }
  };
  descend(0, starts.length - 1, 0);
  return ranges;
}

/** Works out the bitmap of one range of a segment, by its number. */
export function fillPrefixSet(segment: Segment, number: number): void {
  const from = segment.prefixRanges[2 * number] ?? 0;
  const to = segment.prefixRanges[2 * number + 1] ?? 0;
  segment.addDocuments({ from, to }, ABSTRACT, bitmapOf(segment, number));
}

/** The documents whose abstracts have one of the terms; `null` where that is not kept. */
export function prefixSetOf(segment: Segment, { from, to }: TermRange): Uint8Array | null {
  const { prefixRanges: ranges } = segment;
  for (let number = 0; 2 * number < ranges.length; number++) {
    if (ranges[2 * number] === from && ranges[2 * number + 1] === to) return bitmapOf(segment, number);
  }
  return null;
}

function bitmapOf(segment: Segment, number: number): Uint8Array {
  const length = bitmapLength(segment.sizes.documents);
  return segment.prefixSets.subarray(number * length, (number + 1) * length);
}
