/**
 * What papers are sorted by: for each column an integer of every paper, `MISSING` where it is not known.
 *
 * Columns of marks stay as they were until `settle`: a row that was just marked is not to move under the reader's cursor.
 */
import { MISSING } from '../columns';
import type { SortColumn } from '../library-api';
import type { Papers } from '../papers';
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

export class SortKeys {
  readonly #papers: Papers;
  readonly #titles: TitleOrder;
  readonly #tags: () => readonly TaggedPapers[];
  /** By paper: the ordinal of the latest digest that lists it. */
  #ordinals: Int32Array | null = null;
  #version = -1;
  readonly #kept = new Map<string, Int32Array>();
  readonly #marks = new Map<MarkColumn, Int32Array>();
  /** By paper; see `Papers`. */
  #starredAt: Float64Array = new Float64Array(0);

  /** @param tags in the order of their names */
  constructor(papers: Papers, titles: TitleOrder, tags: () => readonly TaggedPapers[]) {
    this.#papers = papers;
    this.#titles = titles;
    this.#tags = tags;
  }

  /** Say which papers changed, came or went. */
  notePapers(changed: Iterable<number>): void {
    if (this.#ordinals) {
      this.#ordinals = this.#grown(this.#ordinals);
      for (const paper of changed) this.#ordinals[paper] = this.#ordinalOf(paper);
    }
    this.settle(changed);
  }

  /** Says that all tags may be others. */
  forgetTags(): void {
    this.#marks.delete('tags');
  }

  /** Brings the columns of marks up to date for some papers. */
  settle(papers: Iterable<number>): void {
    const { status, starredAt } = this.#papers;
    const [statuses, tags] = [this.#marks.get('status'), this.#marks.get('tags')];
    if (statuses) {
      const keys = this.#grown(statuses);
      for (const paper of papers) keys[paper] = status.at(paper);
      this.#marks.set('status', keys);
    }
    if (tags) {
      const [keys, now] = [this.#grown(tags), this.#tagPlaces()];
      for (const paper of papers) keys[paper] = now[paper] ?? MISSING;
      this.#marks.set('tags', keys);
    }
    if (this.#marks.has('starred')) {
      const times = new Float64Array(this.#papers.entries.length).fill(Number.NaN);
      times.set(this.#starredAt.subarray(0, times.length));
      for (const paper of papers) times[paper] = starredAt.at(paper);
      this.#rankStars(times);
    }
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
        return this.#keep(column, () => this.#organizations());
      case 'digest':
        return this.#keep(column, () => this.#datedPlaces());
      case 'starred':
        return this.#marks.get(column) ?? this.#rankStars(this.#papers.starredAt.values.slice());
      case 'status':
        return this.#marks.get(column) ?? this.#keepMarks(column, Int32Array.from(this.#papers.status.values));
      case 'tags':
        return this.#marks.get(column) ?? this.#keepMarks(column, this.#tagPlaces());
    }
  }

  /** By paper: the place of its latest digest among all, the oldest first. */
  places(): Int32Array {
    return this.#keep('places', () => {
      const places = this.#digestPlaces();
      const ordinals = this.#digestOrdinals();
      const keys = new Int32Array(ordinals.length);
      for (let paper = 0; paper < keys.length; paper++) keys[paper] = places[ordinals[paper] ?? -1] ?? -1;
      return keys;
    });
  }

  /** By paper: the ordinal of the latest digest that lists it; -1 where there is none. */
  ordinals(): Int32Array {
    return this.#digestOrdinals();
  }

  /** By the number of an organization: its rank by name. */
  organizationRanks(): Int32Array {
    return this.#keep('organization ranks', () =>
      ranksOfNames(this.#papers.digests.organizations.map(({ name }) => name)),
    );
  }

  #keep(name: string, workOut: () => Int32Array): Int32Array {
    if (this.#version !== this.#papers.version) {
      this.#kept.clear();
      this.#version = this.#papers.version;
    }
    const kept = this.#kept.get(name) ?? workOut();
    this.#kept.set(name, kept);
    return kept;
  }

  #organizations(): Int32Array {
    const ranks = this.organizationRanks();
    const numbers = this.#papers.organization.values;
    const keys = new Int32Array(this.#papers.entries.length);
    for (let paper = 0; paper < keys.length; paper++) keys[paper] = ranks[numbers[paper] ?? -1] ?? MISSING;
    return keys;
  }

  #datedPlaces(): Int32Array {
    const places = this.places();
    const ordinals = this.#digestOrdinals();
    const isDated = Uint8Array.from(this.#papers.digests.byOrdinal, (digest) => (digest?.date == null ? 0 : 1));
    return places.map((place, paper) => (isDated[ordinals[paper] ?? -1] === 1 ? place : MISSING));
  }

  #digestOrdinals(): Int32Array {
    if (!this.#ordinals) {
      this.#ordinals = new Int32Array(this.#papers.entries.length).fill(-1);
      for (const paper of this.#papers.list()) this.#ordinals[paper] = this.#ordinalOf(paper);
    }
    return this.#ordinals;
  }

  #ordinalOf(paper: number): number {
    return this.#papers.digests.digestOf(this.#papers.latest.at(paper))?.ordinal ?? -1;
  }

  /** By ordinal: the place of each digest from the oldest, from 0. */
  #digestPlaces(): Int32Array {
    const { digests } = this.#papers;
    const places = new Int32Array(digests.byOrdinal.length);
    [...digests.all()]
      .sort((a, b) => a.recency - b.recency)
      .forEach((digest, place) => {
        places[digest.ordinal] = place;
      });
    return places;
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

  /** The place of the first of its tags. */
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
