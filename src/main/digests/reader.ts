/** What reads digest files for main: a thread of its own in the application (`thread-reader.ts`), this one in tests and tools. */
import type { DigestLines, FileStamp, JsonOf, Problem, SeedsChange } from '../../preload/api';
import type { Inspect } from './inspect';

export interface FileToRead {
  /** Absolute, as the system writes it: what the library knows the file by. */
  file: string;
  /** Relative to its seeds folder, with `/` between the parts. */
  name: string;
  /** Where it is read from, if not from `file`: with the links of its seeds folder resolved. */
  path: string;
  /** What the last look told; a file that has another one by now is `restless`. */
  stamp: FileStamp;
}

/** What came of reading a file, once all of its changes were taken. */
export type ReadOutcome =
  /** Its last change was taken. */
  | { kind: 'read' }
  /** Nothing was handed over. `isLasting`: whether trying again is of no use until the file itself changes. */
  | { kind: 'unreadable'; problem: Problem; isLasting: boolean }
  /** The file changed while it was read, or could not be opened just now, or no more of it was wanted: it is to be read again. */
  | { kind: 'restless' };

/** A change of the kind `read`; see `SeedsChange` for those that come in parts. */
export type ReadChange = JsonOf<SeedsChange>;

/** Takes the next change of a file, and resolves when there is room for one more: `false` where none is wanted any more. */
export type TakeChange = (change: ReadChange) => boolean | Promise<boolean>;

export interface LinesRequest {
  /** Where the file is; whoever asks has made sure that it may be read. */
  path: string;
  /** See `DigestPart`. */
  digestId: string;
  /** From 0; `end` is the first that is not asked for. */
  start: number;
  end: number;
}

export interface Reader {
  /**
   * Reads one file as a digest and hands it over, change by change. Never rejects: whatever is wrong with the file is
   * its outcome. Files that are asked for together come in this order, each whole before the next.
   */
  readFile(file: FileToRead, take: TakeChange): Promise<ReadOutcome>;
  /** What the bytes of a file hold. */
  inspect: Inspect;
  /** Rejects where the file cannot be read, with a message for the reader. */
  lines(request: LinesRequest): Promise<DigestLines>;
  /** Ends what is being read: files are `restless` then, and other calls reject. */
  close(): void;
}
