import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { dateOf, dayOf, known } from '../columns';
import { inventedDigest, readChange } from '../digests/invented-digests';
import { packDigest } from '../digests/packed-digests';
import { planIngest } from '../ingest';
import { STATUSES, type Status } from '../mark-records';
import { statusOf } from '../marks/mark-columns';
import { NO_MARKS } from '../marks/marks-for-tests';
import { Papers } from '../papers/papers';
import { tokensOf } from '../search/tokens';
import { Evaluation } from './evaluation';
import type { DayColumn, Expression, IndexedText, NumberColumn } from './language/expression';
import { parseQuery } from './language/parse-query';
import { PaperSet } from './paper-set';

const WORDS = ['flow', 'policy', 'flows', 'kettle', 'café', 'gpt', '4', 'map'];
const TODAY = dayOf('2026-11-21');

/** All that conditions ask of a paper, read out one by one. */
interface Row {
  paper: number;
  title: string;
  abstract: string;
  organization: string[];
  note: string;
  notedAt: number;
  tags: string[];
  digests: { date: string | null; name: string }[];
  authors: number | null;
  comments: number | null;
  sightings: number;
  published: string | null;
  status: Status;
  readAt: number | null;
  starredAt: number | null;
  isNew: boolean;
  hasLink: boolean;
}

let rows: Row[];
let evaluation: Evaluation;
let papers: Papers;
/** How often titles and abstracts were searched. */
let searches = 0;

/** Where the reader is; in milliseconds since 1970. */
function noonOf(month: number, day: number): number {
  return new Date(2026, month, day, 12).getTime();
}

/** Random, and the same each time. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

beforeAll(() => {
  const roll = dice(7);
  const words = (count: number) => Array.from({ length: count }, () => WORDS[roll(WORDS.length)]).join(' ');
  const entries = Array.from({ length: 70 }, (_, number) => ({
    title: `${words(3)} number${number}`,
    abstract: roll(5) === 0 ? null : `${words(12)} as told in number${number} of many.`,
    authorCount: roll(3) === 0 ? null : roll(20),
    comments: roll(3) === 0 ? null : roll(9),
    organization: roll(3) === 0 ? { handle: 'kettle-lab', name: 'Kettle Lab' } : null,
    publishedOn: roll(4) === 0 ? null : dateOf(dayOf('2024-01-01') + roll(1000)),
    links: roll(4) === 0 ? ['https://lab.example/code'] : [],
  }));
  const dates = ['2026-03-02', '2026-03-09', null, '2026-11-20'];
  const digests = dates.map((date) => inventedDigest({ date, entries: entries.filter(() => roll(2) === 0) }));
  papers = new Papers(NO_MARKS);
  const state = {
    ...{ files: new Map(), unfinished: new Map(), readerVersionOf: () => null, outlineOf: () => null },
    nextSequence: 1,
  };
  digests.forEach((digest, at) => {
    const plan = planIngest({ ...state, arrival: at + 1 }, [readChange(`mail-${at}.txt`, digest, `digest ${at}`)]);
    for (const added of plan.added.values()) papers.addDigest(packDigest(added.digest), 1, null);
  });
  papers.commit();
  const notes: { paper: number; note: string; notedAt: number }[] = [];
  const tags = ['to read', 'flow', 'Café'].map((name) => ({
    name,
    papers: new PaperSet(papers.entries.length),
  }));
  rows = Array.from(papers.list(), (paper): Row => {
    if (roll(3) === 0) {
      papers.status.set(paper, roll(STATUSES.length));
      papers.statusAt.set(paper, noonOf(roll(12), 3));
    }
    if (roll(3) === 0) papers.starredAt.set(paper, noonOf(roll(12), 4));
    if (roll(4) === 0) notes.push({ paper, note: words(3), notedAt: noonOf(roll(12), 5) });
    papers.hasNote.set(paper, notes.some((noted) => noted.paper === paper) ? 1 : 0);
    for (const tag of tags) if (roll(4) === 0) tag.papers.add(paper);
    const organization = papers.digests.organizations[papers.organization.at(paper)];
    const abstractFrom = papers.abstractFrom.at(paper);
    const source = papers.digests.titleOf(abstractFrom);
    const time = (value: number) => (Number.isNaN(value) ? null : value);
    const title = papers.titleOf(paper);
    const status = statusOf(papers.status.at(paper));
    return {
      paper,
      title,
      abstract: abstractFrom < 0 ? '' : (entries.find((entry) => entry.title === source)?.abstract ?? ''),
      organization: organization ? [organization.name, organization.handle] : [],
      note: notes.find((noted) => noted.paper === paper)?.note ?? '',
      notedAt: notes.find((noted) => noted.paper === paper)?.notedAt ?? Number.NaN,
      tags: tags.filter((tag) => tag.papers.has(paper)).map(({ name }) => name),
      digests: dates.flatMap((date, at) =>
        digests[at]?.entries.some((entry) => entry.title === title) ? [{ date, name: `mail-${at}.txt` }] : [],
      ),
      authors: known(papers.authors.at(paper)),
      comments: known(papers.comments.at(paper)),
      sightings: papers.sightings.at(paper),
      published: dateOf(papers.published.at(paper)),
      status,
      readAt: status === 'read' ? time(papers.statusAt.at(paper)) : null,
      starredAt: time(papers.starredAt.at(paper)),
      isNew: papers.isNew(paper),
      hasLink: papers.linksFrom.at(paper) >= 0,
    };
  });
  const texts = {
    version: 0,
    match(sought: readonly string[], { isPrefix, field }: Omit<IndexedText, 'words'>) {
      searches++;
      const found = rows.filter(
        (row) =>
          (field !== 'abstract' && hasInRow(row.title, sought, isPrefix)) ||
          (field !== 'title' && hasInRow(row.abstract, sought, isPrefix)),
      );
      return PaperSet.of(
        papers.entries.length,
        found.map(({ paper }) => paper),
      );
    },
  };
  const fileNamesOf = (id: string) => [`mail-${id.slice('digest '.length)}.txt`];
  evaluation = new Evaluation({
    papers,
    texts,
    marked: { notesVersion: () => 0, notes: () => notes, tags: () => tags },
    fileNamesOf,
  });
});

function hasInRow(text: string, words: readonly string[], isPrefix: boolean): boolean {
  const tokens = tokensOf(text);
  return tokens.some((_, at) =>
    words.every((word, next) => {
      const token = tokens[at + next] ?? '';
      return isPrefix && next === words.length - 1 ? token.startsWith(word) : token === word;
    }),
  );
}

/** Whether a paper meets an expression, worked out as it is said. */
function meets(row: Row, expression: Expression): boolean {
  switch (expression.kind) {
    case 'all':
      return true;
    case 'and':
      return expression.parts.every((part) => meets(row, part));
    case 'or':
      return expression.parts.some((part) => meets(row, part));
    case 'not':
      return !meets(row, expression.part);
    case 'text': {
      const { title, abstract, note, organization } = row;
      const texts = { title: [title], abstract: [abstract], note: [note], organization, any: [] as string[] };
      texts.any = [...texts.title, ...texts.abstract, ...texts.note, ...organization, ...row.tags];
      return texts[expression.field].some((text) => hasInRow(text, expression.words, expression.isPrefix));
    }
    case 'tag':
      return row.tags.some((tag) => {
        const name = tokensOf(tag).join(' ');
        return expression.isPrefix
          ? name.startsWith(expression.name) || name.includes(` ${expression.name}`)
          : name === expression.name;
      });
    case 'digest':
      return row.digests.some(
        ({ date, name }) => date?.startsWith(expression.name) === true || name.startsWith(expression.name),
      );
    case 'is':
      return {
        ...{ unread: row.status === 'unread', reading: row.status === 'reading' },
        ...{ read: row.status === 'read', skipped: row.status === 'skipped' },
        ...{ starred: row.starredAt !== null, new: row.isNew },
      }[expression.what];
    case 'has':
      return {
        ...{ note: row.note !== '', link: row.hasLink, organization: row.organization.length > 0 },
        ...{ tag: row.tags.length > 0, abstract: row.abstract !== '' },
      }[expression.what];
    case 'numbers': {
      const value = row[expression.column];
      return value !== null && value >= (expression.from ?? 0) && value <= (expression.to ?? 1e9);
    }
    case 'days':
      return daysOf(row, expression.column).some(
        (day) => day >= (expression.from ?? -1e9) && day <= (expression.to ?? 1e9),
      );
  }
}

function daysOf(row: Row, column: DayColumn): number[] {
  const day = (time: number | null) => {
    if (time === null || Number.isNaN(time)) return [];
    const date = new Date(time);
    return [Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000];
  };
  switch (column) {
    case 'published':
      return row.published === null ? [] : [dayOf(row.published)];
    case 'seen':
      return row.digests.flatMap(({ date }) => (date === null ? [] : [dayOf(date)]));
    case 'read':
      return day(row.readAt);
    case 'starred':
      return day(row.starredAt);
    case 'noted':
      return day(row.notedAt);
  }
}

const words = fc.array(fc.constantFrom(...WORDS.flatMap(tokensOf), 'fl', 'lab', 'read'), {
  minLength: 1,
  maxLength: 2,
});
const ends = fc
  .tuple(fc.option(fc.nat(400)), fc.option(fc.nat(400)))
  .map(([from, to]) => (from !== null && to !== null && from > to ? { from: to, to: from } : { from, to }));
const START = dayOf('2026-01-01');
const leaf: fc.Arbitrary<Expression> = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    field: fc.constantFrom('any', 'title', 'abstract', 'organization', 'note'),
    words,
    isPrefix: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('tag' as const),
    name: fc.constantFrom('to read', 're', 'flow', 'cafe'),
    isPrefix: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('digest' as const), name: fc.constantFrom('2026-03', 'mail-2', 'x') }),
  fc.record({ kind: fc.constant('is' as const), what: fc.constantFrom('unread', 'read', 'reading', 'starred', 'new') }),
  fc.record({
    kind: fc.constant('has' as const),
    what: fc.constantFrom('note', 'link', 'organization', 'tag', 'abstract'),
  }),
  fc.tuple(fc.constantFrom('authors', 'comments', 'sightings'), ends).map(([column, { from, to }]) => ({
    kind: 'numbers' as const,
    column: column as NumberColumn,
    from: from === null ? null : from % 20,
    to: to === null ? null : to % 20,
  })),
  fc.tuple(fc.constantFrom('published', 'seen', 'read', 'starred', 'noted'), ends).map(([column, { from, to }]) => ({
    kind: 'days' as const,
    column: column as DayColumn,
    from: from === null ? null : START + from,
    to: to === null ? null : START + to,
  })),
) as fc.Arbitrary<Expression>;

const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'medium' },
    fc.constant({ kind: 'all' as const }),
    leaf,
    fc.record({ kind: fc.constant('not' as const), part: tie('expression') }),
    fc.record({
      kind: fc.constantFrom('and', 'or'),
      parts: fc.array(tie('expression'), { minLength: 2, maxLength: 4 }),
    }),
  ) as fc.Arbitrary<Expression>,
}));

test('what is found is what a look at each paper finds', () => {
  fc.assert(
    fc.property(expression, (wanted) => {
      const found = Array.from(evaluation.papersOf(wanted).toArray());
      const expected = rows.filter((row) => meets(row, wanted)).map(({ paper }) => paper);
      expect(found).toEqual(expected.sort((a, b) => a - b));
    }),
    { numRuns: 1000 },
  );
});

test.each(['flow is:unread', 'authors:>10 or sightings:>1', '-has:note kettle', 'seen:2026-03 tag:"to read"', 'gpt-4'])(
  '%s finds something, and not everything',
  (query) => {
    const wanted = parseQuery(query, TODAY).expression;
    const found = evaluation.papersOf(wanted).size;
    expect(found).toBe(rows.filter((row) => meets(row, wanted)).length);
    expect(found > 0 && found < rows.length).toBe(true);
  },
);

test('a mark is seen as soon as it is told of', () => {
  const starred: Expression = { kind: 'is', what: 'starred' };
  const before = evaluation.papersOf(starred).size;
  const row = rows.find(({ starredAt }) => starredAt === null);
  if (!row) throw new Error('All are starred.');
  papers.starredAt.set(row.paper, noonOf(3, 3));
  evaluation.noteMarks();
  expect(evaluation.papersOf(starred).size).toBe(before + 1);
});

test('a mark has nothing searched again of what fifty lists ask of titles, and of what was typed in between', () => {
  const lists = Array.from({ length: 50 }, (_, at) => `title:flow title:number${at} -title:kettle is:unread`);
  const countAll = () => {
    for (const query of lists) evaluation.papersOf(parseQuery(query, TODAY).expression);
  };
  countAll();
  for (let length = 1; length <= 20; length++) {
    evaluation.papersOf(parseQuery(`title:${'policy of kettles'.slice(0, length)}`, TODAY).expression);
  }
  evaluation.noteMarks();
  const before = searches;
  countAll();
  expect(searches).toBe(before);
});
