/** Collects what is read of a file: its captures with their entries, what stands around them, and what makes no sense. */
import type { Entry, Problem } from '../../../preload/api';
import type { LineMark } from './line-uses';
import { endsSentence } from './paragraphs';
import { shorten } from './problem-texts';
import type { WrittenDate } from './written-dates';

/** An entry whose date still waits for its year. */
export interface Draft {
  entry: Entry;
  hasByline: boolean;
  date: WrittenDate | null;
  dateLine: number | null;
}

/** A heading date and the entries below it. */
export interface Section {
  heading: WrittenDate | null;
  headingLine: number | null;
  /** Where it begins, from 1. */
  firstLine: number;
  drafts: Draft[];
  problems: Problem[];
  /** Whether a line was found that only this page's header has. */
  hasPageHeader: boolean;
  /** How many bylines were found, those that belong to no entry included. */
  bylines: number;
  /** How many entries were left out because the file ends in their middle. */
  leftOut: number;
}

/** What is no part of an abstract's paragraph has at most so many characters. */
export const LONGEST_TITLE = 300;

/** A paragraph that is a sentence and has so many characters is an abstract, however close to the title it stands. */
export const SHORTEST_ABSTRACT = 100;

const CAPTURE_SIZE = 30;

export class Captures {
  readonly sections: Section[] = [];
  readonly marks: LineMark[] = [];
  /** How many entries and problems there are, for a limit to them; a capture counts for as many as it mostly has. */
  size = 0;
  /** The last line, but for blank ones, above what is being read. */
  lineBefore = 0;
  #section: Section;

  constructor() {
    this.#section = this.#add(1);
  }

  /** The one that is being read. */
  get section(): Section {
    return this.#section;
  }

  /** Whether the capture that is being read has neither heading nor entries. */
  get isEmpty(): boolean {
    return this.#section.drafts.length === 0 && this.#section.heading === null;
  }

  /** Begins another capture, unless the one that is being read has nothing in it yet. */
  begin(line: number): void {
    if (!this.isEmpty) this.#section = this.#add(line);
  }

  #add(firstLine: number): Section {
    const section = {
      heading: null,
      headingLine: null,
      firstLine,
      drafts: [],
      problems: [],
      hasPageHeader: false,
      bylines: 0,
      leftOut: 0,
    };
    this.sections.push(section);
    this.size += CAPTURE_SIZE;
    return section;
  }

  open(title: string, line: number): Draft {
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
    const draft = { entry, hasByline: false, date: null, dateLine: null };
    this.#section.drafts.push(draft);
    this.size++;
    return draft;
  }

  problem(line: number | null, message: string): void {
    this.#section.problems.push({ line, message });
    this.size++;
  }

  mark(kind: LineMark['kind'], firstLine: number, lastLine = firstLine): void {
    const last = this.marks.at(-1);
    // Blank lines between two of a kind are of no account, and a range costs more than they do.
    if (last !== undefined && last.kind === kind && last.lastLine >= this.lineBefore && last.lastLine <= firstLine) {
      last.lastLine = lastLine;
    } else this.marks.push({ kind, firstLine, lastLine });
  }

  /** Says of a line, or of several, why they belong to nothing. */
  unread(message: string, firstLine: number, lastLine = firstLine): void {
    this.mark('unread', firstLine, lastLine);
    this.problem(firstLine, message);
  }

  /** What a browser put above the page (its menu, say) looked like entries until the page began. */
  dropWhatStandsAbove(): void {
    const { drafts, heading, bylines } = this.#section;
    if (heading !== null || bylines > 0) return;
    if (drafts.some(({ entry }) => (entry.abstract?.length ?? 0) > LONGEST_TITLE)) return;
    this.#drop(drafts.splice(0), 'above the page itself');
  }

  /** Says what the entries of the capture lack, and takes several titles in a row, or one at its end, for none. */
  close(): void {
    const section = this.#section;
    const kept: Draft[] = [];
    let run: Draft[] = [];
    for (const draft of section.drafts) {
      if (isNoPaper(draft)) {
        run.push(draft);
        continue;
      }
      if (run.length > 1) this.#drop(run, 'between the papers');
      else kept.push(...run);
      kept.push(draft);
      run = [];
    }
    if (run.length > 1 || section.bylines + kept.length > 0) this.#drop(run, 'below the papers');
    else kept.push(...run);
    section.drafts = kept;
    for (const { entry, hasByline } of kept) {
      if (entry.abstract !== null) continue;
      const end = hasByline ? ': its byline follows at once.' : '.';
      this.problem(entry.line, `“${shorten(entry.title)}” has no abstract${end}`);
    }
  }

  /** Takes the last entry back, as the file ends in its middle. */
  leaveOut(): void {
    const entry = this.#section.drafts.pop()?.entry;
    if (entry === undefined) return;
    this.#section.leftOut++;
    const title = shorten(entry.title);
    const what =
      entry.abstract === null
        ? `behind “${title}”, which seems to be a title, or the beginning of a byline; it`
        : `in the middle of “${title}”; this paper`;
    this.unread(`The file ends ${what} is left out until the rest is there.`, entry.line, entry.lastLine);
  }

  /** Closes the last capture, or forgets it where nothing came behind the page header that announced it. */
  finish(): void {
    this.close();
    if (!this.isEmpty || this.sections.length === 1) return;
    const { problems, leftOut } = this.#section;
    this.sections.pop();
    const last = this.sections.at(-1);
    if (last === undefined) return;
    last.problems.push(...problems);
    last.leftOut += leftOut;
  }

  /** Takes entries that follow one another for something else; `where` they stand is said in the sentence about them. */
  #drop(drafts: readonly Draft[], where: string): void {
    const [first] = drafts;
    const last = drafts.at(-1);
    if (first === undefined || last === undefined) return;
    const text = shorten(`${first.entry.title} ${first.entry.abstract ?? ''}`);
    const what = drafts.length === 1 ? `“${text}” stands` : `“${text}”, and what follows it, stand`;
    const end = drafts.length === 1 ? 'belongs' : 'belong';
    this.unread(`${what} ${where} and ${end} to no paper.`, first.entry.line, last.entry.lastLine);
  }
}

/** Whether an entry is a title and nothing else, or two such lines. */
function isNoPaper({ entry: { abstract }, hasByline, date }: Draft): boolean {
  if (hasByline || date !== null) return false;
  return abstract === null || (abstract.length < SHORTEST_ABSTRACT && !endsSentence(abstract));
}
