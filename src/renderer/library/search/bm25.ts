/**
 * How well documents fit the words of a search: BM25F, where title and abstract are one text whose title weighs more.
 *
 * Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, 3.6 (k1 = 1.2 and b = 0.75 from
 * 3.5.1); the weight of a word that more than half of the documents have is kept above 0 as in Lucene's BM25Similarity.
 */
import { ABSTRACT, frequencyAt, TITLE } from './postings';
import { prefixSetOf } from './prefix-sets';
import type { Segment } from './segment';
import { type SoughtText, termsOf } from './segment-match';

const K1 = 1.2;
const B = 0.75;
/** What a word in the title counts for, against one in the abstract. */
const FIELD_WEIGHTS = [4, 1] as const;

/** One word, or the beginning of one, and how many papers have it. */
export interface WeighedWord {
  text: SoughtText;
  documents: number;
}

export class Bm25 {
  readonly #documents: number;
  /** By field. */
  readonly #averageLengths: readonly [title: number, abstract: number];

  /** @param segments all of the index */
  constructor(segments: readonly Segment[]) {
    const sum = (measure: (segment: Segment) => number) => segments.reduce((all, segment) => all + measure(segment), 0);
    this.#documents = sum(({ sizes }) => sizes.documents);
    const average = (field: 0 | 1) => sum(({ totalLengths }) => totalLengths[field]) / Math.max(1, this.#documents);
    this.#averageLengths = [average(TITLE), average(ABSTRACT)];
  }

  /** By document of the segment. */
  scoresOf(segment: Segment, words: readonly WeighedWord[]): Float32Array {
    const scores = new Float32Array(segment.sizes.documents);
    for (const { text, documents } of words) {
      const frequencies = this.#frequencies(segment, text);
      if (!frequencies) continue;
      // Papers that several documents are of make it possible that a word is in more papers than there are documents.
      const others = Math.max(0, this.#documents - documents);
      const weight = Math.log(1 + (others + 0.5) / (documents + 0.5));
      for (let document = 0; document < scores.length; document++) {
        const frequency = frequencies[document] ?? 0;
        if (frequency > 0) scores[document] = (scores[document] ?? 0) + (weight * frequency) / (K1 + frequency);
      }
    }
    return scores;
  }

  /** How often each document has a word, each field by its length and weight; `null` where none has. */
  #frequencies(segment: Segment, text: SoughtText): Float32Array | null {
    const [range] = termsOf(segment, text) ?? [];
    if (!range) return null;
    const { documents } = segment.sizes;
    const frequencies = new Float32Array(documents);
    const room = new Uint32Array(documents);
    for (const field of [TITLE, ABSTRACT] as const) {
      if (text.field !== 'any' && text.field !== (field === TITLE ? 'title' : 'abstract')) continue;
      const lengths = segment.lengths[field];
      const fixed = 1 - B;
      const slope = B / (this.#averageLengths[field] || 1);
      const fieldWeight = FIELD_WEIGHTS[field];
      // A beginning that nearly every abstract has tells them hardly apart: it counts once.
      const kept = field === ABSTRACT && range.to - range.from > 1 ? prefixSetOf(segment, range) : null;
      if (kept) {
        for (let document = 0; document < documents; document++) {
          if (((kept[document >>> 3] ?? 0) & (1 << (document & 7))) !== 0) {
            frequencies[document] = (frequencies[document] ?? 0) + fieldWeight;
          }
        }
        continue;
      }
      for (let term = range.from; term < range.to; term++) {
        const place = segment.placeOf(term, field);
        if (place.count === 0) continue;
        segment.readDocuments(place, room);
        for (let at = 0; at < place.count; at++) {
          const document = room[at] ?? 0;
          const frequency = frequencyAt(segment.postings, place.frequenciesAt, at);
          frequencies[document] =
            (frequencies[document] ?? 0) + (fieldWeight * frequency) / (fixed + slope * (lengths[document] ?? 0));
        }
      }
    }
    return frequencies;
  }
}
