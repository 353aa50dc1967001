import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf } from '../../columns';
import { complete, completed, completionPlace, suggestedField } from './complete';
import { parseQuery } from './parse-query';
import { QUALIFIERS } from './reference';

const TODAY = dayOf('2026-11-21');

/** @param marked a query with the caret as `|` */
function at(marked: string, values: string[] = []) {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  const place = completionPlace(text, caret);
  const completion = complete(place, TODAY, values);
  const outcome = (label: string) => {
    const item = completion.items.find((one) => one.label === label);
    if (!item) throw new Error(`${label} is not among ${completion.items.map((one) => one.label).join(' ')}`);
    const [after, behind] = completed(text, completion, item);
    return `${after.slice(0, behind)}|${after.slice(behind)}`;
  };
  return { place, completion, outcome, labels: completion.items.map(({ label }) => label) };
}

test('without a qualifier, the qualifiers that begin so, when asked for', () => {
  expect(at('|').labels).toHaveLength(QUALIFIERS.length - 1);
  expect(at('flow s|').labels).toEqual(['seen:', 'starred:', 'sightings:']);
  expect(at('flow s|').completion.isOffered).toBe(false);
  expect(at('flow -s|').outcome('seen:')).toBe('flow -seen:|');
  expect(at('flow |x').labels).toContain('is:');
});

test('behind a qualifier, what may stand there', () => {
  expect(at('is:|').labels).toEqual(['unread', 'reading', 'read', 'skipped', 'starred', 'new']);
  expect(at('is:|').completion.isOffered).toBe(true);
  expect(at('is:s| flow').labels).toEqual(['skipped', 'starred']);
  expect(at('is:s| flow').outcome('starred')).toBe('is:starred |flow');
  expect(at('is:unread |').completion.isOffered).toBe(false);
  expect(at('-IS:un|').outcome('unread')).toBe('-IS:unread |');
  expect(at('is:(unread or st|)').outcome('starred')).toBe('is:(unread or starred|)');
  expect(at('has:|').labels).not.toContain('highlight');
  expect(at('title:fl|').completion.isOffered).toBe(false);
});

test('names come from the library, in quotation marks', () => {
  expect(suggestedField(at('tag:to|').place)).toBe('tag');
  expect(suggestedField(at('org:|').place)).toBe('organization');
  expect(suggestedField(at('title:x|').place)).toBe(null);
  expect(at('tag:to|', ['to read']).outcome('to read')).toBe('tag:"to read" |');
  expect(at('tag:"to r|', ['to read']).place.written).toBe('to r');
  expect(at('tag:"to r|', ['to read']).outcome('to read')).toBe('tag:"to read" |');
  expect(at('tag:"to| read" flow', ['to read']).outcome('to read')).toBe('tag:"to read" |flow');
  expect(at('tag:(a or b|', ['the "best"']).outcome('the "best"')).toBe('tag:(a or "the  best " |');
});

test('days are told by what they are', () => {
  const { labels, completion, outcome } = at('seen:last-|');
  expect(labels).toEqual(['last-week', 'last-month', 'last-year']);
  expect(completion.items[1]?.detail).toBe('2026-10-01 to 2026-10-31');
  expect(outcome('last-week')).toBe('seen:last-week |');
  expect(at('seen:3|').labels).toEqual(['3d', '3w', '3m', '3y']);
  expect(at('seen:>=tod|').outcome('>=today')).toBe('seen:>=today |');
  expect(at('published:2024..y|').outcome('2024..yesterday')).toBe('published:2024..yesterday |');
});

test('whatever is offered is understood', () => {
  const beginnings = QUALIFIERS.flatMap(({ name, also = [] }) => [name, ...also].map((one) => `flow ${one}:`));
  for (const beginning of beginnings) {
    const completion = complete(completionPlace(beginning, beginning.length), TODAY, ['Some Name']);
    for (const item of completion.items) {
      const [text] = completed(beginning, completion, item);
      expect([text, parseQuery(text, TODAY).problems]).toEqual([text, []]);
    }
  }
});

test('any place of any text can be completed', () => {
  const unit = fc.oneof(
    fc.constantFrom('is:', '"', '(', ')', '-', ' ', 'tag:', 'seen:', '>', '7', ':'),
    fc.string({ unit: 'binary', maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(unit), fc.nat(), (units, where) => {
      const text = units.join('');
      const caret = where % (text.length + 1);
      const place = completionPlace(text, caret);
      expect(place.from <= caret && caret <= place.to && place.to <= text.length).toBe(true);
      const completion = complete(place, TODAY, ['x']);
      for (const item of completion.items) {
        const [after, behind] = completed(text, completion, item);
        expect(behind).toBeLessThanOrEqual(after.length);
      }
    }),
  );
});
