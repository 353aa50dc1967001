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

type Lengths = readonly [title: number, abstract: number];

/**
 * Scores of all documents, by segment; 0 where a document has none of the words.
 *
 * @param segments all of the index
 * @param words one each, or the beginning of one
 */
export function scoreDocuments(segments: readonly Segment[], words: readonly SoughtText[]): Float32Array[] {
  const documents = segments.reduce((sum, { sizes }) => sum + sizes.documents, 0);
  const average = (field: 0 | 1) =>
    segments.reduce((sum, { totalLengths }) => sum + totalLengths[field], 0) / Math.max(1, documents);
  const averages = [average(TITLE), average(ABSTRACT)] as const;
  const scores = segments.map(({ sizes }) => new Float32Array(sizes.documents));
  for (const word of words) {
    const frequencies = segments.map((segment) => frequenciesOf(segment, word, averages));
    let having = 0;
    for (const own of frequencies) for (const frequency of own ?? []) if (frequency > 0) having++;
    const weight = Math.log(1 + (documents - having + 0.5) / (having + 0.5));
    scores.forEach((own, at) => {
      const frequency = frequencies[at];
      if (frequency) addScores(own, frequency, weight);
    });
  }
  return scores;
}

function addScores(scores: Float32Array, frequencies: Float32Array, weight: number): void {
  for (let document = 0; document < scores.length; document++) {
    const frequency = frequencies[document] ?? 0;
    if (frequency > 0) scores[document] = (scores[document] ?? 0) + (weight * frequency) / (K1 + frequency);
  }
}

/** How often each document has a word, each field by its length and weight; `null` where none has. */
function frequenciesOf(segment: Segment, word: SoughtText, averages: Lengths): Float32Array | null {
  const [range] = termsOf(segment, word) ?? [];
  if (!range) return null;
  const { documents } = segment.sizes;
  const frequencies = new Float32Array(documents);
  const room = new Uint32Array(documents);
  for (const field of [TITLE, ABSTRACT] as const) {
    if (word.field !== 'any' && word.field !== (field === TITLE ? 'title' : 'abstract')) continue;
    const lengths = segment.lengths[field];
    const slope = B / (averages[field] || 1);
    const fieldWeight = FIELD_WEIGHTS[field];
    // A beginning that very many have tells them hardly apart: it counts once.
    const kept = range.to - range.from > 1 ? prefixSetOf(segment, range, field) : null;
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
          (frequencies[document] ?? 0) + (fieldWeight * frequency) / (1 - B + slope * (lengths[document] ?? 0));
      }
    }
  }
  return frequencies;
}
