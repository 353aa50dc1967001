/** What every digest says, in memory, and the sightings: each place of each digest, by a number from 0. */
import type { Organization } from '../../../preload/api';
import { integers, MISSING, shorts } from '../columns';
import { PackedTexts } from '../packed-texts';
import type { Entries } from '../papers/entries';
import { applyDate } from './corrections';
import { type DigestFacts, linksIn, PackedColumns, type PackedDigest, TEXTS } from './packed-digests';

/** A digest without what its sightings say. */
export interface LoadedDigest extends DigestFacts {
  ordinal: number;
  /** The record of the database that it is stored in. */
  page: number;
  /** `date` and `isYearInferred` as the reader corrected them, where they did; so is `recency`. */
  isDateCorrected: boolean;
  asRead: Pick<DigestFacts, 'date' | 'isYearInferred'>;
  /** Days since 1970, by position, as the corrected date has them; `null` where they are as they were read. */
  correctedDays: Int32Array | null;
  /** Orders digests by age: by date (undated ones are oldest), then by when they came in. No two have the same. */
  recency: number;
  /** Sightings are numbered from here, by position. */
  firstSighting: number;
  length: number;
}

export class Digests {
  /** By ordinal; `null` where a digest was taken out. */
  readonly byOrdinal: (LoadedDigest | null)[] = [];
  readonly organizations: Organization[] = [];
  /** Those of which something could not be read. */
  readonly withProblems = new Set<LoadedDigest>();

  /** By sighting, as are all columns. */
  readonly ordinals = integers(-1);
  readonly authorCounts = integers();
  readonly comments = integers();
  /** Numbers of `organizations`; `MISSING` where none. */
  readonly organizationNumbers = integers();
  readonly lines = integers(0);
  /** See `DigestRecord`. */
  readonly arrivals = integers(0);
  readonly titles = new PackedTexts();
  readonly #links = new PackedTexts();
  /** Days since 1970, as they were read. */
  readonly #publishedOn = integers();
  readonly #monthDays = shorts();
  readonly #entryOf = integers(-1);
  /** The next sighting of the same entry; -1 at the end. */
  readonly #next = integers(-1);

  readonly #entries: Entries;
  readonly #ordinalOf = new Map<string, number>();
  readonly #organizationNumberOf = new Map<string, number>();
  #sightings = 0;
  #latestArrival: number | null = 0;

  constructor(entries: Entries) {
    this.#entries = entries;
  }

  get count(): number {
    return this.#ordinalOf.size;
  }

  /** The number of the arrival that brought the newest entries; 0 where none is to be called new. */
  get latestArrival(): number {
    if (this.#latestArrival === null) {
      this.#latestArrival = 0;
      for (const digest of this.all()) this.#noteArrivals(digest);
    }
    return this.#latestArrival;
  }

  *all(): Generator<LoadedDigest> {
    for (const digest of this.byOrdinal) if (digest) yield digest;
  }

  get(id: string): LoadedDigest | null {
    const ordinal = this.#ordinalOf.get(id);
    return ordinal === undefined ? null : (this.byOrdinal[ordinal] ?? null);
  }

  digestOf(sighting: number): LoadedDigest | null {
    return this.byOrdinal[this.ordinals.at(sighting)] ?? null;
  }

  entryOf(sighting: number): number {
    return this.#entryOf.at(sighting);
  }

  titleOf(sighting: number): string {
    return this.titles.at(sighting);
  }

  /** Days since 1970; `MISSING` where the digest does not say. */
  publishedOn(sighting: number): number {
    const digest = this.digestOf(sighting);
    return digest?.correctedDays?.[sighting - digest.firstSighting] ?? this.#publishedOn.at(sighting);
  }

  hasLinks(sighting: number): boolean {
    return !this.#links.isEmptyAt(sighting);
  }

  linksOf(sighting: number): string[] {
    return linksIn(this.#links.at(sighting));
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
    return this.#of(digest, this.#entryOf.values);
  }

  /** See `DigestRecord`; by position. */
  arrivalsOf(digest: LoadedDigest): Int32Array {
    return this.#of(digest, this.arrivals.values);
  }

  /** Where the titles stand in the file, by position; from 1. */
  linesOf(digest: LoadedDigest): Int32Array {
    return this.#of(digest, this.lines.values).slice();
  }

  /** Makes room for so many times as much as these digests: many are taken in without growing again and again. */
  reserve(digests: readonly PackedDigest[], times: number): void {
    const bytes = { ids: 0, titles: 0, titleKeys: 0, abstractKeys: 0, links: 0 };
    let sightings = 0;
    for (const digest of digests) {
      const columns = new PackedColumns(digest);
      sightings += digest.length;
      for (const name of TEXTS) bytes[name] += columns.bytesOf(name);
    }
    sightings = Math.ceil(sightings * times);
    for (const name of TEXTS) bytes[name] = Math.ceil(bytes[name] * times);
    this.#entries.reserve(sightings, bytes);
    this.titles.reserve(sightings, bytes.titles);
    this.#links.reserve(sightings, bytes.links);
    for (const column of this.#columns()) column.reserve(this.#sightings + sightings);
  }

  /**
   * @param page the record of the database that it is stored in
   * @param correctedDate what the reader says; `null` where the date is as it was read
   */
  add(packed: PackedDigest, page: number, correctedDate: string | null): LoadedDigest {
    const { id, sequence, readerVersion, heading, date, isYearInferred, problems, firstLine, format, readAt } = packed;
    const ordinal = this.byOrdinal.length;
    // Written out: engines are slow with objects that are put together of parts, and every sighting comes by here.
    const digest: LoadedDigest = {
      ordinal,
      page,
      id,
      sequence,
      readerVersion,
      heading,
      date,
      isYearInferred,
      isDateCorrected: false,
      asRead: { date, isYearInferred },
      correctedDays: null,
      problems,
      firstLine,
      format,
      readAt,
      recency: 0,
      firstSighting: this.#sightings,
      length: packed.length,
    };
    this.byOrdinal.push(digest);
    this.#ordinalOf.set(id, ordinal);
    if (problems.length > 0) this.withProblems.add(digest);
    this.#addSightings(digest, packed);
    this.redate(digest, correctedDate);
    if (this.#latestArrival !== null) this.#noteArrivals(digest);
    return digest;
  }

  /** Gives a digest the date that the reader says it has; `null`: the one that was read. */
  redate(digest: LoadedDigest, correctedDate: string | null): void {
    const days = this.#of(digest, this.#publishedOn.values);
    applyDate(digest, correctedDate, days, this.#of(digest, this.#monthDays.values));
  }

  /** Takes a digest out. Its ordinal and the numbers of its sightings are not used again. */
  remove(digest: LoadedDigest): void {
    for (let sighting = digest.firstSighting; sighting < digest.firstSighting + digest.length; sighting++) {
      this.#unlink(sighting);
    }
    this.byOrdinal[digest.ordinal] = null;
    this.#latestArrival = null;
    this.#ordinalOf.delete(digest.id);
    this.withProblems.delete(digest);
  }

  #addSightings({ ordinal, firstSighting, length }: LoadedDigest, packed: PackedDigest): void {
    const columns = new PackedColumns(packed);
    this.#sightings += length;
    for (const column of this.#columns()) column.reserve(this.#sightings);
    this.authorCounts.values.set(columns.integers('authorCounts'), firstSighting);
    this.comments.values.set(columns.integers('comments'), firstSighting);
    this.lines.values.set(columns.integers('lines'), firstSighting);
    this.arrivals.values.set(columns.integers('arrivals'), firstSighting);
    this.#publishedOn.values.set(columns.integers('publishedOn'), firstSighting);
    this.#monthDays.values.set(columns.integers('monthDays'), firstSighting);
    this.titles.addAll(columns.texts, columns.endsOf('titles'), columns.startOf('titles'));
    this.#links.addAll(columns.texts, columns.endsOf('links'), columns.startOf('links'));
    const entries = this.#entries.addAll(columns);
    this.#entryOf.values.set(entries, firstSighting);
    this.ordinals.values.fill(ordinal, firstSighting, this.#sightings);
    const organizations = packed.organizations.map((organization) => this.#numberOf(organization));
    const named = columns.integers('organizations');
    const first = this.#entries.firstSighting.values;
    const next = this.#next.values;
    const numbers = this.organizationNumbers.values;
    for (let position = 0; position < length; position++) {
      const sighting = firstSighting + position;
      const entry = entries[position] ?? 0;
      next[sighting] = first[entry] ?? -1;
      first[entry] = sighting;
      const organization = named[position] ?? MISSING;
      numbers[sighting] = organization === MISSING ? MISSING : (organizations[organization] ?? MISSING);
    }
  }

  #columns() {
    const { ordinals, authorCounts, comments, organizationNumbers, lines, arrivals } = this;
    const own = [this.#publishedOn, this.#monthDays, this.#entryOf, this.#next];
    return [ordinals, authorCounts, comments, organizationNumbers, lines, arrivals, ...own];
  }

  /** The part of a column that is about one digest. */
  #of<A extends Int32Array | Int16Array>({ firstSighting, length }: LoadedDigest, values: A): A {
    return values.subarray(firstSighting, firstSighting + length) as A;
  }

  #noteArrivals(digest: LoadedDigest): void {
    for (const arrival of this.arrivalsOf(digest)) {
      if (arrival > (this.#latestArrival ?? 0)) this.#latestArrival = arrival;
    }
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

  #numberOf(organization: Organization): number {
    const key = `${organization.handle}\n${organization.name}`;
    const existing = this.#organizationNumberOf.get(key);
    if (existing !== undefined) return existing;
    this.#organizationNumberOf.set(key, this.organizations.length);
    return this.organizations.push(organization) - 1;
  }
}
