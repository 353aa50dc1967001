/**
 * What papers are sorted by: for each column an integer of every paper, `MISSING` where it is not known.
 *
 * Columns of marks stay as they were until `settle`: a row that was just marked is not to move under the reader's cursor.
 */
import { MISSING } from '../columns';
import type { SortColumn } from '../list-records';
import type { Papers } from '../papers/papers';
import { ranksOfNames } from './name-ranks';
import type { PaperSet } from './paper-set';
import type { TitleOrder } from './title-order';

/** Those that marks change. */
export const MARK_COLUMNS: ReadonlySet<SortColumn> = new Set<SortColumn>(['starred', 'status', 'tags']);

/** Tags by their names, and the papers that have them. */
export interface TaggedPapers {
  id: string;
  name: string;
  papers: PaperSet;
}

type MarkColumn = 'starred' | 'status' | 'tags';

/** All papers, the newest digest first, and each digest in its own order. */
interface NewestFirst {
  order: Uint32Array;
  /** By paper: the place of its latest digest among all, the oldest first. */
  places: Int32Array;
  /** The same; `MISSING` where that digest has no date. */
  datedPlaces: Int32Array;
}

export class SortKeys {
  readonly #papers: Papers;
  readonly #titles: TitleOrder;
  readonly #tags: () => readonly TaggedPapers[];
  #version = -1;
  /** What only digests change, for as long as they do not. */
  #newestFirst: NewestFirst | null = null;
  #organizationKeys: Int32Array | null = null;
  /** Of organizations, none of which ever goes. */
  #organizationRanks: Int32Array = new Int32Array(0);
  readonly #marks = new Map<MarkColumn, Int32Array>();
  /** By paper; see `Papers`. */
  #starredAt: Float64Array = new Float64Array(0);

  /** @param tags in the order of their names */
  constructor(papers: Papers, titles: TitleOrder, tags: () => readonly TaggedPapers[]) {
    this.#papers = papers;
    this.#titles = titles;
    this.#tags = tags;
  }

  /** Says that all tags may be others. */
  forgetTags(): void {
    this.#marks.delete('tags');
  }

  /** Brings the columns of marks up to date for some papers. */
  settle(papers: ArrayLike<number>): void {
    const { status, starredAt } = this.#papers;
    const tags = this.#marks.has('tags') ? this.#tags() : [];
    let areStarsOthers = false;
    for (const [column, before] of this.#marks) {
      const keys = this.#grown(before);
      this.#marks.set(column, keys);
      for (let at = 0; at < papers.length; at++) {
        const paper = papers[at] ?? 0;
        if (column === 'status') keys[paper] = status.at(paper);
        else if (column === 'tags') keys[paper] = firstOf(tags, paper);
        else areStarsOthers ||= !Object.is(starredAt.at(paper), this.#starredAt[paper] ?? Number.NaN);
      }
    }
    if (!areStarsOthers) return;
    const times = new Float64Array(this.#papers.entries.length).fill(Number.NaN);
    times.set(this.#starredAt.subarray(0, times.length));
    for (let at = 0; at < papers.length; at++) times[papers[at] ?? 0] = starredAt.at(papers[at] ?? 0);
    this.#rankStars(times);
  }

  /** By paper. Titles must have been prepared. */
  of(column: Exclude<SortColumn, 'relevance'>): Int32Array {
    switch (column) {
      case 'authors':
      case 'published':
      case 'comments':
      case 'sightings':
        return this.#papers[column].values;
      case 'title':
        return this.#titles.ranks();
      case 'organization':
        return this.#organizations();
      case 'digest':
        return this.newestFirst().datedPlaces;
      case 'starred':
        return this.#marks.get(column) ?? this.#rankStars(this.#papers.starredAt.values.slice());
      case 'status':
        return this.#marks.get(column) ?? this.#keepMarks(column, Int32Array.from(this.#papers.status.values));
      case 'tags':
        return this.#marks.get(column) ?? this.#keepMarks(column, this.#tagPlaces());
    }
  }

  /** By the number of an organization: its rank by name. */
  organizationRanks(): Int32Array {
    const { organizations } = this.#papers.digests;
    if (this.#organizationRanks.length !== organizations.length) {
      this.#organizationRanks = ranksOfNames(organizations.map(({ name }) => name));
    }
    return this.#organizationRanks;
  }

  newestFirst(): NewestFirst {
    this.#forgetIfOld();
    if (this.#newestFirst) return this.#newestFirst;
    const { digests, latest, entries } = this.#papers;
    const latestOf = latest.values;
    const paperOf = this.#papers.paperNumbers();
    const order = new Uint32Array(this.#papers.list().length);
    const places = new Int32Array(entries.length).fill(MISSING);
    const datedPlaces = new Int32Array(entries.length).fill(MISSING);
    const newestFirst = [...digests.all()].sort((a, b) => b.recency - a.recency);
    let count = 0;
    newestFirst.forEach((digest, newer) => {
      const place = newestFirst.length - 1 - newer;
      const listed = digests.entriesOf(digest);
      for (let position = 0; position < listed.length; position++) {
        const paper = paperOf[listed[position] ?? 0] ?? -1;
        if (paper < 0 || latestOf[paper] !== digest.firstSighting + position) continue;
        order[count++] = paper;
        places[paper] = place;
        if (digest.date !== null) datedPlaces[paper] = place;
      }
    });
    this.#newestFirst = { order, places, datedPlaces };
    return this.#newestFirst;
  }

  #forgetIfOld(): void {
    if (this.#version === this.#papers.version) return;
    this.#version = this.#papers.version;
    this.#newestFirst = null;
    this.#organizationKeys = null;
  }

  #organizations(): Int32Array {
    this.#forgetIfOld();
    if (!this.#organizationKeys) {
      const ranks = this.organizationRanks();
      const numbers = this.#papers.organization.values;
      const keys = new Int32Array(this.#papers.entries.length);
      for (let paper = 0; paper < keys.length; paper++) keys[paper] = ranks[numbers[paper] ?? -1] ?? MISSING;
      this.#organizationKeys = keys;
    }
    return this.#organizationKeys;
  }

  #rankStars(times: Float64Array): Int32Array {
    this.#starredAt = times;
    const known = times.filter((time) => !Number.isNaN(time)).sort();
    const ranks = new Int32Array(times.length);
    for (let paper = 0; paper < times.length; paper++) {
      const time = times[paper] ?? Number.NaN;
      ranks[paper] = Number.isNaN(time) ? MISSING : firstNotBefore(known, time);
    }
    return this.#keepMarks('starred', ranks);
  }

  #keepMarks(column: MarkColumn, keys: Int32Array): Int32Array {
    this.#marks.set(column, keys);
    return keys;
  }

  /** The place of the first tag of each paper. */
  #tagPlaces(): Int32Array {
    const keys = new Int32Array(this.#papers.entries.length).fill(MISSING);
    this.#tags().forEach(({ papers }, place) => {
      papers.forEach((paper) => {
        if (keys[paper] === MISSING) keys[paper] = place;
      });
    });
    return keys;
  }

  #grown(keys: Int32Array): Int32Array {
    const { length } = this.#papers.entries;
    if (keys.length >= length) return keys;
    const grown = new Int32Array(length).fill(MISSING);
    grown.set(keys);
    return grown;
  }
}

/** The place of the first tag that a paper has. */
function firstOf(tags: readonly TaggedPapers[], paper: number): number {
  const place = tags.findIndex(({ papers }) => papers.has(paper));
  return place < 0 ? MISSING : place;
}

/** Where the first value stands that is not less than `time`: equal times get one rank. */
function firstNotBefore(sorted: Float64Array, time: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
