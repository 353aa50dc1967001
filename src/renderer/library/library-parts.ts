/** What the library is made of, and how it is opened and loaded; what the page may ask of it is in `calls/`. */
import { Counts } from './counts';
import { type LibraryDatabase, type ListRecord, openDatabase } from './database';
import type { StoredPlan } from './digests/digest-pages';
import { SeedsFiles } from './digests/seeds-files';
import { Intake } from './intake';
import type { RecordChange } from './journal/journal-records';
import { MarksJournal, type TakenIn } from './journal/marks-journal';
import { Merging } from './journal/merging';
import { Restoring } from './journal/restoring';
import type { IngestReport, JournalCalls, LibraryEvents, MarkReport, OpenedLibrary } from './library-api';
import type { Listing } from './list-records';
import type { MarkStep } from './mark-records';
import { Marking } from './marks/marking';
import { Marks } from './marks/marks';
import { Tags } from './marks/tags';
import { Deciding } from './papers/deciding';
import { Descriptions } from './papers/descriptions';
import { Papers } from './papers/papers';
import { Evaluation } from './query/evaluation';
import { indexedTexts, indexedTextsIn } from './query/language/expression';
import { PaperList } from './query/paper-list';
import { QueryCounts } from './query/query-counts';
import type { TaggedPapers } from './query/sort-keys';
import { Suggestions } from './query/suggestions';
import { SavedLists } from './saved-lists';
import { IndexKeeper } from './search/index-keeper';
import { SearchIndex } from './search/search-index';
import { SegmentStore } from './search/segment-store';
import { deleteOrphans, putPositions, readLibrary, writeMarks, writePlan, writeRecords } from './storage';
import { orExplain, storageReason } from './storage-reason';

/** What the arrangement of the window is stored as. */
export const VIEW_NAME = 'table';
/** Milliseconds that the first screen has to itself, before the search index is loaded. */
const FIRST_SCREEN = 500;
/** Milliseconds after a start, and without anything coming in, after which the order of titles is worked out. */
const [REST_AT_START, REST] = [1000, 5000];
/** How long it takes until what keeps a replaced library from being loaded anew is tried again; in ms. */
const REPLACED_AGAIN = 1000;

export class LibraryParts {
  readonly #databaseName: string;
  #database: LibraryDatabase | null = null;
  #opening: Promise<LibraryDatabase> | null = null;
  #loading: Promise<void> | null = null;
  #events: LibraryEvents | null = null;

  readonly #journal = new MarksJournal(
    (changes, position) => writeRecords(this.db, changes, position),
    (piece, position) => writeMarks(this.db, piece, position),
    (error) => this.#tellOfUnsaved(error),
  );
  readonly marks: Marks = new Marks({
    store: { write: (piece) => this.#journal.keepMarks(piece) },
    book: {
      numberOf: (id) => this.papers.entries.numberOf(id),
      idOf: (entry) => this.papers.entries.idOf(entry),
      identityOf: (entry) => this.papers.entries.identityOf(entry),
      addKnownEntry: (identity) => this.papers.addKnownEntry(identity),
    },
    variantsOf: (tagId) => this.tags.variantsOf(tagId),
    onSaveFailed: (error) => this.#tellOfUnsaved(error),
    onSaved: () => void this.#events?.onSaved(),
    onSaving: (saved, total) => void this.#events?.onSaving(saved, total),
  });
  readonly papers: Papers = new Papers(this.marks);
  readonly tags: Tags = new Tags(this.papers, this.marks);
  readonly files = new SeedsFiles();
  readonly index = new SearchIndex(this.papers);
  readonly #keeper = new IndexKeeper({
    papers: this.papers,
    index: this.index,
    store: new SegmentStore(() => this.db),
    loadAbstracts: (keys) => this.db.abstracts.bulkGet(keys),
    onReady: () => void this.#events?.onSearchReady(),
  });
  readonly evaluation = new Evaluation({
    papers: this.papers,
    texts: this.index,
    marked: {
      notesVersion: () => this.marks.columns.notesVersion,
      notes: () => this.#notes(),
      tags: () => this.#taggedPapers(),
    },
    fileNamesOf: (digestId) => this.files.filesOf(digestId).map(({ name }) => name),
  });
  readonly queryCounts = new QueryCounts(this.evaluation, (expression) =>
    this.index.prepare(indexedTextsIn(expression)),
  );
  readonly list = new PaperList({
    papers: this.papers,
    evaluation: this.evaluation,
    texts: {
      prepare: (texts) => this.index.prepare(texts),
      score: (sought) => this.index.score(indexedTexts(sought)),
    },
    tags: () => this.#taggedPapers(),
    nameOf: (digest) => this.files.filesOf(digest.id)[0]?.name ?? null,
    titleStore: {
      read: () => this.db.orders.get('title'),
      write: (record) => this.db.orders.put(record),
    },
  });
  readonly describe = new Descriptions(this.papers, this.files, this.tags);
  readonly counts = new Counts(this.papers, this.files);
  readonly marking = new Marking({
    papers: this.papers,
    marks: this.marks,
    tags: this.tags,
    counts: this.counts,
    selected: () => this.list.selection.papers(),
    storeTag: ({ id, after }) => this.keep('The tag could not be stored', { table: 'tags', key: id, record: after }),
    onMarked: (papers) => this.list.noteMarks(papers),
  });
  readonly suggestions = new Suggestions({
    papers: this.papers,
    tags: () => this.tags.summaries(),
    digests: () => this.counts.digests(),
    fileNamesOf: (digestId) => this.files.filesOf(digestId).map(({ name }) => name),
  });
  readonly intake = new Intake(this.papers, this.files, {
    onAdded: (digest, abstracts) => this.#keeper.add(digest, abstracts),
    onRemoved: (digest) => this.#keeper.remove(digest),
    onChanged: (papers) => this.#notePapers(papers),
  });
  readonly deciding = new Deciding({
    papers: this.papers,
    marks: this.marks,
    store: (record) => this.keep('The decision could not be stored', { table: 'decisions', key: record.id, record }),
    remove: (key) => this.keep('The decision could not be taken back', { table: 'decisions', key, record: null }),
    onChanged: (papers) => this.#notePapers(papers),
  });
  readonly restoring = new Restoring({
    records: () => this.#journal.records,
    keep: (changes) => orExplain('The backup could not be restored', this.#restore(changes)),
  });
  /** The lists that the reader keeps, by id. */
  readonly lists = new Map<string, ListRecord>();
  readonly merging = new Merging({
    journal: this.#journal,
    papers: this.papers,
    marks: this.marks,
    tags: this.tags,
    lists: this.lists,
    intake: this.intake,
    counts: this.counts,
    storePositions: (positions) => putPositions(this.db, positions),
    onMarked: (papers) => this.list.noteMarks(papers),
    onPapersChanged: (papers) => this.#notePapers(papers),
  });
  readonly savedLists = new SavedLists({
    records: this.lists,
    store: (key, record) => this.keep('The list could not be stored', { table: 'lists', key, record }),
    count: (query) => this.queryCounts.of(query),
  });
  isSearching = false;
  taken: TakenIn = { broughtBack: null, journalProblem: null };
  #cleaning: ReturnType<typeof setTimeout> | undefined;
  #ranking: ReturnType<typeof setTimeout> | undefined;
  #replacing: ReturnType<typeof setTimeout> | undefined;
  lastTurn: Promise<unknown> = Promise.resolve();

  constructor(databaseName: string) {
    this.#databaseName = databaseName;
  }

  async open(events: LibraryEvents, journal: JournalCalls): Promise<OpenedLibrary> {
    this.#events = events;
    this.#journal.connect(journal);
    this.#opening ??= openDatabase(this.#databaseName, () => this.#replaced());
    try {
      const db = await this.#opening;
      this.#database = db;
      this.#loading ??= this.#load(db);
      // Whoever calls next is told.
      this.#loading.catch(() => {});
      return { view: (await db.views.get(VIEW_NAME))?.state ?? null };
    } catch (error) {
      this.#opening = null;
      throw error;
    }
  }

  /** Stops all work and closes the database; marks that could not be stored are given up. */
  close(): void {
    this.#keeper.stop();
    clearTimeout(this.#cleaning);
    clearTimeout(this.#ranking);
    clearTimeout(this.#replacing);
    this.list.stop();
    this.marks.stop();
    this.#database?.close();
    this.#database = null;
  }

  /** Settles when the papers are in memory. */
  get loaded(): Promise<void> {
    return this.#loading ?? Promise.reject(new Error('The library is not open.'));
  }

  get db(): LibraryDatabase {
    if (!this.#database) throw new Error('The library is not open.');
    return this.#database;
  }

  /** Runs what changes the papers one after the other: each sees what the one before it left. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.lastTurn.then(() => this.loaded).then(work);
    this.lastTurn = turn.catch(() => undefined);
    return turn;
  }

  async #load(db: LibraryDatabase): Promise<void> {
    const news = this.#journal.ask(db.journals.toArray());
    const { files, pages, marked, records: stored } = await readLibrary(db);
    this.files.update(files.map((record) => [record.file, record]));
    await this.intake.load(pages, [...stored.corrections.values()]);
    await this.marks.load(marked, (blocks) => db.markIdentities.bulkGet(blocks));
    const records = { ...stored, marks: this.marks.records() };
    this.taken = await this.#journal.takeIn(records, await news);
    // What the journal brought back is to be stored.
    this.marks.flush().catch(() => {});
    for (const tag of records.tags.values()) this.tags.set(tag.id, tag);
    for (const list of records.lists.values()) this.lists.set(list.id, list);
    this.intake.takeCorrections(records.corrections);
    for (const decision of records.decisions.values()) {
      this.papers.decisions.add(decision);
      for (const identity of decision.groups.flat()) this.papers.addKnownEntry(identity);
    }
    this.papers.commit();
    this.#keeper.start(FIRST_SCREEN);
    this.#prepareTitles(REST_AT_START);
    this.#cleaning = setTimeout(() => void this.#cleanUp(), FIRST_SCREEN);
  }

  /** Stores what an ingest comes to, and takes it in. */
  async carryOut(plan: StoredPlan): Promise<Omit<IngestReport, 'totals'>> {
    const corrections = this.intake.correctionsAfter(plan);
    await this.#journal.keepCorrections(corrections, (position) => writePlan(this.db, plan, corrections, position));
    return this.intake.takeIn(plan, corrections);
  }

  /** Writes a record of the reader's to the journal and the database. */
  keep(failure: string, change: RecordChange): Promise<void> {
    return orExplain(failure, this.#journal.keep([change], { isTakenBack: true }));
  }

  /** See `LibraryApi`. */
  refillJournal(): Promise<string | null> {
    return this.#journal.refill();
  }

  /** Brings records to what a backup says; of marks, what cannot be stored is tried again. */
  async #restore(changes: readonly RecordChange[]): Promise<void> {
    const others = changes.filter(({ table }) => table !== 'marks');
    await this.#journal.keep(others, { isTakenBack: true });
    for (const change of changes) {
      if (change.table === 'marks') this.marks.putRecord(change.key, change.record);
    }
    await this.marks.flush();
  }

  /** What there is in all, after a change to marks. */
  markReport(step: MarkStep | null): MarkReport {
    return { ...this.counts.totals(), ...this.list.marksSummary(), step };
  }

  tellOfMarks(report: MarkReport): void {
    void this.#events?.onMarked(report);
  }

  /** Has all of it loaded anew, once the journal has what is not stored; behind the write that found it out, which may have failed. */
  #replaced(after = 0): void {
    this.#replacing = setTimeout(() => {
      this.marks.flush().then(
        () => this.#events?.onReplaced(),
        () => this.#replaced(REPLACED_AGAIN),
      );
    }, after);
  }

  #tellOfUnsaved(error: unknown): void {
    void this.#events?.onSaveFailed(saveProblem(error));
  }

  /** Deletes what readings left behind that never came to their end. What keeps it from that shows where it matters. */
  #cleanUp(): Promise<void> {
    return this.inTurn(async () => {
      const kept = this.intake.keptAbstracts();
      if (kept) await deleteOrphans(this.db, kept);
    }).catch(() => {});
  }

  /** What the latest list comes to now. */
  latestListing(): Listing {
    return { ...this.list.summary(), isPartial: this.isSearching && !this.#keeper.isReady };
  }

  *#notes() {
    const seen = new Set<number>();
    for (const [entry, { notedAt }] of this.marks.columns.noted()) {
      const paper = this.papers.paperOf(entry);
      if (paper < 0 || seen.has(paper)) continue;
      seen.add(paper);
      yield { paper, note: this.marks.merged(this.papers.entriesOf(paper)).note, notedAt };
    }
  }

  /** In the order of their names. */
  #taggedPapers(): TaggedPapers[] {
    return this.tags.all().map(({ id, name }) => ({ id, name, papers: this.tags.papersWith(id) }));
  }

  #notePapers(changed: readonly number[]): void {
    this.#keeper.complete();
    this.list.notePapers(changed);
    this.#prepareTitles(REST);
  }

  /** Works out the order of titles behind everything else, once nothing comes in any more. */
  #prepareTitles(delay: number): void {
    clearTimeout(this.#ranking);
    // What was stopped, as the library was closed, needs no word.
    this.#ranking = setTimeout(() => void this.list.prepareTitles().catch(() => {}), delay);
  }
}

/** Why marks are not stored, in words for the reader. */
export function saveProblem(error: unknown): string {
  return `Your latest marks are not saved yet: ${storageReason(error)} Offprint keeps them and tries again.`;
}
