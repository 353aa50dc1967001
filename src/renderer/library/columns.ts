/** Columns: typed arrays that grow, one value for each entry, sighting or digest. */

/** Stands for a value that is not known, in every column of integers, stored or not. */
export const MISSING = -2_147_483_648;

type TypedArray = Int32Array | Uint32Array | Int16Array | Uint16Array | Uint8Array | Float64Array;

/** A million values leave little room unused, and are still copied but a few times. */
const GROWTH = 1.25;

/** One typed array with room to grow. Loops take `values` into a constant first; growing replaces it. */
export abstract class Column<A extends TypedArray> {
  values: A;
  readonly #create: (length: number) => A;
  protected readonly filler: number;

  /** @param filler what a place holds that was never set; `NaN` means "not known" in columns of times. */
  constructor(create: (length: number) => A, filler: number) {
    this.#create = create;
    this.filler = filler;
    this.values = create(0);
  }

  /** Makes room for at least `length` values. */
  reserve(length: number): void {
    if (length <= this.values.length) return;
    const grown = this.#create(Math.max(length, Math.ceil(this.values.length * GROWTH), 64));
    grown.set(this.values);
    if (this.filler !== 0) grown.fill(this.filler, this.values.length);
    this.values = grown;
  }

  abstract at(index: number): number;

  set(index: number, value: number): void {
    this.reserve(index + 1);
    this.values[index] = value;
  }
}

// An engine learns by function what arrays it reads: one that reads all kinds takes many times as long.

class Integers extends Column<Int32Array> {
  at(index: number): number {
    return this.values[index] ?? this.filler;
  }
}

class Unsigned extends Column<Uint32Array> {
  at(index: number): number {
    return this.values[index] ?? this.filler;
  }
}

class Shorts extends Column<Int16Array> {
  at(index: number): number {
    return this.values[index] ?? this.filler;
  }
}

class UnsignedShorts extends Column<Uint16Array> {
  at(index: number): number {
    return this.values[index] ?? this.filler;
  }
}

class Bytes extends Column<Uint8Array> {
  at(index: number): number {
    return this.values[index] ?? this.filler;
  }
}

class Times extends Column<Float64Array> {
  at(index: number): number {
    return this.values[index] ?? this.filler;
  }
}

export const integers = (filler: number = MISSING) => new Integers((length) => new Int32Array(length), filler);
export const unsigned = () => new Unsigned((length) => new Uint32Array(length), 0);
export const shorts = () => new Shorts((length) => new Int16Array(length), 0);
export const unsignedShorts = () => new UnsignedShorts((length) => new Uint16Array(length), 0);
export const bytes = () => new Bytes((length) => new Uint8Array(length), 0);
export const flags = bytes;
/** Milliseconds since 1970; `NaN` where there is none. */
export const times = () => new Times((length) => new Float64Array(length), Number.NaN);

const DAY = 86_400_000;

/** Days since 1970 of a `YYYY-MM-DD`; `MISSING` for `null` and for what is no date. */
export function dayOf(date: string | null): number {
  const time = date === null ? Number.NaN : Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(time) ? MISSING : Math.floor(time / DAY);
}

/** The `YYYY-MM-DD` of days since 1970; `null` for `MISSING`. */
export function dateOf(day: number): string | null {
  return day === MISSING ? null : new Date(day * DAY).toISOString().slice(0, 10);
}

/** A value of a column as the page knows it: `null` where it is not known. */
export function known(value: number): number | null {
  return value === MISSING ? null : value;
}
