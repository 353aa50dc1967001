/**
 * Pairs of words that stand in nearly every abstract, as `of the`. Where both are in so many documents, to find out in which of
 * them they follow one another would be to read a good part of all positions; so each pair is a term of its own, without
 * positions (as in Lucene's CommonGramsFilter).
 */

/** Words of English that say nothing by themselves, each about one in a hundred words of running text, or more. */
export const COMMON_WORDS: readonly string[] =
  'a an and are as at be by can for from in is it not of on or our such that the their these this to we which while with'.split(
    ' ',
  );

/** What the terms of pairs begin with: no token does, so that they are no words, and stand before all of them. */
const MARK = ' ';
export const MARK_BYTE = 0x20;

const NUMBERS = new Map(COMMON_WORDS.map((word, number) => [word, number]));

/** The term of two words that follow one another. */
export function pairTerm(first: string, second: string): string {
  return `${MARK}${first} ${second}`;
}

/** The terms of the pairs among words that follow one another; of the last one, a pair only if it is complete. */
export function pairsIn(words: readonly string[], isPrefix: boolean): string[] {
  const complete = isPrefix ? words.slice(0, -1) : words;
  return complete.flatMap((word, at) => {
    const next = complete[at + 1];
    return next !== undefined && NUMBERS.has(word) && NUMBERS.has(next) ? [pairTerm(word, next)] : [];
  });
}
