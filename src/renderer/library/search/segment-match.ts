/** Which documents of a segment have a word, the beginning of one, or words next to each other. */
import { pairsIn } from './common-pairs';
import { addPhrase, missingInPhrase, type Phrase } from './phrase-match';
import { ABSTRACT, type Field, TITLE } from './postings';
import { prefixSetOf } from './prefix-sets';
import { emptyBitmap, type Segment, type TermRange, wordsOf } from './segment';

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
  const phrase = phraseOf(segment, sought);
  const [first] = phrase?.ranges ?? [];
  if (!phrase || !first) return null;
  const bitmap = emptyBitmap(segment.sizes.documents);
  const fields = FIELDS[sought.field];
  if (phrase.ranges.length === 1) addTerms(segment, first, fields, bitmap);
  else for (const field of fields) addPhrase(segment, phrase, field, bitmap);
  return bitmap;
}

/** `null` where a word of it is not there, or two of them follow one another nowhere. */
function phraseOf(segment: Segment, sought: SoughtText): Phrase | null {
  const ranges = termsOf(segment, sought);
  const pairs = pairsIn(sought.words, sought.isPrefix).map((pair) => segment.find(encoder.encode(pair), false));
  if (!ranges || pairs.some(({ from, to }) => from === to)) return null;
  return { ranges, pairs: pairs.map(({ from }) => from) };
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
  const phrase = sought.words.length > 1 ? phraseOf(segment, sought) : null;
  if (phrase) for (const field of FIELDS[sought.field]) missingInPhrase(segment, phrase, field, missing);
  return missing;
}

function addTerms(segment: Segment, range: TermRange, fields: readonly Field[], bitmap: Uint8Array): void {
  const isOne = range.to - range.from === 1;
  const others = fields.filter((field) => {
    const kept = isOne ? null : prefixSetOf(segment, range, field);
    if (kept) unite(wordsOf(bitmap), wordsOf(kept));
    return !kept;
  });
  if (others.length > 0) segment.addDocuments(range, others, bitmap);
}

function unite(words: Uint32Array, others: Uint32Array): void {
  for (let at = 0; at < words.length; at++) words[at] = (words[at] ?? 0) | (others[at] ?? 0);
}
