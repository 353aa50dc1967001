/** Texts in one buffer, one behind the other: as strings, a million short ones would take several times their length. */
import { bytes, unsigned } from './columns';

const encoder = new TextEncoder();
/** What looks like the mark at the beginning of a file is a part of the text here. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

let scratch = new Uint8Array(4096);

/** The text in UTF-8, up to the length that is returned, in a buffer that the next call uses again. */
export function encoded(text: string): { bytes: Uint8Array; length: number } {
  const most = text.length * 3;
  if (scratch.length < most) scratch = new Uint8Array(most * 2);
  return { bytes: scratch, length: encoder.encodeInto(text, scratch).written };
}

export function decoded(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** Texts by numbers from 0. */
export class PackedTexts {
  readonly #bytes = bytes();
  readonly #ends = unsigned();
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Makes room for so many further texts, and so many bytes of them. */
  reserve(texts: number, bytes: number): void {
    this.#ends.reserve(this.#length + texts);
    this.#bytes.reserve(this.#startOf(this.#length) + bytes);
  }

  /** Empty where there is none. */
  at(number: number): string {
    return decoded(this.bytesAt(number));
  }

  /** A text in UTF-8. A view: not to be kept beyond the next text that is added. */
  bytesAt(number: number): Uint8Array {
    return this.#bytes.values.subarray(this.#startOf(number), this.#ends.at(number));
  }

  isEmptyAt(number: number): boolean {
    return this.#startOf(number) === this.#ends.at(number);
  }

  add(text: string): void {
    const text8 = encoded(text);
    this.addBytes(text8.bytes, 0, text8.length);
  }

  /** Adds the text that `source` has in UTF-8 from `start` up to, not including, `end`. */
  addBytes(source: Uint8Array, start: number, end: number): void {
    const before = this.#startOf(this.#length) - start;
    this.#bytes.reserve(before + end);
    const own = this.#bytes.values;
    // A view of what is to be copied would take longer than most texts.
    for (let at = start; at < end; at++) own[before + at] = source[at] ?? 0;
    this.#ends.set(this.#length++, before + end);
  }

  /**
   * Adds texts that stand one behind the other.
   *
   * @param ends where each ends in `source`
   * @param start where the first begins
   */
  addAll(source: Uint8Array, ends: Int32Array, start: number): void {
    this.put(source, start, ends[ends.length - 1] ?? start);
    const moved = this.#startOf(this.#length) - start;
    this.#ends.reserve(this.#length + ends.length);
    const own = this.#ends.values;
    for (const end of ends) own[this.#length++] = moved + end;
  }

  /** Puts bytes behind all texts, where `addPut` makes texts of them. */
  put(source: Uint8Array, start: number, end: number): void {
    const at = this.#startOf(this.#length);
    this.#bytes.reserve(at + end - start);
    this.#bytes.values.set(source.subarray(start, end), at);
  }

  /** Adds a text of so many bytes that were put so far behind the last text. */
  addPut(offset: number, length: number): void {
    const at = this.#startOf(this.#length);
    if (offset > 0) this.#bytes.values.copyWithin(at, at + offset, at + offset + length);
    this.#ends.set(this.#length++, at + length);
  }

  /** All texts, one behind the other: a copy. */
  bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.values.slice(0, this.#startOf(this.#length));
  }

  /** Where each ends in `bytes`. A view: not to be kept beyond the next text that is added. */
  ends(): Uint32Array {
    return this.#ends.values.subarray(0, this.#length);
  }

  /** Whether a text is the one that `source` has in UTF-8 from `start` up to, not including, `end`. */
  isAt(number: number, source: Uint8Array, start: number, end: number): boolean {
    const from = this.#startOf(number);
    if (this.#ends.at(number) - from !== end - start) return false;
    const own = this.#bytes.values;
    for (let at = start; at < end; at++) if (own[from + at - start] !== source[at]) return false;
    return true;
  }

  /** See `hashOf`. */
  hashAt(number: number): number {
    return hashOf(this.#bytes.values, this.#startOf(number), this.#ends.at(number));
  }

  #startOf(number: number): number {
    return number === 0 ? 0 : this.#ends.at(number - 1);
  }
}

/** A hash of 32 bits, which may be negative; the finalizer of MurmurHash3 has every bit of the text move the lowest ones. */
export function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  let at = start;
  for (; at + 3 < end; at += 4) {
    const four =
      (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
    hash = Math.imul(hash ^ four, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  for (; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
