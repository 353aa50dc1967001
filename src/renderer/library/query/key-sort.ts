/** Sorts keys of bytes that stand side by side in one buffer, each cut or filled with 0 to the same length. */

export class KeySort {
  readonly #keys: Uint8Array;
  readonly #length: number;

  /** @param length bytes of each key */
  constructor(keys: Uint8Array, length: number) {
    this.#keys = keys;
    this.#length = length;
  }

  /**
   * The numbers of all keys, by their first two bytes.
   *
   * @returns the keys of one beginning stand from `starts[n]` on, up to `starts[n + 1]`
   */
  byBeginning(): { order: Uint32Array; starts: Uint32Array } {
    const count = this.#keys.length / this.#length;
    const starts = new Uint32Array(BEGINNINGS + 1);
    for (let key = 0; key < count; key++) {
      const next = this.#beginningOf(key) + 1;
      starts[next] = (starts[next] ?? 0) + 1;
    }
    for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
    const ends = starts.slice(0, BEGINNINGS);
    const order = new Uint32Array(count);
    for (let key = 0; key < count; key++) {
      const beginning = this.#beginningOf(key);
      const to = ends[beginning] ?? 0;
      ends[beginning] = to + 1;
      order[to] = key;
    }
    return { order, starts };
  }

  /**
   * Sorts numbers of keys that are the same before byte `depth`, in place (three-way radix quicksort: Bentley and
   * Sedgewick, Fast algorithms for sorting and searching strings, 1997).
   */
  sort(order: Uint32Array, depth: number): void {
    let rest = order;
    let at = depth;
    while (rest.length > 1 && at < this.#length) {
      const pivot = this.#byteOf(rest[rest.length >>> 1] ?? 0, at);
      let below = 0;
      let above = rest.length;
      for (let place = 0; place < above; ) {
        const key = rest[place] ?? 0;
        const byte = this.#byteOf(key, at);
        if (byte < pivot) {
          rest[place++] = rest[below] ?? 0;
          rest[below++] = key;
        } else if (byte > pivot) {
          above--;
          rest[place] = rest[above] ?? 0;
          rest[above] = key;
        } else place++;
      }
      this.sort(rest.subarray(0, below), at);
      this.sort(rest.subarray(above), at);
      // Keys that are all over here are the same.
      if (pivot === 0) return;
      rest = rest.subarray(below, above);
      at++;
    }
  }

  isSame(a: number, b: number): boolean {
    for (let at = 0; at < this.#length; at++) if (this.#byteOf(a, at) !== this.#byteOf(b, at)) return false;
    return true;
  }

  /** Whether a key may have been cut. */
  isFull(key: number): boolean {
    return this.#byteOf(key, this.#length - 1) !== 0;
  }

  #beginningOf(key: number): number {
    return (this.#byteOf(key, 0) << 8) | this.#byteOf(key, 1);
  }

  #byteOf(key: number, at: number): number {
    return this.#keys[key * this.#length + at] ?? 0;
  }
}

const BEGINNINGS = 1 << 16;
