/** Brings digests into memory: those that are stored, and what changes of the seeds folders make of them. */
import type { SeedsChange } from '../../preload/api';
import { dateOf, dayOf } from './columns';
import { abstractsKeys, type CorrectionRecord, type PageRecord } from './database';
import { DigestPages, entriesOf, type StoredPlan } from './digests/digest-pages';
import type { LoadedDigest } from './digests/digests';
import type { FileSoFar } from './digests/incoming-digests';
import type { PackedDigest } from './digests/packed-digests';
import type { SeedsFiles } from './digests/seeds-files';
import { emptyPlan, type IngestPlan, type IngestState, planIngest } from './ingest';
import type { IngestReport } from './library-api';
import type { Papers } from './papers/papers';
import type { StoredPages } from './storage';

/** Pages differ a little. */
const SPARE = 1.03;

interface IntakeListeners {
  /** A digest came in, and with it the abstracts of its first entries: those of others are in the database. */
  onAdded(digest: LoadedDigest, abstracts: readonly string[]): void;
  onRemoved(digest: LoadedDigest): void;
  /** These papers may say something else than before. */
  onChanged(papers: readonly number[]): void;
}

export class Intake {
  readonly #corrections = new Map<string, CorrectionRecord>();
  /** Files of which only a part came in so far. */
  readonly #unfinished = new Map<string, FileSoFar>();
  readonly #pages: DigestPages;
  readonly #papers: Papers;
  readonly #files: SeedsFiles;
  readonly #listeners: IntakeListeners;
  #nextSequence = 1;
  #startsArrival = false;

  constructor(papers: Papers, files: SeedsFiles, listeners: IntakeListeners) {
    this.#papers = papers;
    this.#pages = new DigestPages(papers.digests);
    this.#files = files;
    this.#listeners = listeners;
  }

  /** Takes in what the database holds. Follow up with `commit` of the papers. */
  async load({ count, parts }: StoredPages, corrections: readonly CorrectionRecord[]): Promise<void> {
    for (const correction of corrections) this.#corrections.set(correction.digestId, correction);
    let isFirst = true;
    for await (const pages of parts) {
      if (isFirst) this.#makeRoom(pages, count);
      isFirst = false;
      this.#pages.load(pages);
      const digests = pages.flatMap((page) => page.digests.map((digest) => ({ digest, page: page.id })));
      digests.sort((a, b) => a.digest.sequence - b.digest.sequence);
      for (const { digest, page } of digests) this.#add(digest, page);
    }
  }

  /** Makes room for as many pages as there are, given the first: columns that grow are copied again and again. */
  #makeRoom(pages: readonly PageRecord[], count: number): void {
    const sizes = pages.map(({ digests }) => entriesOf(digests)).sort((a, b) => a - b);
    const usual = sizes[sizes.length >> 1] ?? 0;
    // A digest of a hundred thousand entries says nothing of the other pages.
    const alike = pages.length === count ? pages : pages.filter(({ digests }) => entriesOf(digests) <= 2 * usual);
    const spare = pages.length === count ? 1 : SPARE;
    this.#papers.makeRoomFor(
      alike.flatMap(({ digests }) => digests),
      (spare * count) / alike.length,
    );
  }

  /** Brings the corrections to what the marks journal says. Follow up with `commit` of the papers. */
  takeCorrections(corrections: ReadonlyMap<string, CorrectionRecord>): void {
    for (const id of new Set([...this.#corrections.keys(), ...corrections.keys()])) {
      this.takeCorrection(id, corrections.get(id) ?? null);
    }
  }

  /** The same of one digest. */
  takeCorrection(id: string, after: CorrectionRecord | null): void {
    const before = this.#corrections.get(id) ?? null;
    if (before?.date === after?.date) return;
    this.#setCorrection(id, after);
    const digest = this.#papers.digests.get(id);
    if (digest) this.#papers.redate(digest, after?.date ?? null);
  }

  /** @param isNewArrival whether the digests that come now, and with the next calls, are an arrival of their own */
  plan(changes: readonly SeedsChange[], isNewArrival: boolean): StoredPlan {
    if (isNewArrival) this.#startsArrival = true;
    return this.#pages.place(planIngest(this.#state(), changes));
  }

  /** Their files, if they are still there, count as never read. */
  planToForget(digestIds: readonly string[]): StoredPlan {
    const plan = emptyPlan();
    const { outlineOf } = this.#state();
    for (const id of digestIds) {
      const outline = outlineOf(id);
      if (outline) plan.removed.set(id, outline);
      for (const { file } of this.#files.filesOf(id)) plan.files.set(file, null);
    }
    return this.#pages.place(plan);
  }

  /** What becomes of the corrections: they go on with the digest that takes the place of another. */
  correctionsAfter(plan: IngestPlan): Map<string, CorrectionRecord | null> {
    const changes = new Map<string, CorrectionRecord | null>();
    const current = (id: string) => (changes.has(id) ? changes.get(id) : this.#corrections.get(id)) ?? null;
    for (const [before, after] of plan.replaced) {
      const correction = current(before);
      if (!correction) continue;
      changes.set(before, null);
      if (!current(after)) changes.set(after, { ...correction, digestId: after });
    }
    return changes;
  }

  /** Brings the memory to what a stored plan says. */
  takeIn(plan: StoredPlan, corrections: ReadonlyMap<string, CorrectionRecord | null>): Omit<IngestReport, 'totals'> {
    const papers = this.#papers;
    this.#files.update(plan.files);
    for (const [digestId, correction] of corrections) this.#setCorrection(digestId, correction);
    for (const [file, soFar] of plan.unfinished) {
      if (soFar) this.#unfinished.set(file, soFar);
      else this.#unfinished.delete(file);
    }
    for (const digestId of plan.removed.keys()) {
      const digest = papers.digests.get(digestId);
      if (!digest) continue;
      papers.removeDigest(digestId);
      this.#listeners.onRemoved(digest);
    }
    const { arrival } = this.#state();
    this.#pages.note(plan);
    const loaded = [...plan.pages].flatMap(([page, { added }]) => added.map((digest) => this.#add(digest, page)));
    if (loaded.some((digest) => papers.digests.arrivalsOf(digest).includes(arrival))) this.#startsArrival = false;
    if (loaded.length > 0 || plan.removed.size > 0) {
      const changed = papers.commit();
      for (const digest of loaded) this.#listeners.onAdded(digest, abstractsIn(plan, digest));
      this.#listeners.onChanged(changed);
    }
    return this.#report(plan);
  }

  /**
   * Gives a digest another date; `null` gives it back the one that was read.
   *
   * @param store resolves when it is on the disk
   * @throws in words for the reader
   */
  async correct(
    digestId: string,
    date: string | null,
    store: (correction: CorrectionRecord | null) => Promise<unknown>,
  ): Promise<void> {
    const digest = this.#papers.digests.get(digestId);
    if (!digest) throw new Error('This digest is no longer in the library.');
    if (date !== null && dateOf(dayOf(date)) !== date) throw new Error(`There is no day ${date}.`);
    const correction = date === null ? null : { digestId, date, correctedAt: Date.now() };
    await store(correction);
    this.#setCorrection(digestId, correction);
    this.#papers.redate(digest, date);
    this.#listeners.onChanged(this.#papers.commit());
  }

  /** The keys of all abstracts that are of use. `null` while files are being read: some of theirs are stored already. */
  keptAbstracts(): Set<string> | null {
    if (this.#unfinished.size > 0) return null;
    const kept = new Set<string>();
    for (const digest of this.#papers.digests.all()) {
      for (const key of abstractsKeys(digest, digest.length)) kept.add(key);
    }
    return kept;
  }

  #setCorrection(digestId: string, correction: CorrectionRecord | null): void {
    if (correction) this.#corrections.set(digestId, correction);
    else this.#corrections.delete(digestId);
  }

  #add(digest: PackedDigest, page: number): LoadedDigest {
    this.#nextSequence = Math.max(this.#nextSequence, digest.sequence + 1);
    return this.#papers.addDigest(digest, page, this.#corrections.get(digest.id)?.date ?? null);
  }

  #state(): IngestState {
    const { digests, entries } = this.#papers;
    return {
      files: this.#files.records,
      unfinished: this.#unfinished,
      readerVersionOf: (digestId) => digests.get(digestId)?.readerVersion ?? null,
      outlineOf: (digestId) => {
        const digest = digests.get(digestId);
        if (!digest) return null;
        const { id, heading, readerVersion, sequence } = digest;
        const numbers = [...digests.entriesOf(digest)];
        return {
          ...{ id, heading, readerVersion, sequence, arrivals: digests.arrivalsOf(digest) },
          ids: numbers.map((entry) => entries.idOf(entry)),
          titleKeys: numbers.map((entry) => entries.titleKeyOf(entry)),
          abstractKeys: numbers.map((entry) => entries.abstractKeyOf(entry)),
        };
      },
      nextSequence: this.#nextSequence,
      arrival: Math.max(1, digests.latestArrival + (this.#startsArrival ? 1 : 0)),
    };
  }

  #report(plan: IngestPlan): Omit<IngestReport, 'totals'> {
    const papers = this.#papers;
    const brought = new Set<number>();
    const listed = new Set<number>();
    const arrived = [...plan.added.values()].filter(({ isReread }) => !isReread);
    let entries = 0;
    for (const { digest: record, known } of arrived) {
      const digest = papers.digests.get(record.id);
      if (!digest) continue;
      entries += digest.length;
      papers.digests.entriesOf(digest).forEach((entry, position) => {
        listed.add(papers.paperOf(entry));
        if (!known.has(position)) brought.add(digest.firstSighting + position);
      });
    }
    const isNew = (paper: number) => papers.sightingsOf(paper).every((sighting) => brought.has(sighting));
    const newPapers = [...listed].filter(isNew).length;
    return { newPapers, seenBefore: entries - newPapers, digests: arrived.length };
  }
}

/** The abstracts of a digest that came in with the last part of it, up to the first that came in earlier. */
function abstractsIn({ abstracts }: IngestPlan, digest: LoadedDigest): string[] {
  const found: string[] = [];
  for (const key of abstractsKeys(digest, digest.length)) {
    const record = abstracts.get(key);
    if (!record) break;
    found.push(...record.abstracts);
  }
  return found;
}
