/** The digest formats that Offprint reads: one file each, tried in this order. */
import type { Digest, Entry } from '../../../preload/api';
import { dailyPapersHtml } from './daily-papers-html';
import { dailyPapersMarkdown } from './daily-papers-markdown';
import { dailyPapersText } from './daily-papers-text';
import type { LineMark } from './line-uses';

/** What a format may need to know beside the text. */
export interface Capture {
  /** When the file was last changed, in milliseconds since 1970. */
  modifiedAt: number;
}

/** Lines of text that were taken out of a file: what a page says, without its markup. */
export interface SourceText {
  /** Lines are parted by `\n`. */
  text: string;
  /** The line of the file, from 1, that each line of `text` comes from, never descending; `null`: line n is line n. */
  lineNumbers: Int32Array | null;
}

/** What a text was read as. */
export interface ReadText {
  /** At least one; each with its problems. */
  captures: Digest<Entry>[];
  /** Lines that belong to no entry, but are not blank. Lines of which nothing is said are markup. */
  marks: LineMark[];
}

export interface DigestFormat {
  name: string;
  /** What a file of this format looks like, for the sentence "Expected …". */
  looksLike: string;
  /** Whether the text seems to be of this format; cheap, and generous: `parse` may still find no entry. */
  detects(text: string): boolean;
  /**
   * Never throws. `text` has `\n` as its only line end.
   * `null` where the text turns out to be none of this format. One that turns its markup into a `SourceText` hands that
   * to `readDailyPapers`.
   */
  parse(text: string, capture: Capture): ReadText | null;
}

export const formats: readonly DigestFormat[] = [dailyPapersHtml, dailyPapersMarkdown, dailyPapersText];
