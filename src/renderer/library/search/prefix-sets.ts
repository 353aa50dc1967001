/**
 * The beginnings of words that take long to bring together, as very many titles or abstracts have them, or they have very
 * many terms, with the bitmap of the documents for each of the fields. So a search for one letter in a large segment is as
 * fast as one for a word; all other beginnings take no longer to look through than the segment has documents.
 */

import { MARK_BYTE } from './common-pairs';
import { ABSTRACT, type Field, TITLE } from './postings';
import { bitmapLength, RANGE_LENGTH, type Segment, type TermRange } from './segment';

/** Smaller segments are looked through fast enough. */
const FEWEST_DOCUMENTS = 4096;
/** What a term takes beside its documents, counted in those. */
const TERM_COST = 16;

/**
 * The terms that begin alike and take long to look through, as triples of field, from and to.
 *
 * @param starts where the bytes of each term begin, and behind them their end
 * @param counts how many titles, and how many abstracts, have each term
 */
export function prefixRanges(
  documents: number,
  bytes: Uint8Array,
  starts: Uint32Array,
  counts: readonly [titles: Uint32Array, abstracts: Uint32Array],
): number[] {
  if (documents < FEWEST_DOCUMENTS) return [];
  const ranges: number[] = [];
  const byteAt = (term: number, depth: number) => {
    const at = (starts[term] ?? 0) + depth;
    return at < (starts[term + 1] ?? 0) ? (bytes[at] ?? 0) : -1;
  };
  const descend = (field: Field, from: number, to: number, depth: number) => {
    const own = counts[field];
    for (let start = from; start < to; ) {
      const byte = byteAt(start, depth);
      let cost = 0;
      let end = start;
      while (end < to && byteAt(end, depth) === byte) cost += (own[end++] ?? 0) + TERM_COST;
      if (end - start > 1 && byte > MARK_BYTE && cost > documents) {
        // Where all of them go on alike, too, that is the same range.
        const [lastField, lastStart, lastEnd] = ranges.slice(-RANGE_LENGTH);
        const isSame = lastField === field && lastStart === start && lastEnd === end;
        if (!isSame) ranges.push(field, start, end);
        descend(field, start, end, depth + 1);
      }
      start = end;
    }
  };
  for (const field of [TITLE, ABSTRACT] as const) descend(field, 0, starts.length - 1, 0);
  return ranges;
}

/** Works out the bitmap of one range of a segment, by its number. */
export function fillPrefixSet(segment: Segment, number: number): void {
  const [field = 0, from = 0, to = 0] = segment.prefixRanges.subarray(number * RANGE_LENGTH);
  segment.addDocuments({ from, to }, [field === TITLE ? TITLE : ABSTRACT], bitmapOf(segment, number));
}

/** The documents that have one of the terms in the field; `null` where that is not kept. */
export function prefixSetOf(segment: Segment, { from, to }: TermRange, field: Field): Uint8Array | null {
  const { prefixRanges: ranges } = segment;
  for (let at = 0; at < ranges.length; at += RANGE_LENGTH) {
    if (ranges[at] === field && ranges[at + 1] === from && ranges[at + 2] === to) {
      return bitmapOf(segment, at / RANGE_LENGTH);
    }
  }
  return null;
}

function bitmapOf(segment: Segment, number: number): Uint8Array {
  const length = bitmapLength(segment.sizes.documents);
  return segment.prefixSets.subarray(number * length, (number + 1) * length);
}
