/** The folded titles and abstracts of all papers, and the search through them. */
import { integers } from '../columns';
import type { LoadedDigest } from '../digests';
import type { Papers } from '../papers';
import { fold } from './fold';
import { PaperSet } from './paper-set';

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
   * The papers whose title or abstract has words in a row.
   *
   * @param words as `tokensOf` gives them
   */
  match(
    words: readonly string[],
    { isPrefix, field }: { isPrefix: boolean; field: 'any' | 'title' | 'abstract' },
  ): PaperSet {
    const escaped = words.map((word) => word.replace(/[^\p{L}\p{N}]/gu, '\\$&')).join('[^\\p{L}\\p{N}]+');
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${escaped}${isPrefix ? '' : '(?![\\p{L}\\p{N}])'}`, 'u');
    const [first = ''] = words;
    const has = (text: string) => text.includes(first) && pattern.test(text);
    const set = new PaperSet(this.#papers.entries.length);
    for (const paper of this.#papers.list()) {
      if (field !== 'abstract' && has(this.#titleOf(paper))) set.add(paper);
      else if (field !== 'title' && this.#papers.abstractFrom.at(paper) >= 0 && has(this.#abstracts[paper] ?? ''))
        set.add(paper);
    }
    return set;
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
