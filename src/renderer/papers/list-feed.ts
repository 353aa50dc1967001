/**
 * The list as the page knows it: what the worker's order came to, the rows in sight, the current row, and how many papers
 * are selected.
 *
 * Only what is in sight, and MARGIN rows on either side of it, exist here, however long the list is. One request is with the
 * worker at a time: what the reader asked for meanwhile is asked for next, and of several lists only the latest.
 */
import type { LibraryApi } from '../library/library-api';
import type { Listing, ListRequest, PaperRow, SelectionChange } from '../library/list-records';
import { type LoadedRows, placeOf, type RowPlace, relocated, rowAt, sameRows } from './loaded-rows';

const MARGIN = 24;

/** An answer to a request. */
export interface PaperOrder {
  listing: Listing;
  request: ListRequest | null;
  /** Whether it answers another request than the order before, so that the table starts at its top. */
  isNewRequest: boolean;
  /** How many rows further down the anchor now is. */
  shift: number;
}

/** What the table draws; always of one list. */
export interface ListState {
  /** `null` until the first list is there. */
  order: PaperOrder | null;
  window: LoadedRows;
  /** The row that keys are about; a paper that the list does not have may be looked at, too. */
  current: RowPlace | null;
  selectedCount: number;
}

/**
 * What going to a row does to the selection: it alone is selected, it is selected or no longer, all from where the
 * selection began to it are (in place of those before, or beside them), or nothing changes.
 */
export type Choice = 'only' | 'toggle' | 'range' | 'added-range' | 'keep';

type ListLibrary = Pick<LibraryApi, 'list' | 'rows' | 'headOf' | 'positionOf' | 'foldGroup' | 'cleanUp' | 'select'>;

/** What an order says that leaves every row where it was. */
const UNMOVED = { isNewRequest: false, shift: 0 };

export class ListFeed {
  readonly #library: ListLibrary;
  readonly #onError: (error: unknown) => void;
  readonly #listeners = new Set<() => void>();
  #state: ListState = { order: null, window: { start: 0, rows: [], head: null }, current: null, selectedCount: 0 };
  /** The row that must not move when papers come in above it; the table sets it. */
  anchor: RowPlace | null = null;
  #range = { start: 0, end: 40 };
  /** The request that the latest list answers. */
  #listed: ListRequest | null = null;
  #wanted: ListRequest | null = null;
  readonly #actions: (() => Promise<Listing>)[] = [];
  #isListing = false;
  #isFetching = false;
  /** Whether rows that are on their way were painted meanwhile, and have to come once more. */
  #isStale = false;
  /** Where a range begins, by the paper's id. */
  #rangeFrom: string | null = null;
  /** The one paper that is selected, where it is one that was chosen alone. */
  #only: string | null = null;
  #selections = 0;
  /** What was told of the latest list after it: the list itself is shown later, along with its rows. */
  #toldSince: Partial<Listing> = {};

  constructor(library: ListLibrary, onError: (error: unknown) => void) {
    this.#library = library;
    this.#onError = onError;
  }

  readonly read = (): ListState => this.#state;

  /** Calls back whenever `read` gives another state; returns what ends that. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Asks for a list; the same request again where the library changed. */
  ask(request: ListRequest): void {
    this.#wanted = request;
    void this.#work();
  }

  /** Changes the latest list by a call that answers what it comes to: folding, cleaning up. */
  act(action: () => Promise<Listing>): void {
    this.#actions.push(action);
    void this.#work();
  }

  /** Says which rows are in sight: from `start` up to, not including, `end`. */
  showRange(start: number, end: number): void {
    this.#range = { start, end };
    if (!this.#hasRange()) void this.#fetch();
  }

  /** Paints a change at once. Call it when the worker has been told: the rows come again. */
  paint(change: (row: PaperRow, index: number) => PaperRow): void {
    const { start, rows, head } = this.#state.window;
    const painted = rows.map((row, at) => (row.kind === 'paper' ? change(row, start + at) : row));
    if (painted.some((row, at) => row !== rows[at])) this.#set({ window: { start, rows: painted, head } });
    void this.refresh();
  }

  /** Brings the rows in sight once more. */
  refresh(): Promise<void> {
    this.#isStale = true;
    return this.#fetch();
  }

  /** Says what became of the list by marks. */
  noteMarks(change: Pick<Listing, 'shownUnread' | 'toCleanUp'>): void {
    const { order } = this.#state;
    const { shownUnread, toCleanUp } = change;
    Object.assign(this.#toldSince, { shownUnread, toCleanUp });
    if (order) this.#set({ order: { ...order, listing: { ...order.listing, shownUnread, toCleanUp }, ...UNMOVED } });
  }

  /** Makes a row the current one; places beyond the ends of the list are its ends. */
  goTo(index: number, choice: Choice): void {
    const count = this.#state.order?.listing.rows ?? 0;
    const at = Math.min(count - 1, Math.max(0, index));
    if (at < 0) return;
    const row = rowAt(this.#state.window, at);
    if (row) {
      this.#arrive(placeOf(row, at), choice);
      return;
    }
    const place: RowPlace = { index: at, kind: 'paper', id: '' };
    this.#set({ current: place });
    this.#library.rows(at, at + 1).then(([found]) => {
      // The reader may have gone on.
      if (this.#state.current !== place) return;
      if (found) this.#arrive(placeOf(found, at), choice);
      else this.#set({ current: null });
    }, this.#onError);
  }

  /** Makes a paper the current one wherever it stands, also where the list does not have it. */
  async goToPaper(id: string): Promise<void> {
    try {
      const index = await this.#library.positionOf(id);
      this.#arrive({ index, kind: 'paper', id }, 'only');
    } catch (error) {
      this.#onError(error);
    }
  }

  /** Makes the head of the group that the current row is in the current row. */
  async goToHead(): Promise<void> {
    const { current } = this.#state;
    if (!current || current.index < 0) return;
    try {
      const head = await this.#library.headOf(current.index);
      if (head && this.#state.current === current) this.#arrive(placeOf(head.row, head.index), 'only');
    } catch (error) {
      this.#onError(error);
    }
  }

  /** Goes on with the same paper, which has another id now. */
  renameCurrent(id: string, now: string): void {
    const { current } = this.#state;
    if (current?.id === id) this.#set({ current: { ...current, id: now } });
    if (this.#only === id) this.#only = now;
    if (this.#rangeFrom === id) this.#rangeFrom = now;
  }

  selectAll(): void {
    this.#select({ kind: 'all' }, () => true);
  }

  selectNone(): void {
    this.#select({ kind: 'none' }, () => false);
  }

  selectGroup(key: string, isAdded: boolean): void {
    this.#select({ kind: 'group', key, isAdded }, (row) => isAdded && row.isSelected);
  }

  /** Leaves nothing selected but the current paper. */
  selectCurrentOnly(): void {
    const { current } = this.#state;
    if (current?.kind === 'paper' && current.id !== '') this.#arrive(current, 'only');
    else this.selectNone();
  }

  /** Which papers a key or a menu is about: the selected ones or, where there are none, the current one. `null`: none. */
  target(): { paperIds: string[] } | 'selection' | null {
    const { current, selectedCount } = this.#state;
    if (current?.id === '') return null;
    const paper = current?.kind === 'paper' ? current.id : null;
    if (selectedCount > 0 && !(selectedCount === 1 && paper === this.#only)) return 'selection';
    return paper === null ? null : { paperIds: [paper] };
  }

  #arrive(place: RowPlace, choice: Choice): void {
    this.#set({ current: place });
    const { id, kind, index } = place;
    if (choice === 'keep') return;
    if (kind === 'group') {
      if (choice === 'only') this.selectNone();
      return;
    }
    const from = this.#rangeFrom;
    if ((choice === 'range' || choice === 'added-range') && from !== null) {
      const isAdded = choice === 'added-range';
      const fromIndex = this.#indexOf(from);
      const [first, last] = [Math.min(fromIndex ?? index, index), Math.max(fromIndex ?? index, index)];
      this.#select({ kind: 'range', from, to: id, isAdded }, (row, at) => {
        return (fromIndex !== null && at >= first && at <= last) || (isAdded && row.isSelected);
      });
      return;
    }
    this.#rangeFrom = id;
    if (choice === 'toggle') {
      this.#select({ kind: 'toggle', paperId: id }, (row) => (row.id === id ? !row.isSelected : row.isSelected));
      return;
    }
    this.#select({ kind: 'only', paperId: id }, (row) => row.id === id);
    this.#only = id;
    this.#set({ selectedCount: 1 });
  }

  #select(change: SelectionChange, isSelected: (row: PaperRow, index: number) => boolean): void {
    this.#selections += 1;
    const number = this.#selections;
    this.#only = null;
    this.#library.select(change).then((selectedCount) => {
      if (number !== this.#selections) return;
      this.#toldSince.selected = selectedCount;
      this.#set({ selectedCount });
    }, this.#onError);
    this.paint((row, index) => {
      const is = isSelected(row, index);
      return is === row.isSelected ? row : { ...row, isSelected: is };
    });
  }

  #indexOf(paperId: string): number | null {
    const { start, rows } = this.#state.window;
    const at = rows.findIndex((row) => row.kind === 'paper' && row.id === paperId);
    return at < 0 ? null : start + at;
  }

  async #work(): Promise<void> {
    if (this.#isListing) return;
    this.#isListing = true;
    for (let action = this.#next(); action; action = this.#next()) {
      try {
        await this.#show(action);
      } catch (error) {
        this.#onError(error);
      }
    }
    this.#isListing = false;
    if (this.#isStale || !this.#hasRange()) void this.#fetch();
  }

  /** What is to be done next; `request` where that is a list. */
  #next(): { run: () => Promise<Listing>; request: ListRequest | null } | null {
    const action = this.#actions.shift();
    if (action) return { run: action, request: null };
    const request = this.#wanted;
    this.#wanted = null;
    return request && { run: () => this.#library.list(request), request };
  }

  async #show({ run, request }: { run: () => Promise<Listing>; request: ListRequest | null }): Promise<void> {
    const isNewRequest = request !== null && request !== this.#listed;
    if (request) this.#listed = request;
    const held = isNewRequest ? null : this.anchor;
    if (isNewRequest) this.#range = { start: 0, end: this.#range.end - this.#range.start };
    const { current } = this.#state;
    const asked = this.#range;
    this.#isStale = false;

    // Posted at once: the worker answers in order, so all answers are about this list.
    const [listed, heldAt, currentAt, fetched] = await Promise.all([
      run().finally(() => {
        this.#toldSince = {};
      }),
      this.#find(held),
      this.#find(current),
      this.#rows(asked),
    ]);
    const shift = held && heldAt >= 0 ? heldAt - held.index : 0;
    if (shift !== 0) {
      const start = Math.max(0, this.#range.start + shift);
      this.#range = { start, end: start + this.#range.end - this.#range.start };
      this.#isStale = true;
    }
    let [window, known, place] = [fetched, current, relocated(current, currentAt, fetched)];
    // The reader may have gone on meanwhile, in the list before, and marked; and again while that is looked for.
    while (this.#isStale || known !== this.#state.current) {
      this.#isStale = false;
      known = this.#state.current;
      const [at, rows] = await Promise.all([this.#find(known), this.#rows(this.#range)]);
      [window, place] = [rows, relocated(known, at, rows)];
    }
    const listing = { ...listed, ...this.#toldSince };
    this.#set({
      order: { listing, request: this.#listed, isNewRequest, shift },
      window: sameRows(this.#state.window, window),
      selectedCount: listing.selected,
      current: place,
    });
  }

  async #find(place: RowPlace | null): Promise<number> {
    return place?.kind === 'paper' && place.id !== '' ? this.#library.positionOf(place.id) : -1;
  }

  #hasRange(): boolean {
    const { order, window } = this.#state;
    const end = Math.min(this.#range.end, order?.listing.rows ?? 0);
    return this.#range.start >= window.start && end <= window.start + window.rows.length;
  }

  /** Fetches what is in sight, one fetch at a time; lists bring their rows themselves. */
  async #fetch(): Promise<void> {
    if (this.#isFetching || this.#isListing) return;
    this.#isFetching = true;
    try {
      do {
        this.#isStale = false;
        const window = await this.#rows(this.#range);
        // Rows of a list that was changed or painted meanwhile are not shown.
        if (!this.#isListing && !this.#isStale) this.#set({ window: sameRows(this.#state.window, window) });
      } while (!this.#isListing && (this.#isStale || !this.#hasRange()));
    } catch (error) {
      this.#onError(error);
    }
    this.#isFetching = false;
  }

  async #rows({ start, end }: { start: number; end: number }): Promise<LoadedRows> {
    const from = Math.max(0, start - MARGIN);
    const [rows, head] = await Promise.all([
      this.#library.rows(from, end + MARGIN),
      this.#listed?.group ? this.#library.headOf(from) : null,
    ]);
    return { start: from, rows, head };
  }

  #set(change: Partial<ListState>): void {
    const fields = Object.keys(change) as (keyof ListState)[];
    if (fields.every((field) => change[field] === this.#state[field])) return;
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
