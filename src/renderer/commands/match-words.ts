/** How well a text answers what was typed into the palette. Pure. */
import { fold } from '../library/query/fold';

/** The words of a text, without case and accents. */
export function matchableWords(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** Found out of order, or by its initials: worse than whatever is found in order. */
const OUT_OF_ORDER = 100;
const BY_INITIALS = 200;

/**
 * Every word that was typed must begin a word of the text, `ma re` finds `Mark as read`; or all of it together must be the initials
 * of words that follow one another: `mar`. Both as `matchableWords` gives them.
 *
 * @returns lower is better; `null` where the text does not answer
 */
export function matchWords(typed: readonly string[], words: readonly string[]): number | null {
  const places = typed.map((word) => words.findIndex((candidate) => candidate.startsWith(word)));
  if (places.every((place) => place >= 0)) {
    const isInOrder = places.every((place, index) => index === 0 || place > (places[index - 1] ?? 0));
    const isWhole = typed.every((word, index) => words[places[index] ?? 0] === word);
    // What is found nearer to the beginning, or whole, is more likely what was meant.
    return (isInOrder ? 0 : OUT_OF_ORDER) + nearness(places[0] ?? 0) + (isWhole ? 0 : 1);
  }
  const initials = words.map((word) => word.charAt(0)).join('');
  const at = initials.indexOf(typed.join(''));
  return at >= 0 ? BY_INITIALS + nearness(at) : null;
}

const nearness = (place: number) => 2 * Math.min(45, place);
