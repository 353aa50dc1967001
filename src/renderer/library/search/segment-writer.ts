/** Puts a segment together, term by term. */
import { ByteWriter } from './bytes';
import type { Positions } from './positions';
import { ABSTRACT, type FieldLists, TITLE, writeTerm } from './postings';
import { fillPrefixSet, prefixRanges } from './prefix-sets';
import { type DocumentSource, RANGE_LENGTH, Segment } from './segment';

export class SegmentWriter {
  readonly #documents: number;
  readonly #terms: ByteWriter;
  readonly #postings: ByteWriter;
  #termStarts: Uint32Array;
  #postingStarts: Uint32Array;
  /** By term: how many titles, and how many abstracts, have it. */
  #counts: [titles: Uint32Array, abstracts: Uint32Array];
  #count = 0;

  /** @param terms about how many there will be; as many bytes of postings */
  constructor(documents: number, terms: number, postingBytes = 1 << 16) {
    this.#documents = documents;
    this.#postings = new ByteWriter(postingBytes);
    this.#terms = new ByteWriter(9 * terms);
    this.#termStarts = new Uint32Array(terms + 1);
    this.#postingStarts = new Uint32Array(terms + 1);
    this.#counts = [new Uint32Array(terms + 1), new Uint32Array(terms + 1)];
  }

  /**
   * @param bytes has those of the term, above those of the one before, from `from` up to `to`
   * @param positionsAt where its positions begin
   * @param fields title and abstract
   */
  add(bytes: Uint8Array, from: number, to: number, positionsAt: number, fields: readonly FieldLists[]): void {
    const term = this.#count++;
    if (this.#count >= this.#termStarts.length) {
      this.#termStarts = doubled(this.#termStarts);
      this.#postingStarts = doubled(this.#postingStarts);
      this.#counts = [doubled(this.#counts[TITLE]), doubled(this.#counts[ABSTRACT])];
    }
    this.#termStarts[term] = this.#terms.length;
    this.#postingStarts[term] = this.#postings.length;
    for (const field of [TITLE, ABSTRACT] as const) this.#counts[field][term] = fields[field]?.count ?? 0;
    this.#terms.append(bytes, from, to);
    writeTerm(this.#postings, this.#documents, positionsAt, fields);
  }

  /** Bytes of postings so far. */
  get length(): number {
    return this.#postings.length;
  }

  /** The segment, but for its sets of prefixes. */
  lay(source: DocumentSource, lengths: readonly [Uint16Array, Uint16Array], positions: Positions): Segment {
    const terms = this.#count;
    this.#termStarts[terms] = this.#terms.length;
    this.#postingStarts[terms] = this.#postings.length;
    const termStarts = this.#termStarts.subarray(0, terms + 1);
    const ranges = prefixRanges(this.#documents, this.#terms.written(), termStarts, this.#counts);
    const sizes = {
      documents: this.#documents,
      runs: source.digestKeys.length,
      terms,
      termBytes: this.#terms.length,
      prefixes: ranges.length / RANGE_LENGTH,
      postingBytes: this.#postings.length,
    };
    const segment = new Segment(sizes, new ArrayBuffer(Segment.lengthOf(sizes)), source.digestKeys, positions);
    segment.source.runStarts.set(source.runStarts);
    segment.source.places.set(source.places);
    segment.termStarts.set(termStarts);
    segment.postingStarts.set(this.#postingStarts.subarray(0, terms + 1));
    segment.prefixRanges.set(ranges);
    segment.lengths[0].set(lengths[0]);
    segment.lengths[1].set(lengths[1]);
    segment.termBytes.set(this.#terms.written());
    segment.postings.set(this.#postings.written());
    return segment;
  }

  /** As `lay`, with its sets of prefixes, all at once. */
  finish(source: DocumentSource, lengths: readonly [Uint16Array, Uint16Array], positions: Positions): Segment {
    const segment = this.lay(source, lengths, positions);
    for (let prefix = 0; prefix < segment.sizes.prefixes; prefix++) fillPrefixSet(segment, prefix);
    return segment;
  }
}

function doubled(integers: Uint32Array): Uint32Array {
  const larger = new Uint32Array(2 * integers.length);
  larger.set(integers);
  return larger;
}
