import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allOf, comparisonsOf, conditionText, FORM_FIELDS, type FormCondition, formOf, queryOf } from './form';
import { parseQuery } from './parse-query';

const shown = (query: string) =>
  formOf(query, 0)?.conditions.map(({ field, comparison, value, to }) =>
    [field, comparison, value, to].join(' ').trim(),
  );

test.each<[string, string[]]>([
  ['', []],
  ['flow -policy', ['has flow', 'hasNot policy']],
  ['"flow policy" title:x', ['hasPhrase flow policy', 'title has x']],
  ['is:unread -has:note', ['is is unread', 'has isNot note']],
  ['authors:>10 comments:2..5', ['authors more 10', 'comments between 2 5']],
  ['seen:7d published:>=2026-03', ['seen equals 7d', 'published atLeast 2026-03']],
  ['tag:"to read"', ['tag hasPhrase to read']],
])('%s as a form', (query, expected) => {
  expect(shown(query)).toEqual(expected);
});

test('any of several', () => {
  expect(formOf('is:unread or is:starred', 0)).toMatchObject({ match: 'any', conditions: [{}, {}] });
});

test.each(['a (b or c)', '-(a or b)', 'is:foo', '-authors:>3', 'a or b c', 'title:(a or b) c', 'highlight:x'])(
  'no form can show %s',
  (query) => {
    expect(formOf(query, 0)).toBeNull();
  },
);

const condition: fc.Arbitrary<FormCondition> = fc.constantFrom(...FORM_FIELDS).chain((field) =>
  fc.record({
    field: fc.constant(field),
    comparison: fc.constantFrom(...comparisonsOf(field)),
    value: fc.oneof(
      fc.constantFrom('flow', 'flow policy', 'or', '-x', 'a:b', '2026-03', '7', 'unread', 'note', 'a "b"', '(x', ''),
      fc.string(),
    ),
    to: fc.constantFrom('', '9', '2026-04'),
  }),
);

test('what a form says is understood, or explained', () => {
  fc.assert(
    fc.property(fc.array(condition, { maxLength: 4 }), fc.constantFrom('all', 'any'), (conditions, match) => {
      const query = queryOf({ match, conditions });
      // With a space behind it nothing is still being written.
      const { expression, problems } = parseQuery(`${query} `, 0);
      const said = conditions.filter((one) => conditionText(one) !== '');
      const alone = said.map((one) => parseQuery(`${conditionText(one)} `, 0));
      // Each says by itself what it says among the others.
      expect(problems.length).toBe(alone.flatMap((one) => one.problems).length);
      const meaning = alone.map((one) => one.expression).filter(({ kind }) => kind !== 'all');
      if (meaning.length === 1) expect(expression).toEqual(meaning[0]);
      if (meaning.length > 1) expect(expression).toEqual({ kind: match === 'any' ? 'or' : 'and', parts: meaning });
    }),
    { numRuns: 1000 },
  );
});

test('a form is what it was when it comes back from its text', () => {
  fc.assert(
    fc.property(fc.array(condition, { maxLength: 4 }), fc.constantFrom('all', 'any'), (conditions, match) => {
      const query = queryOf({ match, conditions });
      const form = formOf(query, 0);
      if (form) expect(formOf(queryOf(form), 0)).toEqual(form);
    }),
    { numRuns: 1000 },
  );
});

test('several queries as one', () => {
  expect(allOf(['', ' '])).toBe('');
  expect(allOf(['is:unread', ''])).toBe('is:unread');
  expect(allOf(['is:unread', 'flow or policy'])).toBe('is:unread (flow or policy)');
});
