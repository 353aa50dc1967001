/** Gives numbers to tokens as they come, each the same one again; reads them out of folded text without making strings. */

const FNV_START = 0x811c9dc5;
const FNV_FACTOR = 0x01000193;
const FEWEST_SLOTS = 1 << 12;
/** More than a token of `LONGEST_TOKEN` units takes in UTF-8. */
const LONGEST = 256;

export class TermTable {
  count = 0;
  /** UTF-8, one token behind the other. */
  bytes = new Uint8Array(1 << 15);
  /** By number: where the bytes of a token begin; and behind them their end. */
  starts = new Uint32Array(FEWEST_SLOTS);
  #hashes = new Uint32Array(FEWEST_SLOTS);
  /** 0 where free, else one more than the number of a token. */
  #slots = new Int32Array(FEWEST_SLOTS);

  /** The number of the token that stands in a folded text from `from` up to `to`. */
  numberOf(folded: string, from: number, to: number): number {
    const start = this.starts[this.count] ?? 0;
    if (start + LONGEST > this.bytes.length) this.bytes = grown(this.bytes, new Uint8Array(2 * this.bytes.length));
    const { bytes } = this;
    let hash = FNV_START;
    let end = start;
    for (let at = from; at < to; at++) {
      const unit = folded.charCodeAt(at);
      if (unit < 0x80) {
        bytes[end++] = unit;
        hash = Math.imul(hash ^ unit, FNV_FACTOR);
        continue;
      }
      const codePoint = folded.codePointAt(at) ?? 0;
      if (codePoint > 0xffff) at++;
      end = encode(codePoint, bytes, end);
      hash = Math.imul(hash ^ codePoint, FNV_FACTOR);
    }
    hash = (hash ^ (hash >>> 15)) >>> 0;
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = (this.#slots[slot] ?? 0) - 1;
      if (number < 0) return this.#add(slot, hash, end);
      if (this.#hashes[number] === hash && this.#isSame(number, start, end)) return number;
    }
  }

  /** The numbers of all tokens, in the order of their bytes. */
  sorted(): Uint32Array {
    // The first four bytes settle most of it: sorting plain numbers is many times faster than comparing bytes.
    const keys = new Float64Array(this.count);
    const { bytes, starts } = this;
    for (let number = 0; number < this.count; number++) {
      const start = starts[number] ?? 0;
      const length = (starts[number + 1] ?? 0) - start;
      let key = 0;
      for (let at = 0; at < 4; at++) key = key * 256 + (at < length ? (bytes[start + at] ?? 0) : 0);
      keys[number] = key * this.count + number;
    }
    keys.sort();
    const numbers = Uint32Array.from(keys, (key) => key % this.count);
    let from = 0;
    for (let to = 1; to <= this.count; to++) {
      if (to < this.count && this.#headOf(keys[to]) === this.#headOf(keys[from])) continue;
      if (to - from > 1) numbers.subarray(from, to).sort((a, b) => this.#compare(a, b));
      from = to;
    }
    return numbers;
  }

  #headOf(key = 0): number {
    return Math.floor(key / this.count);
  }

  #compare(a: number, b: number): number {
    const { bytes, starts } = this;
    const [startOfA, startOfB] = [starts[a] ?? 0, starts[b] ?? 0];
    const [lengthOfA, lengthOfB] = [(starts[a + 1] ?? 0) - startOfA, (starts[b + 1] ?? 0) - startOfB];
    const common = Math.min(lengthOfA, lengthOfB);
    for (let at = 0; at < common; at++) {
      const difference = (bytes[startOfA + at] ?? 0) - (bytes[startOfB + at] ?? 0);
      if (difference !== 0) return difference;
    }
    return lengthOfA - lengthOfB;
  }

  #isSame(number: number, start: number, end: number): boolean {
    const { bytes } = this;
    let other = this.starts[number] ?? 0;
    if ((this.starts[number + 1] ?? 0) - other !== end - start) return false;
    for (let at = start; at < end; at++) if (bytes[at] !== bytes[other++]) return false;
    return true;
  }

  #add(slot: number, hash: number, end: number): number {
    const number = this.count++;
    if (number + 1 >= this.starts.length) {
      this.starts = grown(this.starts, new Uint32Array(2 * this.starts.length));
      this.#hashes = grown(this.#hashes, new Uint32Array(2 * this.#hashes.length));
    }
    this.starts[number + 1] = end;
    this.#hashes[number] = hash;
    this.#slots[slot] = number + 1;
    if (2 * this.count > this.#slots.length) this.#spread();
    return number;
  }

  #spread(): void {
    const slots = new Int32Array(2 * this.#slots.length);
    const mask = slots.length - 1;
    for (let number = 0; number < this.count; number++) {
      let slot = (this.#hashes[number] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.#slots = slots;
  }
}

function grown<A extends Uint8Array | Uint32Array>(old: A, larger: A): A {
  larger.set(old);
  return larger;
}

/** Writes a code point above 0x7f in UTF-8, and returns where it ends. */
function encode(codePoint: number, bytes: Uint8Array, start: number): number {
  let end = start;
  if (codePoint < 0x800) {
    bytes[end++] = 0xc0 | (codePoint >> 6);
  } else {
    if (codePoint < 0x10000) {
      bytes[end++] = 0xe0 | (codePoint >> 12);
    } else {
      bytes[end++] = 0xf0 | (codePoint >> 18);
      bytes[end++] = 0x80 | ((codePoint >> 12) & 0x3f);
    }
    bytes[end++] = 0x80 | ((codePoint >> 6) & 0x3f);
  }
  bytes[end++] = 0x80 | (codePoint & 0x3f);
  return end;
}
