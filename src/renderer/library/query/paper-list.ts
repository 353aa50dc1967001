/**
 * The list that the page looks at: which papers a request matches, in which order, in which groups, and which are selected.
 *
 * What marks take out of a list stays in it, where it stands, until the reader cleans up or goes elsewhere; see `KeptRows`.
 */
import type { LoadedDigest } from '../digests/digests';
import type { GroupRow, HeadPlace, Listing, ListRequest, ListRow, PaperRow, SelectionChange } from '../list-records';
import { UNREAD } from '../marks/mark-columns';
import type { Papers } from '../papers/papers';
import { ALL_PAPERS, understood } from './asked-list';
import type { Evaluation } from './evaluation';
import { Folding } from './folding';
import { type Grouping, groupingBy } from './groupings';
import { KeptRows } from './kept-rows';
import type { TitleStore } from './kept-titles';
import { ALL, type Expression, type IndexedText, indexedTextsIn, type Sought, soughtIn } from './language/expression';
import { ListRows } from './list-rows';
import { OrderedPapers } from './ordered-papers';
import { Orders } from './orders';
import { PaperSet } from './paper-set';
import { labelOfRow } from './row-labels';
import { Selection } from './selection';
import { SortKeys, type TaggedPapers } from './sort-keys';
import { TitleOrder } from './title-order';

export interface ListSources {
  papers: Papers;
  evaluation: Evaluation;
  /** The search in texts. */
  texts: {
    /** Brings into memory what `evaluation` needs for these texts. */
    prepare(texts: readonly IndexedText[]): Promise<void>;
    /** By paper: how well it fits; not negative. */
    score(sought: readonly Sought[]): Float32Array;
  };
  /** In the order of their names. */
  tags(): readonly TaggedPapers[];
  /** What the file of a digest is called. */
  nameOf(digest: LoadedDigest): string | null;
  /** Where the order of titles is kept from one start to the next; `null` for nowhere. */
  titleStore: TitleStore | null;
}

export class PaperList {
  readonly #sources: ListSources;
  readonly #papers: Papers;
  readonly #titles: TitleOrder;
  readonly #keys: SortKeys;
  readonly #orders: Orders;
  readonly #kept = new KeptRows();
  readonly #folding = new Folding();
  readonly selection: Selection;
  #asked = ALL_PAPERS;
  /** The papers of the latest list. */
  #set = new PaperSet(0);
  #rows = ListRows.of(OrderedPapers.all(new Uint32Array(0)), null, () => false);
  /** Those whose marks are not yet in what lists are sorted by. */
  #unsettled = new PaperSet(0);
  #marksVersion = 0;
  #latestMeant = { state: '', set: new PaperSet(0) };
  #groupings = { state: '', grouping: null as Grouping | null };
  /** By the place of a group: how many of its papers are unread. */
  #unreadIn = new Map<number, number>();

  constructor(sources: ListSources) {
    this.#sources = sources;
    this.#papers = sources.papers;
    this.#titles = new TitleOrder(sources.papers, sources.titleStore);
    this.#keys = new SortKeys(sources.papers, this.#titles, sources.tags);
    this.#orders = new Orders(sources.papers, this.#keys);
    this.selection = new Selection(sources.papers);
  }

  /** Works out a list and keeps it. */
  async list(request: ListRequest): Promise<void> {
    const asked = understood(request);
    await this.#sources.texts.prepare(indexedTextsIn(asked.expression));
    await this.#prepareTitles(request);
    const before = this.#asked.request;
    const isSameOrder = before.group === request.group && JSON.stringify(before.sort) === JSON.stringify(request.sort);
    this.#asked = asked;
    this.#relist(isSameOrder);
  }

  /** Works the order of titles out, little by little, and that of the list by title, before anybody asks for it; and keeps it. */
  async prepareTitles(): Promise<void> {
    await this.#titles.prepare(false);
    this.#orders.prepare([{ column: 'title', descending: false }]);
    await this.#titles.store();
  }

  /** Gives up what is being worked out. */
  stop(): void {
    this.#titles.stop();
  }

  /** Takes out of the latest list what is only still there because it was when it was marked. */
  async cleanUp(): Promise<void> {
    this.#kept.clear();
    await this.#prepareTitles(this.#asked.request);
    this.#relist(false);
  }

  /** Folds a group of the latest list, or opens it; all of them where `key` is `null`. */
  fold(key: string | null, isFolded: boolean): void {
    this.#folding.fold(key, isFolded);
    this.#rows.fold((group) => this.#folding.isFolded(group));
  }

  /** What the latest list comes to. */
  summary(): Omit<Listing, 'isPartial'> {
    return {
      shown: this.#set.size,
      rows: this.#rows.length,
      groups: this.#rows.groups.length,
      selected: this.selection.count,
      ...this.marksSummary(),
    };
  }

  /** What papers of the latest list have in their texts. */
  get sought(): Sought[] {
    return soughtIn(this.#asked.expression);
  }

  /** What marks make of the latest list. */
  marksSummary(): Pick<Listing, 'shownUnread' | 'toCleanUp'> {
    const shown = this.#set.size;
    const stillMeant = this.#set.countCommon(this.#meantNow());
    const unread = this.#sources.evaluation.papersOf({ kind: 'is', what: 'unread' });
    return { shownUnread: this.#set.countCommon(unread), toCleanUp: shown - stillMeant };
  }

  /** The rows from `start` (from 0) up to, not including, `end`. @param describe says what a row of a paper shows */
  rows(start: number, end: number, describe: (paper: number) => PaperRow): ListRow[] {
    const rows: ListRow[] = [];
    for (let row = Math.max(0, start); row < Math.min(end, this.#rows.length); row++) {
      const paper = this.#rows.paperAt(row);
      if (paper < 0) rows.push(this.#head(this.#rows.groupAt(row)));
      else rows.push({ ...describe(paper), isSelected: this.selection.has(paper) });
    }
    return rows;
  }

  /** See `LibraryApi.headOf`. */
  headOf(row: number): HeadPlace | null {
    const at = this.#rows.groupAt(row);
    return at < 0 ? null : { index: this.#rows.headAt(at), row: this.#head(at) };
  }

  /** The row of a paper in the latest list, from 0; -1 where it is not in it, or folded away. */
  positionOf(paper: number): number {
    return this.#rows.rowOf(paper);
  }

  /** See `LibraryApi.labelAt`. */
  labelAt(row: number): string | null {
    return labelOfRow(row, this.#rows, this.#asked.request.sort, { papers: this.#papers, tags: this.#sources.tags });
  }

  /** See `LibraryApi.findTitle`. */
  async findTitle(text: string, from: number): Promise<number> {
    await this.#titles.prepare(true);
    return this.#rows.find(from, this.#titles.beginningWith(text));
  }

  /** See `LibraryApi.nextUnread`. */
  nextUnread(from: number): number {
    const status = this.#papers.status.values;
    return this.#rows.find(from, (paper) => status[paper] === UNREAD);
  }

  /** Changes which papers are selected. @param find gives the number of a paper by its id; -1 where there is none */
  select(change: SelectionChange, find: (paperId: string) => number): void {
    this.selection.change(change, { rows: this.#rows, papers: this.#set, find });
  }

  /** Say that the marks of papers changed or, without them, those of tags. The latest list stays as it is. */
  noteMarks(papers?: Uint32Array): void {
    this.#sources.evaluation.noteMarks();
    this.#marksVersion++;
    this.#unreadIn.clear();
    if (!papers) {
      this.#orders.forgetMarks();
      return;
    }
    const marked = PaperSet.of(this.#papers.entries.length, papers);
    this.#unsettled = marked.copy().unite(this.#unsettled);
    this.#kept.noteMarked(this.#asked.expression, marked.intersect(this.#set));
  }

  /** Say which papers changed, came or went. The latest list stays, without those that are no longer there. */
  notePapers(changed: readonly number[]): void {
    this.#titles.notePapers(changed);
    this.#orders.notePapers(changed);
    // What is selected in a list stays in it, whatever digests say of it now.
    const held = this.#set.copy().intersect(this.selection.set);
    if (!held.isEmpty) this.#kept.hold(this.#asked.name, held);
    this.#unreadIn.clear();
    const renumber = (papers: PaperSet) => this.#renumbered(papers);
    this.selection.renumber(renumber);
    this.#kept.renumber(renumber);
    const set = this.#renumbered(this.#set);
    if (set !== this.#set) this.#rows = this.#rows.renumbered((paper) => this.#nowOf(paper));
    this.#set = set;
  }

  async #prepareTitles({ sort }: ListRequest): Promise<void> {
    if (sort.some(({ column }) => column === 'title')) await this.#titles.prepare(true);
  }

  /** @param isSameOrder whether papers stay where they are in it, though marks put them elsewhere */
  #relist(isSameOrder: boolean): void {
    const { request, expression, name } = this.#asked;
    const { within, digestId, sort, group } = request;
    this.#kept.goTo(JSON.stringify([within, digestId]));
    this.#folding.goTo(JSON.stringify([within, digestId, group]));
    this.#settleMarks(isSameOrder ? this.#kept.markedIn(expression) : new PaperSet(0));
    const kept = this.#kept.keptFor(name, expression, (lenient) => this.#meant(lenient));
    this.#set = this.#meantNow();
    if (!kept.isEmpty) this.#set = this.#set.copy().unite(kept);
    const sought = soughtIn(expression);
    const isRelevance = sought.length > 0 && sort.some(({ column }) => column === 'relevance');
    const scores = isRelevance ? this.#sources.texts.score(sought) : null;
    const own = digestId === null ? null : this.#listedBy(digestId);
    const ordered = this.#orders.sorted(this.#set, sort, { scores, own });
    this.#rows = ListRows.of(ordered, this.#grouping(), (key) => this.#folding.isFolded(key));
    this.#unreadIn.clear();
  }

  /** Papers that were marked where they stand stay there; of all others, lists are sorted by what marks are by now. */
  #settleMarks(staying: PaperSet): void {
    if (this.#unsettled.isEmpty) return;
    const settled = this.#unsettled.copy().subtract(staying);
    if (settled.isEmpty) return;
    this.#orders.settleMarks(settled.toArray());
    this.#unsettled = this.#unsettled.copy().intersect(staying);
    this.#groupings.state = '';
  }

  /** What the latest request means now, whatever is kept in its list; to be read only. */
  #meantNow(): PaperSet {
    const state = `${this.#sources.evaluation.version} ${this.#asked.name}`;
    if (this.#latestMeant.state !== state) this.#latestMeant = { state, set: this.#meant(this.#asked.expression) };
    return this.#latestMeant.set;
  }

  /** What an expression means in the latest place, whatever is kept there; to be read only. */
  #meant(expression: Expression): PaperSet {
    const meant = this.#sources.evaluation.papersOf(expression);
    const { digestId } = this.#asked.request;
    if (digestId === null) return meant;
    return PaperSet.of(this.#papers.entries.length, this.#listedBy(digestId)).intersect(meant);
  }

  /** The papers that a digest lists, each once, in its order. */
  #listedBy(digestId: string): Uint32Array {
    const digest = this.#papers.digests.get(digestId);
    if (!digest) return new Uint32Array(0);
    const listed = this.#papers.digests.entriesOf(digest).map((entry) => this.#papers.paperOf(entry));
    return Uint32Array.from(new Set(listed.filter((paper) => paper >= 0)));
  }

  #grouping(): Grouping | null {
    const { group } = this.#asked.request;
    if (group === null) return null;
    const state = `${group} ${this.#papers.version} ${group === 'tag' ? this.#marksVersion : 0}`;
    if (this.#groupings.state !== state) {
      const { papers, tags, nameOf } = this.#sources;
      this.#groupings = { state, grouping: groupingBy(group, { papers, keys: this.#keys, tags, nameOf }) };
    }
    return this.#groupings.grouping;
  }

  #head(at: number): GroupRow {
    const rows = this.#rows;
    const papers = rows.papersOf(at);
    const status = this.#papers.status.values;
    let unread = this.#unreadIn.get(at);
    if (unread === undefined) {
      unread = papers.reduce((count, paper) => count + (status[paper] === UNREAD ? 1 : 0), 0);
      this.#unreadIn.set(at, unread);
    }
    const [key, label] = [rows.keyOf(at), rows.labelOf(at)];
    return { kind: 'group', key, label, papers: papers.length, unread, isFolded: rows.isFolded(at) };
  }

  #nowOf(paper: number): number {
    return this.#papers.isPaper(paper) ? paper : this.#papers.paperOf(paper);
  }

  /** The same set where all its papers are there. */
  #renumbered(papers: PaperSet): PaperSet {
    const gone = papers.copy().subtract(this.#sources.evaluation.papersOf(ALL));
    if (gone.isEmpty) return papers;
    const now = new PaperSet(this.#papers.entries.length).unite(papers).subtract(gone);
    gone.forEach((paper) => {
      const number = this.#nowOf(paper);
      if (number >= 0) now.add(number);
    });
    return now;
  }
}
