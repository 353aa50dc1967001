/** The lines of a text by their numbers. Only the place of every 64th is kept, so that any text needs little more memory than itself. */

const STEP = 64;

export class LineIndex {
  /** How many lines there are. What stands behind the last line end counts only if there is something. */
  readonly count: number;
  readonly #text: string;
  /** Where the lines 0, 64, 128 … begin. */
  readonly #starts: number[] = [];

  /** @param text its lines end with `\n`, `\r\n` or `\r` */
  constructor(text: string) {
    this.#text = text;
    let count = 0;
    for (let at = 0; at < text.length; at = nextLine(text, at)) {
      if (count % STEP === 0) this.#starts.push(at);
      count++;
    }
    this.count = count;
  }

  /**
   * The lines from `start` (0-based) up to, not including, `end`, without their line ends.
   *
   * @param limit characters; a longer line is cut, and its last character is `…` then
   */
  slice(start: number, end: number, limit: number): string[] {
    const lines: string[] = [];
    const step = Math.floor(start / STEP);
    let at = this.#starts[step] ?? this.#text.length;
    for (let number = step * STEP; number < Math.min(end, this.count); number++) {
      const next = nextLine(this.#text, at);
      if (number >= start) lines.push(shorten(this.#text.slice(at, next).replace(/[\r\n]+$/, ''), limit));
      at = next;
    }
    return lines;
  }
}

function nextLine(text: string, start: number): number {
  const lineEnd = /\r\n?|\n/g;
  lineEnd.lastIndex = start;
  return lineEnd.test(text) ? lineEnd.lastIndex : text.length;
}

function shorten(line: string, limit: number): string {
  if (line.length <= limit) return line;
  const end = limit - 1;
  // Not between the two halves of a character.
  const isHalf = /[\uD800-\uDBFF]/.test(line.charAt(end - 1));
  return `${line.slice(0, isHalf ? end - 1 : end)}…`;
}
