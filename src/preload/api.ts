/**
 * The contract between the main process and the page: every record, call and event that crosses the border.
 *
 * It imports nothing but records, so that either side may import it without pulling the other in.
 */

import type {
  AddOutcome,
  ChangeBatch,
  DigestLines,
  IncomingFile,
  Inspection,
  KnownFile,
  OpenedFile,
  SeedsChoices,
  SeedsState,
  TakenBack,
} from './digest-records';
import type { JsonOf } from './json-of';
import type {
  BackupHeadline,
  BackupPiece,
  BackupsState,
  JournalChange,
  JournalMerge,
  JournalPiece,
  JournalPosition,
  SharedMarksState,
} from './mark-records';

export type * from './digest-records';
export type * from './json-of';
export type * from './mark-records';

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
