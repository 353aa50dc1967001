/** The papers: which entries and sightings each is made of, and what these come to. */
import { integers, MISSING } from '../columns';
import type { Identity } from '../database';
import { Digests, type LoadedDigest } from '../digests/digests';
import type { PackedDigest } from '../digests/packed-digests';
import type { MergedMarks } from '../marks/merged-marks';
import { DecidedClusters } from './decided-clusters';
import { Decisions } from './decisions';
import { Entries } from './entries';
import { PaperColumns } from './paper-columns';

/** What the papers need to know of the reader's marks. */
export interface MarksOfEntries {
  isMarked(entry: number): boolean;
  /** What the reader said about a paper, under any of its entries. */
  merged(entries: readonly number[]): MergedMarks;
}

export class Papers extends PaperColumns {
  readonly entries = new Entries();
  readonly digests = new Digests(this.entries);
  readonly decisions = new Decisions();
  readonly #clusters = new DecidedClusters(this.entries, this.decisions, (entry) => this.publicationDays(entry));
  readonly #marks: MarksOfEntries;

  /** By entry: the paper that it belongs to; -1 where the library has none. */
  readonly #paperOfEntry = integers(-1);

  /** Counts up with every change to what papers there are and what they say; marks apart. */
  version = 0;
  /** Entries that were added or sighted; some more than once. */
  #touched: number[] = [];
  /** Entries of which a digest was taken out. */
  #lost: number[] = [];
  #mustRegroup = false;
  /** What is said of a paper that nothing was said of. */
  #nothing: MergedMarks | null = null;
  #list: Uint32Array | null = null;

  constructor(marks: MarksOfEntries) {
    super();
    this.#marks = marks;
  }

  /** Makes room for so many times as much as these digests. */
  makeRoomFor(digests: readonly PackedDigest[], times: number): void {
    this.digests.reserve(digests, times);
  }

  /** Adds a digest that is stored in a page. Follow up with `commit` once all that belongs together is in. */
  addDigest(packed: PackedDigest, page: number, correctedDate: string | null): LoadedDigest {
    const digest = this.digests.add(packed, page, correctedDate);
    for (const entry of this.digests.entriesOf(digest)) this.#touched.push(entry);
    return digest;
  }

  /** Takes a digest out, if it is there. Follow up with `commit`. */
  removeDigest(digestId: string): void {
    const digest = this.digests.get(digestId);
    if (!digest) return;
    for (const entry of this.digests.entriesOf(digest)) this.#lost.push(entry);
    this.digests.remove(digest);
  }

  /** Gives a digest the date that the reader says it has, `null` the one that was read. Follow up with `commit`. */
  redate(digest: LoadedDigest, correctedDate: string | null): void {
    this.digests.redate(digest, correctedDate);
    for (const entry of this.digests.entriesOf(digest)) {
      this.#touched.push(entry);
      if (this.#clusters.dependsOnDates(entry)) this.#mustRegroup = true;
    }
  }

  /** Makes known an entry that the reader marked or decided about, whether or not a digest has it. Follow up with `commit`. */
  addKnownEntry({ id, titleKey, abstractKey, sketch }: Identity): number {
    const entry = this.entries.add(id, titleKey, abstractKey, sketch, 0);
    this.#touched.push(entry);
    return entry;
  }

  /** Says that entries that were known by a decision may take no part any more. Follow up with `commit`. */
  regroup(): void {
    this.#mustRegroup = true;
  }

  /** Works out the papers anew where digests came or went, and returns those that may have changed. */
  commit(): number[] {
    const length = this.entries.length;
    this.reserve(length);
    this.#paperOfEntry.reserve(length);
    let changed = this.#touched;
    for (const entry of this.#lost) if (!this.#lose(entry)) this.#mustRegroup = true;
    if (this.#mustRegroup || !this.#clusters.include(changed)) {
      this.#clusters.clear();
      this.sightings.values.fill(0);
      this.#paperOfEntry.values.fill(-1);
      changed = [];
      for (let entry = 0; entry < length; entry++) if (this.#takesPart(entry)) changed.push(entry);
      this.#clusters.include(changed);
    }
    for (const merged of this.#clusters.takeMergedAway()) {
      this.sightings.set(merged, 0);
      changed.push(merged);
    }
    for (const entry of this.#clusters.rearrange()) {
      this.sightings.set(entry, 0);
      changed.push(entry);
    }
    this.#touched = [];
    this.#lost = [];
    this.#mustRegroup = false;
    this.#list = null;
    this.version++;

    const isDescribed = new Uint8Array(length);
    const papers: number[] = [];
    for (const entry of changed) {
      const paper = this.#clusters.rootOf(entry);
      if (isDescribed[paper] === 1) continue;
      isDescribed[paper] = 1;
      this.#describe(paper);
      if (this.isPaper(paper)) papers.push(paper);
    }
    return papers;
  }

  /**
   * Does what is due as a digest does not have an entry any more. Most often another has it, the same one read again, or
   * it was a paper by itself.
   *
   * @returns false where other papers may be concerned
   */
  #lose(entry: number): boolean {
    if (this.#clusters.dependsOnDates(entry)) return false;
    if (this.entries.isSighted(entry)) {
      this.#touched.push(entry);
      return true;
    }
    if (this.#takesPart(entry) || !this.#clusters.exclude(entry)) return false;
    this.sightings.set(entry, 0);
    this.#paperOfEntry.set(entry, -1);
    return true;
  }

  /** All papers, in no particular order. */
  list(): Uint32Array {
    if (!this.#list) {
      const sightings = this.sightings.values;
      let count = 0;
      const list = new Uint32Array(this.entries.length);
      for (let entry = 0; entry < list.length; entry++) if (sightings[entry] !== 0) list[count++] = entry;
      this.#list = list.slice(0, count);
    }
    return this.#list;
  }

  /** Whether no digest before the latest arrival had the paper. */
  isNew(paper: number): boolean {
    const latest = this.digests.latestArrival;
    return latest > 0 && this.arrival.at(paper) === latest;
  }

  /** The paper that an entry belongs to; -1 where the library has none. */
  paperOf(entry: number): number {
    return this.#paperOfEntry.at(entry);
  }

  /** The same of all entries, for loops over many; not to be kept beyond the next `commit`. */
  paperNumbers(): Int32Array {
    return this.#paperOfEntry.values.subarray(0, this.entries.length);
  }

  /** Whether the title or the abstract of an entry is the one that its paper shows. */
  isShown(entry: number): boolean {
    const paper = this.paperOf(entry);
    if (paper < 0 || this.sightings.at(paper) === 1) return paper >= 0;
    const isFrom = (sighting: number) => sighting >= 0 && this.digests.entryOf(sighting) === entry;
    return isFrom(this.latest.at(paper)) || isFrom(this.abstractFrom.at(paper));
  }

  /** The paper that an id of any of its entries names; -1 where the library has none. */
  find(id: string): number {
    const entry = this.entries.numberOf(id);
    return entry === undefined ? -1 : this.paperOf(entry);
  }

  entriesOf(paper: number): number[] {
    return [...this.#clusters.membersOf(paper)];
  }

  /** The entries that one of this title and abstract could be one paper with, or at least one of each such paper. */
  relativesOf(titleKey: string, abstractKey: string | null): number[] {
    return this.#clusters.relativesOf(titleKey, abstractKey);
  }

  /** The entries of a paper, in groups that would be papers by themselves but for a decision. */
  sidesOf(paper: number): number[][] {
    if (this.#clusters.isAlone(paper)) return [[paper]];
    return this.#clusters.sidesOf(paper);
  }

  /** The sightings of a paper, latest first; in one digest by position. */
  sightingsOf(paper: number): number[] {
    // Nearly every paper is one entry, seen once: a start with many of them should not pay for generators.
    const only = this.#clusters.isAlone(paper) ? this.digests.onlySightingOf(paper) : -1;
    if (only >= 0) return [only];
    const sightings: number[] = [];
    for (const entry of this.#clusters.membersOf(paper)) {
      for (const sighting of this.digests.sightingsOf(entry)) sightings.push(sighting);
    }
    if (sightings.length < 2) return sightings;
    return sightings.sort((a, b) => this.#recency(b) - this.#recency(a) || a - b);
  }

  /** What the latest digest calls an entry; empty where none has it any more. */
  titleOfEntry(entry: number): string {
    const latest = [...this.digests.sightingsOf(entry)].sort((a, b) => this.#recency(b) - this.#recency(a))[0] ?? -1;
    return this.digests.titleOf(latest);
  }

  titleOf(paper: number): string {
    return this.digests.titleOf(this.latest.at(paper));
  }

  /** Tells the title of a paper from nearly any other: 32 bits. */
  titleHashOf(paper: number): number {
    return this.digests.titles.hashAt(this.latest.at(paper));
  }

  /** The digest of a sighting, and the position there from 0. */
  placeOf(sighting: number): [digest: LoadedDigest | null, position: number] {
    const digest = this.digests.digestOf(sighting);
    return [digest, digest ? sighting - digest.firstSighting : 0];
  }

  #recency(sighting: number): number {
    return this.digests.digestOf(sighting)?.recency ?? 0;
  }

  /** Brings the columns of marks up to date for one paper. */
  refreshMarks(paper: number): MergedMarks {
    const isAlone = this.#clusters.isAlone(paper);
    // A start with a great many papers should not make a list for each.
    if (isAlone && !this.#marks.isMarked(paper)) return this.setMarks(paper, this.#unmarked);
    return this.setMarks(paper, this.#marks.merged(isAlone ? [paper] : this.entriesOf(paper)));
  }

  get #unmarked(): MergedMarks {
    this.#nothing ??= this.#marks.merged([]);
    return this.#nothing;
  }

  /** Entries that no digest has, and the reader said nothing about, are as if they had never been there. */
  #takesPart(entry: number): boolean {
    if (this.entries.isSighted(entry) || this.#marks.isMarked(entry)) return true;
    return this.decisions.concern(this.entries.idOf(entry));
  }

  /** The days since 1970 that digests give for an entry; only those that are known. */
  *publicationDays(entry: number): Generator<number> {
    for (const sighting of this.digests.sightingsOf(entry)) {
      const day = this.digests.publishedOn(sighting);
      if (day !== MISSING) yield day;
    }
  }

  /** Fills the columns of one paper: each field from the latest sighting that knows it. */
  #describe(paper: number): void {
    const { digests, entries } = this;
    const sightings = this.sightingsOf(paper);
    const isThere = sightings.length > 0;
    const paperOfEntry = this.#paperOfEntry.values;
    if (this.#clusters.isAlone(paper)) paperOfEntry[paper] = isThere ? paper : -1;
    else for (const entry of this.#clusters.membersOf(paper)) paperOfEntry[entry] = isThere ? paper : -1;
    this.sightings.values[paper] = sightings.length;
    this.latest.values[paper] = sightings[0] ?? -1;
    let published = MISSING;
    let authors = MISSING;
    let comments = MISSING;
    let organization = MISSING;
    let abstractFrom = -1;
    let linksFrom = -1;
    let arrival = Number.POSITIVE_INFINITY;
    for (const sighting of sightings) {
      if (published === MISSING) published = digests.publishedOn(sighting);
      if (authors === MISSING) authors = digests.authorCounts.at(sighting);
      if (comments === MISSING) comments = digests.comments.at(sighting);
      if (organization === MISSING) organization = digests.organizationNumbers.at(sighting);
      if (abstractFrom < 0 && entries.hasAbstract(digests.entryOf(sighting))) abstractFrom = sighting;
      if (linksFrom < 0 && digests.hasLinks(sighting)) linksFrom = sighting;
      arrival = Math.min(arrival, digests.arrivals.at(sighting));
    }
    this.published.values[paper] = published;
    this.authors.values[paper] = authors;
    this.comments.values[paper] = comments;
    this.organization.values[paper] = organization;
    this.abstractFrom.values[paper] = abstractFrom;
    this.linksFrom.values[paper] = linksFrom;
    this.arrival.values[paper] = arrival;
    this.refreshMarks(paper);
  }
}
