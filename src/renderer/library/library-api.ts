/**
 * What the page may ask of the library worker, and the records that answer.
 *
 * Every answer is as large as what is on the screen, never as the library: orders stay in the worker.
 */
import type { JsonOf, KnownFile, Organization, Problem, SeedsChange } from '../../preload/api';

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
  list: 'all' | 'unread' | 'starred';
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

/** One appearance of a paper in a digest. */
export interface Sighting {
  digestId: string;
  /** The digest's file in the seeds folder; `null` where it is no longer there. */
  file: string | null;
  heading: string | null;
  /** `YYYY-MM-DD` */
  date: string | null;
  isYearInferred: boolean;
  /** The place of the paper in the digest, from 1, of `of`. */
  position: number;
  of: number;
  comments: number | null;
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
}

export interface DigestSummary {
  id: string;
  /** `null` where the digest's file is no longer in the seeds folder. */
  file: string | null;
  heading: string | null;
  /** `YYYY-MM-DD` */
  date: string | null;
  isYearInferred: boolean;
  papers: number;
  unread: number;
}

/** Everything that could not be read of one file. */
export interface FileProblems {
  file: string;
  problems: Problem[];
}

/** How much there is in all. */
export interface LibraryTotals {
  papers: number;
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
  /** The seeds folder that `files` were learnt from; hand both to main's `watch-seeds`. */
  folder: string | null;
  files: KnownFile[];
  totals: LibraryTotals;
}

/** What an ingest did. */
export interface IngestReport {
  /** How many papers are new to the library. */
  newPapers: number;
  /** How many entries were of papers already known. */
  seenBefore: number;
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

/** The library worker, as the page sees it through Comlink (each answer is a promise there). */
export interface LibraryApi {
  /**
   * Opens the database, and begins to load what it holds: every other call waits for that. Abstracts follow behind.
   * Rejects where the database cannot be opened.
   */
  open(events: LibraryEvents): Promise<OpenedLibrary>;
  /** Rejects where the library cannot be loaded. */
  contents(): Promise<LibraryContents>;
  /** Says which folder the next changes come from. Files learnt from another folder are forgotten, never papers. */
  useFolder(folder: string): Promise<void>;
  ingest(changes: JsonOf<SeedsChange[]>): Promise<IngestReport>;
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
  problems(): Promise<FileProblems[]>;
  totals(): Promise<LibraryTotals>;

  /** Applies the change at once and resolves when it is stored. Does not disturb the latest list's order. */
  mark(paperId: string, change: MarkChange): Promise<MarkReport>;
  saveView(view: ViewState): Promise<void>;
}
