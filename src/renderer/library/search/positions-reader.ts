/** Reads where a term stands in its documents. */
import { LONG_GAP } from './bytes';
import { BLOCK, BLOCK_BITS, type FieldPlace, frequencyAt, MANY, startOfBlock } from './postings';
import type { Segment } from './segment';

/** Whoever reads positions does so from `bytes` itself: a call for each of them would take longer than reading it. */
export class PositionsReader {
  readonly #segment: Segment;
  #place: FieldPlace;
  #block = -1;
  /** By document of the block: how often it has the term, and where its positions begin among the bytes. */
  readonly #counts = new Uint32Array(BLOCK);
  readonly #starts = new Uint32Array(BLOCK);
  /** Those of the block; see `LONG_GAP`. `null` where they are not in memory. */
  bytes: Uint8Array | null = null;
  /** Where the positions of the latest document begin among the bytes, and how many they are. */
  start = 0;
  count = 0;

  /** @param place is not to be changed any more */
  constructor(segment: Segment, place: FieldPlace) {
    this.#segment = segment;
    this.#place = place;
  }

  /** Goes on with another term. */
  open(place: FieldPlace): void {
    this.#place = place;
    this.#block = -1;
  }

  /**
   * Goes to the positions of a document.
   *
   * @param at its place in the list of documents
   * @returns false where they are not in memory
   */
  seek(at: number): boolean {
    const block = at >>> BLOCK_BITS;
    if (block !== this.#block) this.#open(block);
    const within = at & (BLOCK - 1);
    this.start = this.#starts[within] ?? 0;
    this.count = this.#counts[within] ?? 0;
    return this.bytes !== null;
  }

  #open(block: number): void {
    const { postings, positions } = this.#segment;
    const bytes = positions.read(
      startOfBlock(postings, this.#place, block),
      startOfBlock(postings, this.#place, block + 1),
    );
    this.#block = block;
    this.bytes = bytes;
    if (bytes && !this.#passPlain(bytes)) this.#pass(bytes);
  }

  /**
   * Finds the beginnings of a block as if every gap were one byte, as nearly all are: these need not be looked at.
   *
   * @returns whether they are; where a number of positions would have been looked for at the wrong place, too, it is false
   */
  #passPlain(bytes: Uint8Array): boolean {
    const [counts, starts] = [this.#counts, this.#starts];
    const { postings } = this.#segment;
    const first = this.#block * BLOCK;
    const length = Math.min(BLOCK, this.#place.count - first);
    let pairs = this.#place.frequenciesAt + (first >>> 1);
    let next = 0;
    for (let at = 0; at < length; at += 2) {
      const pair = postings[pairs++] ?? 0;
      const count = pair & 15;
      // Behind the last of an odd number there is a 0.
      const other = pair >>> 4;
      if (count === MANY || other === MANY) return false;
      counts[at] = count;
      starts[at] = next;
      counts[at + 1] = other;
      starts[at + 1] = next + count;
      next += count + other;
    }
    return next === bytes.length;
  }

  /** The same whatever the integers are. */
  #pass(bytes: Uint8Array): void {
    const isPlain = !bytes.includes(LONG_GAP);
    const [counts, starts] = [this.#counts, this.#starts];
    const { postings } = this.#segment;
    const { frequenciesAt, count } = this.#place;
    const first = this.#block * BLOCK;
    const length = Math.min(BLOCK, count - first);
    let next = 0;
    for (let at = 0; at < length; at++) {
      let left = frequencyAt(postings, frequenciesAt, first + at);
      if (left === MANY) {
        for (left = 0; bytes[next] === LONG_GAP; next++) left += LONG_GAP;
        left += bytes[next++] ?? 0;
      }
      counts[at] = left;
      starts[at] = next;
      if (isPlain) next += left;
      else for (; left > 0; next++) if (bytes[next] !== LONG_GAP) left--;
    }
  }
}
