/** Which documents of a segment have a word, the beginning of one, or words next to each other. */
import { keepPlaces, missingPieces, placesOf } from './phrase-places';
import { ABSTRACT, type Field, TITLE } from './postings';
import { prefixSetOf } from './prefix-sets';
import { bitmapLength, type Segment, type TermRange } from './segment';

/** What is looked for. */
export interface SoughtText {
  /** Tokens that follow one another, as `tokensOf` gives them; at least one. */
  words: readonly string[];
  /** Whether the last is only the beginning of a token. */
  isPrefix: boolean;
  field: SoughtField;
}

/** `any`: in the title or in the abstract; words that follow one another stand in the same. */
export type SoughtField = 'any' | 'title' | 'abstract';

const FIELDS: Record<SoughtField, readonly Field[]> = {
  any: [TITLE, ABSTRACT],
  title: [TITLE],
  abstract: [ABSTRACT],
};

/** Words of a phrase whose documents are compared before their positions are: more of them would leave no less. */
const MOST_COMPARED = 8;

/** More terms than that are not looked through one by one for whether they are few. */
const MOST_TERMS = 64;

const encoder = new TextEncoder();

/** The terms of a segment that each word may be; `null` where one of them is not there. */
export function termsOf(segment: Segment, { words, isPrefix }: Omit<SoughtText, 'field'>): TermRange[] | null {
  const ranges: TermRange[] = [];
  for (let at = 0; at < words.length; at++) {
    const range = segment.find(encoder.encode(words[at]), isPrefix && at === words.length - 1);
    if (range.from === range.to) return null;
    ranges.push(range);
  }
  return ranges;
}

/**
 * The documents that have what is sought: bit `n % 8` of byte `n / 8` stands for document `n`.
 *
 * Where positions are missing (see `missingPositions`), documents that have the words in one field stand for those that
 * have them next to each other.
 */
export function matchSegment(segment: Segment, sought: SoughtText): Uint8Array | null {
  const ranges = termsOf(segment, sought);
  const [first] = ranges ?? [];
  if (!ranges || !first) return null;
  const bitmap = new Uint8Array(bitmapLength(segment.sizes.documents));
  for (const field of FIELDS[sought.field]) {
    if (ranges.length === 1) addTerms(segment, first, field, bitmap);
    else addPhrase(segment, ranges, field, bitmap);
  }
  return bitmap;
}

/**
 * The documents that have one word, or the beginning of one, where they are few: without a bitmap of all documents.
 *
 * @param target is filled with them; one that has the word in both fields may be there twice
 * @returns how many they are; -1 where `target` has no room for them, or words are to follow one another
 */
export function matchFew(segment: Segment, sought: SoughtText, target: Uint32Array): number {
  if (sought.words.length !== 1) return -1;
  const [range] = termsOf(segment, sought) ?? [];
  if (!range) return 0;
  if (range.to - range.from > MOST_TERMS) return -1;
  let count = 0;
  for (let term = range.from; term < range.to; term++) {
    for (const field of FIELDS[sought.field]) {
      const place = segment.placeOf(term, field);
      if (place.count === 0) continue;
      if (count + place.count > target.length) return -1;
      segment.readDocuments(place, target.subarray(count));
      count += place.count;
    }
  }
  return count;
}

/** The pieces of a segment's positions that `matchSegment` will read, and that are not in memory. */
export function missingPositions(segment: Segment, sought: SoughtText): Set<number> {
  const missing = new Set<number>();
  const ranges = sought.words.length > 1 ? termsOf(segment, sought) : null;
  if (!ranges) return missing;
  const room = new Uint32Array(segment.sizes.documents);
  for (const field of FIELDS[sought.field]) {
    const candidates = documentsWithAll(segment, ranges, field);
    if (candidates) for (const range of ranges) missingPieces(segment, range, field, candidates, room, missing);
  }
  return missing;
}

function addTerms(segment: Segment, range: TermRange, field: Field, bitmap: Uint8Array): void {
  const kept = field === ABSTRACT ? prefixSetOf(segment, range) : null;
  if (kept) unite(bitmap, kept);
  else segment.addDocuments(range, field, bitmap);
}

function addPhrase(segment: Segment, ranges: readonly TermRange[], field: Field, bitmap: Uint8Array): void {
  const candidates = documentsWithAll(segment, ranges, field);
  if (!candidates) return;
  const room = new Uint32Array(segment.sizes.documents);
  const [rarest, ...others] = rarestFirst(segment, ranges, field);
  const found = rarest && placesOf(segment, rarest.range.from, field, rarest.offset, candidates, room);
  const isRead =
    found &&
    others.every(({ range, offset }) => found.count === 0 || keepPlaces(segment, range, field, offset, room, found));
  if (isRead) {
    for (let at = 0; at < found.count; at++) {
      const document = found.documents[at] ?? 0;
      bitmap[document >>> 3] = (bitmap[document >>> 3] ?? 0) | (1 << (document & 7));
    }
  } else unite(bitmap, candidates);
}

interface PlacedRange {
  range: TermRange;
  /** The place of the word among those that follow one another. */
  offset: number;
}

/** The words from the rarest on: it leaves the least to look at for the others. What is only a beginning comes last. */
function rarestFirst(segment: Segment, ranges: readonly TermRange[], field: Field): PlacedRange[] {
  const counted = ranges.map((range, offset) => {
    const isOne = range.to - range.from === 1;
    return { range, offset, count: isOne ? segment.placeOf(range.from, field).count : Number.POSITIVE_INFINITY };
  });
  return counted.sort((a, b) => a.count - b.count);
}

function unite(bitmap: Uint8Array, other: Uint8Array): void {
  for (let at = 0; at < bitmap.length; at++) bitmap[at] = (bitmap[at] ?? 0) | (other[at] ?? 0);
}

/** Documents that have the rarest of the words in the field: all that have all of them, unless there are many words. */
function documentsWithAll(segment: Segment, ranges: readonly TermRange[], field: Field): Uint8Array | null {
  let common: Uint8Array | null = null;
  for (const { range } of rarestFirst(segment, ranges, field).slice(0, MOST_COMPARED)) {
    const bitmap = new Uint8Array(bitmapLength(segment.sizes.documents));
    addTerms(segment, range, field, bitmap);
    let isEmpty = true;
    for (let at = 0; at < bitmap.length; at++) {
      const byte = (bitmap[at] ?? 0) & (common ? (common[at] ?? 0) : 0xff);
      bitmap[at] = byte;
      if (byte !== 0) isEmpty = false;
    }
    if (isEmpty) return null;
    common = bitmap;
  }
  return common;
}
