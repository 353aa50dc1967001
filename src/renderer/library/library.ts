/** The library: wires the database, the papers in memory, the reader's marks and the list that the page looks at. */
import type { JsonOf, SeedsChange } from '../../preload/api';
import { AbstractLoader } from './abstract-loader';
import { parseChanges } from './changes';
import { type LibraryDatabase, openDatabase, orExplain, storageReason } from './database';
import { Descriptions } from './descriptions';
import type { LoadedDigest } from './digests';
import { type IngestPlan, planIngest, READER_VERSION } from './ingest';
import type {
  DigestSummary,
  FileProblems,
  IngestReport,
  LibraryApi,
  LibraryContents,
  LibraryEvents,
  LibraryTotals,
  Listing,
  ListRequest,
  MarkChange,
  MarkReport,
  OpenedLibrary,
  PaperDetails,
  PaperRow,
  ViewState,
} from './library-api';
import { Marks } from './marks';
import { Papers } from './papers';
import { PaperList } from './query/paper-list';
import { SearchTexts } from './query/search-texts';
import { similarTitles } from './query/similar-titles';
import { wordsOf } from './query/words';
import { SeedsFiles } from './seeds-files';
import { readDigests, writeMarks, writePlan } from './storage';

const VIEW_NAME = 'table';
/** Milliseconds that the first screen has to itself, before abstracts are loaded for searching. */
const FIRST_SCREEN = 500;

export class Library implements LibraryApi {
  readonly #databaseName: string;
  #database: LibraryDatabase | null = null;
  #opening: Promise<LibraryDatabase> | null = null;
  #loading: Promise<void> | null = null;
  #events: LibraryEvents | null = null;

  readonly #marks = new Marks(
    { write: (changed, deletedIds) => writeMarks(this.#db, changed, deletedIds) },
    (error) => void this.#events?.onSaveFailed(saveProblem(error)),
  );
  readonly #papers = new Papers(this.#marks);
  readonly #files = new SeedsFiles();
  readonly #texts = new SearchTexts(this.#papers);
  readonly #loader = new AbstractLoader({
    load: (digestIds) => this.#db.abstracts.bulkGet(digestIds),
    store: (digest, abstracts) => this.#texts.store(digest, abstracts),
    onReady: () => void this.#events?.onSearchReady(),
  });
  readonly #list = new PaperList(this.#papers, this.#texts);
  readonly #describe = new Descriptions(this.#papers, this.#files);
  readonly #outdated = new Set<string>();
  #nextSequence = 1;
  #lastTurn: Promise<unknown> = Promise.resolve();

  constructor(databaseName = 'offprint') {
    this.#databaseName = databaseName;
  }

  async open(events: LibraryEvents): Promise<OpenedLibrary> {
    this.#events = events;
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
    const folder = await this.#db.meta.get('folder');
    return { folder: folder?.value ?? null, files: this.#files.known(), totals: this.#totals() };
  }

  /** Stops all work and closes the database; marks that could not be stored are given up. */
  close(): void {
    this.#loader.stop();
    this.#marks.stop();
    this.#database?.close();
    this.#database = null;
  }

  useFolder(folder: string): Promise<void> {
    return this.#inTurn(async () => {
      const db = this.#db;
      if ((await db.meta.get('folder'))?.value === folder) return;
      const transaction = db.transaction('rw', [db.meta, db.files], async () => {
        await db.files.clear();
        await db.meta.put({ key: 'folder', value: folder });
      });
      await orExplain('The choice of the folder could not be stored', transaction);
      this.#files.clear();
    });
  }

  ingest(changes: JsonOf<SeedsChange[]>): Promise<IngestReport> {
    return this.#inTurn(async () => {
      const { digests, entries } = this.#papers;
      const plan = planIngest(
        {
          files: this.#files.records,
          outlineOf: (digestId) => {
            const digest = digests.get(digestId);
            if (!digest) return null;
            const titleKeys = Array.from(digests.entriesOf(digest), (entry) => entries.titleKeys[entry] ?? '');
            return { heading: digest.heading, titleKeys };
          },
          outdated: this.#outdated,
          nextSequence: this.#nextSequence,
        },
        parseChanges(changes),
      );
      await writePlan(this.#db, plan);
      return this.#takeIn(plan);
    });
  }

  forgetDigests(digestIds: string[]): Promise<LibraryTotals> {
    return this.#inTurn(async () => {
      const removed = new Set(digestIds);
      // Their files, if they are still there, count as never read.
      const files = new Map(this.#files.filesOf(removed).map((file) => [file, null]));
      const plan: IngestPlan = { files, added: new Map(), removed };
      await writePlan(this.#db, plan);
      return this.#takeIn(plan).totals;
    });
  }

  // The page may ask for an order and its rows at once: once the papers are there, calls are answered as they come.
  async list(request: ListRequest): Promise<Listing> {
    await this.#loaded;
    const listing = this.#list.list(request);
    return { ...listing, isPartial: this.#loader.isLoading && wordsOf(request.search).length > 0 };
  }

  async rows(start: number, end: number): Promise<PaperRow[]> {
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
    const abstracts = source
      ? await orExplain('The abstract could not be read', this.#db.abstracts.get(source.id))
      : undefined;
    const paper = this.#papers.find(paperId);
    if (paper < 0) return null;
    return this.#describe.paper(paper, abstracts?.abstracts[position] ?? null, this.#papers.refreshMarks(paper).note);
  }

  async digests(): Promise<DigestSummary[]> {
    await this.#loaded;
    const newestFirst = [...this.#papers.digests.all()].sort((a, b) => b.recency - a.recency);
    return newestFirst.map((digest) => {
      const papers = this.#list.papersOfDigest(digest.id);
      return {
        ...this.#describe.head(digest),
        id: digest.id,
        papers: papers.length,
        unread: this.#list.countUnread(papers),
      };
    });
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
    const titles = function* () {
      for (const paper of papers.list()) yield [paper, papers.titleOf(paper)] as const;
    };
    return similarTitles(titles(), text, limit).map((paper) => this.#describe.row(paper));
  }

  async problems(): Promise<FileProblems[]> {
    await this.#loaded;
    return this.#files.problems(this.#papers.digests);
  }

  async totals(): Promise<LibraryTotals> {
    await this.#loaded;
    return this.#totals();
  }

  async mark(paperId: string, change: MarkChange): Promise<MarkReport> {
    await this.#loaded;
    const paper = this.#papers.find(paperId);
    if (paper < 0) throw new Error('This paper is no longer in the library.');
    const { entries } = this.#papers;
    const entryIds = this.#papers.entriesOf(paper).map((entry) => entries.ids[entry] ?? '');
    const saved = this.#marks.change(entries.identityOf(paper), entryIds, change);
    this.#papers.refreshMarks(paper);
    this.#list.noteMarks();
    try {
      await saved;
    } catch (error) {
      throw new Error(saveProblem(error), { cause: error });
    }
    return { ...this.#totals(), shownUnread: this.#list.countShownUnread() };
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
    const stored = Promise.all([db.files.toArray(), db.marks.toArray(), readDigests(db)]);
    const [files, marks, digests] = await orExplain('The library could not be read', stored);
    this.#files.update(files.map((record) => [record.file, record]));
    this.#marks.load(marks);
    digests.sort((a, b) => a.sequence - b.sequence);
    for (const record of digests) {
      this.#papers.addDigest(record);
      if (record.readerVersion !== READER_VERSION) this.#outdated.add(record.id);
    }
    this.#nextSequence = (digests.at(-1)?.sequence ?? 0) + 1;
    for (const record of marks) this.#papers.addMarkedEntry(record);
    this.#wantAbstracts(this.#papers.commit(), FIRST_SCREEN);
  }

  /** Brings the memory to what a stored plan says. */
  #takeIn(plan: IngestPlan): IngestReport {
    const papers = this.#papers;
    const firstNew = papers.digests.byOrdinal.length;
    const knownEntries = new Set<number>();
    this.#files.update(plan.files);
    for (const digestId of plan.removed) {
      const digest = papers.digests.get(digestId);
      if (!digest) continue;
      for (const entry of papers.digests.entriesOf(digest)) knownEntries.add(entry);
      this.#loader.drop(digest);
      papers.removeDigest(digestId);
      this.#outdated.delete(digestId);
    }
    const loaded: [LoadedDigest, string[]][] = [];
    for (const { digest, abstracts } of plan.added.values()) {
      loaded.push([papers.addDigest(digest), abstracts.abstracts]);
      this.#nextSequence = Math.max(this.#nextSequence, digest.sequence + 1);
    }
    if (loaded.length > 0 || plan.removed.size > 0) {
      const changed = papers.commit();
      for (const [digest, abstracts] of loaded) this.#texts.store(digest, abstracts);
      this.#wantAbstracts(changed);
      this.#list.notePapers();
    }

    const listed = new Set<number>();
    let entries = 0;
    for (const [digest] of loaded) {
      entries += digest.length;
      for (const entry of papers.digests.entriesOf(digest)) listed.add(papers.paperOf(entry));
    }
    const isNew = (paper: number) =>
      papers.sightingsOf(paper).every((sighting) => (papers.digests.digestOf(sighting)?.ordinal ?? 0) >= firstNew) &&
      !papers.entriesOf(paper).some((entry) => knownEntries.has(entry));
    const newPapers = [...listed].filter(isNew).length;
    return { newPapers, seenBefore: entries - newPapers, digests: loaded.length, totals: this.#totals() };
  }

  #wantAbstracts(papers: readonly number[], delay = 0): void {
    const digests = new Set<LoadedDigest>();
    for (const paper of papers) {
      if (!this.#texts.lacks(paper)) continue;
      const digest = this.#papers.digests.digestOf(this.#papers.abstractFrom.at(paper));
      if (digest) digests.add(digest);
    }
    if (digests.size > 0) this.#loader.want(digests, delay);
  }

  #totals(): LibraryTotals {
    const papers = this.#papers.list();
    const starredAt = this.#papers.starredAt.values;
    let starred = 0;
    for (const paper of papers) if (!Number.isNaN(starredAt[paper])) starred++;
    return {
      papers: papers.length,
      unread: this.#list.countUnread(papers),
      starred,
      digests: this.#papers.digests.count,
      problems: this.#files.problems(this.#papers.digests).reduce((sum, { problems }) => sum + problems.length, 0),
    };
  }
}

function saveProblem(error: unknown): string {
  return `Your latest marks are not saved yet: ${storageReason(error)} Offprint keeps them and tries again.`;
}
