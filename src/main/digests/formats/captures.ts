/** Collects what is read of a file: its captures with their entries, what stands around them, and what makes no sense. */
import type { Entry, Problem } from '../../../preload/api';
import type { LineMark } from './line-uses';
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

export class Captures {
  readonly sections: Section[] = [];
  readonly marks: LineMark[] = [];
  /** How many entries, problems and captures there are, for a limit to them. */
  size = 0;
  #section: Section;

  constructor() {
    this.#section = this.#add(1);
  }

  /** The one that is being read. */
  get section(): Section {
    return this.#section;
  }

  /** Begins another capture, unless the one that is being read has nothing in it yet. */
  begin(line: number): void {
    const { drafts, heading } = this.#section;
    if (drafts.length === 0 && heading === null) return;
    this.#section = this.#add(line);
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
    this.size++;
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
    if (last !== undefined && last.kind === kind && last.lastLine + 1 >= firstLine && last.firstLine <= firstLine) {
      last.lastLine = Math.max(last.lastLine, lastLine);
    } else this.marks.push({ kind, firstLine, lastLine });
  }

  /** Says of a line, or of several, why they belong to nothing. */
  unread(message: string, firstLine: number, lastLine = firstLine): void {
    this.mark('unread', firstLine, lastLine);
    this.problem(firstLine, message);
  }

  /** Takes entries that follow one another for something else; `where` they stand ends the sentence about them. */
  drop(drafts: readonly Draft[], where: string): void {
    const [first] = drafts;
    const last = drafts.at(-1);
    if (first === undefined || last === undefined) return;
    const text = shorten(`${first.entry.title} ${first.entry.abstract ?? ''}`);
    const others = drafts.length === 1 ? '' : ', and what follows it,';
    const verb = drafts.length === 1 ? 'stands' : 'stand';
    const end = drafts.length === 1 ? 'belongs' : 'belong';
    this.unread(`“${text}”${others} ${verb} ${where} and ${end} to no paper.`, first.entry.line, last.entry.lastLine);
  }
}
