/** How much there is: in the library, and in each digest. Worked out once for each change, and kept up with the marks. */
import type { LoadedDigest } from './digests/digests';
import type { SeedsFiles } from './digests/seeds-files';
import type { LibraryTotals } from './library-api';
import { STATUSES } from './mark-records';
import { statusOf, UNREAD } from './marks/mark-columns';
import type { Papers } from './papers/papers';

type MarkTotals = Pick<LibraryTotals, 'papers' | 'new' | 'unread' | 'reading' | 'skipped' | 'starred'>;

export class Counts {
  readonly #papers: Papers;
  readonly #files: SeedsFiles;
  #papersVersion = -1;
  #totals: MarkTotals | null = null;
  /** By ordinal of the digest. */
  #papersOf: Int32Array | null = null;
  #unreadOf = new Int32Array(0);
  #newestFirst: LoadedDigest[] = [];

  constructor(papers: Papers, files: SeedsFiles) {
    this.#papers = papers;
    this.#files = files;
  }

  totals(): LibraryTotals {
    this.#forgetIfOld();
    this.#totals ??= this.#countPapers();
    return {
      ...this.#totals,
      digests: this.#papers.digests.count,
      problems: this.#files.countProblems(this.#papers.digests),
    };
  }

  /** Newest first. */
  digests(): readonly LoadedDigest[] {
    this.#countDigests();
    return this.#newestFirst;
  }

  of(digest: LoadedDigest): { papers: number; unread: number } {
    return {
      papers: this.#countDigests()[digest.ordinal] ?? 0,
      unread: this.#unreadOf[digest.ordinal] ?? 0,
    };
  }

  /** Say before the marks of a paper change, and call what is returned after. */
  watch(paper: number): () => void {
    const before = this.#stateOf(paper);
    return () => {
      const after = this.#stateOf(paper);
      const unread = after.unread - before.unread;
      this.#forgetIfOld();
      if (this.#totals) {
        this.#totals.unread += unread;
        for (const what of ['reading', 'skipped', 'starred'] as const) this.#totals[what] += after[what] - before[what];
      }
      if (!this.#papersOf || unread === 0) return;
      const digests = this.#papers.sightingsOf(paper).map((sighting) => this.#papers.digests.digestOf(sighting));
      for (const digest of new Set(digests)) {
        if (digest) this.#unreadOf[digest.ordinal] = (this.#unreadOf[digest.ordinal] ?? 0) + unread;
      }
    };
  }

  /** Says that the marks of so many papers changed that it is as well to count all of them anew. */
  forgetMarks(): void {
    this.#totals = null;
    this.#papersOf = null;
  }

  #stateOf(paper: number) {
    const status = statusOf(this.#papers.status.at(paper));
    return {
      unread: status === 'unread' ? 1 : 0,
      reading: status === 'reading' ? 1 : 0,
      skipped: status === 'skipped' ? 1 : 0,
      starred: Number.isNaN(this.#papers.starredAt.at(paper)) ? 0 : 1,
    };
  }

  #forgetIfOld(): void {
    if (this.#papersVersion === this.#papers.version) return;
    this.#papersVersion = this.#papers.version;
    this.#totals = null;
    this.#papersOf = null;
  }

  #countPapers(): MarkTotals {
    const { entries, digests } = this.#papers;
    const sightings = this.#papers.sightings.values;
    const starredAt = this.#papers.starredAt.values;
    const status = this.#papers.status.values;
    const arrival = this.#papers.arrival.values;
    // No paper arrived before the first.
    const latest = digests.latestArrival || -1;
    const byStatus = new Uint32Array(STATUSES.length);
    const totals = { papers: 0, new: 0, unread: 0, reading: 0, skipped: 0, starred: 0 };
    for (let paper = 0; paper < entries.length; paper++) {
      if (sightings[paper] === 0) continue;
      totals.papers++;
      const code = status[paper] ?? UNREAD;
      byStatus[code] = (byStatus[code] ?? 0) + 1;
      if (!Number.isNaN(starredAt[paper])) totals.starred++;
      if (arrival[paper] === latest) totals.new++;
    }
    STATUSES.forEach((name, code) => {
      if (name !== 'read') totals[name] = byStatus[code] ?? 0;
    });
    return totals;
  }

  /** @returns how many papers each digest lists, by ordinal */
  #countDigests(): Int32Array {
    this.#forgetIfOld();
    if (this.#papersOf) return this.#papersOf;
    const { digests, entries } = this.#papers;
    const status = this.#papers.status.values;
    const numbers = this.#papers.paperNumbers();
    const papersOf = new Int32Array(digests.byOrdinal.length);
    this.#unreadOf = new Int32Array(digests.byOrdinal.length);
    // A digest may list a paper twice.
    const lastCountedIn = new Int32Array(entries.length).fill(-1);
    for (const digest of digests.all()) {
      const { ordinal } = digest;
      const listed = digests.entriesOf(digest);
      let unread = 0;
      let count = 0;
      for (let position = 0; position < listed.length; position++) {
        const paper = numbers[listed[position] ?? 0] ?? -1;
        if (paper < 0 || lastCountedIn[paper] === ordinal) continue;
        lastCountedIn[paper] = ordinal;
        count++;
        if (status[paper] === UNREAD) unread++;
      }
      papersOf[ordinal] = count;
      this.#unreadOf[ordinal] = unread;
    }
    this.#newestFirst = [...digests.all()].sort((a, b) => b.recency - a.recency);
    this.#papersOf = papersOf;
    return papersOf;
  }
}
