import fc from 'fast-check';
import { expect, test } from 'vitest';
import type {
  GroupRow,
  HeadPlace,
  Listing,
  ListRequest,
  ListRow,
  PaperRow,
  SelectionChange,
} from '../library/list-records';
import { ListFeed, type ListState } from './list-feed';
import { rowAt } from './loaded-rows';

const REQUEST: ListRequest = { within: '', digestId: null, search: '', sort: [], group: null };

/**
 * A library that answers in order, and only when it is told to. A list of the search `20` has twenty rows; after each ingest
 * there is one more at the top. Rows say in their organization which list they are of.
 */
class FakeLibrary {
  readonly asked: string[] = [];
  readonly selections: SelectionChange[] = [];
  readonly lookedFor: string[] = [];
  #waiting: (() => void)[] = [];
  #list = 0;
  #count = 0;
  arrived = 0;
  readonly selected = new Set<string>();
  readonly read = new Set<string>();
  head: HeadPlace | null = null;

  #answer<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.push(() => {
        try {
          resolve(work());
        } catch (error) {
          reject(error as Error);
        }
      });
    });
  }

  /** Answers the oldest call. */
  answer(): boolean {
    const [oldest] = this.#waiting;
    this.#waiting.shift();
    oldest?.();
    return oldest !== undefined;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  listing(): Listing {
    const rows = this.#count + this.arrived;
    const selected = this.selected.size;
    return { shown: rows, shownUnread: this.#list, rows, groups: 0, toCleanUp: 0, selected, isPartial: false };
  }

  list = (request: ListRequest) =>
    this.#answer(() => {
      this.asked.push(request.search);
      if (request.search === 'bad') throw new Error('This cannot be listed.');
      this.#list++;
      this.#count = Number(request.search);
      return this.listing();
    });

  rows = (start: number, end: number) =>
    this.#answer(() => {
      const rows: ListRow[] = [];
      for (let at = start; at < Math.min(end, this.listing().rows); at++) rows.push(this.row(at));
      return rows;
    });

  row(at: number): PaperRow {
    const id = `p${at - this.arrived}`;
    const [isSelected, status] = [this.selected.has(id), this.read.has(id) ? 'read' : 'unread'] as const;
    return {
      kind: 'paper',
      id,
      organization: String(this.#list),
      isSelected,
      status,
      tags: [] as string[],
    } as PaperRow;
  }

  headOf = () => this.#answer(() => this.head);

  positionOf = (id: string) => {
    this.lookedFor.push(id);
    return this.#answer(() => {
      const at = Number(id.slice(1)) + this.arrived;
      return at >= 0 && at < this.listing().rows ? at : -1;
    });
  };

  select = (change: SelectionChange) =>
    this.#answer(() => {
      this.selections.push(change);
      if (change.kind === 'only' || change.kind === 'none') this.selected.clear();
      if (change.kind === 'all') for (let at = 0; at < this.listing().rows; at++) this.selected.add(this.row(at).id);
      if (change.kind === 'only' || change.kind === 'toggle') this.selected.add(change.paperId);
      return this.selected.size;
    });

  mark = (id: string) => this.#answer(() => void this.read.add(id));
  foldGroup = () => this.#answer(() => this.listing());
  cleanUp = () => this.#answer(() => this.listing());
}

/** Lets promises settle that wait for nothing but one another. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

async function answerAll(library: FakeLibrary): Promise<void> {
  do await settle();
  while (library.answer());
}

function opened() {
  const library = new FakeLibrary();
  const errors: unknown[] = [];
  const feed = new ListFeed(library, (error) => errors.push(error));
  const states: ListState[] = [];
  feed.subscribe(() => states.push(feed.read()));
  return { library, feed, errors, states };
}

const asking = (search: string): ListRequest => ({ ...REQUEST, search });

test('of what is asked for while a list is under way, the latest is asked for next', async () => {
  const { library, feed } = opened();
  for (const search of ['1', '2', '3', '4']) feed.ask(asking(search));
  await answerAll(library);
  expect(library.asked).toEqual(['1', '4']);
  expect(feed.read().order?.listing.rows).toBe(4);
  expect(feed.read().window.rows).toHaveLength(4);
});

test('a list that cannot be had is told, and the next one comes', async () => {
  const { library, feed, errors } = opened();
  feed.ask(asking('bad'));
  await answerAll(library);
  expect(errors).toEqual([new Error('This cannot be listed.')]);
  feed.ask(asking('3'));
  await answerAll(library);
  expect(feed.read().window.rows).toHaveLength(3);
});

test('what comes in above leaves the row where it is that the table holds', async () => {
  const { library, feed } = opened();
  const request = asking('500');
  feed.ask(request);
  await answerAll(library);
  feed.showRange(200, 240);
  await answerAll(library);
  feed.anchor = { kind: 'paper', id: 'p210', index: 210 };
  library.arrived = 30;
  feed.ask(request);
  await answerAll(library);
  const { order, window } = feed.read();
  expect(order).toMatchObject({ isNewRequest: false, shift: 30 });
  expect(window.rows[240 - window.start]).toMatchObject({ id: 'p210' });
  feed.ask(asking('500'));
  await answerAll(library);
  expect(feed.read().order).toMatchObject({ isNewRequest: true, shift: 0 });
  expect(feed.read().window.start).toBe(0);
});

test('the head that rows in sight are below is known, and one can go there', async () => {
  const { library, feed } = opened();
  const row: GroupRow = { kind: 'group', key: 'march', label: 'March', papers: 400, unread: 4, isFolded: false };
  library.head = { index: 3, row };
  feed.ask({ ...asking('500'), group: 'month' });
  await answerAll(library);
  feed.showRange(200, 240);
  await answerAll(library);
  const { window } = feed.read();
  expect(window.head).toEqual(library.head);
  expect(rowAt(window, 3)).toBe(row);
  expect(rowAt(window, window.start)).toBe(window.rows[0]);

  // The same head, asked for anew, is nothing new.
  library.head = { index: 3, row: { ...row } };
  void feed.refresh();
  await answerAll(library);
  expect(feed.read().window).toBe(window);
  library.head = { index: 3, row: { ...row, unread: 3 } };
  void feed.refresh();
  await answerAll(library);
  expect(feed.read().window.head?.row.unread).toBe(3);

  feed.goTo(210, 'only');
  void feed.goToHead();
  await answerAll(library);
  expect(feed.read().current).toEqual({ index: 3, kind: 'group', id: 'march' });
});

test('a row that was painted is not unpainted by rows that were on their way', async () => {
  const { library, feed, states } = opened();
  feed.ask(asking('5'));
  await answerAll(library);
  void feed.refresh();
  void library.mark('p2');
  feed.paint((row) => (row.id === 'p2' ? { ...row, status: 'read' } : row));
  states.length = 0;
  await answerAll(library);
  for (const state of [...states, feed.read()])
    expect(state.window.rows[2]).toMatchObject({ id: 'p2', status: 'read' });
});

test('going to a row selects it, also where it is not there yet', async () => {
  const { library, feed } = opened();
  feed.ask(asking('5000'));
  await answerAll(library);
  feed.goTo(3, 'only');
  expect(feed.read()).toMatchObject({ current: { index: 3, id: 'p3' }, selectedCount: 1 });
  expect(feed.read().window.rows.filter((row) => row.kind === 'paper' && row.isSelected)).toMatchObject([{ id: 'p3' }]);
  expect(feed.target()).toEqual({ paperIds: ['p3'] });
  await answerAll(library);
  feed.goTo(99_999, 'only');
  expect(feed.read().current).toEqual({ index: 4999, kind: 'paper', id: '' });
  expect(feed.target()).toBeNull();
  await answerAll(library);
  expect(feed.read().current).toEqual({ index: 4999, kind: 'paper', id: 'p4999' });
  expect(feed.target()).toEqual({ paperIds: ['p4999'] });
  expect([...library.selected]).toEqual(['p4999']);
});

test('a range goes from where it began, and keys are about all that is selected', async () => {
  const { library, feed } = opened();
  feed.ask(asking('50'));
  await answerAll(library);
  feed.goTo(5, 'only');
  feed.goTo(8, 'range');
  const shown = () =>
    feed.read().window.rows.flatMap((row) => (row.kind === 'paper' && row.isSelected ? [row.id] : []));
  expect(shown()).toEqual(['p5', 'p6', 'p7', 'p8']);
  feed.goTo(3, 'range');
  expect(shown()).toEqual(['p3', 'p4', 'p5']);
  expect(feed.target()).toBe('selection');
  feed.goTo(10, 'toggle');
  feed.goTo(11, 'keep');
  expect(shown()).toEqual(['p3', 'p4', 'p5', 'p10']);
  await settle();
  while (library.answer()) await settle();
  expect(library.selections).toEqual([
    { kind: 'only', paperId: 'p5' },
    { kind: 'range', from: 'p5', to: 'p8', isAdded: false },
    { kind: 'range', from: 'p5', to: 'p3', isAdded: false },
    { kind: 'toggle', paperId: 'p10' },
  ]);
});

test('what the reader does while a list is under way is not lost', async () => {
  const { library, feed, states } = opened();
  const request = asking('500');
  feed.ask(request);
  await answerAll(library);
  feed.goTo(2, 'only');
  await answerAll(library);
  library.arrived = 1;
  feed.ask(request);
  feed.goTo(4, 'only');
  void library.mark('p6');
  feed.paint((row) => (row.id === 'p6' ? { ...row, status: 'read' } : row));
  feed.showRange(300, 330);
  states.length = 0;
  await answerAll(library);
  expect(feed.read().current).toEqual({ index: 5, kind: 'paper', id: 'p4' });
  expect(feed.read().window.start + feed.read().window.rows.length).toBeGreaterThan(330);
  for (const { window } of states) {
    const row = window.rows.find((shown) => shown.kind === 'paper' && shown.id === 'p6');
    if (row) expect(row).toMatchObject({ status: 'read' });
  }
});

test('who goes on while the row before is looked for in a list that came is not taken back to it', async () => {
  const { library, feed } = opened();
  const request = asking('50');
  feed.ask(request);
  await answerAll(library);
  feed.goTo(2, 'only');
  await answerAll(library);
  library.arrived = 1;
  feed.ask(request);
  feed.goTo(4, 'only');
  while (library.lookedFor.at(-1) !== 'p4') {
    library.answer();
    await settle();
  }
  feed.goTo(6, 'only');
  await answerAll(library);
  expect(feed.read().current).toEqual({ index: 7, kind: 'paper', id: 'p6' });
});

test('rows, order and the current row are always of one list, whatever is asked for in between', async () => {
  const step = fc.oneof(
    fc.integer({ min: 0, max: 120 }).map((rows) => ({ kind: 'ask' as const, rows })),
    fc.nat({ max: 5 }).map((count) => ({ kind: 'ingest' as const, count })),
    fc.nat({ max: 130 }).map((start) => ({ kind: 'scroll' as const, start })),
    fc.oneof(fc.nat({ max: 9 }), fc.nat({ max: 130 })).map((index) => ({ kind: 'go' as const, index })),
    fc.nat({ max: 130 }).map((index) => ({ kind: 'mark' as const, index })),
    fc.constantFrom({ kind: 'all' as const }, { kind: 'none' as const }),
    fc.nat({ max: 4 }).map((count) => ({ kind: 'answer' as const, count })),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { library, feed, errors, states } = opened();
      let request = asking('10');
      /** Where the reader went last, where that row was there at once. */
      let wentTo = '';
      feed.ask(request);
      for (const now of steps) {
        if (now.kind === 'ask') {
          request = asking(String(now.rows));
          feed.ask(request);
        } else if (now.kind === 'ingest') {
          library.arrived += now.count;
          feed.ask(request);
        } else if (now.kind === 'scroll') feed.showRange(now.start, now.start + 30);
        else if (now.kind === 'go') {
          const before = feed.read().current;
          feed.goTo(now.index, 'only');
          if (feed.read().current !== before) wentTo = feed.read().current?.id ?? '';
        } else if (now.kind === 'all') feed.selectAll();
        else if (now.kind === 'none') feed.selectNone();
        else if (now.kind === 'mark') {
          const id = `p${now.index}`;
          void library.mark(id);
          feed.paint((row) => (row.id === id ? { ...row, status: 'read' } : row));
        } else for (let count = 0; count < now.count; count++) await settle().then(() => library.answer());
      }
      await answerAll(library);
      expect(errors).toEqual([]);
      expect(library.asked.at(-1)).toBe(request.search);
      for (const { order, window } of states) {
        if (!order) continue;
        for (const row of window.rows) {
          expect(row).toMatchObject({ organization: String(order.listing.shownUnread) });
        }
      }
      const { order, window, current } = feed.read();
      const count = library.listing().rows;
      expect(order?.listing.rows).toBe(count);
      expect(window.rows).toEqual(window.rows.map((_, at) => library.row(window.start + at)));
      if (wentTo !== '') expect(current?.id).toBe(wentTo);
      if (current && current.index >= 0) expect(current.id).toBe(library.row(current.index).id);
      expect(feed.read().selectedCount).toBe(library.selected.size);
      expect(library.waiting).toBe(0);
    }),
    { numRuns: 300 },
  );
});
