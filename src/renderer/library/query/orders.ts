/** The orders that papers can be listed in. What only a new digest can change is worked out once and kept. */
import { MISSING } from '../columns';
import type { Sort, SortColumn } from '../library-api';
import type { Papers } from '../papers';
import { ranksOfTimes, sortByKeys } from './sort';
import { ranksOfNames, TitleRanks } from './title-ranks';

export class Orders {
  readonly #papers: Papers;
  readonly #titleRanks = new TitleRanks();
  #version = -1;
  #newestFirst: Uint32Array | null = null;
  #keys = new Map<SortColumn, Int32Array>();

  constructor(papers: Papers) {
    this.#papers = papers;
  }

  /** All papers: the newest digest first, each digest in its own order. The order among what sorts as equal. */
  newestFirst(): Uint32Array {
    this.#forgetIfOld();
    if (!this.#newestFirst) {
      const papers = this.#papers;
      const places = this.#digestPlaces();
      const list = papers.list();
      const placeKeys = new Int32Array(papers.entries.length);
      const positionKeys = new Int32Array(papers.entries.length);
      const dateKeys = new Int32Array(papers.entries.length);
      for (const paper of list) {
        const [digest, position] = papers.placeOf(papers.latest.at(paper));
        const place = places[digest?.ordinal ?? 0] ?? 0;
        placeKeys[paper] = place;
        positionKeys[paper] = position;
        dateKeys[paper] = digest?.date == null ? MISSING : place;
      }
      this.#keys.set('digest', dateKeys);
      this.#newestFirst = sortByKeys(sortByKeys(list, positionKeys, false), placeKeys, true);
    }
    return this.#newestFirst;
  }

  /** Returns `papers` sorted; those that are equal stay as they are. */
  sorted(papers: Uint32Array, sort: readonly Sort[]): Uint32Array {
    this.#forgetIfOld();
    return sort.reduceRight((sorted, { column, descending }) => {
      const keys = this.#keysOf(column, papers);
      return keys ? sortByKeys(sorted, keys, descending) : sorted;
    }, papers);
  }

  #forgetIfOld(): void {
    if (this.#version === this.#papers.version) return;
    this.#version = this.#papers.version;
    this.#newestFirst = null;
    this.#keys.clear();
  }

  #keysOf(column: SortColumn, listed: Uint32Array): Int32Array | null {
    const papers = this.#papers;
    switch (column) {
      case 'starred':
        return ranksOfTimes(listed, papers.starredAt.values);
      case 'status':
        return ranksOfTimes(listed, papers.readAt.values);
      case 'authors':
        return papers.authors.values;
      case 'published':
        return papers.published.values;
      case 'comments':
        return papers.comments.values;
      case 'sightings':
        return papers.sightings.values;
      case 'title':
        return this.#kept(column, () =>
          this.#titleRanks.ranks(papers.list(), papers.entries.length, (paper) => papers.titleOf(paper)),
        );
      case 'organization':
        return this.#kept(column, () => this.#organizationKeys());
      case 'digest':
        this.newestFirst();
        return this.#keys.get(column) ?? new Int32Array(0);
      case 'tags':
      case 'relevance':
        return null;
    }
  }

  #kept(column: SortColumn, workOut: () => Int32Array): Int32Array {
    const kept = this.#keys.get(column) ?? workOut();
    this.#keys.set(column, kept);
    return kept;
  }

  #organizationKeys(): Int32Array {
    const ranks = ranksOfNames(this.#papers.digests.organizations.map((organization) => organization.name));
    const numbers = this.#papers.organization.values;
    return numbers.map((number) => (number === MISSING ? MISSING : (ranks[number] ?? MISSING)));
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
}
