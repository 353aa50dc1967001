/** The library: wires the database, the papers in memory, the reader's marks and the list that the page looks at. */
import type { EntryIdentity, JsonOf, SeedsChange } from '../../preload/api';
import { AbstractLoader } from './abstract-loader';
import { parseChanges, parseIdentities } from './changes';
import { Counts } from './counts';
import { type LibraryDatabase, openDatabase, orExplain, storageReason } from './database';
import { Deciding } from './deciding';
import { Descriptions } from './descriptions';
import type { IngestPlan } from './ingest';
import { Intake } from './intake';
import type { RecordChange } from './journal-records';
import { countKnown } from './known-papers';
import type {
  DigestDetails,
  DigestSummary,
  FileProblems,
  IngestReport,
  JournalCalls,
  LibraryApi,
  LibraryContents,
  LibraryEvents,
  LibraryTotals,
  Listing,
  ListRequest,
  ListRow,
  MarkChange,
  MarkReport,
  MarkTarget,
  OpenedLibrary,
  PaperDetails,
  PaperRow,
  SavedListSummary,
  Tag,
  TagSummary,
  ViewState,
} from './library-api';
import { type KeptChange, Marks } from './marks';
import { MarksJournal, type TakenIn } from './marks-journal';
import { Papers } from './papers';
import { PaperList } from './query/paper-list';
import { SearchTexts } from './query/search-texts';
import { similarTitles } from './query/similar-titles';
import { wordsOf } from './query/words';
import { SeedsFiles } from './seeds-files';
import { deleteOrphans, readAbstract, readLibrary, writePlan, writeRecords } from './storage';

const VIEW_NAME = 'table';
/** Milliseconds that the first screen has to itself, before abstracts are loaded for searching. */
const FIRST_SCREEN = 500;

export class Library implements LibraryApi {
  readonly #databaseName: string;
  #database: LibraryDatabase | null = null;
  #opening: Promise<LibraryDatabase> | null = null;
  #loading: Promise<void> | null = null;
  #events: LibraryEvents | null = null;

  readonly #journal = new MarksJournal(
    (changes, position) => writeRecords(this.#db, changes, position),
    (error) => this.#tellOfUnsaved(error),
  );
  readonly #marks = new Marks({ write: (changed) => this.#journal.keepMarks(changed) }, (error) =>
    this.#tellOfUnsaved(error),
  );
  readonly #papers = new Papers(this.#marks);
  readonly #files = new SeedsFiles();
  readonly #texts = new SearchTexts(this.#papers);
  readonly #loader = new AbstractLoader({
    papers: this.#papers,
    texts: this.#texts,
    load: (keys) => this.#db.abstracts.bulkGet(keys),
    onReady: () => void this.#events?.onSearchReady(),
  });
  readonly #list = new PaperList(this.#papers, this.#texts);
  readonly #describe = new Descriptions(this.#papers, this.#files);
  readonly #counts = new Counts(this.#papers, this.#files);
  readonly #intake = new Intake(this.#papers, this.#files, {
    onAbstracts: (digest, start, abstracts) => this.#texts.store(digest, start, abstracts),
    onRemoved: (digest) => this.#loader.drop(digest),
    onChanged: (papers) => this.#notePapers(papers),
  });
  readonly #deciding = new Deciding({
    papers: this.#papers,
    marks: this.#marks,
    store: (record) => this.#keep('The decision could not be stored', { table: 'decisions', key: record.id, record }),
    remove: (key) => this.#keep('The decision could not be taken back', { table: 'decisions', key, record: null }),
    onChanged: (papers) => this.#notePapers(papers),
  });
  #isSearching = false;
  #taken: TakenIn = { broughtBack: null, journalProblem: null };
  #cleaning: ReturnType<typeof setTimeout> | undefined;
  #lastTurn: Promise<unknown> = Promise.resolve();

  constructor(databaseName = 'offprint') {
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

  async contents(): Promise<LibraryContents> {
    await this.#loaded;
    return { files: this.#files.known(), totals: this.#counts.totals(), ...this.#taken };
  }

  /** Stops all work and closes the database; marks that could not be stored are given up. */
  close(): void {
    this.#loader.stop();
    clearTimeout(this.#cleaning);
    this.#marks.stop();
    this.#database?.close();
    this.#database = null;
  }

  ingest(changes: JsonOf<SeedsChange[]>, isNewArrival: boolean): Promise<IngestReport> {
    return this.#inTurn(async () => {
      const report = await this.#carryOut(this.#intake.plan(parseChanges(changes), isNewArrival));
      return { ...report, totals: this.#counts.totals() };
    });
  }

  forgetDigests(digestIds: string[]): Promise<LibraryTotals> {
    return this.#inTurn(async () => {
      await this.#carryOut(this.#intake.planToForget(digestIds));
      return this.#counts.totals();
    });
  }

  // The page may ask for an order and its rows at once: once the papers are there, calls are answered as they come.
  async list(request: ListRequest): Promise<Listing> {
    await this.#loaded;
    const listing = this.#list.list(request);
    this.#isSearching = wordsOf(request.search).length > 0;
    return { ...listing, isPartial: this.#loader.isLoading && this.#isSearching };
  }

  async foldGroup(): Promise<Listing> {
    return this.#latestListing();
  }

  async labelAt(): Promise<string | null> {
    return null;
  }

  async findTitle(): Promise<number> {
    return -1;
  }

  async snippets(paperIds: string[]): Promise<(string | null)[]> {
    return paperIds.map(() => null);
  }

  async cleanUp(): Promise<Listing> {
    return this.#latestListing();
  }

  async select(): Promise<number> {
    return 0;
  }

  async rows(start: number, end: number): Promise<ListRow[]> {
    await this.#loaded;
    return Array.from(this.#list.slice(start, end), (paper) => this.#describe.row(paper));
  }

  async positionOf(paperId: string): Promise<number> {
    await this.#loaded;
    return this.#list.positionOf(this.#papers.find(paperId));
  }

  async paper(paperId: string): Promise<PaperDetails | null> {
    await this.#loaded;
    const [source, position] = this.#papers.placeOf(this.#papers.abstractFrom.at(this.#papers.find(paperId)));
    const abstract = source ? await readAbstract(this.#db, source, position) : null;
    const paper = this.#papers.find(paperId);
    if (paper < 0) return null;
    return this.#describe.paper(paper, abstract, this.#papers.refreshMarks(paper).note);
  }

  async digests(): Promise<DigestSummary[]> {
    await this.#loaded;
    return this.#counts.digests().map((digest) => ({ ...this.#describe.head(digest), ...this.#counts.of(digest) }));
  }

  async digest(digestId: string): Promise<DigestDetails | null> {
    await this.#loaded;
    const digest = this.#papers.digests.get(digestId);
    return digest && this.#describe.digest(digest, this.#counts.of(digest));
  }

  async countKnown(identities: JsonOf<EntryIdentity[]>): Promise<{ newPapers: number; knownPapers: number }> {
    await this.#loaded;
    return countKnown(this.#papers, parseIdentities(identities));
  }

  async paperAt(digestId: string, position: number): Promise<string | null> {
    await this.#loaded;
    const digest = this.#papers.digests.get(digestId);
    const entry = digest ? this.#papers.digests.entriesOf(digest)[position] : undefined;
    const paper = entry === undefined ? -1 : this.#papers.paperOf(entry);
    return paper < 0 ? null : this.#describe.row(paper).id;
  }

  async findPapers(text: string, limit: number): Promise<PaperRow[]> {
    await this.#loaded;
    const papers = this.#papers;
    const titles = Array.from(papers.list(), (paper) => [paper, papers.titleOf(paper)] as const);
    return similarTitles(titles, text, limit).map((paper) => this.#describe.row(paper));
  }

  async problems(): Promise<FileProblems[]> {
    await this.#loaded;
    return this.#files.problems(this.#papers.digests);
  }

  async totals(): Promise<LibraryTotals> {
    await this.#loaded;
    return this.#counts.totals();
  }

  async mark(target: MarkTarget, change: MarkChange): Promise<MarkReport> {
    await this.#loaded;
    const paper = this.#papers.find(target === 'selection' ? '' : (target.paperIds[0] ?? ''));
    if (paper < 0) throw new Error('This paper is no longer in the library.');
    const recount = this.#counts.watch(paper);
    const sides = this.#papers.sidesOf(paper);
    const saved = this.#marks.change(
      sides.map((side) => side.map((entry) => this.#papers.entries.identityOf(entry))),
      keptChange(change),
    );
    this.#papers.refreshMarks(paper);
    recount();
    this.#list.noteMarks();
    try {
      await saved;
    } catch (error) {
      throw new Error(saveProblem(error), { cause: error });
    }
    return { ...this.#counts.totals(), shownUnread: this.#list.countShownUnread(), toCleanUp: 0, step: null };
  }

  async undoMarks(): Promise<MarkReport> {
    throw new Error('This can no longer be undone.');
  }

  async redoMarks(): Promise<MarkReport> {
    throw new Error('This can no longer be done again.');
  }

  async tags(): Promise<TagSummary[]> {
    return [];
  }

  async createTag(): Promise<Tag> {
    throw new Error('The tag could not be made.');
  }

  async changeTag(): Promise<MarkReport> {
    throw new Error('There is no such tag any more.');
  }

  async deleteTag(): Promise<MarkReport> {
    throw new Error('There is no such tag any more.');
  }

  async savedLists(): Promise<SavedListSummary[]> {
    return [];
  }

  async saveList(): Promise<void> {
    throw new Error('The list could not be stored.');
  }

  async deleteList(): Promise<void> {
    throw new Error('There is no such list any more.');
  }

  async suggestions(): Promise<string[]> {
    return [];
  }

  correctDate(digestId: string, date: string | null): Promise<LibraryTotals> {
    return this.#inTurn(async () => {
      await this.#intake.correct(digestId, date, (record) =>
        this.#keep('The date could not be stored', { table: 'corrections', key: digestId, record }),
      );
      return this.#counts.totals();
    });
  }

  decideSame(paperIds: string[]): Promise<string> {
    return this.#inTurn(() => this.#deciding.same(paperIds));
  }

  decideDifferent(paperId: string, entryIds: string[]): Promise<string> {
    return this.#inTurn(() => this.#deciding.different(paperId, entryIds));
  }

  undoDecision(decisionId: string): Promise<LibraryTotals> {
    return this.#inTurn(async () => {
      await this.#deciding.undo(decisionId);
      return this.#counts.totals();
    });
  }

  async flush(): Promise<string | null> {
    await this.#lastTurn;
    return this.#marks.flush().then(() => null, saveProblem);
  }

  async saveView(view: ViewState): Promise<void> {
    await orExplain('The view could not be stored', this.#db.views.put({ name: VIEW_NAME, state: view }));
  }

  /** Settles when the papers are in memory. */
  get #loaded(): Promise<void> {
    return this.#loading ?? Promise.reject(new Error('The library is not open.'));
  }

  get #db(): LibraryDatabase {
    if (!this.#database) throw new Error('The library is not open.');
    return this.#database;
  }

  /** Runs what changes the papers one after the other: each sees what the one before it left. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#lastTurn.then(() => this.#loaded).then(work);
    this.#lastTurn = turn.catch(() => undefined);
    return turn;
  }

  async #load(db: LibraryDatabase): Promise<void> {
    const news = this.#journal.ask(db.journals.toArray());
    const { files, digests, records } = await readLibrary(db);
    this.#taken = await this.#journal.takeIn(records, await news);
    const [marks, decisions] = [[...records.marks.values()], [...records.decisions.values()]];
    this.#files.update(files.map((record) => [record.file, record]));
    this.#marks.load(marks);
    this.#intake.load(digests, [...records.corrections.values()]);
    for (const decision of decisions) this.#papers.decisions.add(decision);
    for (const identity of [...marks, ...decisions.flatMap(({ groups }) => groups.flat())]) {
      this.#papers.addKnownEntry(identity);
    }
    this.#loader.want(this.#papers.commit(), FIRST_SCREEN);
    this.#cleaning = setTimeout(() => void this.#cleanUp(), FIRST_SCREEN);
  }

  async #carryOut(plan: IngestPlan): Promise<Omit<IngestReport, 'totals'>> {
    const corrections = this.#intake.correctionsAfter(plan);
    await this.#journal.keepCorrections(corrections, (position) => writePlan(this.#db, plan, corrections, position));
    return this.#intake.takeIn(plan, corrections);
  }

  #keep(failure: string, change: RecordChange): Promise<void> {
    return orExplain(failure, this.#journal.keep([change], { isTakenBack: true }));
  }

  #tellOfUnsaved(error: unknown): void {
    void this.#events?.onSaveFailed(saveProblem(error));
  }

  /** Deletes what readings left behind that never came to their end. What keeps it from that shows where it matters. */
  #cleanUp(): Promise<void> {
    return this.#inTurn(async () => {
      const kept = this.#intake.keptAbstracts();
      if (kept) await deleteOrphans(this.#db, kept);
    }).catch(() => {});
  }

  #latestListing(): Listing {
    return { ...this.#list.summary(), isPartial: this.#loader.isLoading && this.#isSearching };
  }

  #notePapers(changed: readonly number[]): void {
    this.#loader.want(changed);
    this.#list.notePapers();
  }
}

function keptChange({ isStarred, status, note }: MarkChange): KeptChange {
  return {
    ...(isStarred !== undefined && { isStarred }),
    ...(status !== undefined && { isRead: status === 'read' }),
    ...(note !== undefined && { note }),
  };
}

function saveProblem(error: unknown): string {
  return `Your latest marks are not saved yet: ${storageReason(error)} Offprint keeps them and tries again.`;
}
