/**
 * Gives every different text a number, from 0 on: in place of a `Map`, which would hold a string object for each.
 *
 * A hash table with open addressing (Knuth, The Art of Computer Programming, 6.4, algorithm L): a place holds the number
 * of a text, and the texts themselves are compared.
 */
import { encoded, hashOf, PackedTexts } from './packed-texts';

const EMPTY = -1;
const FEWEST_PLACES = 64;

export class TextNumbers {
  readonly #texts = new PackedTexts();
  /** For each place the number of its text, and the hash of that. A power of two of them, at most two thirds in use. */
  #places = new Int32Array(FEWEST_PLACES * 2).fill(EMPTY);

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
    return this.#places[this.#placeOf(hashOf(bytes, 0, length), bytes, 0, length)] ?? EMPTY;
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
    const existing = this.#places[place] ?? EMPTY;
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
      const number = this.#places[place] ?? EMPTY;
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
    this.#places[place] = this.length;
    this.#places[place + 1] = hash;
  }

  /** Where the number of a text stands, or is to stand. */
  #placeOf(hash: number, source: Uint8Array, start: number, end: number): number {
    const places = this.#places;
    const last = places.length - 1;
    let place = (hash * 2) & last;
    for (;;) {
      const number = places[place] ?? EMPTY;
      if (number === EMPTY) return place;
      // Texts are far apart in memory: only those that are all but sure to be the same are looked at.
      if (places[place + 1] === hash && this.#texts.isAt(number, source, start, end)) return place;
      place = (place + 2) & last;
    }
  }

  #makeRoom(texts: number): void {
    const before = this.#places;
    let length = before.length;
    while (texts * 6 > length * 2) length *= 2;
    if (length === before.length) return;
    const places = new Int32Array(length).fill(EMPTY);
    for (let from = 0; from < before.length; from += 2) {
      if (before[from] === EMPTY) continue;
      let place = ((before[from + 1] ?? 0) * 2) & (length - 1);
      while (places[place] !== EMPTY) place = (place + 2) & (length - 1);
      places[place] = before[from] ?? EMPTY;
      places[place + 1] = before[from + 1] ?? 0;
    }
    this.#places = places;
  }
}
