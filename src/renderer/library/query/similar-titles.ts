/** Finds papers by what their titles have in common with a text: for a reader who looks for one paper among them. */
import { fold } from './fold';

/** Shorter words stand in every title. */
const SHORTEST_WORD = 3;

/** The longer a word, the more it says. */
function wordsIn(text: string): string[] {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = words.filter((word) => word.length >= SHORTEST_WORD);
  return [...new Set(telling.length > 0 ? telling : words)];
}

/**
 * The numbers of the titles that have most of the text's words in them, best first; those that have none are left out.
 *
 * @param titles yields the numbers to choose from, each with its title
 */
export function similarTitles(titles: Iterable<readonly [number, string]>, text: string, limit: number): number[] {
  const words = wordsIn(text);
  if (words.length === 0) return [];
  const found: { number: number; score: number; length: number }[] = [];
  for (const [number, title] of titles) {
    const folded = fold(title);
    let score = 0;
    for (const word of words) if (folded.includes(word)) score += word.length;
    if (score > 0) found.push({ number, score, length: folded.length });
  }
  found.sort((a, b) => b.score - a.score || a.length - b.length || a.number - b.number);
  return found.slice(0, limit).map(({ number }) => number);
}
