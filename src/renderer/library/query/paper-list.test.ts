/** Lists against a model that keeps a row object for every paper, and sorts and groups them by plain means. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateOf, known } from '../columns';
import { inventedDigest, readChange } from '../digests/invented-digests';
import { packDigest } from '../digests/packed-digests';
import { planIngest } from '../ingest';
import {
  GROUP_COLUMNS,
  type ListRequest,
  type ListRow,
  type PaperRow,
  type SelectionChange,
  SORT_COLUMNS,
  type Sort,
} from '../list-records';
import { STATUSES, type Status } from '../mark-records';
import { NOTHING_SAID } from '../marks/marks-for-tests';
import { Papers } from '../papers/papers';
import { Evaluation } from './evaluation';
import { PaperList } from './paper-list';
import { PaperSet } from './paper-set';
import { titleKey } from './title-keys';

const TITLES = [
  'Flow 10',
  'flow 9',
  'Kettles',
  'Élan vital',
  'elan!',
  'Maps of the flow',
  'Zebra',
  '42',
  'Lamps',
  'Rain',
];
const ORGANIZATIONS = ['Kettle Lab', 'Café Works', 'zeta', null];
const DATES = ['2026-03-02', '2026-03-01', '2025-12-31', null];
const TAGS = ['a tag', 'b tag', 'c tag'];

interface Said {
  status: Status;
  starredAt: number | null;
  tags: Set<string>;
}

/** All that lists can be asked for, of one paper, read out. */
interface Row extends Said {
  paper: number;
  id: string;
  title: string;
  organization: string | null;
  authors: number | null;
  comments: number | null;
  sightings: number;
  published: string | null;
  recency: number;
  digest: { id: string; date: string | null };
  sighting: number;
}

class World {
  readonly said = new Map<number, Said>();
  readonly papers = new Papers({
    isMarked: (entry) => this.said.has(entry),
    merged: (entries) => {
      const [said] = entries.flatMap((entry) => this.said.get(entry) ?? []);
      return said ? { ...NOTHING_SAID, status: said.status, starredAt: said.starredAt } : NOTHING_SAID;
    },
  });
  readonly evaluation = new Evaluation({
    papers: this.papers,
    texts: { version: 0, match: ([word = '']) => this.#whose((row) => row.title.toLowerCase().includes(word)) },
    marked: { notesVersion: () => 0, notes: () => [], tags: () => this.#tags() },
    fileNamesOf: () => [],
  });
  readonly list = new PaperList({
    papers: this.papers,
    evaluation: this.evaluation,
    texts: { prepare: async () => {}, score: () => this.scores() },
    tags: () => this.#tags(),
    nameOf: ({ id }) => `${id}.txt`,
    titleStore: null,
  });
  digests: string[] = [];
  #sequence = 0;
  #clock = 1;

  /** Model: the latest request, its papers, what is kept, and the marks that papers are sorted by. */
  request: ListRequest = { within: '', digestId: null, search: '', sort: [], group: null };
  listed = new Set<number>();
  kept = new Map<string, Set<number>>();
  held = { name: '', papers: new Set<number>() };
  sortedBy = new Map<number, Said>();
  folded = new Map<string, { all: boolean; others: Set<string> }>();
  selected = new Set<number>();

  scores(): Float32Array {
    return Float32Array.from({ length: this.papers.entries.length }, (_, paper) => (paper * 7) % 5);
  }

  #tags() {
    return TAGS.map((name, at) => ({ id: `t${at}`, name, papers: this.#whose(({ tags }) => tags.has(`t${at}`)) }));
  }

  #whose(isMeant: (row: Row) => boolean): PaperSet {
    const rows = this.rows().filter(isMeant);
    return PaperSet.of(
      this.papers.entries.length,
      rows.map(({ paper }) => paper),
    );
  }

  rows(): Row[] {
    const { papers } = this;
    return Array.from(papers.list(), (paper): Row => {
      const digest = papers.digests.digestOf(papers.latest.at(paper));
      return {
        paper,
        id: papers.entries.idOf(paper),
        title: papers.titleOf(paper),
        organization: papers.digests.organizations[papers.organization.at(paper)]?.name ?? null,
        authors: known(papers.authors.at(paper)),
        comments: known(papers.comments.at(paper)),
        sightings: papers.sightings.at(paper),
        published: dateOf(papers.published.at(paper)),
        recency: digest?.recency ?? 0,
        digest: { id: digest?.id ?? '', date: digest?.date ?? null },
        sighting: papers.latest.at(paper),
        ...this.#saidOf(paper),
      };
    });
  }

  #saidOf(paper: number): Said {
    return this.said.get(paper) ?? { status: 'unread', starredAt: null, tags: new Set() };
  }

  ingest(entries: { title: string; with: number }[], date: string | null): void {
    this.#sequence++;
    const digest = inventedDigest({
      date,
      entries: entries.map(({ title, with: given }) => ({
        title,
        organization: orgOf(ORGANIZATIONS[given % 4] ?? null),
        authorCount: given % 3 === 0 ? null : given % 5,
        comments: given % 2 === 0 ? null : given % 7,
        publishedOn: given % 5 === 0 ? null : `2026-0${1 + (given % 3)}-1${given % 9}`,
      })),
    });
    const state = {
      ...{ files: new Map(), unfinished: new Map(), readerVersionOf: () => null, outlineOf: () => null },
      ...{ nextSequence: this.#sequence, arrival: this.#sequence },
    };
    const id = `d${this.#sequence}`;
    for (const { digest: added } of planIngest(state, [readChange(`${id}.txt`, digest, id)]).added.values()) {
      this.papers.addDigest(packDigest(added), 1, null);
    }
    this.digests.push(id);
    this.#commit();
  }

  forget(number: number): void {
    const [id] = this.digests.splice(number % Math.max(1, this.digests.length), 1);
    if (id === undefined) return;
    this.papers.removeDigest(id);
    this.#commit();
  }

  #commit(): void {
    const before = { name: nameOf(this.request), papers: intersection(this.listed, this.selected) };
    const changed = this.papers.commit();
    this.list.notePapers(changed);
    if (before.papers.size > 0) {
      const also = this.held.name === before.name ? this.held.papers : [];
      this.held = { name: before.name, papers: new Set([...before.papers, ...also]) };
    }
    for (const paper of changed) this.sortedBy.set(paper, copyOf(this.#saidOf(paper)));
    const isThere = (paper: number) => this.papers.isPaper(paper);
    for (const set of [this.listed, this.selected, this.held.papers, ...this.kept.values()]) {
      for (const paper of [...set]) if (!isThere(paper)) set.delete(paper);
    }
  }

  mark(papers: number[], change: (said: Said, now: number) => void): void {
    this.#clock++;
    for (const paper of papers) {
      const said = copyOf(this.#saidOf(paper));
      change(said, this.#clock);
      this.said.set(paper, said);
      this.papers.refreshMarks(paper);
    }
    this.list.noteMarks(Uint32Array.from(papers));
    const kept = this.kept.get(marksOf(this.request)) ?? new Set();
    for (const paper of papers) if (this.listed.has(paper)) kept.add(paper);
    this.kept.set(marksOf(this.request), kept);
  }

  async ask(request: ListRequest): Promise<void> {
    await this.list.list(request);
    const isSameOrder =
      JSON.stringify([request.sort, request.group]) === JSON.stringify([this.request.sort, this.request.group]);
    if (placeOf(request) !== placeOf(this.request)) this.#forgetKept();
    this.request = request;
    this.#relist(isSameOrder);
  }

  async cleanUp(): Promise<void> {
    await this.list.cleanUp();
    this.#forgetKept();
    this.#relist(false);
  }

  #forgetKept(): void {
    this.kept.clear();
    this.held = { name: '', papers: new Set() };
  }

  #relist(isSameOrder: boolean): void {
    const { request } = this;
    const marked = this.kept.get(marksOf(request)) ?? new Set();
    const held = this.held.name === nameOf(request) ? this.held.papers : new Set();
    const isStaying = (row: Row) => held.has(row.paper) || (marked.has(row.paper) && this.#isMeant(row, false));
    const rows = this.rows();
    this.listed = new Set(rows.filter((row) => this.#isMeant(row, true) || isStaying(row)).map(({ paper }) => paper));
    for (const { paper } of rows) {
      if (!isSameOrder || !marked.has(paper)) this.sortedBy.set(paper, copyOf(this.#saidOf(paper)));
    }
  }

  #isMeant(row: Row, hasMarks: boolean): boolean {
    const { within, search, digestId } = this.request;
    if (digestId !== null && !this.#isListedBy(row, digestId)) return false;
    return [within, search].every((query) => {
      if (query === 'is:unread') return !hasMarks || row.status === 'unread';
      if (query === '-is:starred') return !hasMarks || row.starredAt === null;
      if (query === 'sightings:<2') return row.sightings < 2;
      return row.title.toLowerCase().includes(query);
    });
  }

  #isListedBy({ paper }: Row, digestId: string): boolean {
    const digest = this.papers.digests.get(digestId);
    return digest !== null && this.papers.sightingsOf(paper).some((at) => this.papers.digests.digestOf(at) === digest);
  }

  /** The rows that the list should have. */
  expected(): ListRow[] {
    const { request } = this;
    const rows = this.rows().filter(({ paper }) => this.listed.has(paper));
    const own = request.digestId === null ? [] : this.#orderOf(request.digestId);
    rows.sort((a, b) =>
      request.digestId === null
        ? b.recency - a.recency || a.sighting - b.sighting
        : placeIn(own, a.paper) - placeIn(own, b.paper),
    );
    rows.sort((a, b) => request.sort.reduce((order, sort) => order || this.#compare(a, b, sort), 0));
    const described = rows.map((row) => ({ ...shortRow(row), isSelected: this.selected.has(row.paper) }));
    const { group } = request;
    if (group === null) return described;
    const folded = this.#folding();
    const groups = new Map<string, { label: string; order: string | number; members: Row[] }>();
    for (const row of rows) {
      for (const { key, label, order } of this.#groupsOf(row, group)) {
        const found = groups.get(key) ?? { label, order, members: [] };
        found.members.push(row);
        groups.set(key, found);
      }
    }
    const sorted = [...groups].sort(([, a], [, b]) => {
      if (a.label === '' || b.label === '') return Number(a.label === '') - Number(b.label === '');
      return typeof a.order === 'number' && typeof b.order === 'number'
        ? a.order - b.order
        : byLetters.compare(String(a.order), String(b.order));
    });
    return sorted.flatMap(([key, { label, members }]): ListRow[] => {
      const isFolded = folded.others.has(key) !== folded.all;
      const unread = members.filter(({ status }) => status === 'unread').length;
      const head = { kind: 'group' as const, key, label, papers: members.length, unread, isFolded };
      const inside = members.map((row) => ({ ...shortRow(row), isSelected: this.selected.has(row.paper) }));
      return isFolded ? [head] : [head, ...inside];
    });
  }

  #orderOf(digestId: string): number[] {
    const digest = this.papers.digests.get(digestId);
    if (!digest) return [];
    return [...new Set(Array.from(this.papers.digests.entriesOf(digest), (entry) => this.papers.paperOf(entry)))];
  }

  #compare(a: Row, b: Row, { column, descending }: Sort): number {
    const [one, other] = [this.#valueOf(a, column), this.#valueOf(b, column)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    const order =
      typeof one === 'number' && typeof other === 'number'
        ? one - other
        : column === 'organization'
          ? byLetters.compare(String(one), String(other))
          : Number(one > other) - Number(one < other);
    return descending ? -order : order;
  }

  #valueOf(row: Row, column: Sort['column']): string | number | null {
    const said = this.sortedBy.get(row.paper) ?? row;
    switch (column) {
      case 'title':
        return titleKey(row.title);
      case 'digest':
        return row.digest.date === null ? null : row.recency;
      case 'status':
        return STATUSES.indexOf(said.status);
      case 'starred':
        return said.starredAt;
      case 'tags':
        return [...said.tags].sort()[0] ?? null;
      case 'relevance':
        return this.#isSeeking() ? (this.scores()[row.paper] ?? 0) : null;
      default:
        return row[column];
    }
  }

  #isSeeking(): boolean {
    return [this.request.within, this.request.search].some((query) => query === 'flow');
  }

  #groupsOf(
    row: Row,
    group: NonNullable<ListRequest['group']>,
  ): { key: string; label: string; order: string | number }[] {
    const said = this.sortedBy.get(row.paper) ?? row;
    switch (group) {
      case 'digest': {
        const { id, date } = row.digest;
        const same = [...this.papers.digests.all()].filter((digest) => digest.date === date).length > 1;
        const label = date === null ? '' : day.format(new Date(date));
        const name = same || label === '' ? `${id}.txt` : '';
        return [{ key: id, label: [label, name].filter((part) => part !== '').join(' · '), order: -row.recency }];
      }
      case 'organization': {
        const name = row.organization ?? '';
        return [{ key: name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase(), label: name, order: name }];
      }
      case 'month': {
        const date = row.published?.slice(0, 7) ?? '';
        const label = date === '' ? '' : month.format(new Date(`${date}-01`));
        return [{ key: date, label, order: -Number(date.replace('-', '')) }];
      }
      case 'status': {
        const { status } = said;
        const label = status.charAt(0).toUpperCase() + status.slice(1);
        return [{ key: status, label, order: STATUSES.indexOf(status) }];
      }
      case 'tag': {
        const first = [...said.tags].sort()[0];
        const all = new Set([...(first === undefined ? [] : [first]), ...row.tags]);
        const inNone = first === undefined ? [{ key: '', label: '', order: 0 }] : [];
        const inTags = [...all].map((id) => {
          const at = Number(id.slice(1));
          return { key: id, label: TAGS[at] ?? '', order: at };
        });
        return [...inNone, ...inTags];
      }
    }
  }

  #folding() {
    const key = JSON.stringify([placeOf(this.request), this.request.group]);
    const folded = this.folded.get(key) ?? { all: false, others: new Set<string>() };
    this.folded.set(key, folded);
    return folded;
  }

  fold(key: string | null, isFolded: boolean): void {
    this.list.fold(key, isFolded);
    const folded = this.#folding();
    if (key === null) {
      folded.all = isFolded;
      folded.others.clear();
    } else if (isFolded === folded.all) folded.others.delete(key);
    else folded.others.add(key);
  }

  select(change: SelectionChange): void {
    const rows = this.expected();
    this.list.select(change, (id) => this.papers.find(id));
    const add = (ids: Iterable<ListRow>) => {
      for (const row of ids) if (row.kind === 'paper') this.selected.add(this.papers.find(row.id));
    };
    switch (change.kind) {
      case 'none':
        this.selected.clear();
        return;
      case 'all':
        for (const paper of this.listed) this.selected.add(paper);
        return;
      case 'only':
        this.selected = new Set([this.papers.find(change.paperId)]);
        return;
      case 'toggle': {
        const paper = this.papers.find(change.paperId);
        if (!this.selected.delete(paper)) this.selected.add(paper);
        return;
      }
      case 'range': {
        if (!change.isAdded) this.selected.clear();
        const [from, to] = [change.from, change.to].map((id) =>
          rows.findIndex((row) => row.kind === 'paper' && row.id === id),
        );
        if (from === undefined || to === undefined || from < 0 || to < 0)
          this.selected.add(this.papers.find(change.to));
        else add(rows.slice(Math.min(from, to), Math.max(from, to) + 1));
        return;
      }
      case 'group': {
        if (!change.isAdded) this.selected.clear();
        const { group } = this.request;
        for (const row of this.rows()) {
          if (group === null || !this.listed.has(row.paper)) continue;
          if (this.#groupsOf(row, group).some(({ key }) => key === change.key)) this.selected.add(row.paper);
        }
      }
    }
  }

  describe = (paper: number): PaperRow => {
    const row = this.rows().find((candidate) => candidate.paper === paper);
    if (!row) throw new Error(`No paper ${paper}`);
    return { ...shortRow(row), isSelected: false };
  };

  check(): void {
    const expected = this.expected();
    const actual = this.list.rows(0, expected.length + 10, this.describe);
    expect(actual).toEqual(expected);
    const rows = this.rows().filter(({ paper }) => this.listed.has(paper));
    expect(this.list.summary()).toEqual({
      shown: rows.length,
      shownUnread: rows.filter(({ status }) => status === 'unread').length,
      rows: expected.length,
      groups: this.request.group === null ? 0 : this.list.summary().groups,
      toCleanUp: rows.filter((row) => !this.#isMeant(row, true)).length,
      selected: this.selected.size,
    });
    expect([...this.list.selection.papers()]).toEqual([...this.selected].sort((a, b) => a - b));
    for (const { paper, id } of this.rows()) {
      expect(this.list.positionOf(paper)).toBe(expected.findIndex((row) => row.kind === 'paper' && row.id === id));
    }
    const half = expected.length >> 1;
    const turned = [...expected.keys()].map((at) => (at + half) % expected.length);
    const next = turned.find((at) => expected[at]?.kind === 'paper' && (expected[at] as PaperRow).status === 'unread');
    expect(this.list.nextUnread(half)).toBe(next ?? -1);
  }
}

const byLetters = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base', ignorePunctuation: true });
const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat('en', { year: 'numeric', month: 'long', timeZone: 'UTC' });

/** Papers that are held though a digest lists them no more come behind. */
function placeIn(own: number[], paper: number): number {
  const at = own.indexOf(paper);
  return at < 0 ? own.length : at;
}

function orgOf(name: string | null) {
  return name === null ? null : { handle: name, name };
}

function copyOf(said: Said): Said {
  return { status: said.status, starredAt: said.starredAt, tags: new Set(said.tags) };
}

function intersection(one: Set<number>, other: Set<number>): Set<number> {
  return new Set([...one].filter((paper) => other.has(paper)));
}

const placeOf = ({ within, digestId }: ListRequest) => JSON.stringify([within, digestId]);
const nameOf = ({ within, digestId, search }: ListRequest) => JSON.stringify([within, digestId, search]);
const marksOf = ({ within, search }: ListRequest) =>
  JSON.stringify([within, search].filter((query) => query.includes('is:')));

/** What a row says of itself; enough to tell it from others. */
function shortRow({ id, title, status, starredAt }: Row): PaperRow {
  return { id, title, status, isStarred: starredAt !== null, kind: 'paper' } as PaperRow;
}

type Step = (world: World) => Promise<void> | void;

const sort = fc.record({ column: fc.constantFrom(...SORT_COLUMNS), descending: fc.boolean() });
const asked = fc.record({
  within: fc.constantFrom('', 'is:unread', '-is:starred'),
  digest: fc.option(fc.nat({ max: 5 }), { freq: 3 }),
  search: fc.constantFrom('', '', 'flow', 'is:unread', 'sightings:<2'),
  sort: fc.array(sort, { maxLength: 3 }),
  group: fc.option(fc.constantFrom(...GROUP_COLUMNS)),
});
const entry = fc.record({ title: fc.constantFrom(...TITLES), with: fc.nat({ max: 60 }) });
const papersMeant = fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 4 });

const ingest = fc.tuple(fc.array(entry, { minLength: 1, maxLength: 5 }), fc.constantFrom(...DATES)).map(
  ([entries, date]): Step =>
    async (world) => {
      world.ingest(entries, date);
      await world.ask(world.request);
    },
);
const forget = fc.nat({ max: 9 }).map(
  (number): Step =>
    async (world) => {
      world.forget(number);
      await world.ask(world.request);
    },
);
const mark = fc.tuple(papersMeant, fc.constantFrom(...STATUSES, 'star', 'unstar', 't0', 't1', 't2')).map(
  ([meant, what]): Step =>
    async (world) => {
      const rows = world.rows();
      const papers = [...new Set(meant.map((number) => rows[number % rows.length]?.paper ?? -1))].filter(
        (at) => at >= 0,
      );
      const before = world.list.rows(0, 100, world.describe).map((row) => (row.kind === 'paper' ? row.id : row.key));
      world.mark(papers, (said, now) => {
        if (what === 'star' || what === 'unstar') said.starredAt = what === 'star' ? now : null;
        else if (what.startsWith('t')) {
          if (!said.tags.delete(what)) said.tags.add(what);
        } else said.status = what as Status;
      });
      const after = world.list.rows(0, 100, world.describe).map((row) => (row.kind === 'paper' ? row.id : row.key));
      expect(after).toEqual(before);
      await world.ask(world.request);
    },
);
const ask = asked.map(
  ({ digest, ...request }): Step =>
    (world) =>
      world.ask({
        ...request,
        digestId: digest === null ? null : (world.digests[digest % world.digests.length] ?? null),
      }),
);
/** The same place and order with another search. */
const search = fc.constantFrom('', 'flow', 'is:unread', 'sightings:<2').map(
  (text): Step =>
    (world) =>
      world.ask({ ...world.request, search: text }),
);
const fold = fc.tuple(fc.nat({ max: 9 }), fc.boolean(), fc.boolean()).map(
  ([number, isAll, isFolded]): Step =>
    (world) => {
      const heads = world.expected().filter((row) => row.kind === 'group');
      const head = heads[number % heads.length];
      if (world.request.group !== null && (isAll || head)) world.fold(isAll || !head ? null : head.key, isFolded);
    },
);
const select = fc
  .tuple(fc.constantFrom('only', 'toggle', 'range', 'group', 'all', 'none'), fc.nat(), fc.nat(), fc.boolean())
  .map(
    ([kind, first, second, isAdded]): Step =>
      (world) => {
        const ids = world.rows().map(({ id }) => id);
        const [from, to] = [ids[first % ids.length], ids[second % ids.length]];
        if (from === undefined || to === undefined) return;
        if (kind === 'only' || kind === 'toggle') world.select({ kind, paperId: from });
        else if (kind === 'range') world.select({ kind, from, to, isAdded });
        else if (kind === 'all' || kind === 'none') world.select({ kind });
        else {
          const heads = world.expected().filter((row) => row.kind === 'group');
          world.select({ kind: 'group', key: heads[first % heads.length]?.key ?? 'nothing', isAdded });
        }
      },
  );
const cleanUp = fc.constant<Step>((world) => world.cleanUp());
const rest = fc.constant<Step>((world) => world.list.prepareTitles());

test('lists are what a plain look at every paper gives, whatever comes, goes, and is marked in between', async () => {
  const step = fc.oneof(
    { arbitrary: ingest, weight: 2 },
    { arbitrary: forget, weight: 1 },
    { arbitrary: mark, weight: 5 },
    { arbitrary: ask, weight: 4 },
    { arbitrary: search, weight: 2 },
    { arbitrary: fold, weight: 1 },
    { arbitrary: select, weight: 2 },
    { arbitrary: cleanUp, weight: 1 },
    { arbitrary: rest, weight: 1 },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(ingest, { minLength: 1, maxLength: 3 }),
      fc.array(step, { maxLength: 14 }),
      async (first, steps) => {
        const world = new World();
        for (const run of first) await run(world);
        world.check();
        for (const run of steps) {
          await run(world);
          world.check();
        }
      },
    ),
    { numRuns: 150 },
  );
});
