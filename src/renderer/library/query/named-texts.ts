/** Short texts, each with a number, such as the names of organizations: which of them have some words in a row. */
import { tokensOf } from '../search/tokens';

export class NamedTexts {
  /** By number: what it goes by, each on a line. */
  readonly #spaced: string[] = [];
  /** All of them one behind the other, and where each begins: one search through it is much faster than many. */
  #joined = '';
  #starts = new Uint32Array(0);

  get length(): number {
    return this.#spaced.length;
  }

  /** Adds the next. @param texts what it goes by, as `spaced` makes them; words in a row are looked for in each of them */
  add(...texts: string[]): void {
    this.#spaced.push(`${texts.join('\n')}\n`);
  }

  /** By number: 1 where a text has the words in a row. */
  flagsOf(words: readonly string[], isPrefix: boolean): Uint8Array {
    this.#join();
    const flags = new Uint8Array(this.#spaced.length);
    const sought = soughtIn(words, isPrefix);
    let number = 0;
    for (
      let at = this.#joined.indexOf(sought);
      at >= 0;
      at = this.#joined.indexOf(sought, this.#starts[number] ?? at)
    ) {
      number = this.#after(at);
      flags[number - 1] = 1;
      if (number === flags.length) break;
    }
    return flags;
  }

  #join(): void {
    if (this.#starts.length === this.#spaced.length) return;
    this.#joined = this.#spaced.join('');
    this.#starts = new Uint32Array(this.#spaced.length);
    let start = 0;
    this.#spaced.forEach((text, number) => {
      this.#starts[number] = start;
      start += text.length;
    });
  }

  /** The number of the first text that begins behind a place. */
  #after(at: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Whether a text has words in a row; the last may be the beginning of one. */
export function hasWords(text: string, words: readonly string[], isPrefix: boolean): boolean {
  return spaced(text).includes(soughtIn(words, isPrefix));
}

/** The tokens of a text, with a space on either side of each. */
export function spaced(text: string): string {
  return ` ${tokensOf(text).join(' ')} `;
}

function soughtIn(words: readonly string[], isPrefix: boolean): string {
  return ` ${words.join(' ')}${isPrefix ? '' : ' '}`;
}
