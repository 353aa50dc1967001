/** Tells of each line of a file what it was read as, and keeps no more for it than a range per exception. */
import type { Digest, Entry, LineUse } from '../../../preload/api';

/** Lines of the file, from 1, that belong to no entry; blank ones among them are blank all the same. */
export interface LineMark {
  kind: 'page' | 'heading' | 'unread';
  firstLine: number;
  lastLine: number;
}

interface EntryRange {
  line: number;
  lastLine: number;
  capture: number;
  position: number;
}

const BLANK: LineUse = { kind: 'blank' };
const PAGE: LineUse = { kind: 'page' };

/** What `LineUses` needs to answer; made of the text when it is first asked, for nearly no reading asks. */
interface Index {
  /** A bit for each line that is blank. */
  blanks: Uint8Array;
  count: number;
  /** Those of each kind; what is unread is so whatever else was said of it. */
  marks: readonly LineMark[][];
  entries: EntryRange[];
}

export class LineUses {
  readonly #text: string;
  readonly #captures: readonly Digest<Entry>[];
  readonly #marks: readonly LineMark[];
  #index: Index | null = null;

  /**
   * @param text of the file, with `\n` as its only line end
   * @param marks in any order; none overlaps another of its kind. Where one lies inside of an entry, it counts.
   */
  constructor(text: string, captures: readonly Digest<Entry>[], marks: readonly LineMark[]) {
    this.#text = text;
    this.#captures = captures;
    this.#marks = marks;
  }

  /** What a line was read as; a line that the file does not have is blank. */
  useOf(line: number): LineUse {
    this.#index ??= this.#makeIndex();
    const { blanks, count, marks, entries } = this.#index;
    if (!(line >= 1 && line <= count) || ((blanks[line >> 3] ?? 0) & (1 << (line & 7))) !== 0) return BLANK;
    for (const ofKind of marks) {
      const mark = lastAtOrBefore(ofKind, line, (candidate) => candidate.firstLine);
      if (mark !== undefined && mark.lastLine >= line) return { kind: mark.kind };
    }
    const entry = lastAtOrBefore(entries, line, (candidate) => candidate.line);
    if (entry === undefined || entry.lastLine < line) return PAGE;
    return { kind: 'entry', capture: entry.capture, position: entry.position };
  }

  #makeIndex(): Index {
    const entries = this.#captures.flatMap((digest, capture) =>
      digest.entries.map(({ line, lastLine }, position) => ({ line, lastLine, capture, position })),
    );
    const sorted = [...this.#marks].sort((a, b) => a.firstLine - b.firstLine);
    const marks = (['unread', 'heading', 'page'] as const).map((kind) => sorted.filter((mark) => mark.kind === kind));
    return { ...blankLines(this.#text), marks, entries };
  }
}

/** The last of `items`, which ascend, that is not beyond `line`. */
function lastAtOrBefore<T>(items: readonly T[], line: number, lineOf: (item: T) => number): T | undefined {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && lineOf(item) <= line) low = middle + 1;
    else high = middle;
  }
  return items[low - 1];
}

function blankLines(text: string): Pick<Index, 'blanks' | 'count'> {
  let count = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  const blanks = new Uint8Array((count >> 3) + 1);
  const ink = /\S/g;
  let inked = -1;
  let start = 0;
  for (let line = 1; line <= count; line++) {
    if (inked < start) {
      ink.lastIndex = start;
      inked = ink.exec(text)?.index ?? text.length;
    }
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    if (inked >= end) blanks[line >> 3] = (blanks[line >> 3] ?? 0) | (1 << (line & 7));
    start = end + 1;
  }
  return { blanks, count };
}
