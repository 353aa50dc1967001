/** Every different entry (pair of title and abstract) that the library knows of, once, by a number from 0. */
import { flags, integers, unsignedShorts } from '../columns';
import type { Identity } from '../database';
import type { PackedColumns } from '../digests/packed-digests';
import { TextNumbers } from '../text-numbers';

/** How many integers a sketch has. */
export const SKETCH_SIZE = 16;

/**
 * What of each integer is kept: two of 65,536 agree by chance, so that three places of sixteen do in none of a hundred
 * thousand million.
 */
export const SKETCH_MASK = 0xffff;

/**
 * How many places of two sketches must agree for their abstracts to be one text that was touched up.
 * Texts that share nothing agree in none; each place agrees as often as the texts share their word pairs.
 */
const SIMILAR_PLACES = 3;

/** What has no title or no abstract to be compared by. */
const NONE = -1;

export class Entries {
  /** An entry goes by the number of its id. */
  readonly #ids = new TextNumbers();
  readonly #titleKeys = new TextNumbers();
  readonly #abstractKeys = new TextNumbers();
  readonly #titles = integers(NONE);
  readonly #abstracts = integers(NONE);
  /** The head of the list of an entry's sightings; -1 where no digest has it (any more). */
  readonly firstSighting = integers(-1);
  readonly #hasSketch = flags();
  readonly #sketches = unsignedShorts();

  get length(): number {
    return this.#ids.length;
  }

  numberOf(id: string): number | undefined {
    const entry = this.#ids.find(id);
    return entry < 0 ? undefined : entry;
  }

  /** Makes room for so many further entries, and so many bytes of what names them. */
  reserve(entries: number, bytes: { ids: number; titleKeys: number; abstractKeys: number }): void {
    this.#ids.reserve(entries, bytes.ids);
    this.#titleKeys.reserve(entries, bytes.titleKeys);
    this.#abstractKeys.reserve(entries, bytes.abstractKeys);
    this.#makeRoom(this.length + entries);
  }

  /**
   * The number of this entry, which is added where it is new.
   *
   * @param sketches has the sketch of the entry from place `from` on, all 0 where it has none; copied
   */
  add(id: string, titleKey: string, abstractKey: string | null, sketches: Uint32Array, from: number): number {
    const known = this.length;
    const entry = this.#ids.add(id);
    if (entry < known) return entry;
    this.#makeRoom(entry + 1);
    this.#titles.values[entry] = titleKey ? this.#titleKeys.add(titleKey) : NONE;
    this.#abstracts.values[entry] = abstractKey ? this.#abstractKeys.add(abstractKey) : NONE;
    this.#addSketch(entry, sketches, from);
    return entry;
  }

  /** The same of each entry of a digest: their numbers, by position. */
  addAll(columns: PackedColumns): Int32Array {
    const { texts } = columns;
    const sketches = columns.sketches();
    const first = this.length;
    const entries = this.#ids.addAll(texts, columns.endsOf('ids'), columns.startOf('ids'));
    const titles = this.#titleKeys.addAll(texts, columns.endsOf('titleKeys'), columns.startOf('titleKeys'));
    const abstracts = this.#abstractKeys.addAll(texts, columns.endsOf('abstractKeys'), columns.startOf('abstractKeys'));
    this.#makeRoom(this.length);
    let next = first;
    for (let position = 0; position < entries.length; position++) {
      // New ones have the next numbers, in their order.
      if (entries[position] !== next) continue;
      this.#titles.values[next] = titles[position] ?? NONE;
      this.#abstracts.values[next] = abstracts[position] ?? NONE;
      this.#addSketch(next, sketches, position * SKETCH_SIZE);
      next++;
    }
    return entries;
  }

  /** Empty where there is no such entry. */
  idOf(entry: number): string {
    return this.#ids.textOf(entry);
  }

  /** The number of the title that an entry is under, one for all that are equal but for their dress; -1 where it names nothing. */
  titleOf(entry: number): number {
    return this.#titles.at(entry);
  }

  /** The number of an entry's abstract, one for all that are equal but for their dress; -1 where it has none. */
  abstractOf(entry: number): number {
    return this.#abstracts.at(entry);
  }

  /** The numbers of a title and of an abstract by their keys; -1 where no entry has them. */
  findTitle(titleKey: string): number {
    return this.#titleKeys.find(titleKey);
  }

  findAbstract(abstractKey: string): number {
    return this.#abstractKeys.find(abstractKey);
  }

  /** Whether a digest of the library has this entry. */
  isSighted(entry: number): boolean {
    return this.firstSighting.at(entry) >= 0;
  }

  hasAbstract(entry: number): boolean {
    return this.abstractOf(entry) !== NONE;
  }

  /** Whether it has an abstract that is long enough to tell one paper from another. */
  hasSketch(entry: number): boolean {
    return this.#hasSketch.at(entry) === 1;
  }

  /** Whether two entries have the same abstract, or the same one touched up. */
  haveSimilarAbstracts(a: number, b: number): boolean {
    return this.similarity(a, b) >= SIMILAR_PLACES;
  }

  /** How much two abstracts have in common: from 0 to SKETCH_SIZE, and one more where they are the same. */
  similarity(a: number, b: number): number {
    if (this.hasAbstract(a) && this.abstractOf(a) === this.abstractOf(b)) return SKETCH_SIZE + 1;
    if (!this.hasSketch(a) || !this.hasSketch(b)) return 0;
    const sketches = this.#sketches.values;
    let agreeing = 0;
    for (let place = 0; place < SKETCH_SIZE; place++) {
      if (sketches[a * SKETCH_SIZE + place] === sketches[b * SKETCH_SIZE + place]) agreeing++;
    }
    return agreeing;
  }

  titleKeyOf(entry: number): string {
    return this.#titleKeys.textOf(this.titleOf(entry));
  }

  abstractKeyOf(entry: number): string | null {
    return this.hasAbstract(entry) ? this.#abstractKeys.textOf(this.abstractOf(entry)) : null;
  }

  identityOf(entry: number): Identity {
    return {
      id: this.idOf(entry),
      titleKey: this.titleKeyOf(entry),
      abstractKey: this.abstractKeyOf(entry),
      sketch: Uint32Array.from(this.#sketches.values.subarray(entry * SKETCH_SIZE, (entry + 1) * SKETCH_SIZE)),
    };
  }

  #makeRoom(entries: number): void {
    for (const column of [this.#titles, this.#abstracts, this.firstSighting, this.#hasSketch]) column.reserve(entries);
    this.#sketches.reserve(entries * SKETCH_SIZE);
  }

  #addSketch(entry: number, sketches: Uint32Array, from: number): void {
    const own = this.#sketches.values;
    let bits = 0;
    for (let place = 0; place < SKETCH_SIZE; place++) {
      const value = (sketches[from + place] ?? 0) & SKETCH_MASK;
      own[entry * SKETCH_SIZE + place] = value;
      bits |= value;
    }
    this.#hasSketch.values[entry] = bits === 0 ? 0 : 1;
  }
}
