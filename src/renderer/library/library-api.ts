/**
 * What the page may ask of the library worker, and what it is told; the records beside say of what.
 *
 * Every answer is as large as what is on the screen, never as the library: orders stay in the worker.
 */
import type {
  DeviceJournal,
  EntryIdentity,
  JournalChange,
  JournalMerge,
  JournalPiece,
  JournalPosition,
  JsonOf,
  KnownFile,
  SeedsChange,
} from '../../preload/api';
import type {
  HeadPlace,
  Listing,
  ListRequest,
  ListRow,
  PaperRow,
  SavedList,
  SavedListSummary,
  SelectionChange,
  ViewState,
} from './list-records';
import type {
  BackupSource,
  MarkChange,
  MarkStep,
  MarkTarget,
  RestoreMode,
  RestorePlan,
  SelectionMarks,
  Tag,
  TagColor,
  TagSummary,
} from './mark-records';
import type { DigestDetails, DigestSummary, FileProblems, PaperDetails } from './paper-records';

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

/** What there is in all after a change to marks. */
export interface MarkReport extends LibraryTotals, Pick<Listing, 'shownUnread' | 'toCleanUp'> {
  /** `null` where nothing changed. */
  step: MarkStep | null;
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
  /** What was stored is gone, as an empty database took its place: the library is to be opened in another worker. */
  onReplaced(): void;
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
  /** Resolves once each change that was asked for is told, with the step that takes it back; it may not be stored yet. */
  marksTold(): Promise<void>;
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
