/** Reads where a term stands in its documents. */
import { BLOCK, type FieldPlace, frequencyAt, MANY, startOfBlock } from './postings';
import type { Segment } from './segment';

export class PositionsReader {
  readonly #segment: Segment;
  #place: FieldPlace;
  #bytes: Uint8Array | null = null;
  #block = -1;
  /** Whether each position of the block is one byte, as it mostly is. */
  #isPlain = false;
  /** By document of the block: how often it has the term, and where its positions begin among the bytes. */
  readonly #counts = new Uint32Array(BLOCK);
  readonly #starts = new Uint32Array(BLOCK);
  /** The positions of the latest document. */
  positions = new Uint32Array(64);
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
   * Reads the positions of a document into `positions`.
   *
   * @param at its place in the list of documents
   * @returns false where they are not in memory
   */
  read(at: number): boolean {
    const block = Math.floor(at / BLOCK);
    if (block !== this.#block) this.#open(block);
    const bytes = this.#bytes;
    if (!bytes) return false;
    const count = this.#counts[at % BLOCK] ?? 0;
    if (count > this.positions.length) this.positions = new Uint32Array(2 * count);
    const { positions } = this;
    let next = this.#starts[at % BLOCK] ?? 0;
    let position = 0;
    this.count = count;
    if (this.#isPlain) {
      for (let read = 0; read < count; read++) {
        position += bytes[next++] ?? 0;
        positions[read] = position;
      }
      return true;
    }
    for (let read = 0; read < count; read++) {
      let byte = bytes[next++] ?? 0;
      let gap = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[next++] ?? 0;
        gap |= (byte & 127) << shift;
      }
      position += gap;
      positions[read] = position;
    }
    return true;
  }

  #open(block: number): void {
    const { postings, positions } = this.#segment;
    const bytes = positions.read(
      startOfBlock(postings, this.#place, block),
      startOfBlock(postings, this.#place, block + 1),
    );
    this.#block = block;
    this.#bytes = bytes;
    if (bytes) this.#isPlain = this.#passPlain(bytes) || this.#pass(bytes);
  }

  /**
   * Finds the beginnings of a block as if every integer were one byte: few are not, and these need not be looked at.
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
      const [count, other] = [pair & 15, at + 1 < length ? pair >>> 4 : 0];
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
  #pass(bytes: Uint8Array): boolean {
    const isPlain = !hasLong(bytes);
    const [counts, starts] = [this.#counts, this.#starts];
    const { postings } = this.#segment;
    const { frequenciesAt, count } = this.#place;
    const first = this.#block * BLOCK;
    const length = Math.min(BLOCK, count - first);
    let next = 0;
    for (let at = 0; at < length; at++) {
      let left = frequencyAt(postings, frequenciesAt, first + at);
      if (left === MANY) {
        left = 0;
        for (let shift = 0; ; shift += 7) {
          const byte = bytes[next++] ?? 0;
          left |= (byte & 127) << shift;
          if (byte < 128) break;
        }
      }
      counts[at] = left;
      starts[at] = next;
      if (isPlain) next += left;
      else for (; left > 0; next++) if ((bytes[next] ?? 0) < 128) left--;
    }
    return isPlain;
  }
}

/** Whether some integer takes more than one byte. */
function hasLong(bytes: Uint8Array): boolean {
  let all = 0;
  for (let at = 0; at < bytes.length; at++) all |= bytes[at] ?? 0;
  return all > 127;
}
