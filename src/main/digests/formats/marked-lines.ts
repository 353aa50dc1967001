/**
 * Writes the text of a marked-up page down in lines: blocks with blank lines between them, and bylines in the form that a page has
 * which is saved as text.
 *
 * Where a line ends shows only in what comes next, so an end waits for the next text.
 */
import type { SourceText } from './index';
import { LineBuffer } from './line-buffer';
import { readDate } from './written-dates';

/** Characters. No first line of a byline is longer. */
const LONGEST_WHO = 200;
/** `/handle`, of whatever site. */
const ADDRESS_OF_SOMEBODY = /^(?:https?:\/\/[^/]+)?\/([\p{L}\p{N}][\p{L}\p{N}_.-]*)\/?$/u;
const AUTHORS = /^(?:•\s*)?\d[\d,]*\s+authors?$/i;
const LABELLED = /^\s*published(?: on)?:?\s+(\S.{0,38}\S)\s*$/i;
const DOT = /^\s*·\s*/;

export class MarkedLines {
  /** Whether one paper's part of the page is open, so that what stands in it belongs together. */
  isInArticle = false;
  readonly #buffer = new LineBuffer();
  #pending: 'line' | 'block' | null = null;
  /** Whether the last text was the `·` of a byline. */
  #isDateNext = false;
  /** Whose page the open link leads to, until its text begins. */
  #openedHandle: string | null = null;
  /** The last link of the current line that leads to somebody's page, and which part of the line is its text. */
  #link: { handle: string; start: number; end: number } | null = null;

  /** How long the current line is so far. */
  get length(): number {
    return this.#pending === null ? this.#buffer.length : 0;
  }

  /** Takes back what stands behind the first `length` characters of the current line. */
  cut(length: number): void {
    if (this.#pending === null) this.#buffer.line = this.#buffer.line.slice(0, length);
  }

  /**
   * Adds to the current line, with white space drawn together.
   *
   * @param number of the line in the source, from 1
   */
  add(text: string, number: number): void {
    if (text.trim() === '') {
      if (this.#pending === null) this.#buffer.add(text, number);
      return;
    }
    const dot = DOT.exec(text)?.[0];
    let rest = text;
    if (this.#isDateNext || this.#endsWho(dot !== undefined || readDate(withoutLabel(text).trim()) !== null)) {
      rest = withoutLabel(text);
      if (dot !== undefined) {
        this.#pending = 'line';
        this.#break();
        this.#buffer.add('·', number);
        this.#pending = 'line';
        rest = withoutLabel(text.slice(dot.length));
      }
      this.#isDateNext = rest.trim() === '';
      if (this.#isDateNext) return;
    }
    if (this.#pending === 'block' && this.#goesOn(rest)) this.#buffer.add(' ', number);
    else if (this.#pending !== null) this.#break();
    this.#pending = null;
    const { length: start } = this.#buffer;
    this.#buffer.add(rest, number);
    if (this.#openedHandle === null) return;
    this.#link = { handle: this.#openedHandle, start, end: -1 };
    this.#openedHandle = null;
  }

  openLink(address: string): void {
    this.#openedHandle = ADDRESS_OF_SOMEBODY.exec(address)?.[1] ?? null;
  }

  closeLink(): void {
    if (this.#link !== null && this.#link.end < 0) this.#link.end = this.#buffer.length;
    this.#openedHandle = null;
  }

  endLine(): void {
    this.#pending ??= 'line';
  }

  endBlock(): void {
    this.#pending = 'block';
  }

  /** Ends a block over which nothing reaches that belongs together. */
  endPart(): void {
    this.#pending = 'block';
    this.#break();
  }

  /** The text ends in a line end, unless its last line never came to one: the source may be cut there. */
  finish(): SourceText {
    const isCut = this.#pending === null && this.#buffer.line.trim() !== '';
    this.#break();
    const { text, lineNumbers } = this.#buffer.finish();
    return { text: isCut ? text.slice(0, -1) : text, lineNumbers };
  }

  /** Whether the next block belongs to the current line: a name behind "Submitted by", the comments behind a date. */
  #goesOn(next: string): boolean {
    if (this.#buffer.length > LONGEST_WHO) return false;
    const line = this.#buffer.line.trim();
    if (/^submitted by:?$/i.test(line)) return true;
    return this.isInArticle && /^\d[\d,]*$/.test(next.trim()) && readDate(line)?.comments === null;
  }

  /**
   * Whether the current line is the first of a byline, given that what follows may be the second. Where it is a link to
   * somebody's page, the handle is put before the name, as a page that is saved as text has it from the picture.
   */
  #endsWho(isBylineNext: boolean): boolean {
    if (!isBylineNext || this.#buffer.length > LONGEST_WHO) return false;
    const { line } = this.#buffer;
    const name = line.trim();
    if (AUTHORS.test(name)) return true;
    const link = this.#link;
    if (link === null || link.end < 0) return false;
    if (`${line.slice(0, link.start)}${line.slice(link.end)}`.trim() !== '') return false;
    if (name !== link.handle && !name.startsWith(`${link.handle} `)) this.#buffer.line = `${link.handle} ${name}`;
    return true;
  }

  #break(): void {
    if (this.#buffer.length <= LONGEST_WHO) {
      const line = this.#buffer.line.trim();
      if (AUTHORS.test(line) && !line.startsWith('•')) this.#buffer.line = `• ${line}`;
    }
    this.#buffer.endLine();
    if (this.#pending === 'block') this.#buffer.endBlock();
    this.#pending = null;
    this.#link = null;
  }
}

/** The date of "Published on Jan 16, 2025", any other text as it is. */
function withoutLabel(text: string): string {
  const date = LABELLED.exec(text)?.[1];
  return date === undefined || readDate(date) === null ? text : date;
}
