/** The folded titles and abstracts of all papers, and the search through them. */
import { integers } from '../columns';
import type { LoadedDigest } from '../digests';
import type { Papers } from '../papers';
import { fold } from './fold';

export class SearchTexts {
  readonly #papers: Papers;
  /** By paper; folded when it is first looked through. */
  readonly #titles: (string | undefined)[] = [];
  readonly #abstracts: (string | undefined)[] = [];
  /** The sightings that the texts are from: a later one may say it differently. */
  readonly #titleFrom = integers(-1);
  readonly #abstractFrom = integers(-1);
  /** Counts up when there is more to find. */
  version = 0;

  constructor(papers: Papers) {
    this.#papers = papers;
  }

  /**
   * Keeps those abstracts of a digest that are shown for their papers.
   *
   * @param start the position of the first
   */
  store(digest: LoadedDigest, start: number, abstracts: readonly string[]): void {
    const { digests, abstractFrom } = this.#papers;
    this.version++;
    const end = Math.min(digest.length, start + abstracts.length);
    for (let position = start; position < end; position++) {
      const sighting = digest.firstSighting + position;
      const paper = this.#papers.paperOf(digests.entryOf(sighting));
      if (paper < 0 || abstractFrom.at(paper) !== sighting || this.#abstractFrom.at(paper) === sighting) continue;
      this.#abstracts[paper] = fold(abstracts[position - start] ?? '');
      this.#abstractFrom.set(paper, sighting);
    }
  }

  /** Whether the abstract of a paper is yet to be stored. */
  lacks(paper: number): boolean {
    const sighting = this.#papers.abstractFrom.at(paper);
    return sighting >= 0 && this.#abstractFrom.at(paper) !== sighting;
  }

  /**
   * Those of `papers`, in their order, whose title or abstract has every word somewhere.
   *
   * @param words as `wordsOf` gives them
   */
  matching(papers: Uint32Array, words: readonly string[]): Uint32Array {
    const matching = new Uint32Array(papers.length);
    const { abstractFrom } = this.#papers;
    // The longest is likely the rarest, and settles most papers by itself.
    const sought = [...words].sort((a, b) => b.length - a.length);
    let count = 0;
    for (const paper of papers) {
      const title = this.#titleOf(paper);
      // An abstract that is outdated says more than none; one that is no longer there says nothing.
      const abstract = abstractFrom.at(paper) < 0 ? '' : (this.#abstracts[paper] ?? '');
      if (sought.every((word) => title.includes(word) || abstract.includes(word))) matching[count++] = paper;
    }
    return matching.slice(0, count);
  }

  #titleOf(paper: number): string {
    const sighting = this.#papers.latest.at(paper);
    const kept = this.#titles[paper];
    if (kept !== undefined && this.#titleFrom.at(paper) === sighting) return kept;
    const title = fold(this.#papers.titleOf(paper));
    this.#titles[paper] = title;
    this.#titleFrom.set(paper, sighting);
    return title;
  }
}
