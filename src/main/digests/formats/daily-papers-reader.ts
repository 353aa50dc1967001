/** Reads the lines of a "Daily Papers" capture into entries, and finds its way again behind whatever it cannot read. */
import type { Entry, Problem } from '../../../preload/api';
import { readWho, type Who } from './byline';
import { linksIn } from './links';
import { shorten } from './problem-texts';
import { TextLines } from './text-lines';
import { beginsDate, readDate, type WrittenDate } from './written-dates';

/** An entry whose date still waits for its year. */
export interface Draft {
  entry: Entry;
  date: WrittenDate | null;
  dateLine: number | null;
}

/** A heading date and the entries below it; a file that holds several captures has several. */
export interface Section {
  heading: WrittenDate | null;
  headingLine: number | null;
  drafts: Draft[];
}

export interface Reading {
  /** At least one; the first may lack its heading. */
  sections: Section[];
  problems: Problem[];
  /** Whether a line was found that only this page's header has. */
  hasPageHeader: boolean;
  /** How many bylines were found. */
  bylines: number;
  /** How many entries were left out because the file ends in their middle. */
  leftOut: number;
}

const BULLET = 0x2022;
const MIDDLE_DOT = 0xb7;
/** A title has at most so many characters; whatever is longer must be (a part of) an abstract. */
const LONGEST_TITLE = 300;
const LONGEST_WHO = 120;
const LONGEST_HEADER = 60;

const PAGE_HEADER = new Set([
  'Get trending papers in your email inbox!',
  'Daily Papers',
  'byAK and the research community',
]);
/** Words of the page header that prove nothing by themselves. */
const WEAK_PAGE_HEADER = new Set(['new', 'Subscribe']);

/** Whether the line is one that only the header of this page has. */
export function isPageHeader(line: string): boolean {
  return PAGE_HEADER.has(line.replace(/\s+/g, ' '));
}

export class DailyPapersReader {
  readonly #lines: TextLines;
  #section: Section = { heading: null, headingLine: null, drafts: [] };
  readonly #reading: Reading = {
    sections: [this.#section],
    problems: [],
    hasPageHeader: false,
    bylines: 0,
    leftOut: 0,
  };
  /** The entry that may still get an abstract, more of it, or a byline. */
  #open: Draft | null = null;
  #abstractLine = 0;
  /** The first of the title's lines, while it has several. */
  #firstTitleLine: string | null = null;
  /** Whether the line before was one of the page header. */
  #isInHeader = false;

  constructor(text: string) {
    this.#lines = new TextLines(text);
  }

  read(): Reading {
    const lines = this.#lines;
    while (lines.advance()) {
      if (this.#isWho()) this.#readByline(lines.line);
      else if (lines.length === 1 && lines.firstCode === MIDDLE_DOT) this.#readByline(null);
      else if (!lines.isAfterBlank && this.#open !== null) this.#continueBlock(this.#open);
      else if (!this.#readHeaderOrDate()) this.#readBlock();
    }
    this.#finish();
    return this.#reading;
  }

  /** Whether the current line begins a byline: it says how many authors, or `·` follows. */
  #isWho(): boolean {
    const lines = this.#lines;
    if (lines.length > LONGEST_WHO) return false;
    const { text } = lines;
    const next = lines.peek();
    if (text.charCodeAt(next) === MIDDLE_DOT && lines.peekLine(3) === '·') return !this.#isHeaderLine();
    if (lines.firstCode !== BULLET) return false;
    return readWho(lines.line)?.authorCount != null || next >= text.length;
  }

  /** The current line and what follows it is a byline; `who` is `null` where its first line is missing. */
  #readByline(who: string | null): void {
    const lines = this.#lines;
    const line = lines.number;
    const open = this.#open;
    const title = open === null ? '' : shorten(open.entry.title);
    this.#open = null;
    this.#isInHeader = false;
    this.#reading.bylines++;

    let known: Who | null = null;
    if (who !== null) {
      known = readWho(who);
      if (lines.peekLine(3) === '·') lines.advance();
    }
    const { date, dateLine, problem } = this.#readByDate();
    if (open === null) {
      const quoted = [who, date?.text].filter((part) => part != null).join(' · ');
      this.#problem(
        line,
        `A byline (“${shorten(quoted || '·')}”) stands where a title was expected, so it belongs to no paper.`,
      );
      return;
    }
    if (open.entry.abstract === null)
      this.#problem(open.entry.line, `“${title}” has no abstract: its byline follows at once.`);
    if (who === null)
      this.#problem(line, `The byline of “${title}” does not say who published it: its first line is missing.`);
    else if (known === null) {
      const end = lines.isLast && date === null ? ', where the file ends' : '';
      this.#problem(line, `“${shorten(who)}” was not understood as the authors of “${title}”${end}.`);
    }
    open.entry.authorCount = known?.authorCount ?? null;
    open.entry.organization = known?.organization ?? null;
    open.entry.comments = date?.comments ?? null;
    open.date = date;
    open.dateLine = dateLine;
    if (problem !== null) this.#problem(dateLine ?? line, `${problem} “${title}” is shown without a date.`);
    else if (date?.yearLacksComma) {
      this.#problem(
        dateLine,
        `“${date.text}” has no comma before ${date.year}; it was read as the year, not as comments, of “${title}”.`,
      );
    }
  }

  /** Reads the date that should follow, and takes its line where it is one, or was to be one. */
  #readByDate(): { date: WrittenDate | null; dateLine: number | null; problem: string | null } {
    const lines = this.#lines;
    if (lines.isLast) return { date: null, dateLine: null, problem: 'The file ends in the middle of a byline.' };
    const text = lines.peekLine(LONGEST_WHO);
    const date = readDate(text);
    if (date !== null) {
      lines.advance();
      return { date, dateLine: lines.number, problem: null };
    }
    if (!beginsDate(text)) return { date: null, dateLine: null, problem: 'A byline has no date.' };
    lines.advance();
    const problem = lines.isLast
      ? `The file ends in the middle of a date, “${text}”.`
      : `“${text}” was not understood as a date.`;
    return { date: null, dateLine: lines.number, problem };
  }

  /** Reads the current block if it is a part of the page header, or a date that stands by itself. */
  #readHeaderOrDate(): boolean {
    const lines = this.#lines;
    if (lines.length > LONGEST_HEADER) return false;
    if (this.#isHeaderLine()) {
      this.#readPageHeader();
      return true;
    }
    const date = readDate(lines.line);
    if (date === null) return false;
    if (this.#open !== null && this.#reading.bylines > 0) {
      this.#readStrayDate(this.#open, date);
      return true;
    }
    this.#dropWhatStandsAbove();
    this.#isInHeader = false;
    const isFirst = this.#section.drafts.length === 0 && this.#section.heading === null;
    if (this.#section.drafts.length === 0 && !isFirst) {
      this.#problem(lines.number, `A second date, “${date.text}”, stands below the heading; it was passed over.`);
      return true;
    }
    if (!isFirst) {
      this.#section = { heading: null, headingLine: null, drafts: [] };
      this.#reading.sections.push(this.#section);
    }
    this.#section.heading = date;
    this.#section.headingLine = lines.number;
    this.#open = null;
    return true;
  }

  #isHeaderLine(): boolean {
    const lines = this.#lines;
    if (lines.length > LONGEST_HEADER) return false;
    const { line } = lines;
    return isPageHeader(line) || WEAK_PAGE_HEADER.has(line);
  }

  #readPageHeader(): void {
    const lines = this.#lines;
    this.#dropWhatStandsAbove();
    if (isPageHeader(lines.line)) this.#reading.hasPageHeader = true;
    if (this.#section.drafts.length > 0 && !this.#isInHeader) {
      this.#closeWithoutAbstract();
      this.#problem(lines.number, 'A second page header stands in the middle of the file; it was passed over.');
    }
    this.#open = null;
    this.#isInHeader = true;
  }

  /** What a browser put above the page (its menu, say) looked like entries until the page began. */
  #dropWhatStandsAbove(): void {
    const { drafts, heading } = this.#section;
    const isAbovePage = heading === null && this.#reading.bylines === 0 && !this.#reading.hasPageHeader;
    if (!isAbovePage || drafts.some(({ entry }) => (entry.abstract?.length ?? 0) > LONGEST_TITLE)) return;
    for (const { entry } of drafts.splice(0)) {
      this.#problem(entry.line, `“${shorten(entry.title)}” stands above the page header and belongs to no paper.`);
    }
    this.#open = null;
  }

  /** A date that follows a title or an abstract directly: the first two lines of the byline are missing. */
  #readStrayDate(open: Draft, date: WrittenDate): void {
    const line = this.#lines.number;
    const title = shorten(open.entry.title);
    this.#closeWithoutAbstract();
    open.date = date;
    open.dateLine = line;
    open.entry.comments = date.comments;
    this.#problem(
      line,
      `The date “${date.text}” stands by itself; it was taken as that of “${title}”, the paper above it.`,
    );
    this.#open = null;
  }

  #readBlock(): void {
    const lines = this.#lines;
    this.#isInHeader = false;
    const open = this.#open;
    if (open !== null && open.entry.abstract === null) {
      this.#setAbstract(open, lines.line, lines.number);
    } else if (lines.length <= LONGEST_TITLE) {
      this.#openEntry(lines.line, lines.number);
    } else if (open === null) {
      this.#problem(
        lines.number,
        `A title was expected; found a paragraph of ${lines.length.toLocaleString('en')} characters, “${shorten(lines.line)}”. It was left out.`,
      );
    } else if (this.#abstractIsTitle(open)) {
      // Title, title, abstract: what was taken for the abstract of the first is the title of the second.
      const title = open.entry.abstract ?? '';
      const line = this.#abstractLine;
      open.entry.abstract = null;
      open.entry.links = [];
      this.#closeWithoutAbstract();
      this.#setAbstract(this.#openEntry(title, line), lines.line, lines.number);
    } else {
      this.#problem(
        lines.number,
        `A second paragraph follows the abstract of “${shorten(open.entry.title)}”; it was taken as a part of it.`,
      );
      this.#setAbstract(open, `${open.entry.abstract}\n\n${lines.line}`, this.#abstractLine);
    }
  }

  /** The current line follows another one of its block without a blank line. */
  #continueBlock(open: Draft): void {
    const { line } = this.#lines;
    const { entry } = open;
    if (entry.abstract !== null) {
      this.#setAbstract(open, `${entry.abstract} ${line}`, this.#abstractLine);
      return;
    }
    const joined = `${entry.title} ${line}`;
    if (joined.length <= LONGEST_TITLE) {
      if (this.#firstTitleLine === null) {
        this.#firstTitleLine = entry.title;
        this.#problem(
          entry.line,
          `The title “${shorten(entry.title)}” goes on in the next line; both were read as one title.`,
        );
      }
      entry.title = joined;
      return;
    }
    const first = this.#firstTitleLine ?? entry.title;
    if (this.#firstTitleLine !== null) this.#reading.problems.pop();
    const abstract = joined.slice(first.length + 1);
    entry.title = first;
    this.#firstTitleLine = null;
    this.#setAbstract(open, abstract, this.#lines.number);
  }

  #openEntry(title: string, line: number): Draft {
    const entry: Entry = {
      title,
      abstract: null,
      authorCount: null,
      organization: null,
      publishedOn: null,
      comments: null,
      links: [],
      line,
    };
    const draft: Draft = { entry, date: null, dateLine: null };
    this.#section.drafts.push(draft);
    this.#open = draft;
    this.#firstTitleLine = null;
    return draft;
  }

  #setAbstract(draft: Draft, abstract: string, line: number): void {
    draft.entry.abstract = abstract;
    draft.entry.links = linksIn(abstract);
    this.#abstractLine = line;
  }

  #abstractIsTitle({ entry }: Draft): boolean {
    const { abstract } = entry;
    return abstract !== null && abstract.length <= LONGEST_TITLE && !endsSentence(abstract);
  }

  /** Leaves the open entry behind, and says so where it has no abstract. */
  #closeWithoutAbstract(): void {
    const open = this.#open;
    this.#open = null;
    if (open === null || open.entry.abstract !== null) return;
    this.#problem(open.entry.line, `“${shorten(open.entry.title)}” has no abstract.`);
  }

  /** The end of the file may cut through its last entry, which is then left out. */
  #finish(): void {
    const open = this.#open;
    if (open === null) return;
    const { title, abstract, line } = open.entry;
    const { text } = this.#lines;
    const isCut = abstract === null || (!text.endsWith('\n') && !endsSentence(abstract));
    if (!isCut) return;
    this.#section.drafts.pop();
    this.#reading.leftOut++;
    const where = abstract === null ? 'behind the title' : 'in the middle of';
    this.#problem(line, `The file ends ${where} “${shorten(title)}”; this paper is left out until the rest is there.`);
  }

  #problem(line: number | null, message: string): void {
    this.#reading.problems.push({ line, message });
  }
}

/** Whether a text may end here: behind a sentence, a bracket, a quotation, a formula or an address. */
function endsSentence(text: string): boolean {
  if (/[.!?…。！？)\]}>"'”’»」』$]$/.test(text)) return true;
  return /https?:\/\/\S+$/.test(text.slice(text.lastIndexOf(' ') + 1));
}
