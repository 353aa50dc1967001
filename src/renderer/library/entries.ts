/** Every different entry (pair of title and abstract) that the library knows of, once, by a number from 0. */
import { flags, integers, unsigned } from './columns';
import type { Identity } from './database';

/** How many integers a sketch has. */
export const SKETCH_SIZE = 16;

/**
 * How many places of two sketches must agree for their abstracts to be one text that was touched up.
 * Texts that share nothing agree in none; each place agrees as often as the texts share their word pairs.
 */
const SIMILAR_PLACES = 3;

export class Entries {
  readonly ids: string[] = [];
  readonly titleKeys: string[] = [];
  readonly abstractKeys: (string | null)[] = [];
  /** The head of the list of an entry's sightings; -1 where no digest has it (any more). */
  readonly firstSighting = integers(-1);
  readonly #hasSketch = flags();
  readonly #sketches = unsigned();
  readonly #numbers = new Map<string, number>();

  get length(): number {
    return this.ids.length;
  }

  numberOf(id: string): number | undefined {
    return this.#numbers.get(id);
  }

  /**
   * The number of this entry, which is added where it is new.
   *
   * @param sketches has the sketch of the entry from place `from` on, all 0 where it has none; copied
   */
  add(id: string, titleKey: string, abstractKey: string | null, sketches: Uint32Array, from: number): number {
    const existing = this.#numbers.get(id);
    if (existing !== undefined) return existing;
    const entry = this.ids.length;
    this.#numbers.set(id, entry);
    this.ids.push(id);
    this.titleKeys.push(titleKey);
    this.abstractKeys.push(abstractKey);
    this.firstSighting.set(entry, -1);
    this.#sketches.reserve((entry + 1) * SKETCH_SIZE);
    const own = this.#sketches.values;
    let isSketched = 0;
    for (let place = 0; place < SKETCH_SIZE; place++) {
      const value = sketches[from + place] ?? 0;
      own[entry * SKETCH_SIZE + place] = value;
      if (value !== 0) isSketched = 1;
    }
    this.#hasSketch.set(entry, isSketched);
    return entry;
  }

  /** Whether a digest of the library has this entry. */
  isSighted(entry: number): boolean {
    return this.firstSighting.at(entry) >= 0;
  }

  hasAbstract(entry: number): boolean {
    return this.abstractKeys[entry] !== null;
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
    const key = this.abstractKeys[a];
    if (key !== null && key === this.abstractKeys[b]) return SKETCH_SIZE + 1;
    if (!this.hasSketch(a) || !this.hasSketch(b)) return 0;
    const sketches = this.#sketches.values;
    let agreeing = 0;
    for (let place = 0; place < SKETCH_SIZE; place++) {
      if (sketches[a * SKETCH_SIZE + place] === sketches[b * SKETCH_SIZE + place]) agreeing++;
    }
    return agreeing;
  }

  identityOf(entry: number): Identity {
    return {
      id: this.ids[entry] ?? '',
      titleKey: this.titleKeys[entry] ?? '',
      abstractKey: this.abstractKeys[entry] ?? null,
      sketch: this.#sketches.values.slice(entry * SKETCH_SIZE, (entry + 1) * SKETCH_SIZE),
    };
  }
}
