/** Reads the lines of a "Daily Papers" page into entries, and finds its way again behind whatever it cannot read. */
import { beginsByline, isBullet, isMiddleDot, readByline } from './byline';
import { Captures, LONGEST_TITLE, type Section, SHORTEST_ABSTRACT } from './captures';
import { readRange } from './headings';
import type { SourceText } from './index';
import {
  isAboveParagraph,
  isAbstract,
  isAbstractOnOneLine,
  isMoreOfAbstract,
  LONGEST_WRAPPED_LINE,
} from './line-roles';
import type { LineMark } from './line-uses';
import { OpenEntry } from './open-entry';
import { announcesSubmitter, behindPageName, LONGEST_PAGE_LINE, pageLine, publishedOn } from './page-furniture';
import { endsSentence } from './paragraphs';
import { shorten } from './problem-texts';
import { TextLines } from './text-lines';
import { isSurelyAfter, LONGEST_DATE, readDate, type WrittenDate } from './written-dates';

export interface Reading {
  /** At least one; any may lack its heading. */
  sections: Section[];
  marks: LineMark[];
}

const LONGEST_NAME = 60;
const HEADER_START = 'new';
/** Against files that are made to fill memory or time: what the largest digest would have is a tenth of these. */
const MOST_ITEMS = 300_000;

export class DailyPapersReader {
  readonly #lines: TextLines;
  readonly #captures = new Captures();
  /** The entry that may still get an abstract, more of it, or a byline. */
  #open: OpenEntry | null = null;
  /** How long the line before was. */
  #lengthBefore = 0;
  /** Where the page header may have begun, with a word that proves nothing; 0 where there is none. */
  #headerStart = 0;
  #isInHeader = false;

  constructor(source: SourceText) {
    this.#lines = new TextLines(source);
  }

  read(): Reading {
    const lines = this.#lines;
    while (lines.advance()) {
      if (this.#captures.size >= MOST_ITEMS) {
        this.#giveUp();
        break;
      }
      this.#readLine();
      this.#lengthBefore = lines.length;
      this.#captures.lineBefore = lines.number;
    }
    this.#finish();
    return { sections: this.#captures.sections, marks: this.#captures.marks };
  }

  #readLine(): void {
    const lines = this.#lines;
    const open = this.#open;
    if (lines.length > LONGEST_TITLE) {
      if (lines.isAfterBlank || open === null || !this.#isWrapped(open)) this.#readParagraph();
      else this.#continueBlock(open);
      return;
    }
    const isWrapped = open !== null && this.#isWrapped(open);
    const page = lines.length > LONGEST_PAGE_LINE ? 'no' : pageLine(lines.line);
    const isInParagraph = isWrapped && open.abstract !== null;
    if (page === 'header') this.#readPageHeader();
    else if (isMiddleDot(lines) || ((page === 'no' || isBullet(lines)) && beginsByline(lines))) this.#readByline();
    else if (!isInParagraph && page !== 'no' && this.#readPageLine(page)) return;
    else if (!isInParagraph && this.#readDate()) return;
    else if (isWrapped) this.#continueBlock(open);
    else this.#readShortBlock();
  }

  /** Whether the current line may go on with a title or a paragraph that was broken into lines. */
  #isWrapped({ abstract }: OpenEntry): boolean {
    return !this.#lines.isAfterBlank && (abstract === null || this.#lengthBefore <= LONGEST_WRAPPED_LINE);
  }

  /* -------------------------------------------------------- around the papers */

  #readPageHeader(): void {
    const { number } = this.#lines;
    const captures = this.#captures;
    if (!this.#isInHeader) {
      this.#closeCapture();
      captures.begin(this.#headerStart || number);
    }
    captures.section.hasPageHeader = true;
    captures.mark('page', number);
    this.#isInHeader = true;
  }

  /** Reads a line that the page puts around its papers; `false` where it may be a title, and one is needed. */
  #readPageLine(page: 'certain' | 'maybe'): boolean {
    const lines = this.#lines;
    if (page === 'maybe' && this.#open === null && isAboveParagraph(lines)) return false;
    this.#captures.mark('page', lines.number);
    if (lines.line === HEADER_START) this.#headerStart = lines.number;
    if (announcesSubmitter(lines.line)) this.#readSubmitter();
    return true;
  }

  /** The name may stand in the next line, unless that is the title of a paper already. */
  #readSubmitter(): void {
    const name = this.#lines.ahead();
    if (name === null || name.length > LONGEST_NAME || this.#open?.abstract === null || isAboveParagraph(name)) return;
    if (pageLine(name.line) !== 'no' || beginsByline(name)) return;
    this.#lines.advance();
    this.#captures.mark('page', this.#lines.number);
  }

  /** Reads the current line if it is a heading, or another date that stands by itself. */
  #readDate(): boolean {
    const lines = this.#lines;
    if (lines.length > LONGEST_DATE || !(lines.endsInDigit || /[a-z]$/i.test(lines.text.charAt(lines.end - 1))))
      return false;
    const { line } = lines;
    const published = publishedOn(line);
    if (published !== null) return this.#readPublished(published);
    const behindName = behindPageName(line);
    const date = readDate(behindName ?? line);
    const heading = date ?? readRange(behindName ?? line);
    if (heading === null) return false;
    if (behindName !== null) this.#readPageHeader();
    const { section } = this.#captures;
    const hasBegun = section.heading !== null || section.bylines > 0;
    if (this.#open !== null && date !== null && hasBegun && !this.#isHeadingOfNext(date)) {
      this.#readStrayDate(this.#open, date);
    } else this.#readHeading(heading);
    return true;
  }

  #readHeading(heading: WrittenDate): void {
    const { number } = this.#lines;
    this.#closeCapture();
    const { section: above } = this.#captures;
    if (above.drafts.length === 0 && above.heading !== null) {
      const message = `A second date, “${heading.text}”, stands below the heading; it was passed over.`;
      this.#captures.unread(message, number);
      return;
    }
    this.#captures.begin(number);
    const { section } = this.#captures;
    section.heading = heading;
    section.headingLine = number;
    this.#captures.mark('heading', number);
    this.#endHeader();
  }

  /** A date behind an abstract cannot be that paper's where it is later than the capture: then the next one begins. */
  #isHeadingOfNext(date: WrittenDate): boolean {
    const { heading } = this.#captures.section;
    if (heading === null || date.comments !== null || this.#open?.abstract === null) return false;
    return isSurelyAfter(date, heading);
  }

  /** A date that follows a title or an abstract directly: the first two lines of the byline are missing. */
  #readStrayDate({ draft, title: whole }: OpenEntry, date: WrittenDate): void {
    const { number } = this.#lines;
    draft.date = date;
    draft.dateLine = number;
    draft.entry.comments = date.comments;
    draft.entry.lastLine = number;
    const title = shorten(whole);
    const message = `The date “${date.text}” stands by itself; it was taken as that of “${title}”, the paper above it.`;
    this.#captures.problem(number, message);
    this.#closeEntry();
  }

  /** `Published on …` tells the date of the paper at hand where its byline does not. */
  #readPublished(text: string): boolean {
    const date = readDate(text);
    if (date === null) return false;
    const { number } = this.#lines;
    const draft = this.#open?.draft ?? this.#captures.section.drafts.at(-1);
    this.#captures.mark('page', number);
    if (draft === undefined || draft.date !== null) return true;
    draft.date = { ...date, comments: null };
    draft.dateLine = number;
    return true;
  }

  /** Another capture begins here. */
  #closeCapture(): void {
    this.#closeEntry();
    this.#captures.dropWhatStandsAbove();
    this.#captures.close();
  }

  #endHeader(): void {
    this.#isInHeader = false;
    this.#headerStart = 0;
  }

  /* --------------------------------------------------------------- the papers */

  #readByline(): void {
    const open = this.#open;
    const { number } = this.#lines;
    const byline = readByline(this.#lines);
    const lastLine = this.#lines.number;
    this.#closeEntry();
    this.#endHeader();
    this.#captures.section.bylines++;
    if (open === null) {
      const message = `A byline (“${shorten(byline.text)}”) stands where a title was expected, so it belongs to no paper.`;
      this.#captures.unread(message, number, lastLine);
      return;
    }
    open.takeByline(byline, lastLine);
  }

  /** The current line is too long for a title. */
  #readParagraph(): void {
    const lines = this.#lines;
    const { line, length, number } = lines;
    const open = this.#open;
    this.#endHeader();
    if (open === null) {
      const count = length.toLocaleString('en');
      const message = `A title was expected; found a paragraph of ${count} characters, “${shorten(line)}”. It was left out.`;
      this.#captures.unread(message, number);
    } else if (open.abstract === null) {
      open.setAbstract(line, number, lines.isAfterBlank);
    } else {
      if (open.abstract.length < SHORTEST_ABSTRACT) {
        const title = shorten(open.title);
        const message = `A second paragraph follows the abstract of “${title}”, which is short; it was taken as a part of it.`;
        this.#captures.problem(number, message);
      }
      open.lengthen('\n\n', line, number);
    }
  }

  /** The current line begins a block, and is short enough for a title. */
  #readShortBlock(): void {
    const { line, number } = this.#lines;
    const open = this.#open;
    this.#endHeader();
    if (open === null) {
      if (line.includes('://')) {
        const message = `A title was expected; found “${shorten(line)}”, which has an address in it. It was left out.`;
        this.#captures.unread(message, number);
      } else this.#openEntry();
    } else if (open.abstract === null) {
      if (isAbstract(this.#lines)) open.setAbstract(line, number, true);
      else this.#openEntry();
    } else {
      const isMore = isMoreOfAbstract(this.#lines, open);
      if (isMore === 'yes') {
        open.lengthen('\n\n', line, number);
        return;
      }
      if (isMore === 'unclear') {
        const message = `“${shorten(line)}” may be a title, or more of the abstract above it; it was taken as a title.`;
        this.#captures.problem(number, message);
      }
      this.#openEntry();
    }
  }

  /** The current line follows another one of its block without a blank line. */
  #continueBlock(open: OpenEntry): void {
    const { line, number } = this.#lines;
    if (open.abstract !== null) open.lengthen(' ', line, number);
    else if (!open.hasBrokenTitle && isAbstractOnOneLine(this.#lines)) open.setAbstract(line, number, false);
    else open.lengthenTitle(line, number);
  }

  #openEntry(): void {
    this.#closeEntry();
    this.#open = new OpenEntry(this.#captures, this.#lines.line, this.#lines.number);
  }

  #closeEntry(): void {
    this.#open?.close();
    this.#open = null;
  }

  /* ------------------------------------------------------------------ the end */

  /** The end of the file may cut through its last entry, which is then left out. */
  #finish(): void {
    const open = this.#open;
    this.#closeEntry();
    const isWhole = this.#lines.text.endsWith('\n');
    if (open !== null && (open.abstract === null || (!isWhole && !endsSentence(open.abstract))))
      this.#captures.leaveOut();
    this.#captures.finish();
  }

  #giveUp(): void {
    const message =
      'Up to here there were more papers, or more lines that make no sense, than any digest has. The rest was not read.';
    this.#captures.unread(message, this.#lines.number, Number.POSITIVE_INFINITY);
    this.#closeEntry();
  }
}
