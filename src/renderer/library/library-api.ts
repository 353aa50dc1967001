/**
 * What the page may ask of the library worker, and the records that answer.
 *
 * Every answer is as large as what is on the screen, never as the library: orders stay in the worker.
 */
import type {
  EntryIdentity,
  JournalChange,
  JournalPiece,
  JournalPosition,
  JsonOf,
  KnownFile,
  Organization,
  Problem,
  SeedsChange,
} from '../../preload/api';

/** How far the reader is with a paper. */
export const STATUSES = ['unread', 'reading', 'read', 'skipped'] as const;
export type Status = (typeof STATUSES)[number];

/** The columns that a list of papers can be sorted by. */
export const SORT_COLUMNS = [
  'starred',
  'read',
  'title',
  'organization',
  'authors',
  'published',
  'comments',
  'sightings',
  'digest',
] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];

export interface Sort {
  column: SortColumn;
  descending: boolean;
}

/** Which papers to list, and in which order. Missing values come last in either direction. */
export interface ListRequest {
  /** `new`: the papers that the latest arrival brought, and no digest before it. */
  list: 'all' | 'new' | 'unread' | 'starred';
  /** Only papers sighted in this digest; `null` for all. */
  digestId: string | null;
  /** Words that each paper's title or abstract must contain, all of them; empty for all papers. */
  search: string;
  sort: Sort;
}

/** What a list came to. The rows themselves are asked for by `rows`. */
export interface Listing {
  /** How many papers the request matches. */
  shown: number;
  /** How many of those are unread. */
  shownUnread: number;
  /** Whether abstracts were still being loaded, so that a search may yet find more. */
  isPartial: boolean;
}

/** One row of the table. */
export interface PaperRow {
  id: string;
  title: string;
  organization: string | null;
  authors: number | null;
  /** `YYYY-MM-DD` */
  published: string | null;
  comments: number | null;
  sightings: number;
  /** The day of the latest digest that lists the paper, `YYYY-MM-DD`. */
  digest: string | null;
  isStarred: boolean;
  isRead: boolean;
  hasNote: boolean;
}

/** What tells a digest apart, for the reader. */
export interface DigestHead {
  id: string;
  /** The name of its file, relative to the seeds folder; `null` where none has it any more. */
  name: string | null;
  heading: string | null;
  /** `YYYY-MM-DD` */
  date: string | null;
  isYearInferred: boolean;
  /** Whether the reader corrected the date. */
  isDateCorrected: boolean;
}

/** One appearance of a paper in a digest. */
export interface Sighting {
  digest: DigestHead;
  /** Names the pair of title and abstract that stands there; sightings of the same text share it. */
  entryId: string;
  /** As it stands there. */
  title: string;
  /** The place of the paper in the digest, from 1, of `of`. */
  position: number;
  of: number;
  comments: number | null;
}

/** Something that the reader decided about which entries are one paper. */
export interface Decision {
  id: string;
  kind: 'same' | 'different';
  /** Milliseconds since 1970. */
  decidedAt: number;
  /** The titles of the entries that were joined, or told apart from the rest. */
  titles: string[];
}

export interface PaperDetails {
  id: string;
  title: string;
  abstract: string | null;
  organization: Organization | null;
  authorCount: number | null;
  /** `YYYY-MM-DD` */
  publishedOn: string | null;
  comments: number | null;
  links: string[];
  /** Latest first. */
  sightings: Sighting[];
  isStarred: boolean;
  isRead: boolean;
  note: string;
  /** Decisions of the reader that made the paper what it is; latest first. */
  decisions: Decision[];
}

export interface DigestSummary extends DigestHead {
  papers: number;
  unread: number;
}

/** What Offprint understood of a digest, and how. */
export interface DigestDetails extends DigestSummary {
  /** Absolute; `null` where no file has it any more. */
  file: string | null;
  /** The names of further files with the same bytes. */
  copies: string[];
  /** The date as it was read, whatever the reader made of it. */
  dateAsRead: string | null;
  isYearAsReadInferred: boolean;
  entries: number;
  /** How many of its papers no digest before it had. */
  newPapers: number;
  problems: Problem[];
  /** The line of the file where the capture begins, and where each entry has its title; from 1. */
  firstLine: number;
  entryLines: Int32Array;
  /** What it was read as, `Daily Papers, as text`; `null` where that is not known. */
  format: string | null;
  /** Milliseconds since 1970; `null` where that is not known. */
  readAt: number | null;
  readerVersion: number;
}

/** Everything that could not be read of one file. */
export interface FileProblems {
  /** Absolute. */
  file: string;
  /** Relative to the seeds folder. */
  name: string;
  /** The digest that was read from it, where one was. */
  digestId: string | null;
  problems: Problem[];
}

/** How much there is in all. */
export interface LibraryTotals {
  papers: number;
  /** How many papers the latest arrival brought that no digest before it had. */
  new: number;
  unread: number;
  starred: number;
  digests: number;
  problems: number;
}

/** A change to the marks of one paper: only what is named changes. */
export interface MarkChange {
  isStarred?: boolean;
  isRead?: boolean;
  note?: string;
}

/** What there is in all after a change to a mark. */
export interface MarkReport extends LibraryTotals {
  /** How many papers of the latest list are unread. */
  shownUnread: number;
}

/** How the reader arranged the window; kept whole under one key, and checked when it is read back. */
export interface ViewState {
  sort: Sort;
  columnVisibility: Record<string, boolean>;
  /** Pixels, by column. */
  columnSizing: Record<string, number>;
  /** Percent of the window, by pane. */
  paneLayout: Record<string, number> | null;
}

/** What the window needs before it can be drawn. */
export interface OpenedLibrary {
  /** `null` before the first `saveView`. Unchecked: it may come from another version. */
  view: unknown;
}

/** What the library holds at first. */
export interface LibraryContents {
  /** Hand them to main's `watch-seeds`. */
  files: KnownFile[];
  totals: LibraryTotals;
  /** What was brought back from the marks journal, in words for the reader; `null` where nothing was missing. */
  broughtBack: string | null;
  /** What is wrong with the marks journal, in words for the reader; `null` where all is well. */
  journalProblem: string | null;
}

/** What an ingest did. */
export interface IngestReport {
  /** How many papers are new to the library. */
  newPapers: number;
  /** How many entries were of papers already known. */
  seenBefore: number;
  /** How many digests came in; files that were only read again count for nothing here. */
  digests: number;
  totals: LibraryTotals;
}

/** Events from the worker to the page. */
export interface LibraryEvents {
  /** Marks could not be stored; `message` says why, in words for the reader. */
  onSaveFailed(message: string): void;
  /** Abstracts that were still being loaded are there: a search may find more now. */
  onSearchReady(): void;
}

/** The marks journal, as the worker reaches it: main's calls of the same kind. */
export interface JournalCalls {
  append(changes: JsonOf<JournalChange[]>): Promise<JournalPosition>;
  read(after: JournalPosition[]): Promise<JournalPiece>;
}

/** The library worker, as the page sees it through Comlink (each answer is a promise there). */
export interface LibraryApi {
  /**
   * Opens the database, and begins to load what it holds: every other call waits for that. Abstracts follow behind.
   * Rejects where the database cannot be opened.
   */
  open(events: LibraryEvents, journal: JournalCalls): Promise<OpenedLibrary>;
  /** Rejects where the library cannot be loaded. */
  contents(): Promise<LibraryContents>;
  /** @param isNewArrival whether the papers that come now, and with the next calls, are to be the ones called new */
  ingest(changes: JsonOf<SeedsChange[]>, isNewArrival: boolean): Promise<IngestReport>;
  /** Takes digests out of the library for good, as if they had never been there. Marks stay. */
  forgetDigests(digestIds: string[]): Promise<LibraryTotals>;

  /** Works out an order and keeps it; later calls of `rows` and `positionOf` are about the latest one. */
  list(request: ListRequest): Promise<Listing>;
  /** The rows from `start` (0-based) up to, not including, `end`. */
  rows(start: number, end: number): Promise<PaperRow[]>;
  /** Where a paper stands in the latest list, from 0; -1 where it is not in it. */
  positionOf(paperId: string): Promise<number>;
  paper(paperId: string): Promise<PaperDetails | null>;
  /** Newest first. */
  digests(): Promise<DigestSummary[]>;
  digest(digestId: string): Promise<DigestDetails | null>;
  /** Which papers of the entries are new to the library; each counts once. */
  countKnown(identities: JsonOf<EntryIdentity[]>): Promise<{ newPapers: number; knownPapers: number }>;
  /** The id of the paper that a digest lists at a place (from 0); `null` where there is none. */
  paperAt(digestId: string, position: number): Promise<string | null>;
  /** The papers whose titles have most in common with a text, best first. Does not disturb the latest list. */
  findPapers(text: string, limit: number): Promise<PaperRow[]>;
  problems(): Promise<FileProblems[]>;
  totals(): Promise<LibraryTotals>;

  /** Applies the change at once and resolves when it is stored. Does not disturb the latest list's order. */
  mark(paperId: string, change: MarkChange): Promise<MarkReport>;

  /**
   * Gives a digest the date that the reader says it has (`YYYY-MM-DD`), and its year to the dates without one below it;
   * `null` takes the correction back. It stays when the file is read again.
   */
  correctDate(digestId: string, date: string | null): Promise<LibraryTotals>;
  /** Decides that papers are one and the same. Their marks come together: no note is lost. Returns the decision's id. */
  decideSame(paperIds: string[]): Promise<string>;
  /** Decides that some entries of a paper (see `Sighting.entryId`) are another paper than the rest. Returns the decision's id. */
  decideDifferent(paperId: string, entryIds: string[]): Promise<string>;
  /** Takes a decision back: the papers and their marks are as if it had not been made, but for what was marked since. */
  undoDecision(decisionId: string): Promise<LibraryTotals>;
  /** Stores what is not stored yet; resolves to why some of it cannot be, in words for the reader, or to `null`. */
  flush(): Promise<string | null>;
  saveView(view: ViewState): Promise<void>;
}
