/** Short texts, each with a number, such as the names of organizations: which of them have some words in a row. */
import { tokensOf } from '../search/tokens';

export class NamedTexts {
  /** By number: its tokens, each with a space on either side. */
  readonly #spaced: string[] = [];

  get length(): number {
    return this.#spaced.length;
  }

  /** Adds the next. @param texts what it goes by; words in a row are looked for in each of them */
  add(...texts: string[]): void {
    this.#spaced.push(texts.map(spaced).join(''));
  }

  /** By number: 1 where a text has the words in a row. */
  flagsOf(words: readonly string[], isPrefix: boolean): Uint8Array {
    const sought = soughtIn(words, isPrefix);
    return Uint8Array.from(this.#spaced, (text) => (text.includes(sought) ? 1 : 0));
  }
}

/** Whether a text has words in a row; the last may be the beginning of one. */
export function hasWords(text: string, words: readonly string[], isPrefix: boolean): boolean {
  return spaced(text).includes(soughtIn(words, isPrefix));
}

function spaced(text: string): string {
  return ` ${tokensOf(text).join(' ')} `;
}

function soughtIn(words: readonly string[], isPrefix: boolean): string {
  return ` ${words.join(' ')}${isPrefix ? '' : ' '}`;
}
