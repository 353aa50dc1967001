/**
 * Gives every different text a number, from 0 on: in place of a `Map`, which would hold a string object for each.
 *
 * A hash table with open addressing (Knuth, The Art of Computer Programming, 6.4, algorithm L): a place holds the number
 * of a text and a few bits of its hash, and the texts themselves are compared.
 */
import { encoded, hashOf, PackedTexts } from './packed-texts';

const EMPTY = -1;
/** Bits of a place that hold the number, so that there may be 67 million texts; the others hold the highest of the hash. */
const NUMBER_BITS = 26;
const NUMBER = 2 ** NUMBER_BITS - 1;
const FEWEST_PLACES = 64;

export class TextNumbers {
  readonly #texts = new PackedTexts();
  /** A power of two of them, at most two thirds in use. */
  #places = new Int32Array(FEWEST_PLACES).fill(EMPTY);

  /** How many texts there are. */
  get length(): number {
    return this.#texts.length;
  }

  /** Makes room for so many further texts, and so many bytes of them. */
  reserve(texts: number, bytes: number): void {
    this.#texts.reserve(texts, bytes);
    this.#makeRoom(this.length + texts);
  }

  textOf(number: number): string {
    return this.#texts.at(number);
  }

  /** The number of a text; -1 where it has none. */
  find(text: string): number {
    const { bytes, length } = encoded(text);
    return this.#numberAt(this.#placeOf(hashOf(bytes, 0, length), bytes, 0, length));
  }

  /** The number of a text, which gets the next one where it has none. */
  add(text: string): number {
    const { bytes, length } = encoded(text);
    return this.addBytes(bytes, 0, length);
  }

  /** The same of the text that `source` has in UTF-8 from `start` up to, not including, `end`. */
  addBytes(source: Uint8Array, start: number, end: number): number {
    this.#makeRoom(this.length + 1);
    const hash = hashOf(source, start, end);
    const place = this.#placeOf(hash, source, start, end);
    const existing = this.#numberAt(place);
    if (existing !== EMPTY) return existing;
    this.#take(place, hash);
    this.#texts.addBytes(source, start, end);
    return this.length - 1;
  }

  /**
   * The same of texts that stand one behind the other; -1 for those that are empty.
   *
   * @param ends where each ends in `source`
   * @param start where the first begins
   */
  addAll(source: Uint8Array, ends: Int32Array, start: number): Int32Array {
    const numbers = new Int32Array(ends.length);
    this.#makeRoom(this.length + ends.length);
    // Most are new: they are copied all at once.
    this.#texts.put(source, start, ends[ends.length - 1] ?? start);
    let from = start;
    let known = 0;
    for (let at = 0; at < ends.length; at++) {
      const end = ends[at] ?? from;
      const hash = hashOf(source, from, end);
      const place = this.#placeOf(hash, source, from, end);
      const number = this.#numberAt(place);
      if (from === end || number !== EMPTY) {
        numbers[at] = from === end ? EMPTY : number;
        known += end - from;
      } else {
        numbers[at] = this.length;
        this.#take(place, hash);
        this.#texts.addPut(known, end - from);
      }
      from = end;
    }
    return numbers;
  }

  /** Has the next text be found at a place. */
  #take(place: number, hash: number): void {
    this.#places[place] = (hash & ~NUMBER) | this.length;
  }

  #numberAt(place: number): number {
    const held = this.#places[place] ?? EMPTY;
    return held === EMPTY ? EMPTY : held & NUMBER;
  }

  /** Where the number of a text stands, or is to stand. */
  #placeOf(hash: number, source: Uint8Array, start: number, end: number): number {
    const places = this.#places;
    const last = places.length - 1;
    let place = hash & last;
    for (;;) {
      const held = places[place] ?? EMPTY;
      if (held === EMPTY) return place;
      // Texts are far apart in memory: only those that are all but sure to be the same are looked at.
      if (((held ^ hash) & ~NUMBER) === 0 && this.#texts.isAt(held & NUMBER, source, start, end)) return place;
      place = (place + 1) & last;
    }
  }

  #makeRoom(texts: number): void {
    let { length } = this.#places;
    while (texts * 3 > length * 2) length *= 2;
    if (length === this.#places.length) return;
    const places = new Int32Array(length).fill(EMPTY);
    for (let number = 0; number < this.length; number++) {
      const hash = this.#texts.hashAt(number);
      let place = hash & (length - 1);
      while (places[place] !== EMPTY) place = (place + 1) & (length - 1);
      places[place] = (hash & ~NUMBER) | number;
    }
    this.#places = places;
  }
}
