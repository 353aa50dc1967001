/** What crosses the border about digests: their entries, the folders that they come from, the lines of their files, and what is added. */
import type { JsonOf } from './json-of';

/** Something that could not be read. `line` is that of the file, from 1; `null` where the whole file is meant. */
export interface Problem {
  line: number | null;
  message: string;
}

/** A group that published a paper, as bylines name it: `nex-agi Nex AGI`. */
export interface Organization {
  handle: string;
  name: string;
}

/** One paper as one digest lists it. Dates are `YYYY-MM-DD`; what the digest does not say is `null`. */
export interface Entry {
  title: string;
  abstract: string | null;
  authorCount: number | null;
  organization: Organization | null;
  publishedOn: string | null;
  /** `MM-DD`, where the digest writes the date without a year: `publishedOn` is then in the digest's own year. */
  monthDay: string | null;
  comments: number | null;
  /** Addresses found in the abstract, in order, without the punctuation of the sentence around them. */
  links: string[];
  /** The line of the title in the file, from 1, and the last line that is read as a part of the entry. */
  line: number;
  lastLine: number;
}

/** What tells whether two entries are the same paper; worked out from the text alone, so the same everywhere. */
export interface EntryIdentity {
  /** Names this exact pair of title and abstract (after folding): 22 characters, URL-safe base64. */
  id: string;
  /** The title without case, width, accents, punctuation or spacing. */
  titleKey: string;
  /** The same of the abstract, hashed; `null` where there is none. */
  abstractKey: string | null;
  /** A MinHash of the abstract's word pairs: SKETCH_SIZE unsigned 32-bit integers; empty where there is none. */
  sketch: number[];
}

export type IdentifiedEntry = Entry & EntryIdentity;

/** One capture of a listing page. */
export interface Digest<E extends Entry = IdentifiedEntry> {
  /** The heading as written, `Apr 21`; `null` where the capture has none. */
  heading: string | null;
  /** The day that the heading means; `null` where there is no heading. */
  date: string | null;
  /** Whether the year of `date` was worked out rather than read. */
  yearInferred: boolean;
  /** Where the capture begins in its file, from 1: a file may hold several. */
  firstLine: number;
  entries: E[];
  problems: Problem[];
}

/* ------------------------------------------------------------- seeds folder */

/** What tells, without reading it, whether a file changed. */
export interface FileStamp {
  /** Bytes. */
  size: number;
  /** Milliseconds since 1970, as the file system tells it. */
  modifiedAt: number;
}

/** A file that the library has dealt with before. */
export interface KnownFile extends FileStamp {
  /** Absolute, as the system writes it. */
  file: string;
  /** Which version of the reader read it; files of earlier ones are read again, behind all others. */
  readerVersion: number;
}

/** A digest of a file or, of one with a great many entries, the next of them. */
export interface DigestPart {
  /** Names the capture: the SHA-256 of the file's bytes in hex and, for the second and later captures of a file, `.2` … */
  id: string;
  /** Every part has the same head; `problems` come with the first part only. */
  digest: Digest;
  /** The place of the first of these entries in the digest, from 0. */
  start: number;
}

/** What happened to one file of a seeds folder. `file` is absolute, `name` relative to its seeds folder with `/` between the parts. */
export type SeedsChange =
  /**
   * A file was read. One with more than a thousand entries comes as several changes, one right behind the other:
   * it is only to be shown when the one came for which `isLast` is set.
   */
  | {
      kind: 'read';
      file: string;
      name: string;
      stamp: FileStamp;
      /** Milliseconds since 1970. */
      readAt: number;
      readerVersion: number;
      /** What the file was read as, for the reader: `Daily Papers, as text`. */
      format: string;
      digests: DigestPart[];
      isLast: boolean;
    }
  | { kind: 'unreadable'; file: string; name: string; stamp: FileStamp; readerVersion: number; problem: Problem }
  | { kind: 'removed'; file: string };

/** Some of the changes that wait, oldest first. */
export interface ChangeBatch {
  changes: JsonOf<SeedsChange[]>;
  /** How many changes are in this batch. */
  count: number;
  /** How many files are still to be read or taken after this batch; 0 when the library is up to date. */
  remaining: number;
}

export interface SeedsFolder {
  /** Absolute, as the system writes it. */
  path: string;
  includesSubfolders: boolean;
  /** Why the folder cannot be watched, in words for the reader; `null` while it can. */
  problem: string | null;
  /** How many digest files were in it at the last look. */
  files: number;
}

/** What is watched, and how. */
export interface SeedsState {
  /** At least one. New digests are put into the first. */
  folders: SeedsFolder[];
  /** Files not to look at, as patterns in the manner of a `.gitignore`. */
  ignored: string[];
  /** Whether the reader stopped the watching for a while. */
  isPaused: boolean;
  /** Whether sample digests that Offprint put there are in the first folder. */
  hasSamples: boolean;
}

/** What the reader may change of it. Folders are added by `add-seeds-folder` alone; here they can be left out and put in another order. */
export interface SeedsChoices {
  folders: Pick<SeedsFolder, 'path' | 'includesSubfolders'>[];
  ignored: string[];
  isPaused: boolean;
}

/* ------------------------------------------------------------ lines of a file */

/** What a line of a digest file was read as. `page` is what the listing page puts around its entries; `unread` was not understood. */
export type LineUse =
  | { kind: 'blank' | 'page' | 'heading' | 'unread' }
  /** `capture` and `position` count from 0: which entry of which digest of the file. */
  | { kind: 'entry'; capture: number; position: number };

export interface DigestLine {
  /** Cut where it is very long. */
  text: string;
  use: LineUse;
}

export interface DigestLines {
  /** How many lines the file has. */
  total: number;
  lines: DigestLine[];
  /** Whether the file is no longer what the digest was read from. */
  isChanged: boolean;
}

/* ----------------------------------------------------------- adding digests */

/** A file that was dropped, chosen or pasted. */
export interface IncomingFile {
  name: string;
  bytes: Uint8Array;
  /** When the file was last changed, in milliseconds since 1970; it may decide the digest's year. Left out where it is new. */
  modifiedAt?: number;
}

/** What came of one file. `file` is its name in the seeds folder. */
export type AddOutcome =
  /** `digests`: how many captures it holds. */
  | { kind: 'added'; name: string; file: string; digests: number; entries: number }
  | { kind: 'already-there'; name: string; file: string }
  | { kind: 'refused'; name: string; reason: string };

/** What a file would bring, if it were added. */
export type Inspection =
  | {
      kind: 'readable';
      /** Of its bytes, in hex: files that share it hold the same digests. */
      sha256: string;
      format: string;
      /** Of each of its captures, in order. */
      digests: Pick<Digest, 'heading' | 'date' | 'yearInferred'>[];
      entries: number;
      /** What the entries are about; the library knows which papers it has. */
      identities: JsonOf<EntryIdentity[]>;
      problems: Problem[];
      /** The name of a file with the same bytes that is in a seeds folder already. */
      twin: string | null;
    }
  | { kind: 'refused'; reason: string };

/** A file that was named on the command line or opened from the file manager. */
export interface OpenedFile {
  /** Names it in `read-opened-file`. */
  id: number;
  name: string;
  /** Bytes. */
  size: number;
}

/** What became of an import that was taken back. */
export interface TakenBack {
  /** The digests whose files were put into the system's trash (see `DigestPart`). */
  digestIds: string[];
  /** How many files that was. */
  files: number;
  /** Files that stayed, and why: they were changed since, or cannot be moved. */
  kept: { name: string; reason: string }[];
}
