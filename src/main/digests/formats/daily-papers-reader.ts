/**
 * Reads the lines of a "Daily Papers" capture into entries, and finds its way again behind whatever it cannot read.
 *
 * It is longer than most files here because it is one state machine: its states share every field.
 */
import type { Entry, Problem } from '../../../preload/api';
import { beginsByline, isMiddleDot, readByline } from './byline';
import { LONGEST_PAGE_HEADER, pageHeaderLine } from './page-header';
import { shorten } from './problem-texts';
import { TextLines } from './text-lines';
import { readDate, type WrittenDate } from './written-dates';

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

/** A title has at most so many characters; whatever is longer must be (a part of) an abstract. */
const LONGEST_TITLE = 300;
const LONGEST_DATE = 40;
/** Against files that are made to fill memory or time: what the largest digest would have is a tenth of these. */
const MOST_ENTRIES = 300_000;
const MOST_PROBLEMS = 20_000;
const LONGEST_ABSTRACT = 1_000_000;

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
      if (isMiddleDot(lines) || (beginsByline(lines) && this.#headerLine() === 'no')) this.#readByline();
      else if (!lines.isAfterBlank && this.#open !== null) this.#continueBlock(this.#open);
      else if (!this.#readHeaderOrDate()) this.#readBlock();
      if (this.#section.drafts.length >= MOST_ENTRIES || this.#reading.problems.length >= MOST_PROBLEMS) {
        this.#problem(
          lines.number,
          'Up to here there were more papers, or more lines that make no sense, than any digest has. The rest was not read.',
        );
        this.#open = null;
        break;
      }
    }
    this.#finish();
    return this.#reading;
  }

  #readByline(): void {
    const open = this.#open;
    const line = this.#lines.number;
    const byline = readByline(this.#lines);
    this.#open = null;
    this.#isInHeader = false;
    this.#reading.bylines++;
    if (open === null) {
      this.#problem(
        line,
        `A byline (“${shorten(byline.text)}”) stands where a title was expected, so it belongs to no paper.`,
      );
      return;
    }
    if (open.entry.abstract === null) {
      this.#problem(open.entry.line, `“${shorten(open.entry.title)}” has no abstract: its byline follows at once.`);
    }
    for (const fault of byline.faults) {
      const title = shorten(open.entry.title);
      this.#problem(fault.line, `The byline of “${title}” has a fault: ${fault.reason}. The rest of it is shown.`);
    }
    open.entry.authorCount = byline.authorCount;
    open.entry.organization = byline.organization;
    open.entry.comments = byline.date?.comments ?? null;
    open.date = byline.date;
    open.dateLine = byline.dateLine;
    open.entry.lastLine = this.#lines.number;
  }

  /** Reads the current block if it is a part of the page header, or a date that stands by itself. */
  #readHeaderOrDate(): boolean {
    const lines = this.#lines;
    const header = this.#headerLine();
    if (header !== 'no') {
      this.#readPageHeader(header === 'sure');
      return true;
    }
    const date = lines.length > LONGEST_DATE ? null : readDate(lines.line);
    if (date === null) return false;
    if (this.#open !== null && (this.#section.heading !== null || this.#reading.bylines > 0)) {
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

  #headerLine(): 'sure' | 'maybe' | 'no' {
    return this.#lines.length > LONGEST_PAGE_HEADER ? 'no' : pageHeaderLine(this.#lines.line);
  }

  #readPageHeader(isSure: boolean): void {
    const isAbovePage = this.#isAbovePage;
    if (isSure) {
      this.#dropWhatStandsAbove();
      this.#reading.hasPageHeader = true;
    }
    if (!isAbovePage) this.#closeWithoutAbstract();
    if (isSure && this.#section.drafts.length > 0 && !this.#isInHeader) {
      this.#problem(this.#lines.number, 'A second page header stands in the middle of the file; it was passed over.');
    }
    this.#open = null;
    this.#isInHeader = isSure || this.#isInHeader;
  }

  /** Whether nothing has been seen yet that only the page itself has. */
  get #isAbovePage(): boolean {
    return this.#section.heading === null && this.#reading.bylines === 0 && !this.#reading.hasPageHeader;
  }

  /** What a browser put above the page (its menu, say) looked like entries until the page began. */
  #dropWhatStandsAbove(): void {
    const { drafts } = this.#section;
    if (!this.#isAbovePage || drafts.some(({ entry }) => (entry.abstract?.length ?? 0) > LONGEST_TITLE)) return;
    for (const { entry } of drafts.splice(0)) {
      const text = shorten(`${entry.title} ${entry.abstract ?? ''}`);
      this.#problem(entry.line, `“${text}” stands above the page itself and belongs to no paper.`);
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
    open.entry.lastLine = line;
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
      this.#closeWithoutAbstract();
      this.#setAbstract(this.#openEntry(title, line), lines.line, lines.number);
    } else {
      this.#problem(
        lines.number,
        `A second paragraph follows the abstract of “${shorten(open.entry.title)}”; it was taken as a part of it.`,
      );
      const above = open.entry.abstract ?? '';
      if (above.length < LONGEST_ABSTRACT) this.#setAbstract(open, `${above}\n\n${lines.line}`, this.#abstractLine);
    }
  }

  /** The current line follows another one of its block without a blank line. */
  #continueBlock(open: Draft): void {
    const { line } = this.#lines;
    const { entry } = open;
    if (entry.abstract !== null) {
      if (entry.abstract.length < LONGEST_ABSTRACT) {
        this.#setAbstract(open, `${entry.abstract} ${line}`, this.#abstractLine);
      }
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
      entry.lastLine = this.#lines.number;
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
      monthDay: null,
      comments: null,
      links: [],
      line,
      lastLine: line,
    };
    const draft: Draft = { entry, date: null, dateLine: null };
    this.#section.drafts.push(draft);
    this.#open = draft;
    this.#firstTitleLine = null;
    return draft;
  }

  #setAbstract(draft: Draft, abstract: string, line: number): void {
    this.#abstractLine = line;
    draft.entry.abstract = abstract;
    draft.entry.lastLine = this.#lines.number;
    if (abstract.length <= LONGEST_ABSTRACT) return;
    draft.entry.abstract = `${abstract.slice(0, LONGEST_ABSTRACT - 1)}…`;
    const limit = LONGEST_ABSTRACT.toLocaleString('en');
    this.#problem(
      line,
      `The abstract of “${shorten(draft.entry.title)}” has more than ${limit} characters; it was cut there.`,
    );
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
    const what =
      abstract === null
        ? `behind “${shorten(title)}”, which seems to be a title, or the beginning of a byline; it`
        : `in the middle of “${shorten(title)}”; this paper`;
    this.#problem(line, `The file ends ${what} is left out until the rest is there.`);
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
