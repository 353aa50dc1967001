/** What the library is made of, and how it is opened and loaded; what the page may ask of it is in `calls/`. */
import { Counts } from './counts';
import { type LibraryDatabase, type ListRecord, openDatabase, orExplain, storageReason } from './database';
import { Deciding } from './deciding';
import { Descriptions } from './descriptions';
import type { StoredPlan } from './digest-pages';
import { Intake } from './intake';
import type { RecordChange } from './journal-records';
import type { IngestReport, JournalCalls, LibraryEvents, Listing, OpenedLibrary } from './library-api';
import { Marks } from './marks';
import { MarksJournal, type TakenIn } from './marks-journal';
import { Papers } from './papers';
import { Evaluation } from './query/evaluation';
import { PaperList } from './query/paper-list';
import { Suggestions } from './query/suggestions';
import { Restoring } from './restoring';
import { IndexKeeper } from './search/index-keeper';
import { SearchIndex } from './search/search-index';
import { SegmentStore } from './search/segment-store';
import { SeedsFiles } from './seeds-files';
import { deleteOrphans, readLibrary, writePlan, writeRecords } from './storage';

/** What the arrangement of the window is stored as. */
export const VIEW_NAME = 'table';
/** Milliseconds that the first screen has to itself, before the search index is loaded. */
const FIRST_SCREEN = 500;

export class LibraryParts {
  readonly #databaseName: string;
  #database: LibraryDatabase | null = null;
  #opening: Promise<LibraryDatabase> | null = null;
  #loading: Promise<void> | null = null;
  #events: LibraryEvents | null = null;

  readonly #journal = new MarksJournal(
    (changes, position) => writeRecords(this.db, changes, position),
    (error) => this.#tellOfUnsaved(error),
  );
  readonly marks = new Marks({ write: (changed) => this.#journal.keepMarks(changed) }, (error) =>
    this.#tellOfUnsaved(error),
  );
  readonly papers = new Papers(this.marks);
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
      notes: () => this.#notes(),
      tags: () => [],
    },
    fileNamesOf: (digestId) => this.files.filesOf(digestId).map(({ name }) => name),
  });
  readonly list = new PaperList(this.papers, this.evaluation);
  readonly describe = new Descriptions(this.papers, this.files);
  readonly counts = new Counts(this.papers, this.files);
  readonly suggestions = new Suggestions({
    papers: this.papers,
    tags: () => [],
    digests: () => this.counts.digests(),
    fileNamesOf: (digestId) => this.files.filesOf(digestId).map(({ name }) => name),
  });
  readonly intake = new Intake(this.papers, this.files, {
    onAdded: (digest, abstracts) => this.#keeper.add(digest, abstracts),
    onRemoved: (digest) => this.#keeper.remove(digest),
    onChanged: () => this.#notePapers(),
  });
  readonly deciding = new Deciding({
    papers: this.papers,
    marks: this.marks,
    store: (record) => this.keep('The decision could not be stored', { table: 'decisions', key: record.id, record }),
    remove: (key) => this.keep('The decision could not be taken back', { table: 'decisions', key, record: null }),
    onChanged: () => this.#notePapers(),
  });
  readonly restoring = new Restoring({
    records: () => this.#journal.records,
    keep: (changes) =>
      orExplain('The backup could not be restored', this.#journal.keep(changes, { isTakenBack: true })),
  });
  /** The lists that the reader keeps, by id. */
  readonly lists = new Map<string, ListRecord>();
  isSearching = false;
  taken: TakenIn = { broughtBack: null, journalProblem: null };
  #cleaning: ReturnType<typeof setTimeout> | undefined;
  lastTurn: Promise<unknown> = Promise.resolve();

  constructor(databaseName: string) {
    this.#databaseName = databaseName;
  }

  async open(events: LibraryEvents, journal: JournalCalls): Promise<OpenedLibrary> {
    this.#events = events;
    this.#journal.connect(journal);
    this.#opening ??= openDatabase(this.#databaseName);
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
    const { files, pages, records } = await readLibrary(db);
    this.taken = await this.#journal.takeIn(records, await news);
    const [marks, decisions] = [[...records.marks.values()], [...records.decisions.values()]];
    this.files.update(files.map((record) => [record.file, record]));
    this.marks.load(marks);
    for (const list of records.lists.values()) this.lists.set(list.id, list);
    this.intake.load(pages, [...records.corrections.values()]);
    for (const decision of decisions) this.papers.decisions.add(decision);
    for (const identity of [...marks, ...decisions.flatMap(({ groups }) => groups.flat())]) {
      this.papers.addKnownEntry(identity);
    }
    this.papers.commit();
    this.#keeper.start(FIRST_SCREEN);
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
    for (const paper of this.papers.list()) {
      if (this.papers.hasNote.at(paper) === 0) continue;
      yield { paper, note: this.papers.refreshMarks(paper).note, notedAt: Number.NaN };
    }
  }

  #notePapers(): void {
    this.#keeper.complete();
    this.list.notePapers();
  }
}

/** Why marks are not stored, in words for the reader. */
export function saveProblem(error: unknown): string {
  return `Your latest marks are not saved yet: ${storageReason(error)} Offprint keeps them and tries again.`;
}
