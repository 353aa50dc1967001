import fc from 'fast-check';
import { expect, test } from 'vitest';
import { integers } from '../columns';
import type { TitleOrderRecord } from '../database';
import { encoded, hashOf } from '../packed-texts';
import type { TitleStore } from './kept-titles';
import { KeySort } from './key-sort';
import { plainTitleKey, titleKey, writeTitleKey } from './title-keys';
import { TitleOrder } from './title-order';

const byKey = (a: string, b: string) => (titleKey(a) < titleKey(b) ? -1 : titleKey(a) > titleKey(b) ? 1 : 0);

test('titles stand as a reader looks them up', () => {
  const inOrder = [
    '3D scenes',
    '007',
    '10 years',
    'Ærøskøbing',
    'Apples 9',
    'apples 10',
    '“Apples” and pears',
    'Élan',
    'eland',
    'Straße',
    'strasse!',
    'Zebra',
    'Ω loss',
    '中',
  ];
  const comparisons = inOrder.slice(1).map((title, at) => byKey(inOrder[at] ?? '', title));
  expect(comparisons).toEqual(comparisons.map((_, at) => (inOrder[at + 1] === 'strasse!' ? 0 : -1)));
  expect(titleKey('Straße')).toBe(titleKey('strasse!'));
  expect(titleKey('')).toBe('');
});

const title = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', 'B', 'é', '1', '0', ' ', '-', 'ß', 'ω', '中', '😀'), maxLength: 6 }),
  fc.constantFrom(
    'The same title that goes on for longer than a key has room, 1',
    'GPT-4',
    'GPT 40',
    'gpt 4: a report',
  ),
  fc.string({ unit: 'binary' }),
);

test('what begins a title begins its key without the lengths of numbers', () => {
  fc.assert(
    fc.property(title, title, (begins, ends) => {
      // Folding keeps letters apart from their accents, so that only these may come behind.
      fc.pre(!/^\p{M}/u.test(ends.normalize('NFKD')));
      return plainTitleKey(begins + ends).startsWith(plainTitleKey(begins));
    }),
  );
});

test('a key that has no room is cut', () => {
  fc.assert(
    fc.property(title, fc.nat({ max: 8 }), (text, room) => {
      const bytes = new Uint8Array(12);
      const end = writeTitleKey(text, bytes, 2, 2 + room);
      expect(String.fromCharCode(...bytes.subarray(2, end))).toBe(titleKey(text).slice(0, room));
      expect([...bytes.subarray(end)].every((byte) => byte === 0)).toBe(true);
    }),
  );
});

test('keys of bytes are sorted', () => {
  const key = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 });
  fc.assert(
    fc.property(fc.array(key, { maxLength: 60 }), (keys) => {
      const bytes = new Uint8Array(keys.length * 4);
      keys.forEach((units, at) => {
        bytes.set(units, at * 4);
      });
      const sort = new KeySort(bytes, 4);
      const { order, starts } = sort.byBeginning();
      for (let at = 1; at < starts.length; at++) sort.sort(order.subarray(starts[at - 1], starts[at]), 2);
      const text = (at: number | undefined) => (keys[at ?? -1] ?? []).join('');
      expect(Array.from(order, text)).toEqual(keys.map((_, at) => text(at)).sort());
      expect([...order].sort((a, b) => a - b)).toEqual(keys.map((_, at) => at));
    }),
  );
});

/** Papers that have nothing but titles. */
class TitledPapers {
  readonly titles: (string | null)[];
  readonly latest = integers(-1);
  readonly sightings = integers(0);
  version = 1;

  constructor(titles: string[]) {
    this.titles = [...titles];
    for (const [paper, title] of titles.entries()) this.set(paper, title);
  }

  get entries() {
    return { length: this.titles.length } as never;
  }

  list = () => Uint32Array.from(this.titles.flatMap((text, paper) => (text === null ? [] : [paper])));
  isPaper = (paper: number) => this.titles[paper] != null;
  /** How often a title was read. */
  readings = 0;
  titleOf = (paper: number) => {
    this.readings++;
    return this.titles[paper] ?? '';
  };
  titleHashOf = (paper: number) => {
    const { bytes, length } = encoded(this.titles[paper] ?? '');
    return hashOf(bytes, 0, length);
  };

  set(paper: number, text: string | null): void {
    this.titles[paper] = text;
    this.sightings.set(paper, text === null ? 0 : 1);
    this.latest.set(paper, this.latest.at(paper) + 1000 + paper);
    this.version++;
  }

  /** Ranks as they are worked out, as titles in groups that are the same. */
  expected(): string[] {
    return [...this.list()].map((paper) => this.titleOf(paper)).sort(byKey);
  }
}

function ordered(papers: TitledPapers, order: TitleOrder): string[] {
  const ranks = order.ranks();
  const list = [...papers.list()].sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0));
  list.forEach((paper, at) => {
    const previous = list[at - 1];
    if (previous === undefined) return;
    const isSame = titleKey(papers.titleOf(paper)) === titleKey(papers.titleOf(previous));
    expect(ranks[paper] === ranks[previous]).toBe(isSame);
  });
  return list.map((paper) => papers.titleOf(paper));
}

test('ranks are those of a plain sort, also after titles came, changed and went', () => {
  const change = fc.tuple(fc.nat({ max: 45 }), fc.option(title));
  fc.assert(
    fc.property(fc.array(title, { maxLength: 40 }), fc.array(fc.array(change), { maxLength: 4 }), (titles, rounds) => {
      const papers = new TitledPapers(titles);
      const order = new TitleOrder(papers, null);
      expect(ordered(papers, order).map(titleKey)).toEqual(papers.expected().map(titleKey));
      for (const changes of rounds) {
        const changed = changes.map(([number, text]) => {
          const paper = Math.min(number, papers.titles.length);
          papers.set(paper, text);
          return paper;
        });
        order.notePapers(changed);
        expect(ordered(papers, order).map(titleKey)).toEqual(papers.expected().map(titleKey));
      }
    }),
  );
});

function manyTitles(count: number): string[] {
  let state = 7;
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
  const words = ['Learning', 'to', 'the', 'same', 'beginning', 'again', 'and', 'flow', '10', '9', 'é'];
  const invented = () => Array.from({ length: 3 + random(9) }, () => words[random(words.length)]).join(' ');
  return Array.from({ length: count }, invented);
}

test('many titles are ranked in slices, and what changes meanwhile is put right', async () => {
  const papers = new TitledPapers(manyTitles(5000));
  const order = new TitleOrder(papers, null);
  expect(order.isReady).toBe(false);
  const ready = order.prepare(false);
  papers.set(17, 'Aardvarks');
  papers.set(18, null);
  order.notePapers([17, 18]);
  await Promise.all([ready, order.prepare(true)]);
  expect(ordered(papers, order).map(titleKey)).toEqual(papers.expected().map(titleKey));
  expect(order.ranks()[17]).toBe(ordered(papers, order).indexOf('Aardvarks'));
});

/** As `ordered`, for many of them. */
function expectSorted(papers: TitledPapers, order: TitleOrder): void {
  const ranks = order.ranks();
  const keys = Array.from(papers.list(), (paper) => ({ key: titleKey(papers.titleOf(paper)), rank: ranks[paper] }));
  const sorted = keys.map(({ key }) => key).sort();
  const firstOf = new Map(sorted.map((key, at) => [key, at] as const).reverse());
  expect(keys.every(({ key, rank }) => rank === firstOf.get(key))).toBe(true);
}

/** Keeps what a database would: a copy. */
class KeptInMemory implements TitleStore {
  record: TitleOrderRecord | undefined;

  async read() {
    return structuredClone(this.record);
  }

  async write(record: TitleOrderRecord) {
    this.record = structuredClone(record);
  }
}

test('after any changes and restarts, ranks are those of a plain sort', async () => {
  const many = manyTitles(2100);
  const number = fc.oneof(fc.nat({ max: 2099 }), fc.integer({ min: 2100, max: 2110 }));
  const change = fc.tuple(number, fc.option(title));
  const round = fc.record({
    changes: fc.array(change, { maxLength: 20 }),
    /** Whether the library was left before they were kept. */
    isKept: fc.boolean(),
    /** Whether all papers have other numbers at the next start. */
    isRenumbered: fc.boolean(),
    /** Those that come while the order is being brought back. */
    meanwhile: fc.array(change, { maxLength: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(round, { minLength: 1, maxLength: 4 }), async (rounds) => {
      const store = new KeptInMemory();
      let papers = new TitledPapers(many);
      for (const { changes, isKept, isRenumbered, meanwhile } of rounds) {
        const order = new TitleOrder(papers, store);
        const take = (taken: typeof changes) => {
          const told = taken.map(([at, text]) => {
            const paper = Math.min(at, papers.titles.length);
            papers.set(paper, text);
            return paper;
          });
          order.notePapers(told);
        };
        const ready = order.prepare(true);
        take(meanwhile);
        await ready;
        take(changes);
        if (isKept) await order.store();
        expectSorted(papers, order);
        const titles = papers.titles.map((text) => text ?? '');
        papers = new TitledPapers(isRenumbered ? titles.toReversed() : titles);
      }
    }),
    { numRuns: 25 },
  );
});

test('an order that was kept is gone on from, and what came since finds its place in it', async () => {
  const store = new KeptInMemory();
  const papers = new TitledPapers(manyTitles(2100));
  const before = new TitleOrder(papers, store);
  await before.prepare(false);
  await before.store();
  papers.set(17, 'Aardvarks');
  papers.set(2100, 'Zebras');
  const after = new TitleOrder(papers, store);
  await after.prepare(false);
  expectSorted(papers, after);
  papers.readings = 0;
  const again = new TitleOrder(papers, store);
  await again.prepare(false);
  again.ranks();
  expect(papers.readings).toBeGreaterThan(0);
  expect(papers.readings).toBeLessThan(2100);
});

test.each([
  ['is damaged', (record: TitleOrderRecord) => record.ranks.set([1, 2, 3], 100)],
  ['is of another version', (record: TitleOrderRecord) => Object.assign(record, { version: 0 })],
  ['is of more papers', (record: TitleOrderRecord) => Object.assign(record, { ranks: new Int32Array(6000) })],
  [
    'cannot be read',
    (_record: TitleOrderRecord, store: KeptInMemory) => {
      store.read = () => Promise.reject(new Error('no'));
    },
  ],
])('an order that %s is made anew', async (_what, spoil) => {
  const store = new KeptInMemory();
  const papers = new TitledPapers(manyTitles(2100));
  const before = new TitleOrder(papers, store);
  await before.prepare(false);
  await before.store();
  if (!store.record) throw new Error('nothing was kept');
  spoil(store.record, store);
  const after = new TitleOrder(papers, store);
  await after.prepare(false);
  expectSorted(papers, after);
});

test('stopping ends what is being worked out', async () => {
  const papers = new TitledPapers(Array.from({ length: 5000 }, (_, at) => `Title ${at}`));
  const order = new TitleOrder(papers, null);
  const ready = order.prepare(false);
  order.stop();
  await expect(ready).rejects.toThrow('stopped');
});

test('finds which titles begin with a text', () => {
  const beginning = fc.oneof(title, fc.constantFrom('gpt', 'GPT 4', 'gpt-', 'the same TITLE', 'é', '1'));
  fc.assert(
    fc.property(fc.array(title, { maxLength: 40 }), beginning, (titles, text) => {
      const papers = new TitledPapers(titles);
      const begins = new TitleOrder(papers, null).beginningWith(text);
      const sought = plainTitleKey(text);
      titles.forEach((candidate, paper) => {
        expect(begins(paper)).toBe(sought !== '' && plainTitleKey(candidate).startsWith(sought));
      });
    }),
    { numRuns: 500 },
  );
});
