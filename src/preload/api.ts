/**
 * The contract between the main process and the page: every record, call and event that crosses the border.
 *
 * This file imports nothing, so that either side may import it without pulling the other in.
 */

/* ------------------------------------------------------------------ digests */

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

/* ------------------------------------------------------------ marks journal */

/**
 * A change to what the reader said: to a record of one of the library's tables, which `key` names. The fields are those of the
 * library's records (see `library/journal/journal-records.ts`); of each, the latest change holds.
 */
export interface JournalChange {
  table: 'marks' | 'decisions' | 'corrections' | 'tags' | 'lists';
  key: string;
  /** The fields that changed, with what they are now; `null` where the record was deleted. */
  set: Record<string, unknown> | null;
}

/** A change as the journal has it. */
export interface JournalLine extends JournalChange {
  /** Counts up from 1 with each change of a device; some are left out where later changes made them void. */
  sequence: number;
}

/** How far somebody has taken in the journal of a device. */
export interface JournalPosition {
  device: string;
  /** Of the last change that was taken in. */
  sequence: number;
}

/** Some of the changes behind a position, oldest first; `device` and `sequence` say up to where they go. */
export interface JournalPiece extends JournalPosition {
  changes: JsonOf<JournalLine[]>;
  /** The sequence of the last change that the journal has. */
  last: number;
  /** Whether changes can be added. */
  isWritable: boolean;
  /** Whether changes were found damaged: what the library holds and the journal lacks is to be added again. */
  hasLost: boolean;
  /**
   * Whether it holds only what is said while the folder of the marks is not there: what the library holds and it lacks is in
   * that folder.
   */
  isStandIn: boolean;
  /** What was wrong with the journal when it was opened, in words for the reader; `null` where all was well. */
  problem: string | null;
}

/** A change of any device's journal, with what orders it: see `journal-lines.ts` for the clock. */
export interface MergedLine extends JournalLine {
  device: string;
  at: readonly [time: number, count: number];
}

/** What the journal of another device has. */
export interface DeviceJournal extends JournalPosition {
  /** When it was changed last, in milliseconds since 1970. */
  changedAt: number;
}

/** Where the marks are kept. */
export interface SharedMarksState {
  /** Absolute. */
  folder: string;
  /** Whether it is the profile's own, and not one that the reader chose to have synced. */
  isOwn: boolean;
  /** Whether it is not there: marks are kept on this computer until it is back. */
  isMissing: boolean;
  /** What this device goes by among the journals. */
  device: string;
}

/** What other devices changed, or the next piece of it. */
export interface JournalMerge {
  /**
   * Of each record that another device changed, all lines of all devices in the order of their clocks: carried out one after
   * the other, they give the record as it is everywhere. A record's lines are in one piece.
   */
  lines: JsonOf<MergedLine[]>;
  isLast: boolean;
  /** Up to where the journals of other devices are taken in with the last piece. */
  positions: JournalPosition[];
  devices: DeviceJournal[];
  /** What of them could not be read, in words for the reader. */
  problems: string[];
}

/* ------------------------------------------------------------------ backups */

/** A backup of all marks, as a list of them tells it. */
export interface BackupHeadline {
  /** Names it in `read-backup`, as long as Offprint runs. */
  id: number;
  /** When it was made, in milliseconds since 1970. */
  at: number;
  /** Absolute. */
  path: string;
  /** Whether it was made on this device. */
  isOwn: boolean;
  /** In how many folders it is. */
  copies: number;
  /** How many records of marks it has: one for each entry that something was said about. */
  marks: number;
  bytes: number;
  /** Why it cannot be restored, in words for the reader; `null` where it can. */
  problem: string | null;
}

export interface BackupsState {
  /** Latest first. */
  backups: BackupHeadline[];
  /** Where they are kept, absolute; in a second folder as well, where the reader named one. */
  folder: string;
  secondFolder: string | null;
  /** Why the last changes are not backed up, in words for the reader; `null` where they are. */
  problem: string | null;
  /** What is odd about the backups there are, in words for the reader; `null` where nothing is. */
  warning: string | null;
}

/** Some of the changes that a backup comes to. */
export interface BackupPiece {
  changes: JsonOf<JournalLine[]>;
  /** Where the rest begins; `null` where there is none. */
  next: number | null;
}

/* --------------------------------------------------- a library as one file */

/** A whole library that was written into one zip. */
export interface ExportedLibrary {
  /** Absolute. */
  path: string;
  digests: number;
  /** How many records of marks it has. */
  marks: number;
  /** How many digest files could not be read, and are not in it. */
  unread: number;
}

/** What a library that the reader chose would bring. All of it was checked. */
export interface LibraryFile {
  /** Names it as long as it is open. */
  id: number;
  name: string;
  /** The version of Offprint that wrote it, and when, in milliseconds since 1970. */
  app: string;
  at: number;
  digests: number;
  /** How many of them are in no seeds folder yet. */
  newDigests: number;
  /** For `read-backup`; `null` where it has none. */
  marks: BackupHeadline | null;
  settings: Partial<Settings>;
}

export interface ImportedDigests {
  outcomes: AddOutcome[];
  /** The number of the digest that comes next; `null` where all are through. */
  next: number | null;
}

/* ----------------------------------------------------------------- settings */

export type Theme = 'system' | 'light' | 'dark';

export interface Settings {
  theme: Theme;
  /** The reader's own keys, by the id of their command, `{ "toggle-star": ["s", "Mod+d"] }`; commands without any have their defaults. */
  keys: Record<string, string[]>;
  /** Whether the next paper is shown once one is marked so. */
  goesOnAfterRead: boolean;
  goesOnAfterSkip: boolean;
  /** The ids of what was chosen in the palette last, the latest first. */
  recentCommands: string[];
}

/* --------------------------------------------------------------------- menu */

/** What stands in a menu of the application. */
export type MenuItem =
  | {
      kind: 'command';
      /** Comes back in the event `command`. */
      id: string;
      label: string;
      /** In Electron's words, `CmdOrCtrl+Shift+Z`; `null` for none. */
      accelerator: string | null;
      isEnabled: boolean;
      /** `null` where it is nothing that is so or is not. */
      isChecked: boolean | null;
    }
  | { kind: 'submenu'; label: string; items: MenuItem[] };

/** A menu of the application, as the page has it. What the system does by itself, such as Copy and Quit, is added by main. */
export interface Menu {
  id: string;
  label: string;
  /** Parted by a line. */
  sections: MenuItem[][];
}

/** What the library holds, for whoever looks from outside the window. */
export interface LibraryCounts {
  papers: number;
  unread: number;
  digests: number;
  problems: number;
}

/** How many requests there were for anything outside of Offprint. */
export interface NetworkCounts {
  /** How many left the machine. */
  sent: number;
  /** How many were refused, and went nowhere. */
  refused: number;
}

export interface AppInfo {
  version: string;
  settings: Settings;
  seeds: SeedsState;
  /** The largest file that is read as a digest, in bytes. */
  largestDigest: number;
  /** How the names of digest files end, in lower case: `.txt` … */
  digestEndings: readonly string[];
  /** What the page was loaded for, by `reload-page`; `null` where for nothing in particular. */
  dialog: 'backups' | null;
}

/* ---------------------------------------------------------- calls and events */

/** What the page may ask of main. Each answer crosses as a `Reply`. */
export interface Calls {
  'get-app-info': () => AppInfo;
  /**
   * Starts, or starts again, to compare the seeds folders with what the library knows. Changes are then announced by
   * `changes-waiting` and fetched by `take-changes`.
   */
  'watch-seeds': (known: JsonOf<KnownFile[]>) => SeedsState;
  /** The next changes, at most about a megabyte of them; an empty batch where none waits. */
  'take-changes': () => ChangeBatch;
  /** Lets the reader choose one more folder to watch; `null` where they think better of it. */
  'add-seeds-folder': () => SeedsState | null;
  'save-seeds': (choices: SeedsChoices) => SeedsState;
  /** Lines of a file in a seeds folder, from `start` (0-based) up to, not including, `end`, and what they were read as. */
  'digest-lines': (request: { file: string; digestId: string; start: number; end: number }) => DigestLines;
  /** Says what a file would bring, and changes nothing. */
  'inspect-digest': (file: IncomingFile) => Inspection;
  /** Copies files into the first seeds folder, as a part of the import that goes by this number. */
  'add-digests': (importId: number, files: IncomingFile[]) => AddOutcome[];
  /** Puts the files that an import added into the system's trash, unless they were changed since. */
  'undo-import': (importId: number) => TakenBack;
  /** The files that were opened since the last time; folders come as the files in them. */
  'take-opened-files': () => OpenedFile[];
  'read-opened-file': (id: number) => IncomingFile;
  /** Copies the sample digests into the seeds folder. */
  'add-samples': () => AddOutcome[];
  /** Deletes the unchanged sample files from the seeds folder, and names their digests (see `SeedsChange`). */
  'remove-samples': () => { digestIds: string[] };
  /**
   * Adds changes to the marks journal, and answers with where the last of them stands once they are on the disk. Rejects,
   * in words for the reader, where they cannot be: none of them counts as written then.
   */
  'append-marks': (changes: JsonOf<JournalChange[]>) => JournalPosition;
  /** About a megabyte of the changes that the journal has behind these positions: one for each device that is known. */
  'read-marks': (after: JournalPosition[]) => JournalPiece;
  /** What other devices changed behind these positions; further pieces are given by `next-merged-marks`. */
  'merge-marks': (after: JournalPosition[]) => JournalMerge;
  'next-merged-marks': () => JournalMerge;
  'get-shared-marks': () => SharedMarksState;
  /** Lets the reader choose a folder to keep the marks in, for a syncer to share; `null` where they think better of it. */
  'choose-marks-folder': () => SharedMarksState | null;
  /** Keeps the marks in the profile's own folder again. What is in the other one stays there. */
  'forget-marks-folder': () => SharedMarksState;
  /**
   * Backs up what is not backed up yet. Answers with the backup of all that there is, for `read-backup`; 0 is one of nothing.
   * Rejects, in words for the reader, where there could be none.
   */
  'back-up': () => number;
  /** Backs up what is not backed up yet, and lists all backups. */
  'list-backups': () => BackupsState;
  /** Lets the reader choose a second folder for backups; `null` where they think better of it. */
  'choose-backup-folder': () => BackupsState | null;
  /** Keeps backups in the one folder only. Those in the second stay there. */
  'forget-backup-folder': () => BackupsState;
  /** Lets the reader choose the file of a backup; `null` where they think better of it. */
  'open-backup': () => BackupHeadline | null;
  /** About a megabyte of the changes of a backup. @param from 0, or `next` of the piece before */
  'read-backup': (id: number, from: number) => BackupPiece;
  /**
   * Writes digests, marks and settings into one zip, where the reader says; `null` where they think better of it.
   * `transfer-progress` tells how far it is.
   */
  'export-library': () => ExportedLibrary | null;
  /** Lets the reader choose a library that was exported, and checks it; `null` where they think better of it. Changes nothing. */
  'open-library': () => LibraryFile | null;
  /** Puts the next digests of an open library into the first seeds folder, as a part of the import that goes by this number. */
  'add-library-digests': (id: number, importId: number, from: number) => ImportedDigests;
  'close-library': () => void;
  /** Stops what writes or checks a library, which then rejects. */
  'cancel-transfer': () => void;
  /** Changes what is named. */
  'save-settings': (change: Partial<Settings>) => void;
  'set-menu': (menus: Menu[]) => void;
  /** Loads the page anew, in place of itself; `backups` opens the list of backups in it. */
  'reload-page': (dialog: 'backups' | null) => void;
  'network-counts': () => NetworkCounts;
  /** Puts an error of the page into the log. */
  'note-error': (error: { name: string; frames: string[] }) => void;
  /** What tells whoever looks after Offprint how it is: without titles, notes and private paths. */
  diagnostics: () => string;
  /** Opens an https link in the system's browser. */
  'open-external': (url: string) => void;
  'report-counts': (counts: LibraryCounts) => void;
  /** The answer to `closing`: everything that the reader said is stored (`null`), or why some is not, in words for the reader. */
  'ready-to-close': (unsaved: string | null) => void;
  /** So much is to be stored that the answer to `closing` takes longer, but it gets on. */
  'not-ready-to-close': () => void;
}

/** What main tells the page. */
export interface Events {
  'changes-waiting': { remaining: number };
  'seeds-changed': SeedsState;
  /** Files were named on the command line, or opened from the file manager: `take-opened-files` gives them. */
  'files-opened': null;
  /** Another device may have changed marks: `merge-marks` tells. */
  'marks-arrived': null;
  /** The marks journal was found damaged: what of it is lost is to be added again. */
  'marks-mended': null;
  /** A backup was made or could not be: `problem` and `warning` as in `BackupsState`. */
  'backups-changed': { problem: string | null; warning: string | null };
  /** How far the writing or checking of a library is. */
  'transfer-progress': { done: number; total: number };
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
