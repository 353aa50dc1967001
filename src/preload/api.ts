/**
 * The contract between the main process and the page: every record, call and event that crosses the border.
 *
 * This file imports nothing, so that either side may import it without pulling the other in.
 */

/* ------------------------------------------------------------------ digests */

/** Something that could not be read. `line` counts from 1; `null` where the whole file is meant. */
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
  comments: number | null;
  /** Addresses found in the abstract, in order, without the punctuation of the sentence around them. */
  links: string[];
  /** The line of the title in the file, from 1. */
  line: number;
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
  /** Relative to the seeds folder, with `/` between the parts. */
  file: string;
}

/** What happened to one file of the seeds folder. */
export type SeedsChange =
  | { kind: 'read'; file: string; stamp: FileStamp; digestId: string; digest: Digest }
  | { kind: 'unreadable'; file: string; stamp: FileStamp; problem: Problem }
  | { kind: 'removed'; file: string };

/** JSON of a `T`, on its way to somewhere else: the page hands it on unread, so that it never pays for the parsing. */
export type JsonOf<T> = string & { readonly __json: T };

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
  /** Why the folder cannot be watched, in words for the reader; `null` while it can. */
  problem: string | null;
  /** Whether sample digests that Offprint put there are in it. */
  hasSamples: boolean;
}

/* ----------------------------------------------------------- adding digests */

/** A file that was dropped, chosen or pasted. */
export interface IncomingFile {
  name: string;
  bytes: Uint8Array;
  /** When the file was last changed, in milliseconds since 1970; it may decide the digest's year. Left out where it is new. */
  modifiedAt?: number;
}

export type AddOutcome =
  | { kind: 'added'; name: string; file: string; entries: number }
  | { kind: 'already-there'; name: string; file: string }
  | { kind: 'refused'; name: string; reason: string };

/* ----------------------------------------------------------------- settings */

export type Theme = 'system' | 'light' | 'dark';

export interface Settings {
  theme: Theme;
}

/** What the library holds, for whoever looks from outside the window. */
export interface LibraryCounts {
  papers: number;
  unread: number;
  digests: number;
  problems: number;
}

export interface AppInfo {
  version: string;
  settings: Settings;
  seedsFolder: SeedsFolder;
  /** The largest file that is read as a digest, in bytes. */
  largestDigest: number;
}

/* ---------------------------------------------------------- calls and events */

/** What the page may ask of main. Each answer crosses as a `Reply`. */
export interface Calls {
  'get-app-info': () => AppInfo;
  /**
   * Starts, or starts again, to compare the seeds folder with what the library knows. `known` counts only where it
   * was learnt from this same `folder`. Changes are then announced by `changes-waiting` and fetched by `take-changes`.
   */
  'watch-seeds': (known: { folder: string | null; files: KnownFile[] }) => SeedsFolder;
  /** The next changes, at most about a megabyte of them; an empty batch where none waits. */
  'take-changes': () => ChangeBatch;
  /** Lets the reader choose another folder; `null` where they think better of it. The page then calls `watch-seeds`. */
  'choose-seeds-folder': () => SeedsFolder | null;
  'add-digests': (files: IncomingFile[]) => AddOutcome[];
  /** Copies the sample digests into the seeds folder. */
  'add-samples': () => AddOutcome[];
  /** Deletes the unchanged sample files from the seeds folder, and names their digests (see `SeedsChange`). */
  'remove-samples': () => { digestIds: string[] };
  'save-settings': (settings: Settings) => void;
  /** Opens an https link in the system's browser. */
  'open-external': (url: string) => void;
  'report-counts': (counts: LibraryCounts) => void;
  /** The answer to `closing`: everything that the reader typed is stored. */
  'ready-to-close': () => void;
}

/** What main tells the page. */
export interface Events {
  'changes-waiting': { remaining: number };
  'seeds-folder-changed': SeedsFolder;
  /** The window is about to close, and waits a moment for `ready-to-close`. */
  closing: null;
  /** A menu item was chosen; `id` names a command. */
  command: { id: string };
}

export type CallName = keyof Calls;
export type EventName = keyof Events;

/** How an answer crosses the border: Electron keeps nothing but the message of an error that is thrown. */
export type Reply<T> = { ok: true; value: T } | { ok: false; message: string };

/** What the preload exposes to the page as `window.offprint`. */
export interface OffprintApi {
  call<N extends CallName>(name: N, ...args: Parameters<Calls[N]>): Promise<Reply<ReturnType<Calls[N]>>>;
  /** Calls `listener` with each event of this name, until the returned function is called. */
  on<N extends EventName>(name: N, listener: (payload: Events[N]) => void): () => void;
}
