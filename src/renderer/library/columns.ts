/** Columns: typed arrays that grow, one value for each entry, sighting or digest. */

/** Stands for a value that is not known, in every column of integers, stored or not. */
export const MISSING = -2_147_483_648;

type TypedArray = Int32Array | Uint32Array | Int16Array | Uint8Array | Float64Array;

/** A million values leave little room unused, and are still copied but a few times. */
const GROWTH = 1.25;

/** One typed array with room to grow. Loops take `values` into a constant first; growing replaces it. */
export class Column<A extends TypedArray> {
  values: A;
  readonly #create: (length: number) => A;
  readonly #filler: number;

  /** @param filler what a place holds that was never set; `NaN` means "not known" in columns of times. */
  constructor(create: (length: number) => A, filler: number) {
    this.#create = create;
    this.#filler = filler;
    this.values = create(0);
  }

  /** Makes room for at least `length` values. */
  reserve(length: number): void {
    if (length <= this.values.length) return;
    const grown = this.#create(Math.max(length, Math.ceil(this.values.length * GROWTH), 64));
    grown.set(this.values);
    if (this.#filler !== 0) grown.fill(this.#filler, this.values.length);
    this.values = grown;
  }

  at(index: number): number {
    return this.values[index] ?? this.#filler;
  }

  set(index: number, value: number): void {
    this.reserve(index + 1);
    this.values[index] = value;
  }
}

export const integers = (filler: number = MISSING) => new Column((length) => new Int32Array(length), filler);
export const unsigned = () => new Column((length) => new Uint32Array(length), 0);
export const shorts = () => new Column((length) => new Int16Array(length), 0);
export const bytes = () => new Column((length) => new Uint8Array(length), 0);
export const flags = bytes;
/** Milliseconds since 1970; `NaN` where there is none. */
export const times = () => new Column((length) => new Float64Array(length), Number.NaN);

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
