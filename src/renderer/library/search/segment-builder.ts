/** Makes a segment of documents that come one by one. */
import { fold } from '../query/fold';
import { ByteWriter } from './bytes';
import { COMMON_WORDS, MARK_BYTE, pairTerm } from './common-pairs';
import { Positions, PositionsWriter } from './positions';
import { ABSTRACT, addTo, type Field, fieldLists, MANY, TITLE } from './postings';
import type { Segment } from './segment';
import { SegmentWriter } from './segment-writer';
import { TermTable } from './term-table';
import { findTokens, TokenBounds } from './tokens';

export class SegmentBuilder {
  readonly #terms = new TermTable();
  readonly #bounds = new TokenBounds();
  readonly #digestKeys: string[] = [];
  readonly #runStarts: number[] = [];
  readonly #places: number[] = [];
  /** By document and field (2 n + field): how many tokens it has. */
  readonly #counts: number[] = [];
  /** By the numbers of two common words: the number of their pair; -1 where it was not met yet. */
  readonly #pairs = new Int32Array(COMMON_WORDS.length ** 2).fill(-1);
  /**
   * The numbers of all tokens: for each document those of the title, then those of the abstract; behind each of both, its pairs
   * of common words.
   */
  #tokens = new Int32Array(1 << 14);
  #length = 0;
  /** By document and field (2 n + field): where its tokens begin. */
  readonly #starts: number[] = [];

  constructor() {
    // Those of the lowest numbers are the common ones.
    for (const word of COMMON_WORDS) this.#terms.numberOf(word, 0, word.length);
  }

  /** How many documents it has. */
  get count(): number {
    return this.#places.length;
  }

  /**
   * @param digestKey see `DocumentSource`
   * @param place of the entry in the digest
   */
  add(digestKey: string, place: number, title: string, abstract: string): void {
    if (this.#digestKeys.at(-1) !== digestKey) {
      this.#digestKeys.push(digestKey);
      this.#runStarts.push(this.count);
    }
    this.#places.push(place);
    this.#take(title);
    this.#take(abstract);
  }

  /** The segment of what was added. Nothing can be added any more. */
  finish(): Segment {
    const documents = this.count;
    this.#starts.push(this.#length);
    const tokens = this.#tokens.subarray(0, this.#length);
    const order = this.#terms.sorted();
    const { ends, occurrences } = this.#byTerm(tokens, order);
    const [fieldOf, positionOf] = this.#placesOfTokens();

    const pieces: Uint8Array[] = [];
    const positions = new PositionsWriter((piece) => pieces.push(piece));
    const writer = new SegmentWriter(documents, order.length);
    const lists = [fieldLists(documents), fieldLists(documents)] as const;
    const written = new ByteWriter();
    let from = 0;
    for (let rank = 0; rank < order.length; rank++) {
      const to = ends[rank] ?? from;
      if (to === from) continue;
      const number = order[rank] ?? 0;
      const { bytes, starts } = this.#terms;
      const isPair = bytes[starts[number] ?? 0] === MARK_BYTE;
      const positionsAt = positions.length;
      written.length = 0;
      for (const field of [TITLE, ABSTRACT] as const) {
        const list = lists[field];
        const before = written.length;
        list.count = 0;
        for (let at = from; at < to; ) {
          const place = fieldOf[occurrences[at] ?? 0] ?? 0;
          let end = at + 1;
          while (end < to && fieldOf[occurrences[end] ?? 0] === place) end++;
          if ((place & 1) === field && isPair) addTo(list, place >>> 1, 0, 0);
          else if ((place & 1) === field) {
            addTo(list, place >>> 1, Math.min(end - at, MANY), written.length - before);
            if (end - at >= MANY) written.gap(end - at);
            let previous = 0;
            for (let occurrence = at; occurrence < end; occurrence++) {
              const position = positionOf[occurrences[occurrence] ?? 0] ?? 0;
              written.gap(position - previous);
              previous = position;
            }
          }
          at = end;
        }
        list.positionsLength = written.length - before;
      }
      positions.append(written.bytes, 0, written.length);
      writer.add(bytes, starts[number] ?? 0, starts[number + 1] ?? 0, positionsAt, lists);
      from = to;
    }
    positions.finish();
    const source = {
      digestKeys: this.#digestKeys,
      runStarts: Uint32Array.from([...this.#runStarts, documents]),
      places: Uint32Array.from(this.#places),
    };
    const lengths = [this.#lengths(TITLE), this.#lengths(ABSTRACT)] as const;
    return writer.finish(source, lengths, Positions.inMemory(pieces, positions.length));
  }

  #take(text: string): void {
    const folded = fold(text);
    const bounds = this.#bounds;
    findTokens(folded, bounds);
    this.#starts.push(this.#length);
    this.#counts.push(bounds.count);
    // A pair for each of them, at most.
    if (this.#length + 2 * bounds.count > this.#tokens.length) {
      const grown = new Int32Array(2 * (this.#length + 2 * bounds.count));
      grown.set(this.#tokens.subarray(0, this.#length));
      this.#tokens = grown;
    }
    const { values } = bounds;
    for (let token = 0; token < bounds.count; token++) {
      this.#tokens[this.#length++] = this.#terms.numberOf(folded, values[2 * token] ?? 0, values[2 * token + 1] ?? 0);
    }
    this.#addPairs(this.#length - bounds.count, this.#length);
  }

  /** Adds the pairs of common words among the tokens from one place up to another, behind them. */
  #addPairs(from: number, to: number): void {
    const common = COMMON_WORDS.length;
    const tokens = this.#tokens;
    for (let at = from + 1; at < to; at++) {
      const [first, second] = [tokens[at - 1] ?? 0, tokens[at] ?? 0];
      if (first < common && second < common) tokens[this.#length++] = this.#pairOf(first, second);
    }
  }

  #pairOf(first: number, second: number): number {
    const at = first * COMMON_WORDS.length + second;
    const known = this.#pairs[at] ?? -1;
    if (known >= 0) return known;
    const term = pairTerm(COMMON_WORDS[first] ?? '', COMMON_WORDS[second] ?? '');
    const number = this.#terms.numberOf(term, 0, term.length);
    this.#pairs[at] = number;
    return number;
  }

  /** The places of all tokens, those of one term together, and where those of each end; terms in the given order. */
  #byTerm(tokens: Int32Array, order: Uint32Array): { ends: Uint32Array; occurrences: Uint32Array } {
    const counts = new Uint32Array(order.length);
    for (const number of tokens) counts[number] = (counts[number] ?? 0) + 1;
    const ends = new Uint32Array(order.length);
    const next = new Uint32Array(order.length);
    let end = 0;
    order.forEach((number, rank) => {
      next[number] = end;
      end += counts[number] ?? 0;
      ends[rank] = end;
    });
    const occurrences = new Uint32Array(tokens.length);
    for (let token = 0; token < tokens.length; token++) {
      const number = tokens[token] ?? 0;
      const at = next[number] ?? 0;
      occurrences[at] = token;
      next[number] = at + 1;
    }
    return { ends, occurrences };
  }

  /** For each token: its document and field (2 n + field), and its position there. */
  #placesOfTokens(): [fields: Uint32Array, positions: Uint32Array] {
    const fields = new Uint32Array(this.#length);
    const positions = new Uint32Array(this.#length);
    for (let field = 0; field < 2 * this.count; field++) {
      const start = this.#starts[field] ?? 0;
      const end = this.#starts[field + 1] ?? start;
      for (let token = start; token < end; token++) {
        fields[token] = field;
        positions[token] = token - start;
      }
    }
    return [fields, positions];
  }

  #lengths(field: Field): Uint16Array {
    return Uint16Array.from({ length: this.count }, (_, document) =>
      Math.min(this.#counts[2 * document + field] ?? 0, 0xffff),
    );
  }
}
