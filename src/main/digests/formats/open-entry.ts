/** The entry that is being read: it may still get an abstract, more of it, or a byline. */
import type { Byline } from './byline';
import { type Captures, type Draft, LONGEST_TITLE } from './captures';
import { shorten } from './problem-texts';

/** Against files that are made to fill memory. */
const LONGEST_ABSTRACT = 1_000_000;

export class OpenEntry {
  readonly draft: Draft;
  readonly #captures: Captures;
  /** The line of the abstract that was read last: the abstract as a whole may be too long to be looked at each time. */
  lastPart = '';
  #abstractLine = 0;
  #isApart = false;
  #isWrapped = false;
  /** The first of the title's lines, while it has several. */
  #firstTitleLine: string | null = null;

  constructor(captures: Captures, title: string, line: number) {
    this.#captures = captures;
    this.draft = captures.open(title, line);
  }

  get title(): string {
    return this.draft.entry.title;
  }

  /** `null` until it begins; then at least a part of it. */
  get abstract(): string | null {
    return this.draft.entry.abstract;
  }

  /** Whether the abstract is a block of several lines, as its further paragraphs will then be. */
  get isWrappedBlock(): boolean {
    return this.#isApart && this.#isWrapped;
  }

  /** Whether the title stands on several lines so far. */
  get hasBrokenTitle(): boolean {
    return this.#firstTitleLine !== null;
  }

  /** @param isApart whether it is a block of its own, not right below the title */
  setAbstract(text: string, line: number, isApart: boolean): void {
    this.close();
    this.#abstractLine = line;
    this.#isApart = isApart;
    this.#keep(text, text, line);
  }

  /** @param seam what stands between the abstract so far and the text: a space, or a blank line where that is a paragraph */
  lengthen(seam: ' ' | '\n\n', text: string, line: number): void {
    const { entry } = this.draft;
    this.#isWrapped ||= seam === ' ';
    if (entry.abstract !== null && entry.abstract.length < LONGEST_ABSTRACT) {
      this.#keep(`${entry.abstract}${seam}${text}`, text, line);
    }
    entry.lastLine = line;
  }

  /** Takes a line for more of the title or, where that gets too long for one, everything but its first line for the abstract. */
  lengthenTitle(text: string, line: number): void {
    const { entry } = this.draft;
    const joined = `${entry.title} ${text}`;
    if (joined.length <= LONGEST_TITLE) {
      this.#firstTitleLine ??= entry.title;
      entry.title = joined;
      entry.lastLine = line;
      return;
    }
    entry.title = this.#firstTitleLine ?? entry.title;
    this.#firstTitleLine = null;
    this.setAbstract(joined.slice(entry.title.length + 1), line, false);
  }

  takeByline({ authorCount, organization, date, dateLine, faults }: Byline, lastLine: number): void {
    const { draft } = this;
    for (const { line, reason } of faults) {
      const message = `The byline of “${shorten(this.title)}” has a fault: ${reason}. The rest of it is shown.`;
      this.#captures.problem(line, message);
    }
    const { entry } = draft;
    draft.hasByline = true;
    entry.authorCount = authorCount;
    entry.organization = organization;
    entry.comments = date?.comments ?? null;
    entry.lastLine = lastLine;
    if (date === null) return;
    draft.date = date;
    draft.dateLine = dateLine;
  }

  /** To be called when the title is known to be whole. */
  close(): void {
    if (this.#firstTitleLine === null) return;
    const message = `The title “${shorten(this.#firstTitleLine)}” goes on in the next line; both were read as one title.`;
    this.#captures.problem(this.draft.entry.line, message);
    this.#firstTitleLine = null;
  }

  #keep(abstract: string, part: string, line: number): void {
    const { entry } = this.draft;
    entry.abstract = abstract;
    entry.lastLine = line;
    this.lastPart = part;
    if (abstract.length <= LONGEST_ABSTRACT) return;
    entry.abstract = `${abstract.slice(0, LONGEST_ABSTRACT - 1)}…`;
    const limit = LONGEST_ABSTRACT.toLocaleString('en');
    const message = `The abstract of “${shorten(entry.title)}” has more than ${limit} characters; it was cut there.`;
    this.#captures.problem(this.#abstractLine, message);
  }
}
