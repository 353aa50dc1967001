/** Walks over the lines of a text that are not blank, without copying any that nobody asks for. */
import type { SourceText } from './index';

const NEWLINE = 10;
const ZERO = 48;
const NINE = 57;

export class TextLines {
  /** Where the current line stands in the file, from 1; 0 before the first. */
  number = 0;
  /** Whether a blank line, or the text's beginning, is right above the current line. */
  isAfterBlank = true;
  /** The current line, trimmed, is `text.slice(start, end)`. */
  start = 0;
  end = 0;
  readonly text: string;
  readonly #lineNumbers: Int32Array | null;
  /** Where the next line starts, and how many come before it. */
  #next = 0;
  #count = 0;
  /** Where the first `·` at or behind the current line's beginning stands, once that was asked for. */
  #middleDot = -1;
  #isBegun = false;

  constructor({ text, lineNumbers }: SourceText) {
    this.text = text;
    this.#lineNumbers = lineNumbers;
  }

  get length(): number {
    return this.end - this.start;
  }

  /** The current line, trimmed. */
  get line(): string {
    return this.text.slice(this.start, this.end);
  }

  get firstCode(): number {
    return this.text.charCodeAt(this.start);
  }

  get endsInDigit(): boolean {
    const code = this.text.charCodeAt(this.end - 1);
    return code >= ZERO && code <= NINE;
  }

  /** Whether the current line has a `·`; all of the text is searched once for all of its lines. */
  get hasMiddleDot(): boolean {
    if (this.#middleDot < this.start) {
      const at = this.text.indexOf('·', this.start);
      this.#middleDot = at < 0 ? this.text.length : at;
    }
    return this.#middleDot < this.end;
  }

  /** Goes to the next line that is not blank; `false` where there is none. */
  advance(): boolean {
    const { text } = this;
    this.isAfterBlank = !this.#isBegun;
    this.#isBegun = true;
    while (this.#next < text.length) {
      const lineStart = this.#next;
      if (text.charCodeAt(lineStart) === NEWLINE) {
        this.isAfterBlank = true;
        this.#next++;
        this.#count++;
        continue;
      }
      const newline = text.indexOf('\n', lineStart);
      const lineEnd = newline < 0 ? text.length : newline;
      this.#next = lineEnd + 1;
      const index = this.#count++;
      let start = lineStart;
      let end = lineEnd;
      while (start < end && isSpace(text.charCodeAt(start))) start++;
      while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
      if (start === end) {
        this.isAfterBlank = true;
        continue;
      }
      this.start = start;
      this.end = end;
      this.number = this.#lineNumbers === null ? index + 1 : Math.max(this.number, this.#lineNumbers[index] ?? 1);
      return true;
    }
    return false;
  }

  /** The lines from the next one on, without going there; `null` where there is none. */
  ahead(): TextLines | null {
    const lines = new TextLines({ text: this.text, lineNumbers: this.#lineNumbers });
    lines.number = this.number;
    lines.#next = this.#next;
    lines.#count = this.#count;
    lines.#middleDot = this.#middleDot;
    lines.#isBegun = true;
    return lines.advance() ? lines : null;
  }

  /** Where the next line that is not blank begins, behind its indentation; the text's length where there is none. */
  peek(): number {
    const { text } = this;
    let at = Math.min(this.#next, text.length);
    while (at < text.length && isSpace(text.charCodeAt(at))) at++;
    return at;
  }

  /** The line that `advance` will go to, trimmed, as far as its first `limit` characters; '' where there is none. */
  peekLine(limit: number): string {
    const start = this.peek();
    const newline = this.text.indexOf('\n', start);
    const end = newline < 0 ? this.text.length : newline;
    return this.text.slice(start, Math.min(end, start + limit)).trim();
  }

  /** Whether a blank line stands between the current line and the next one that is not blank. */
  get isNextAfterBlank(): boolean {
    const newline = this.text.indexOf('\n', this.end);
    if (newline < 0) return true;
    const second = this.text.indexOf('\n', newline + 1);
    return second >= 0 && second < this.peek();
  }

  /** Whether nothing but blank lines follows. */
  get isLast(): boolean {
    return this.peek() >= this.text.length;
  }
}

/** The same white space that `trim` knows. */
function isSpace(code: number): boolean {
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13);
  if (code < 0xa0) return false;
  return (
    code === 0xa0 ||
    code === 0xfeff ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000 ||
    code === 0x1680
  );
}
