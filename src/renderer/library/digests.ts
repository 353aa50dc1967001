/** The light fields of every digest in memory, and the sightings: each place of each digest, by a number from 0. */
import type { Organization, Problem } from '../../preload/api';
import { integers, MISSING } from './columns';
import { applyDate } from './corrections';
import type { DigestRecord } from './database';
import { type Entries, SKETCH_SIZE } from './entries';

/** A digest without what `Entries` keeps once for all digests. Arrays have one place for each entry. */
export interface LoadedDigest {
  ordinal: number;
  id: string;
  sequence: number;
  readerVersion: number;
  heading: string | null;
  /** As the reader corrected it, where they did; so are `isYearInferred`, `recency` and `publishedOn`. */
  date: string | null;
  isYearInferred: boolean;
  isDateCorrected: boolean;
  asRead: Pick<DigestRecord, 'date' | 'isYearInferred' | 'publishedOn'>;
  problems: Problem[];
  firstLine: number;
  format: string | null;
  readAt: number | null;
  /** Orders digests by age: by date (undated ones are oldest), then by when they came in. No two have the same. */
  recency: number;
  /** Sightings are numbered from here, by position. */
  firstSighting: number;
  length: number;
  titles: string[];
  authorCounts: Int32Array;
  /** Days since 1970. */
  publishedOn: Int32Array;
  /** See `EntryColumns`. */
  monthDays: Int16Array;
  comments: Int32Array;
  /** Numbers of `organizations`; `MISSING` where none. */
  organizations: Int32Array;
  links: (string[] | null)[];
  lines: Int32Array;
  /** See `DigestRecord`. */
  arrivals: Int32Array;
}

export class Digests {
  /** By ordinal; `null` where a digest was taken out. */
  readonly byOrdinal: (LoadedDigest | null)[] = [];
  readonly organizations: Organization[] = [];
  readonly #entries: Entries;
  readonly #ordinals = new Map<string, number>();
  readonly #organizationNumbers = new Map<string, number>();
  readonly #ordinalOf = integers(-1);
  readonly #entryOf = integers(-1);
  /** The next sighting of the same entry; -1 at the end. */
  readonly #next = integers(-1);
  #sightings = 0;
  #latestArrival: number | null = null;

  constructor(entries: Entries) {
    this.#entries = entries;
  }

  get count(): number {
    return this.#ordinals.size;
  }

  /** The number of the arrival that brought the newest entries; 0 where none is to be called new. */
  get latestArrival(): number {
    if (this.#latestArrival === null) {
      this.#latestArrival = 0;
      for (const { arrivals } of this.all()) {
        for (const arrival of arrivals) if (arrival > this.#latestArrival) this.#latestArrival = arrival;
      }
    }
    return this.#latestArrival;
  }

  *all(): Generator<LoadedDigest> {
    for (const digest of this.byOrdinal) if (digest) yield digest;
  }

  get(id: string): LoadedDigest | null {
    const ordinal = this.#ordinals.get(id);
    return ordinal === undefined ? null : (this.byOrdinal[ordinal] ?? null);
  }

  digestOf(sighting: number): LoadedDigest | null {
    return this.byOrdinal[this.#ordinalOf.at(sighting)] ?? null;
  }

  entryOf(sighting: number): number {
    return this.#entryOf.at(sighting);
  }

  /** The sighting of an entry that has just one; -1 otherwise. */
  onlySightingOf(entry: number): number {
    const first = this.#entries.firstSighting.at(entry);
    return first >= 0 && this.#next.at(first) < 0 ? first : -1;
  }

  /** The sightings of one entry, in no order. */
  *sightingsOf(entry: number): Generator<number> {
    for (let sighting = this.#entries.firstSighting.at(entry); sighting >= 0; sighting = this.#next.at(sighting)) {
      yield sighting;
    }
  }

  /** The entries of a digest, by position. */
  entriesOf(digest: LoadedDigest): Int32Array {
    return this.#entryOf.values.subarray(digest.firstSighting, digest.firstSighting + digest.length);
  }

  /** @param correctedDate what the reader says; `null` where the date is as it was read */
  add(record: DigestRecord, correctedDate: string | null): LoadedDigest {
    const { length } = record.ids;
    const ordinal = this.byOrdinal.length;
    // Written out: engines are slow with objects that are put together of parts, and every sighting comes by here.
    const digest: LoadedDigest = {
      ordinal,
      id: record.id,
      sequence: record.sequence,
      readerVersion: record.readerVersion,
      heading: record.heading,
      date: record.date,
      isYearInferred: record.isYearInferred,
      isDateCorrected: false,
      asRead: { date: record.date, isYearInferred: record.isYearInferred, publishedOn: record.publishedOn },
      problems: record.problems,
      firstLine: record.firstLine,
      format: record.format,
      readAt: record.readAt,
      recency: 0,
      firstSighting: this.#sightings,
      length,
      titles: record.titles,
      authorCounts: record.authorCounts,
      publishedOn: record.publishedOn,
      monthDays: record.monthDays,
      comments: record.comments,
      organizations: Int32Array.from(record.organizations, (organization) => this.#numberOf(organization)),
      links: record.links,
      lines: record.lines,
      arrivals: record.arrivals,
    };
    applyDate(digest, correctedDate);
    this.byOrdinal.push(digest);
    this.#latestArrival = null;
    this.#ordinals.set(digest.id, ordinal);
    this.#sightings += length;
    for (const column of [this.#ordinalOf, this.#entryOf, this.#next]) column.reserve(this.#sightings);
    for (let position = 0; position < length; position++) {
      const entry = this.#entries.add(
        record.ids[position] ?? '',
        record.titleKeys[position] ?? '',
        record.abstractKeys[position] ?? null,
        record.sketches,
        position * SKETCH_SIZE,
      );
      const sighting = digest.firstSighting + position;
      this.#ordinalOf.set(sighting, ordinal);
      this.#entryOf.set(sighting, entry);
      this.#next.set(sighting, this.#entries.firstSighting.at(entry));
      this.#entries.firstSighting.set(entry, sighting);
    }
    return digest;
  }

  /** Takes a digest out. Its ordinal and the numbers of its sightings are not used again. */
  remove(digest: LoadedDigest): void {
    for (let sighting = digest.firstSighting; sighting < digest.firstSighting + digest.length; sighting++) {
      this.#unlink(sighting);
    }
    this.byOrdinal[digest.ordinal] = null;
    this.#latestArrival = null;
    this.#ordinals.delete(digest.id);
  }

  #unlink(sighting: number): void {
    const { firstSighting } = this.#entries;
    const entry = this.entryOf(sighting);
    const next = this.#next.at(sighting);
    let at = firstSighting.at(entry);
    if (at === sighting) {
      firstSighting.set(entry, next);
      return;
    }
    while (this.#next.at(at) !== sighting) at = this.#next.at(at);
    this.#next.set(at, next);
  }

  #numberOf(organization: Organization | null): number {
    if (!organization) return MISSING;
    const key = `${organization.handle}\n${organization.name}`;
    const existing = this.#organizationNumbers.get(key);
    if (existing !== undefined) return existing;
    this.#organizationNumbers.set(key, this.organizations.length);
    return this.organizations.push(organization) - 1;
  }
}
