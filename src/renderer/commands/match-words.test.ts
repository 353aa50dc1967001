import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchableWords, matchWords } from './match-words';

const match = (typed: string, text: string) => matchWords(matchableWords(typed), matchableWords(text));

test.each([
  ['ma re', 'Mark as read'],
  ['MARK', 'Mark as read'],
  ['read mark', 'Mark as read'],
  ['mar', 'Move all rows'],
  ['etu', 'Étude'],
  ['mar 2', 'Digest of Mar 2, 2026'],
  ['', 'anything'],
])('“%s” finds “%s”', (typed, text) => expect(match(typed, text)).not.toBeNull());

test.each([
  ['ead', 'Mark as read'],
  ['read x', 'Mark as read'],
  ['rm', 'Mark as read'],
])('“%s” does not find “%s”', (typed, text) => expect(match(typed, text)).toBeNull());

test('what begins with it is better, in order better than out of order, and initials come last', () => {
  const ranked = ['Palette of stars', 'Stars and palette', 'Go past all lists', 'Group by star palette'];
  const byRank = ranked
    .flatMap((text) => {
      const rank = match('pal', text);
      return rank === null ? [] : [{ text, rank }];
    })
    .toSorted((a, b) => a.rank - b.rank);
  expect(byRank.map(({ text }) => text)).toEqual([
    'Palette of stars',
    'Stars and palette',
    'Group by star palette',
    'Go past all lists',
  ]);
  expect(match('star', 'Star')).toBeLessThan(match('star', 'Starred') ?? 0);
  expect(match('star pal', 'Star palette')).toBeLessThan(match('star pal', 'Palette of stars') ?? 0);
});

test('the beginnings of a text always find it', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), (text, length) => {
      const words = matchableWords(text);
      expect(
        matchWords(
          words.map((word) => word.slice(0, 1 + (length % word.length))),
          words,
        ),
      ).not.toBeNull();
    }),
  );
});
