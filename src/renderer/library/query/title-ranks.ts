/** The alphabetical rank of every title, worked out when it is first asked for and kept. */
import { MISSING } from '../columns';
import { fold } from './fold';

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base', ignorePunctuation: true });

/** Ranks texts the way a reader looks them up: digits as numbers, without case, accents and punctuation. */
export class TitleRanks {
  #order: number[] = [];

  /**
   * @returns by paper: its rank from 0, equal for titles that only differ in what the order overlooks
   * @param length of the result
   */
  ranks(papers: Uint32Array, length: number, titleOf: (paper: number) => string): Int32Array {
    const titles: string[] = new Array(length);
    for (const paper of papers) titles[paper] = titleOf(paper);
    // Comparing by the rules of a language is slow, but a list that is nearly in order takes few comparisons: the order
    // from last time, and the new titles in the order of their letters' codes.
    const kept = this.#order.filter((paper) => titles[paper] !== undefined);
    const isKept = new Uint8Array(length);
    for (const paper of kept) isKept[paper] = 1;
    const added = [...papers.filter((paper) => isKept[paper] === 0)].map((paper) => ({
      paper,
      key: fold(titles[paper] ?? '').replace(/[\p{P}\p{S}\s]+/gu, ''),
    }));
    added.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    const order = kept.concat(added.map(({ paper }) => paper));
    const compare = (a: number, b: number) => collator.compare(titles[a] ?? '', titles[b] ?? '');
    order.sort(compare);
    this.#order = order;

    const ranks = new Int32Array(length).fill(MISSING);
    order.forEach((paper, at) => {
      const previous = order[at - 1];
      ranks[paper] = previous !== undefined && compare(previous, paper) === 0 ? (ranks[previous] ?? 0) : at;
    });
    return ranks;
  }
}

/** The rank of each name, from 0, by its number. */
export function ranksOfNames(names: readonly string[]): Int32Array {
  const order = names.map((_, number) => number).sort((a, b) => collator.compare(names[a] ?? '', names[b] ?? ''));
  const ranks = new Int32Array(names.length);
  order.forEach((number, at) => {
    const previous = order[at - 1];
    const isSame = previous !== undefined && collator.compare(names[previous] ?? '', names[number] ?? '') === 0;
    ranks[number] = isSame ? (ranks[previous] ?? 0) : at;
  });
  return ranks;
}
