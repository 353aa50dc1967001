/**
 * The text of an HTML page as a reader sees it, in lines: blocks are parted by blank lines, inline elements join. Nothing is run or fetched.
 *
 * It reads tokens and builds no tree, so that neither depth nor missing end tags cost more than their characters.
 */
import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { ATTRIBUTES, BLOCKS, isHidden, LEFT_OUT, MENUS, NEVER_HIDDEN, spelledOut, VOID } from './html-rules';
import type { SourceText } from './index';
import { MarkedLines } from './marked-lines';

/** Characters. What is longer is no date, no class and no address that is looked at. */
const LONGEST_ATTRIBUTE = 2000;
const LONGEST_NAME = 20;
const LONGEST_TIME = 60;
/** Behind so many characters of a line, a formula is no longer replaced by its source: each time costs all of them. */
const LONGEST_WITH_FORMULAS = 20_000;

/** What a page, or a part of one, begins with. */
const BEGINNING = /^\ufeff?\s*<(?:!doctype\s+html|!--|\?xml|[a-z][a-z\d-]*[\s/>])/i;
const WHOLE_PAGE = /<(?:!doctype\s+html|html|head|body)[\s>]/i;
const PART_OF_PAGE = /<(?:article|div|h\d|li|main|ol|p|section|span|table|ul)[\s>]/i;
/** Characters at the beginning that are looked at. */
const SAMPLE = 8192;
/** In a part of a page, an element ends within so many characters; Markdown with some HTML at its top has fewer. */
const LONGEST_WITHOUT_END = 800;

/** Whether a text is HTML: a whole page, or a part of one that was copied. */
export function isHtml(text: string): boolean {
  if (!BEGINNING.test(text.slice(0, 200))) return false;
  const sample = text.slice(0, SAMPLE);
  if (WHOLE_PAGE.test(sample)) return true;
  return PART_OF_PAGE.test(sample) && (sample.split('</').length - 1) * LONGEST_WITHOUT_END >= sample.length;
}

/** The lines of a page, with the lines of its source where each begins. Takes time in proportion to its length. */
export function textOfHtml(html: string): SourceText {
  const page = new HtmlText(html);
  const tokenizer = new Tokenizer({ recognizeSelfClosing: /^\s*<\?xml/.test(html.slice(0, 100)) }, page);
  tokenizer.write(html);
  tokenizer.end();
  return page.finish();
}

/** An element that is left out, and how many elements of its name are open in it, itself included. */
interface Omission {
  name: string;
  depth: number;
  /** Whether it is only hidden from screen readers, as the dots of a byline are. */
  isDecoration: boolean;
}

class HtmlText implements TokenizerCallbacks {
  readonly #html: string;
  readonly #lines = new MarkedLines();
  /** How far the lines of the source are counted, and the number of the one there. */
  #counted = 0;
  #number = 1;
  #name = '';
  #attribute = '';
  readonly #attributes = new Map<string, string>();
  #omission: Omission | null = null;
  #preDepth = 0;
  #articleDepth = 0;
  #time: { text: string; datetime: string } | null = null;
  /** Where in the line the open formula began, which may yet tell its source. */
  #formulaStart: number | null = null;
  #isFormulaSource = false;
  /** Whether a link has just ended, and nothing followed it. */
  #isBehindLink = false;

  constructor(html: string) {
    this.#html = html;
  }

  finish(): SourceText {
    this.#endTime(this.#html.length);
    return this.#lines.finish();
  }

  isInForeignContext(): boolean {
    return this.#omission?.name === 'svg';
  }

  onopentagname(start: number, end: number): void {
    this.#name = this.#html.slice(start, end).toLowerCase();
    this.#attributes.clear();
  }

  onattribname(start: number, end: number): void {
    const name = end - start > LONGEST_NAME ? '' : this.#html.slice(start, end).toLowerCase();
    this.#attribute = ATTRIBUTES.has(name) && !this.#attributes.has(name) ? name : '';
    this.#addToAttribute('');
  }

  onattribdata(start: number, end: number): void {
    if (end - start <= LONGEST_ATTRIBUTE) this.#addToAttribute(this.#html.slice(start, end));
  }

  onattribentity(code: number): void {
    this.#addToAttribute(String.fromCodePoint(code));
  }

  onopentagend(end: number): void {
    this.#open(end, VOID.has(this.#name));
  }

  onselfclosingtag(end: number): void {
    this.#open(end, true);
  }

  onclosetag(start: number, end: number): void {
    this.#close(this.#html.slice(start, end).toLowerCase(), end);
  }

  ontext(start: number, end: number): void {
    this.#addText(this.#html.slice(start, end), start);
  }

  ontextentity(code: number, end: number): void {
    this.#addText(String.fromCodePoint(code), end);
  }

  onattribend(): void {}
  oncdata(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}

  #addToAttribute(text: string): void {
    if (this.#attribute === '') return;
    const value = this.#attributes.get(this.#attribute) ?? '';
    if (value.length <= LONGEST_ATTRIBUTE) this.#attributes.set(this.#attribute, value + text);
  }

  #open(offset: number, isEmpty: boolean): void {
    const name = this.#name;
    if (this.#omission?.name === 'p' && BLOCKS.has(name)) this.#omission = null;
    if (this.#omission !== null) {
      if (name === this.#omission.name && !isEmpty) this.#omission.depth++;
      return;
    }
    if (BLOCKS.has(name)) this.#endBlock(name, offset);
    this.#omission = isEmpty ? null : this.#omissionOf(name);
    if (this.#omission !== null) return;
    switch (name) {
      case 'br':
        this.#endTime(offset);
        this.#lines.endLine();
        return;
      case 'img':
        this.#addText(' ', offset);
        return;
      case 'pre':
        this.#preDepth++;
        return;
      case 'article':
        this.#articleDepth++;
        this.#lines.isInArticle = true;
        return;
      case 'time':
        this.#endTime(offset);
        this.#time = { text: '', datetime: this.#attributes.get('datetime') ?? '' };
        return;
      case 'a':
        // A page shows them apart, as its buttons.
        if (this.#isBehindLink) this.#lines.endBlock();
        this.#lines.openLink(this.#attributes.get('href') ?? '');
        return;
      case 'math':
        this.#formulaStart = this.#lines.length;
        return;
      case 'annotation':
        this.#openFormulaSource(offset);
        return;
    }
  }

  #close(name: string, offset: number): void {
    if (this.#omission !== null) {
      if (name !== this.#omission.name || --this.#omission.depth > 0) return;
      this.#omission = null;
      // A picture parts words.
      if (name === 'svg') this.#addText(' ', offset);
      return;
    }
    if (BLOCKS.has(name)) this.#endBlock(name, offset);
    switch (name) {
      case 'pre':
        this.#preDepth = Math.max(0, this.#preDepth - 1);
        return;
      case 'article':
        this.#articleDepth = Math.max(0, this.#articleDepth - 1);
        this.#lines.isInArticle = this.#articleDepth > 0;
        return;
      case 'time':
        this.#endTime(offset);
        return;
      case 'a':
        this.#lines.closeLink();
        this.#isBehindLink = true;
        return;
      case 'math':
        this.#formulaStart = null;
        return;
      case 'annotation':
        if (this.#isFormulaSource) this.#addText('$', offset);
        this.#isFormulaSource = false;
        return;
    }
  }

  #omissionOf(name: string): Omission | null {
    const omission = { name, depth: 1, isDecoration: false };
    // An article's own footer is no menu.
    if (MENUS.has(name)) return this.#articleDepth > 0 ? null : omission;
    if (LEFT_OUT.has(name)) return omission;
    if (this.#attributes.size === 0 || NEVER_HIDDEN.has(name)) return null;
    if (isHidden(this.#attributes)) return omission;
    // Behind an open dialog the whole page is hidden in this way; that is not meant.
    if (this.#attributes.get('aria-hidden') !== 'true' || BLOCKS.has(name)) return null;
    return { ...omission, isDecoration: true };
  }

  #openFormulaSource(offset: number): void {
    if (this.#formulaStart === null || this.#attributes.get('encoding') !== 'application/x-tex') {
      this.#omission = { name: 'annotation', depth: 1, isDecoration: false };
      return;
    }
    // What stood there was the same formula, laid out.
    if (this.#lines.length < LONGEST_WITH_FORMULAS) this.#lines.cut(this.#formulaStart);
    this.#isFormulaSource = true;
    this.#addText('$', offset);
  }

  #addText(text: string, offset: number): void {
    if (this.#omission !== null && !(this.#omission.isDecoration && /^[\s·•]+$/.test(text))) return;
    if (this.#time !== null) {
      this.#time.text += text;
      if (this.#time.text.length > LONGEST_TIME) this.#endTime(offset);
      return;
    }
    this.#isBehindLink = false;
    if (this.#preDepth > 0) this.#addPreformatted(text, offset);
    else this.#lines.add(text, this.#numberAt(offset + text.length - text.trimStart().length));
  }

  #addPreformatted(text: string, offset: number): void {
    let start = 0;
    for (const line of text.split('\n')) {
      if (start > 0 && this.#lines.length === 0) this.#lines.endBlock();
      else if (start > 0) this.#lines.endLine();
      this.#lines.add(line, this.#numberAt(offset + start));
      start += line.length + 1;
    }
  }

  #endBlock(name: string, offset: number): void {
    this.#endTime(offset);
    if (name === 'article' || /^h\d$/.test(name)) this.#lines.endPart();
    else this.#lines.endBlock();
  }

  #endTime(offset: number): void {
    if (this.#time === null) return;
    const { text, datetime } = this.#time;
    this.#time = null;
    this.#addText(` ${spelledOut(text, datetime)} `, offset);
  }

  /** Offsets never go back, so that each line end is counted once. */
  #numberAt(offset: number): number {
    for (; this.#counted < offset; this.#counted++) {
      const code = this.#html.charCodeAt(this.#counted);
      if (code === 10 || (code === 13 && this.#html.charCodeAt(this.#counted + 1) !== 10)) this.#number++;
    }
    return this.#number;
  }
}
