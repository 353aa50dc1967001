/** Where what a search looks for stands in a text, for marking it: found by the same rules as papers are. */
import { PlacedTokens } from '../search/tokens';

/** From (inclusive) and to (exclusive), in UTF-16 units of the original text. */
export type MatchRange = [from: number, to: number];

/** Words that follow one another, as `tokensOf` gives them; of the last one, maybe only the beginning. */
export interface Phrase {
  words: readonly string[];
  isPrefix: boolean;
}

/**
 * The parts of `text` that match any of `sought`: in order, apart from each other, and never cutting through a code point
 * or between a letter and its accents.
 */
export function matchRanges(text: string, sought: readonly Phrase[]): MatchRange[] {
  if (sought.length === 0 || text === '') return [];
  const placed = new PlacedTokens(text);
  const found: MatchRange[] = [];
  for (const { words, isPrefix } of sought) {
    const last = words.length - 1;
    const typed = words[last] ?? '';
    placed.tokens.forEach(({ from }, at) => {
      const matches = words.every((word, next) => {
        const token = placed.tokens[at + next]?.token;
        return isPrefix && next === last ? token?.startsWith(word) : token === word;
      });
      if (matches) found.push([from, placed.endWithin(at + last, typed.length)]);
    });
  }
  return joined(found.sort((a, b) => a[0] - b[0]));
}

function joined(ranges: MatchRange[]): MatchRange[] {
  const result: MatchRange[] = [];
  for (const [from, to] of ranges) {
    const previous = result.at(-1);
    if (previous && from <= previous[1]) previous[1] = Math.max(previous[1], to);
    else result.push([from, to]);
  }
  return result;
}
