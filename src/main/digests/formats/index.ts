/** The digest formats that Offprint reads: one file each, tried in this order. */
import type { Digest, Entry } from '../../../preload/api';
import { dailyPapersText } from './daily-papers-text';

/** What a format may need to know beside the text. */
export interface Capture {
  /** When the file was last changed, in milliseconds since 1970. */
  modifiedAt: number;
}

/** Text in lines. `lineNumbers` says where in the file each of its lines begins, from 1; `null` where line n is line n. */
export interface SourceText {
  text: string;
  lineNumbers: Int32Array | null;
}

export interface DigestFormat {
  name: string;
  /** What a file of this format looks like, for the sentence "Expected …". */
  looksLike: string;
  /** Whether the text seems to be of this format; cheap, and generous: `parse` may still find no entry. */
  detects(text: string): boolean;
  /**
   * Never throws. `text` has `\n` as its only line end.
   * A text that turns out to be none of this format gives no entries and one problem.
   */
  parse(text: string, capture: Capture): Digest<Entry>;
}

export const formats: readonly DigestFormat[] = [dailyPapersText];
