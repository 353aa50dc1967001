/** Bytes that grow, and the integers of variable length that postings are made of. */

/**
 * Stands for itself and what follows. Nearly no gap between positions is as long: abstracts have some two hundred words. So
 * most of them can be passed over without being looked at.
 */
export const LONG_GAP = 255;

/** Integers: seven bits a byte, the lowest first; the highest bit of a byte says that another follows. */
export class ByteWriter {
  bytes: Uint8Array<ArrayBuffer>;
  length = 0;

  constructor(capacity = 1024) {
    this.bytes = new Uint8Array(capacity);
  }

  /** Makes room for `more` bytes behind what is written. */
  reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, Math.ceil(this.bytes.length * 1.5)));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  byte(value: number): void {
    this.reserve(1);
    this.bytes[this.length++] = value;
  }

  /** @param value from 0 to 2^32 - 1 */
  integer(value: number): void {
    this.reserve(5);
    let rest = value;
    while (rest > 127) {
      this.bytes[this.length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.bytes[this.length++] = rest;
  }

  /** In one byte where it is less than `LONG_GAP`. */
  gap(value: number): void {
    let rest = value;
    for (; rest >= LONG_GAP; rest -= LONG_GAP) this.byte(LONG_GAP);
    this.byte(rest);
  }

  /** Copies bytes from `from` up to `to`. */
  append(bytes: Uint8Array, from = 0, to = bytes.length): void {
    this.reserve(to - from);
    copy(bytes, from, to, this.bytes, this.length);
    this.length += to - from;
  }

  /** What is written, until more is. */
  written(): Uint8Array<ArrayBuffer> {
    return this.bytes.subarray(0, this.length);
  }
}

/** Copies bytes from `from` up to `to`: a few of them faster than by a view. */
export function copy(source: Uint8Array, from: number, to: number, target: Uint8Array, targetAt: number): void {
  if (to - from > 64) {
    target.set(source.subarray(from, to), targetAt);
    return;
  }
  let at = targetAt;
  for (let byte = from; byte < to; byte++) target[at++] = source[byte] ?? 0;
}

/** Reads what `ByteWriter` wrote. Reading past the end gives zeros. */
export class ByteReader {
  bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  integer(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++] ?? 0;
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  }

  gap(): number {
    let value = 0;
    for (;;) {
      const byte = this.bytes[this.at++] ?? 0;
      value += byte;
      if (byte !== LONG_GAP) return value;
    }
  }

  skipGaps(gaps: number): void {
    const { bytes } = this;
    let { at } = this;
    for (let left = gaps; left > 0; at++) if (bytes[at] !== LONG_GAP) left--;
    this.at = at;
  }
}
