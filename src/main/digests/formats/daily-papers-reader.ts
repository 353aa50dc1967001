/**
 * Reads the lines of a "Daily Papers" capture into entries, and finds its way again behind whatever it cannot read.
 *
 * It is longer than most files here because it is one state machine: its states share every field.
 */
import { beginsByline, isBullet, isMiddleDot, readByline } from './byline';
import { Captures, type Draft, LONGEST_TITLE, type Section } from './captures';
import { readRange } from './headings';
import type { SourceText } from './index';
import type { LineMark } from './line-uses';
import { announcesSubmitter, LONGEST_PAGE_LINE, pageLine, publishedOn } from './page-furniture';
import { endsInFullStop, endsSentence, isIncomplete, kindOfShortText } from './paragraphs';
import { shorten } from './problem-texts';
import { TextLines } from './text-lines';
import { isLaterInYear, LONGEST_DATE, readDate, type WrittenDate } from './written-dates';

export interface Reading {
  /** At least one; any may lack its heading. */
  sections: Section[];
  marks: LineMark[];
}

/** Nobody breaks lines behind so many characters: what follows such a line is another block, blank line or not. */
const LONGEST_WRAPPED_LINE = 200;
/** A paragraph that is a sentence and has so many characters is an abstract, however close to the title it stands. */
const SHORTEST_ABSTRACT = 100;
const LONGEST_NAME = 60;
/** Against files that are made to fill memory or time: what the largest digest would have is a tenth of these. */
const MOST_ITEMS = 300_000;
const LONGEST_ABSTRACT = 1_000_000;

export class DailyPapersReader {
  readonly #lines: TextLines;
  readonly #captures = new Captures();
  /** The entry that may still get an abstract, more of it, or a byline. */
  #open: Draft | null = null;
  #abstractLine = 0;
  /** The last line of the abstract that stood on several lines; it is looked at instead of the whole. */
  #lastPart = '';
  /** The first of the title's lines, while it has several. */
  #firstTitleLine: string | null = null;
  /** How long the line before was. */
  #lengthBefore = 0;
  /** Where the lines above the page header that may belong to it begin; 0 where there are none. */
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
    const isInParagraph = isWrapped && open.entry.abstract !== null;
    if (page === 'header') this.#readPageHeader();
    else if (isMiddleDot(lines) || ((page === 'no' || isBullet(lines)) && beginsByline(lines))) this.#readByline();
    else if (!isInParagraph && page !== 'no' && this.#readPageLine(page)) return;
    else if (!isInParagraph && this.#readDate()) return;
    else if (isWrapped) this.#continueBlock(open);
    else this.#readShortBlock();
  }

  /** Whether the current line may go on with a title or a paragraph that was broken into lines. */
  #isWrapped({ entry }: Draft): boolean {
    return !this.#lines.isAfterBlank && (entry.abstract === null || this.#lengthBefore <= LONGEST_WRAPPED_LINE);
  }

  /* -------------------------------------------------------- around the papers */

  #readPageHeader(): void {
    const { number } = this.#lines;
    const captures = this.#captures;
    if (!this.#isInHeader) {
      this.#dropWhatStandsAbove();
      this.#closeSection();
      captures.begin(this.#headerStart || number);
    }
    captures.section.hasPageHeader = true;
    captures.mark('page', number);
    this.#open = null;
    this.#isInHeader = true;
  }

  /** Reads a line that the page puts around its papers; `false` where it may be a title, and one is needed. */
  #readPageLine(page: 'certain' | 'maybe'): boolean {
    const lines = this.#lines;
    if (page === 'maybe' && this.#open === null && lines.nextLength > LONGEST_TITLE) return false;
    this.#captures.mark('page', lines.number);
    this.#headerStart ||= lines.number;
    if (announcesSubmitter(lines.line)) this.#readSubmitter();
    return true;
  }

  /** The name may stand in the next line, unless that is the title of a paper already. */
  #readSubmitter(): void {
    const name = this.#lines.ahead();
    if (name === null || name.length > LONGEST_NAME || name.nextLength > LONGEST_TITLE) return;
    if (pageLine(name.line) !== 'no' || beginsByline(name) || this.#open?.entry.abstract === null) return;
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
    const date = /\d/.test(line) ? readDate(line) : null;
    const heading = date ?? (lines.endsInDigit ? readRange(line) : null);
    if (heading === null) return false;
    const { section } = this.#captures;
    const hasBegun = section.heading !== null || section.bylines > 0;
    if (this.#open !== null && date !== null && hasBegun && !this.#isHeadingOfNext(date)) {
      this.#readStrayDate(this.#open, date);
    } else this.#readHeading(heading);
    return true;
  }

  #readHeading(heading: WrittenDate): void {
    const { number } = this.#lines;
    this.#dropWhatStandsAbove();
    this.#closeSection();
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
    this.#open = null;
  }

  /** A date behind an abstract cannot be that paper's where it is later than the capture: then the next one begins. */
  #isHeadingOfNext(date: WrittenDate): boolean {
    const { heading } = this.#captures.section;
    if (heading === null || date.comments !== null || this.#open?.entry.abstract === null) return false;
    if (date.year === null || heading.year === null) return date.year === heading.year && isLaterInYear(date, heading);
    return date.year > heading.year || (date.year === heading.year && isLaterInYear(date, heading));
  }

  /** A date that follows a title or an abstract directly: the first two lines of the byline are missing. */
  #readStrayDate(open: Draft, date: WrittenDate): void {
    const { number } = this.#lines;
    open.date = date;
    open.dateLine = number;
    open.entry.comments = date.comments;
    open.entry.lastLine = number;
    const title = shorten(open.entry.title);
    const message = `The date “${date.text}” stands by itself; it was taken as that of “${title}”, the paper above it.`;
    this.#captures.problem(number, message);
    this.#open = null;
  }

  /** `Published on …` tells the date of the paper at hand where its byline does not. */
  #readPublished(text: string): boolean {
    const date = readDate(text);
    if (date === null) return false;
    const { number } = this.#lines;
    const draft = this.#open ?? this.#captures.section.drafts.at(-1);
    this.#captures.mark('page', number);
    if (draft === undefined || draft.date !== null) return true;
    draft.date = { ...date, comments: null };
    draft.dateLine = number;
    return true;
  }

  /** What a browser put above the page (its menu, say) looked like entries until the page began. */
  #dropWhatStandsAbove(): void {
    const { section } = this.#captures;
    const { drafts } = section;
    if (section.heading !== null || section.bylines > 0) return;
    if (drafts.some(({ entry }) => (entry.abstract?.length ?? 0) > LONGEST_TITLE)) return;
    this.#captures.drop(drafts.splice(0), 'above the page itself');
    this.#open = null;
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
    this.#open = null;
    this.#endHeader();
    this.#captures.section.bylines++;
    if (open === null) {
      const message = `A byline (“${shorten(byline.text)}”) stands where a title was expected, so it belongs to no paper.`;
      this.#captures.unread(message, number, lastLine);
      return;
    }
    for (const fault of byline.faults) {
      const title = shorten(open.entry.title);
      this.#captures.problem(
        fault.line,
        `The byline of “${title}” has a fault: ${fault.reason}. The rest of it is shown.`,
      );
    }
    open.hasByline = true;
    open.entry.authorCount = byline.authorCount;
    open.entry.organization = byline.organization;
    open.entry.comments = byline.date?.comments ?? null;
    open.entry.lastLine = lastLine;
    if (byline.date === null) return;
    open.date = byline.date;
    open.dateLine = byline.dateLine;
  }

  /** The current line is too long for a title. */
  #readParagraph(): void {
    const { line, length, number } = this.#lines;
    const open = this.#open;
    this.#endHeader();
    if (open === null) {
      const count = length.toLocaleString('en');
      const message = `A title was expected; found a paragraph of ${count} characters, “${shorten(line)}”. It was left out.`;
      this.#captures.unread(message, number);
    } else if (open.entry.abstract === null) {
      this.#setAbstract(open, line);
    } else {
      if (open.entry.abstract.length < SHORTEST_ABSTRACT) {
        const title = shorten(open.entry.title);
        const message = `A second paragraph follows the abstract of “${title}”, which is short; it was taken as a part of it.`;
        this.#captures.problem(number, message);
      }
      this.#addParagraph(open);
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
    } else if (open.entry.abstract === null) {
      if (this.#isAbstract(line)) this.#setAbstract(open, line);
      else this.#openEntry();
    } else if (this.#isParagraph(line)) {
      this.#addParagraph(open);
    } else this.#openEntry();
  }

  /** Whether the current line, which stands in the place of an abstract, is one, and not the next title. */
  #isAbstract(line: string): boolean {
    if (this.#lines.isLast || endsInFullStop(line)) return true;
    if (line.length > LONGEST_TITLE / 2 && endsSentence(line)) return true;
    // Lines that follow at once are more of a paragraph that was broken into lines.
    const next = this.#lines.ahead();
    return next !== null && (!next.isAfterBlank || isMiddleDot(next) || beginsByline(next));
  }

  /** Whether the current line, which stands behind an abstract, is more of it, and not the next title. */
  #isParagraph(line: string): boolean {
    const kind = kindOfShortText(line);
    if (kind === 'title') return isIncomplete(this.#lastPart) && endsSentence(line);
    if (kind === 'paragraph' || !endsSentence(this.#lastPart)) return true;
    const next = this.#lines.ahead();
    if (next !== null && (isMiddleDot(next) || beginsByline(next))) return true;
    if (!this.#lines.isLast) {
      const message = `“${shorten(line)}” may be a title, or more of the abstract above it; it was taken as a title.`;
      this.#captures.problem(this.#lines.number, message);
    }
    return false;
  }

  /** The current line follows another one of its block without a blank line. */
  #continueBlock(open: Draft): void {
    const { line, number } = this.#lines;
    const { entry } = open;
    if (entry.abstract !== null) {
      this.#lengthen(open, ' ');
      return;
    }
    const isSentence = line.length >= SHORTEST_ABSTRACT && endsInFullStop(line);
    const next = endsInFullStop(line) && !isSentence ? this.#lines.ahead() : null;
    const isWhole = isSentence || (next !== null && (isMiddleDot(next) || beginsByline(next)));
    const joined = `${entry.title} ${line}`;
    if (this.#firstTitleLine === null && (isWhole || line.length > LONGEST_WRAPPED_LINE)) {
      this.#setAbstract(open, line);
    } else if (joined.length <= LONGEST_TITLE) {
      if (this.#firstTitleLine === null) {
        this.#firstTitleLine = entry.title;
        const message = `The title “${shorten(entry.title)}” goes on in the next line; both were read as one title.`;
        this.#captures.problem(entry.line, message);
      }
      entry.title = joined;
      entry.lastLine = number;
    } else {
      const first = this.#firstTitleLine ?? entry.title;
      if (this.#firstTitleLine !== null) this.#captures.section.problems.pop();
      entry.title = first;
      this.#setAbstract(open, joined.slice(first.length + 1));
    }
  }

  #openEntry(): void {
    this.#open = this.#captures.open(this.#lines.line, this.#lines.number);
    this.#firstTitleLine = null;
  }

  #setAbstract(draft: Draft, abstract: string): void {
    this.#firstTitleLine = null;
    this.#abstractLine = this.#lines.number;
    this.#keepAbstract(draft, abstract);
  }

  #addParagraph(draft: Draft): void {
    this.#lengthen(draft, '\n\n');
  }

  #lengthen(draft: Draft, seam: string): void {
    const { abstract } = draft.entry;
    if (abstract !== null && abstract.length < LONGEST_ABSTRACT) {
      this.#keepAbstract(draft, `${abstract}${seam}${this.#lines.line}`);
    }
    draft.entry.lastLine = this.#lines.number;
  }

  #keepAbstract(draft: Draft, abstract: string): void {
    draft.entry.abstract = abstract;
    draft.entry.lastLine = this.#lines.number;
    this.#lastPart = this.#lines.line;
    if (abstract.length <= LONGEST_ABSTRACT) return;
    draft.entry.abstract = `${abstract.slice(0, LONGEST_ABSTRACT - 1)}…`;
    const limit = LONGEST_ABSTRACT.toLocaleString('en');
    const message = `The abstract of “${shorten(draft.entry.title)}” has more than ${limit} characters; it was cut there.`;
    this.#captures.problem(this.#abstractLine, message);
  }

  /* ------------------------------------------------------------------ the end */

  /** Says what the entries of a capture lack, and takes runs of lines that are nothing but titles for none. */
  #closeSection(): void {
    const { section } = this.#captures;
    const kept: Draft[] = [];
    let run: Draft[] = [];
    const endRun = (isLast: boolean) => {
      if (run.length > 1 || (isLast && run.length > 0 && section.bylines + kept.length > 0)) {
        const where = isLast ? 'below the papers' : 'between the papers';
        // The last of several may well have lost its abstract, but so may none of them.
        this.#captures.drop(run, where);
      } else kept.push(...run);
      run = [];
    };
    for (const draft of section.drafts) {
      if (isBare(draft)) {
        run.push(draft);
        continue;
      }
      endRun(false);
      kept.push(draft);
    }
    endRun(true);
    section.drafts = kept;
    for (const { entry, hasByline } of kept) {
      if (entry.abstract !== null) continue;
      const title = shorten(entry.title);
      const message = hasByline
        ? `“${title}” has no abstract: its byline follows at once.`
        : `“${title}” has no abstract.`;
      section.problems.push({ line: entry.line, message });
    }
    this.#open = null;
  }

  /** The end of the file may cut through its last entry, which is then left out. */
  #finish(): void {
    const open = this.#open;
    const { section } = this.#captures;
    if (open !== null) {
      const { title, abstract, line, lastLine } = open.entry;
      const isCut = abstract === null || (!this.#lines.text.endsWith('\n') && !endsSentence(abstract));
      if (isCut) {
        section.drafts.pop();
        section.leftOut++;
        const what =
          abstract === null
            ? `behind “${shorten(title)}”, which seems to be a title, or the beginning of a byline; it`
            : `in the middle of “${shorten(title)}”; this paper`;
        this.#captures.unread(`The file ends ${what} is left out until the rest is there.`, line, lastLine);
      }
    }
    this.#closeSection();
  }

  #giveUp(): void {
    const message =
      'Up to here there were more papers, or more lines that make no sense, than any digest has. The rest was not read.';
    this.#captures.unread(message, this.#lines.number, Number.POSITIVE_INFINITY);
    this.#open = null;
  }
}

/** Whether nothing was found of an entry but a title. */
function isBare({ entry, hasByline, date }: Draft): boolean {
  return entry.abstract === null && !hasByline && date === null;
}
