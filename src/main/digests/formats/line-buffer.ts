/** Collects the lines of a text, and for each the line of the source where it begins, in little memory. */
import type { SourceText } from './index';

/** How many lines are joined at once: a line of its own costs more than its characters. */
const LINES_JOINED = 4096;

export class LineBuffer {
  #line = '';
  /** Known beside the line: to look at the end of one that is being put together costs as much time as it is long. */
  #endsInSpace = false;
  #number = 0;
  #text = '';
  #lines: string[] = [];
  #numbers = new Int32Array(1024);
  #count = 0;
  #isBlockStart = false;

  get length(): number {
    return this.#line.length;
  }

  /** The line that is being written. */
  get line(): string {
    return this.#line;
  }

  set line(line: string) {
    this.#line = line;
    this.#endsInSpace = line.endsWith(' ');
  }

  /** Adds to the line; white space but for the one that never breaks becomes a single space. */
  add(text: string, number: number): void {
    let piece = /[\t\n\f\r]| {2}/.test(text) ? text.replace(/[\t\n\f\r ]+/g, ' ') : text;
    if (piece.startsWith(' ') && (this.#endsInSpace || this.#line === '')) piece = piece.slice(1);
    if (piece === '') return;
    if (this.#line === '') this.#number = number;
    this.#line += piece;
    this.#endsInSpace = piece.endsWith(' ');
  }

  endLine(): void {
    const line = this.#line.trim();
    this.#line = '';
    if (line === '') return;
    if (this.#isBlockStart && this.#count > 0) this.#push('');
    this.#isBlockStart = false;
    this.#push(line);
  }

  /** Puts a blank line before the next one. */
  endBlock(): void {
    this.#isBlockStart = true;
  }

  /** Every line with its line end. */
  finish(): SourceText {
    this.endLine();
    this.#join();
    return { text: this.#text, lineNumbers: this.#numbers.subarray(0, this.#count) };
  }

  #push(line: string): void {
    if (this.#count === this.#numbers.length) {
      const numbers = new Int32Array(this.#count * 2);
      numbers.set(this.#numbers);
      this.#numbers = numbers;
    }
    this.#numbers[this.#count++] = this.#number;
    if (this.#lines.push(line) === LINES_JOINED) this.#join();
  }

  #join(): void {
    if (this.#lines.length === 0) return;
    this.#text += `${this.#lines.join('\n')}\n`;
    this.#lines = [];
  }
}
