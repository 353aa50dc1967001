/** Where the words of a search stand in a text, for marking them. */
import { fold, foldWithOffsets } from './fold';

/** From (inclusive) and to (exclusive), in UTF-16 units of the original text. */
export type MatchRange = [from: number, to: number];

/**
 * The parts of `text` that match any of `words`: in order, apart from each other, and never cutting through a code point
 * or between a letter and its accents.
 *
 * @param words as `wordsOf` gives them; folded again here, which changes nothing then
 */
export function matchRanges(text: string, words: readonly string[]): MatchRange[] {
  const sought = words.map(fold).filter((word) => word !== '');
  if (sought.length === 0 || text === '') return [];
  const { folded, offsets } = foldWithOffsets(text);
  const found: MatchRange[] = [];
  for (const word of sought) {
    // One unit further each time: `aa` stands twice in `aaa`, and both are to be marked.
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
      found.push([offsets[at] ?? 0, endOf(offsets, at + word.length - 1, text.length)]);
    }
  }
  return joined(found.sort((a, b) => a[0] - b[0]));
}

/** Where the next letter after the one at `last` begins: accents and other marks in between fold to nothing. */
function endOf(offsets: Int32Array, last: number, length: number): number {
  const start = offsets[last] ?? 0;
  for (let next = last + 1; next < offsets.length; next++) {
    const offset = offsets[next] ?? length;
    if (offset > start) return offset;
  }
  return length;
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
