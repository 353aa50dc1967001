/**
 * What the page may ask of the library worker, and the records that answer.
 *
 * Every answer is as large as what is on the screen, never as the library: orders stay in the worker.
 */
import type {
  BackupPiece,
  DeviceJournal,
  EntryIdentity,
  JournalChange,
  JournalMerge,
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

/** The columns of the table. */
export const TABLE_COLUMNS = [
  'starred',
  'status',
  'title',
  'organization',
  'authors',
  'published',
  'comments',
  'sightings',
  'digest',
  'tags',
] as const;
export type TableColumn = (typeof TABLE_COLUMNS)[number];

/** What a list of papers can be sorted by. `relevance`: how well a paper fits the search; without words in it, nothing. */
export const SORT_COLUMNS = [...TABLE_COLUMNS, 'relevance'] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];

/** What the papers of a list can be put together by; one of several tags is in the group of each. */
export const GROUP_COLUMNS = ['digest', 'organization', 'month', 'tag', 'status'] as const;
export type GroupColumn = (typeof GROUP_COLUMNS)[number];

export interface Sort {
  column: SortColumn;
  descending: boolean;
}

/** Which papers to list, and in which order. Missing values come last in either direction. */
export interface ListRequest {
  /** A query that says what the list is of, `is:unread`; empty for all papers. */
  within: string;
  /** Only papers sighted in this digest; `null` for all. */
  digestId: string | null;
  /** What the reader typed: a query that papers of the list must meet, too; empty for all of them. */
  search: string;
  /** The most significant first; what is equal in all of them stands newest digest first. */
  sort: readonly Sort[];
  group: GroupColumn | null;
}

/** What a list came to. The rows themselves are asked for by `rows`. */
export interface Listing {
  /** How many papers the request matches; in groups, one of several tags counts once. */
  shown: number;
  /** How many of those are unread. */
  shownUnread: number;
  /** How many rows there are: papers, and the heads of groups, without what is folded. */
  rows: number;
  /** How many groups there are. */
  groups: number;
  /** How many of the papers are only still there until `cleanUp`: what was marked took them out of the list. */
  toCleanUp: number;
  /** How many papers are selected, whether or not they are in the list. */
  selected: number;
  /** Whether texts were still being loaded, so that a search may yet find more. */
  isPartial: boolean;
}

/** One paper in the table. */
export interface PaperRow {
  kind: 'paper';
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
  status: Status;
  /** The ids of its tags, in the order of their names. */
  tags: string[];
  hasNote: boolean;
  hasLink: boolean;
  /** Whether the latest arrival brought it, and no digest before. */
  isNew: boolean;
  isSelected: boolean;
}

/** The head of a group of papers. */
export interface GroupRow {
  kind: 'group';
  /** Names the group within its list. */
  key: string;
  /** For the reader; empty for the papers that have no value to be put together by. */
  label: string;
  papers: number;
  unread: number;
  isFolded: boolean;
}

export type ListRow = PaperRow | GroupRow;

/** The head of a group, and its row, from 0. */
export interface HeadPlace {
  index: number;
  row: GroupRow;
}

/** A change to which papers are selected. */
export type SelectionChange =
  | { kind: 'only' | 'toggle'; paperId: string }
  /** All rows from one paper to another, wherever they stand; `isAdded`: those selected before stay so. */
  | { kind: 'range'; from: string; to: string; isAdded: boolean }
  | { kind: 'group'; key: string; isAdded: boolean }
  /** All papers of the list, or none at all. */
  | { kind: 'all' | 'none' };

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
  status: Status;
  /** When it got its status, in milliseconds since 1970; `null` where the reader never said anything of it. */
  statusAt: number | null;
  /** The ids of its tags, in the order of their names. */
  tags: string[];
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
  reading: number;
  skipped: number;
  starred: number;
  digests: number;
  problems: number;
}

/** A change to the marks of papers: only what is named changes. */
export interface MarkChange {
  isStarred?: boolean;
  status?: Status;
  note?: string;
  /** What the note was that `note` was made of: where it is another by now, the change is brought into that. */
  noteBase?: string;
  /** Ids of tags. */
  addTags?: string[];
  removeTags?: string[];
}

/** Which papers a change is for. */
export type MarkTarget = { paperIds: string[] } | 'selection';

/** Something that was done to marks and can be taken back; the library remembers the latest hundred. */
export interface MarkStep {
  id: number;
  /** What was done, `Skip 43 papers`. */
  label: string;
}

/** What the reader said of the papers that are selected. */
export interface SelectionMarks {
  papers: number;
  /** How many have each status, are starred, have each tag (by its id; tags that none has are left out). */
  statuses: Record<Status, number>;
  starred: number;
  tags: Record<string, number>;
}

/** What there is in all after a change to marks. */
export interface MarkReport extends LibraryTotals, Pick<Listing, 'shownUnread' | 'toCleanUp'> {
  /** `null` where nothing changed. */
  step: MarkStep | null;
}

export const TAG_COLORS = ['gray', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink'] as const;
export type TagColor = (typeof TAG_COLORS)[number];

export interface Tag {
  id: string;
  /** No two are the same but for case, accents and spacing. */
  name: string;
  color: TagColor;
}

export interface TagSummary extends Tag {
  papers: number;
}

/** A list of papers that the reader keeps: a query, and how it is shown. */
export interface SavedList {
  id: string;
  name: string;
  query: string;
  /** `null` where it is shown as the list before it was. */
  sort: Sort[] | null;
  group: GroupColumn | null;
  /** Lists stand in the sidebar in the order of these. */
  position: number;
}

export interface SavedListSummary extends SavedList {
  papers: number;
  unread: number;
  /** What a newer version of Offprint put there and this one does not understand, in words for the reader; `null` where it does. */
  problem: string | null;
}

export const DENSITIES = ['compact', 'regular', 'relaxed'] as const;
export type Density = (typeof DENSITIES)[number];

/** How the reader arranged the window; kept whole under one key, and checked when it is read back. */
export interface ViewState {
  sort: Sort[];
  group: GroupColumn | null;
  density: Density;
  /** On how many lines a long title may go. */
  titleLines: 1 | 2;
  columnVisibility: Record<string, boolean>;
  /** Ids of columns; those that are not named come behind. */
  columnOrder: string[];
  /** Ids of the columns that stay in sight at the left. */
  columnPinning: string[];
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
  /** For main's `watch-seeds`. */
  files: JsonOf<KnownFile[]>;
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

/** A backup, as the worker reads it: main's `read-backup` for one of them. */
export interface BackupSource {
  read(from: number): Promise<BackupPiece>;
}

/** What a backup is for: all is to be as it says, or what it has that the library lacks is to come to that. */
export type RestoreMode = 'exactly' | 'merged';

/** What a restore makes of the marks of a paper. */
export interface RestoredPaper {
  /** One of its entries that has marks. */
  entryId: string;
  /** `null` where no digest lists the paper now. */
  title: string | null;
  kind: 'added' | 'changed' | 'gone';
  /** The fields of its marks that differ: `note`, `starredAt` … */
  fields: string[];
}

/** What a restore would change. */
export interface RestorePlan {
  /** How many papers get marks, get others, or lose all. */
  added: number;
  changed: number;
  gone: number;
  /** How many records of other kinds change: decisions, dates, tags, lists. */
  others: number;
  /** Some of the papers, those that the library knows first. */
  papers: RestoredPaper[];
}

/** Events from the worker to the page. */
export interface LibraryEvents {
  /** Marks could not be stored; `message` says why, in words for the reader. */
  onSaveFailed(message: string): void;
  /** All that could not be stored is stored. */
  onSaved(): void;
  /** Marks changed, and show so; they are not stored yet. */
  onMarked(report: MarkReport): void;
  /** Of so many marks that are being stored, so many are. Told where that takes a while. */
  onSaving(saved: number, total: number): void;
  /** Abstracts that were still being loaded are there: a search may find more now. */
  onSearchReady(): void;
}

/** The marks journal, as the worker reaches it: main's calls of the same kind. */
export interface JournalCalls {
  append(changes: JsonOf<JournalChange[]>): Promise<JournalPosition>;
  read(after: JournalPosition[]): Promise<JournalPiece>;
  merge(after: JournalPosition[]): Promise<JournalMerge>;
  nextMerged(): Promise<JournalMerge>;
}

/** What was taken in of other devices' marks. */
export interface MergeReport {
  /** How many papers, tags, lists, decisions and dates are other than before. */
  changed: number;
  devices: DeviceJournal[];
  /** What of it could not be read, in words for the reader. */
  problems: string[];
  totals: LibraryTotals;
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

  /** Works out an order and keeps it; later calls about rows are about the latest one. */
  list(request: ListRequest): Promise<Listing>;
  /** The rows from `start` (0-based) up to, not including, `end`. */
  rows(start: number, end: number): Promise<ListRow[]>;
  /** The head of the group that a row of the latest list is in, which may be that row; `null` where there are no groups. */
  headOf(row: number): Promise<HeadPlace | null>;
  /** The row of a paper in the latest list, from 0; -1 where it is not in it, or folded away. */
  positionOf(paperId: string): Promise<number>;
  /** Folds a group of the latest list, or opens it; all of them where `key` is `null`. */
  foldGroup(key: string | null, isFolded: boolean): Promise<Listing>;
  /** Where a row stands, in few words of what the list is sorted by: `Mar 2026`, `T`; `null` where that says nothing. */
  labelAt(row: number): Promise<string | null>;
  /** The next row from `from` on, and then from the top, whose title begins with a text; -1 where there is none. */
  findTitle(text: string, from: number): Promise<number>;
  /** The next row from `from` on, and then from the top, whose paper is unread; -1 where there is none. */
  nextUnread(from: number): Promise<number>;
  /** Of each paper, the passage of its abstract or note that the latest search found; `null` where its title shows all. */
  snippets(paperIds: string[]): Promise<(string | null)[]>;
  /** Takes out of the latest list what is only still there because it was when it was marked. */
  cleanUp(): Promise<Listing>;
  /** Changes which papers are selected; the selection outlives lists. Resolves to how many are. */
  select(change: SelectionChange): Promise<number>;

  paper(paperId: string): Promise<PaperDetails | null>;
  /** Some of the digests, newest first: those from `start` (0-based) up to, not including, `end`. */
  digests(start: number, end: number): Promise<DigestSummary[]>;
  /** The place of a digest among all, from 0; -1 where the library does not have it. */
  digestPosition(digestId: string): Promise<number>;
  /** Digests whose day or file says every word of a text, newest first. */
  findDigests(text: string, limit: number): Promise<DigestSummary[]>;
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
  mark(target: MarkTarget, change: MarkChange): Promise<MarkReport>;
  /** Takes a step back. Rejects where it is no longer remembered. What was changed since stays. */
  undoMarks(stepId: number): Promise<MarkReport>;
  redoMarks(stepId: number): Promise<MarkReport>;

  selectionMarks(): Promise<SelectionMarks>;

  /** Takes in what other devices changed, where some share the marks folder. */
  mergeMarks(): Promise<MergeReport>;
  /** Gives the marks journal again what it lost. @returns what was wrong with it, in words for the reader */
  refillJournal(): Promise<string | null>;

  /** By name. */
  tags(): Promise<TagSummary[]>;
  /** The tag of this name, which is made where there is none. */
  createTag(name: string, color: TagColor): Promise<Tag>;
  /** Renames or colours a tag; one that gets the name of another becomes one with it. */
  changeTag(tagId: string, change: Partial<Pick<Tag, 'name' | 'color'>>): Promise<MarkReport>;
  deleteTag(tagId: string): Promise<MarkReport>;

  /** In their order. */
  savedLists(): Promise<SavedListSummary[]>;
  /** Adds a list, or puts it in the place of the one with its id. */
  saveList(list: SavedList): Promise<void>;
  deleteList(listId: string): Promise<void>;
  /** How many papers a query finds. Does not disturb the latest list. */
  countPapers(query: string): Promise<{ papers: number; unread: number }>;
  /** What a qualifier of a query may have behind it, and begins so; the most frequent first. */
  suggestions(field: 'organization' | 'tag' | 'digest', prefix: string, limit: number): Promise<string[]>;

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
  /** Says what `restore` would change, and changes nothing. */
  planRestore(backup: BackupSource, mode: RestoreMode): Promise<RestorePlan>;
  /**
   * Brings what the reader said to what a backup says: in the journal and the database. The library itself is to be opened
   * anew right behind, in a new worker. Resolves to how many records changed.
   */
  restore(backup: BackupSource, mode: RestoreMode): Promise<number>;
  /**
   * Takes a restore back, given a backup from right before it and one from right behind it; what was changed since stays.
   * To be followed by a new worker as well.
   */
  undoRestore(before: BackupSource, after: BackupSource): Promise<number>;
  /** Stores what is not stored yet; resolves to why some of it cannot be, in words for the reader, or to `null`. */
  flush(): Promise<string | null>;
  saveView(view: ViewState): Promise<void>;
}
