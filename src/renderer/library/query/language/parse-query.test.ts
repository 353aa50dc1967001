import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf } from '../../columns';
import { ALL, type Expression, joined, negated, type TextField } from './expression';
import { parseQuery } from './parse-query';
import { DAYS_REFERENCE, QUALIFIERS, WORDS_REFERENCE } from './reference';

const TODAY = dayOf('2026-11-21');

const parse = (text: string) => parseQuery(text, TODAY);
const meaning = (text: string) => parse(text).expression;
const mistakes = (text: string) =>
  parse(text)
    .problems.filter(({ isIncomplete }) => !isIncomplete)
    .map(({ from, to, hint }) => [text.slice(from, to), hint]);

const text = (words: string, field: TextField = 'any'): Expression => ({
  kind: 'text',
  field,
  words: words.split(' '),
  isPrefix: true,
});
const phrase = (words: string, field: TextField = 'any'): Expression => ({
  kind: 'text',
  field,
  words: words.split(' '),
  isPrefix: false,
});
const is = (what: 'unread' | 'read' | 'starred' | 'new'): Expression => ({ kind: 'is', what });
const and = (...parts: Expression[]): Expression => ({ kind: 'and', parts });
const or = (...parts: Expression[]): Expression => ({ kind: 'or', parts });
const not = (part: Expression): Expression => ({ kind: 'not', part });
const published = (from: string | null, to: string | null): Expression => ({
  kind: 'days',
  column: 'published',
  from: from === null ? null : dayOf(from),
  to: to === null ? null : dayOf(to),
});

describe('what a query means', () => {
  test.each<[string, Expression]>([
    ['', ALL],
    ['  \t ', ALL],
    ['Flöw policy', and(text('flow'), text('policy'))],
    ['flow-matching', text('flow matching')],
    ['"flow policy"', phrase('flow policy')],
    ['“flow policy”', phrase('flow policy')],
    ['"flow pol', { ...text('flow pol') }],
    ['"flow p', phrase('flow')],
    ['"flow policy p', phrase('flow policy')],
    ['"flow p ', { ...text('flow p') }],
    ['"flow 4', { ...text('flow 4') }],
    ['"flow p"', phrase('flow p')],
    ['"f', { ...text('f') }],
    ['flow-p', { ...text('flow p') }],
    ['flow -policy', and(text('flow'), not(text('policy')))],
    ['-"flow policy"', not(phrase('flow policy'))],
    ['-(flow or policy)', not(or(text('flow'), text('policy')))],
    ['NOT flow', not(text('flow'))],
    ['flow and not policy', and(text('flow'), not(text('policy')))],
    ['flow not is:read', and(text('flow'), not(is('read')))],
    ['Attention is not all', and(text('attention'), text('is'), text('not'), text('all'))],
    ['not not flow', text('flow')],
    ['a or b and c', or(text('a'), and(text('b'), text('c')))],
    ['a OR b c', or(text('a'), and(text('b'), text('c')))],
    ['(a or b) c', and(or(text('a'), text('b')), text('c'))],
    ['(a b) c', and(text('a'), text('b'), text('c'))],
    ['title:flow', text('flow', 'title')],
    ['TITLE:flow', text('flow', 'title')],
    ['title:"flow policy"', phrase('flow policy', 'title')],
    ['title:(flow or "a b" -c)', or(text('flow', 'title'), and(phrase('a b', 'title'), not(text('c', 'title'))))],
    ['-org:nex', not(text('nex', 'organization'))],
    ['organization:nex', text('nex', 'organization')],
    ['is:unread', is('unread')],
    ['is:(unread or starred)', or(is('unread'), is('starred'))],
    ['has:org', { kind: 'has', what: 'organization' }],
    ['tag:"To Read"', { kind: 'tag', name: 'to read', isPrefix: false }],
    ['tag:🔥', { kind: 'tag', name: '🔥', isPrefix: true }],
    ['digest:2026-03-14', { kind: 'digest', name: '2026-03-14' }],
    ['authors:>10', { kind: 'numbers', column: 'authors', from: 11, to: null }],
    ['comments:>=5', { kind: 'numbers', column: 'comments', from: 5, to: null }],
    ['sightings:2..4', { kind: 'numbers', column: 'sightings', from: 2, to: 4 }],
    ['published:2024..2026', published('2024-01-01', '2026-12-31')],
    ['2026-03..05', published('2026-03-01', '2026-05-31')],
    ['2026', text('2026')],
    ['2024-25', text('2024 25')],
    ['BERT: pre-training', and(text('bert'), text('pre training'))],
    ['https://lab.example/a', text('https lab example a')],
    ['flow - a survey', and(text('flow'), text('a'), text('survey'))],
    ['שלום -עולם', and(text('שלום'), not(text('עולם')))],
    ['a\u0000b\u0007', and(text('a'), text('b'))],
  ])('%s', (query, expected) => {
    expect(meaning(query)).toEqual(expected);
    expect(mistakes(query)).toEqual([]);
  });

  test('every example of the reference is understood', () => {
    const examples = [...QUALIFIERS.flatMap(({ examples }) => examples), ...WORDS_REFERENCE, ...DAYS_REFERENCE];
    for (const { query } of examples) expect([query, parse(query).problems]).toEqual([query, []]);
  });
});

describe('a query that is half typed', () => {
  test.each([
    ['is:', ALL],
    ['flow is:', text('flow')],
    ['flow is:unr', text('flow')],
    ['flow or', text('flow')],
    ['flow or ', text('flow')],
    ['flow -', text('flow')],
    ['flow NOT', text('flow')],
    ['flow (', text('flow')],
    ['flow "', text('flow')],
    ['flow tag:"', text('flow')],
    ['(flow', text('flow')],
    ['title:(flow or', text('flow', 'title')],
    ['published:20', ALL],
    ['published:>', ALL],
    ['published:2026-0', published('2026-01-01', '2026-12-31')],
    ['2026-03.', published('2026-03-01', '2026-03-31')],
    ['2026-03..', published('2026-03-01', null)],
    ['published:yesterd', ALL],
    ['authors:>=', ALL],
    ['authors:2.', ALL],
  ])('%s is no mistake', (query, expected) => {
    expect(meaning(query)).toEqual(expected);
    expect(mistakes(query)).toEqual([]);
  });
});

describe('a mistake is told where it stands, and left out', () => {
  test.each([
    ['flow is:foo', [['is:foo', null]]],
    ['is:stared flow', [['is:stared', 'is:starred']]],
    ['published:yesterday-ish flow', [['published:yesterday-ish', 'published:yesterday']]],
    ['published:2026/3 flow', [['published:2026/3', 'published:2026-03']]],
    ['published:2026..2024 flow', [['published:2026..2024', 'published:2024..2026']]],
    ['published:2026-02-30 flow', [['published:2026-02-30', null]]],
    ['authors:many flow', [['authors:many', null]]],
    ['authors:10+ flow', [['authors:10+', 'authors:>=10']]],
    ['titel:x flow', [['titel:x', 'title:x']]],
    ['-is:foo flow', [['is:foo', null]]],
    ['flow)', [[')', null]]],
    ['highlight:x flow', [['highlight:x', null]]],
    ['has:highlight flow', [['has:highlight', null]]],
  ])('%s', (query, expected) => {
    expect(mistakes(query)).toEqual(expected);
    expect(meaning(query)).toEqual(text('flow'));
  });

  test('what is not closed is told once the reader goes on', () => {
    expect(parse('(flow is:unread').problems).toMatchObject([{ from: 0, to: 15, isIncomplete: true }]);
    expect(parse('"flow policy').problems).toMatchObject([{ hint: '"flow policy"', isIncomplete: true }]);
  });

  test('a query that is too much is cut with a word', () => {
    const { expression, problems } = parse('a '.repeat(5000));
    expect(problems).toHaveLength(1);
    expect(expression).toMatchObject({ kind: 'and' });
    expect(mistakes('('.repeat(10_000))).toHaveLength(1);
    expect(mistakes(`${'('.repeat(5000)}flow${')'.repeat(5000)}`)).toHaveLength(1);
    expect(meaning(`${'('.repeat(5000)}flow${')'.repeat(5000)}`)).toEqual(text('flow'));
  });
});

test('sought are the words that papers have, not those they must not have', () => {
  expect(parse('flow -title:policy org:nex (flow or "a b")').sought).toEqual([
    { field: 'any', words: ['flow'], isPrefix: true },
    { field: 'organization', words: ['nex'], isPrefix: true },
    { field: 'any', words: ['a', 'b'], isPrefix: false },
  ]);
});

const piece = fc.constantFrom(
  ...['flow', '"a b"', '-', '(', ')', ' ', 'or', 'and', 'not', 'NOT', 'title:', 'is:', 'is:read', 'tag:', 'published:'],
  ...[
    '2026-03',
    '..',
    '>',
    'authors:',
    '5',
    '"',
    '“',
    '\u202e',
    '\u0000',
    '🙂',
    '\ud83d',
    ':',
    'שלום',
    'é',
    '\n',
    '7d',
  ],
);
const garbled = fc.oneof(
  fc
    .array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 40 })
    .map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

test('any text is understood somehow, and its tokens are all of it, in order', () => {
  fc.assert(
    fc.property(garbled, (query) => {
      const { tokens, problems } = parse(query);
      expect(tokens.map(({ from, to }) => query.slice(from, to)).join('')).toBe(query);
      let end = 0;
      for (const { from, to } of tokens) {
        expect(from).toBe(end);
        expect(to).toBeGreaterThan(from);
        end = to;
      }
      for (const { from, to } of problems) expect(from >= 0 && from < to && to <= query.length).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test.each(['(', ')', '"', '-', 'not ', 'a ', 'a"', 'is:', 'published:2', '(a or ', '🙂', '\u202e', 'a:'])(
  'ten thousand characters of %j',
  (unit) => {
    const query = unit.repeat(10_000 / unit.length);
    expect(parse(query).tokens.at(-1)?.to).toBe(query.length);
  },
);

test('a phrase that is never closed, however long it is', () => {
  const query = `"${'a '.repeat(5000)}`;
  expect(parse(query).tokens.at(-1)?.to).toBe(query.length);
});

const word = fc.constantFrom('flow', 'policy', 'a1', 'über', 'gpt4o', '3d');
const day = fc.integer({ min: dayOf('2001-01-01'), max: dayOf('2040-12-31') });
const iso = (value: number) => new Date(value * 86_400_000).toISOString().slice(0, 10);

/** A query and what it means. */
type Spelled = [query: string, meaning: Expression];

const leaf: fc.Arbitrary<Spelled> = fc.oneof(
  word.map((one): Spelled => [one, { kind: 'text', field: 'any', words: [one.replace('ü', 'u')], isPrefix: true }]),
  fc
    .tuple(fc.constantFrom('title', 'abstract', 'note'), fc.array(word, { minLength: 1, maxLength: 3 }))
    .map(
      ([field, words]): Spelled => [
        `${field}:"${words.join(' ')}"`,
        phrase(words.join(' ').replaceAll('ü', 'u'), field as TextField),
      ],
    ),
  fc.constantFrom('unread', 'read', 'starred', 'new').map((what): Spelled => [`is:${what}`, is(what as 'unread')]),
  fc.tuple(fc.constantFrom('authors', 'comments'), fc.nat(99), fc.nat(99)).map(([column, a, b]): Spelled => {
    const [from, to] = [Math.min(a, b), Math.max(a, b)];
    return [`${column}:${from}..${to}`, { kind: 'numbers', column: column as 'authors', from, to }];
  }),
  fc.tuple(fc.constantFrom('published', 'seen', 'read'), day, day).map(([column, a, b]): Spelled => {
    const [from, to] = [Math.min(a, b), Math.max(a, b)];
    return [`${column}:${iso(from)}..${iso(to)}`, { kind: 'days', column: column as 'seen', from, to }];
  }),
  word.map((one): Spelled => [`tag:"${one}"`, { kind: 'tag', name: one.replace('ü', 'u'), isPrefix: false }]),
);

const { spelled } = fc.letrec<{ spelled: Spelled }>((tie) => ({
  spelled: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    tie('spelled').map(([query, part]): Spelled => [`-(${query})`, negated(part)]),
    fc.tuple(fc.constantFrom('and', 'or'), fc.array(tie('spelled'), { minLength: 2, maxLength: 4 })).map(
      ([kind, parts]): Spelled => [
        parts.map(([query]) => `(${query})`).join(kind === 'or' ? ' or ' : ' '),
        joined(
          kind as 'and',
          parts.map(([, part]) => part),
        ) ?? ALL,
      ],
    ),
  ),
}));

test('what is written out means what it was written for', () => {
  fc.assert(
    fc.property(spelled, ([query, expected]) => {
      const { expression, problems } = parse(query);
      expect(problems).toEqual([]);
      expect(expression).toEqual(expected);
    }),
  );
});

test('no beginning of a good query is a mistake', () => {
  fc.assert(
    fc.property(spelled, fc.nat(), ([query], cut) => {
      const beginning = query.slice(0, cut % (query.length + 1));
      expect([beginning, mistakes(beginning)]).toEqual([beginning, []]);
    }),
    { numRuns: 1000 },
  );
});
