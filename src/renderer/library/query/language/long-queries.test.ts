/**
 * Queries as long and as nasty as anybody can make them: what is done about them grows as they do, and nothing overflows.
 *
 * Work is counted, not timed: what is made of a query, and the characters that patterns and cuts of texts go through.
 */
import { expect, test } from 'vitest';
import { understood } from '../asked-list';
import { complete, completionPlace } from './complete';
import { type Expression, indexedTextsIn, soughtIn } from './expression';
import { formOf, queryOf } from './form';
import { parseQuery } from './parse-query';
import { QUALIFIERS } from './reference';
import { scanQuery } from './scan-query';

const TODAY = 20_778;

/** Each fills a text of any length. */
const NASTY: Record<string, (length: number) => string> = {
  'nothing but spaces': (length) => ' '.repeat(length),
  'one long word': (length) => 'a'.repeat(length),
  'letters apart': (length) => 'a '.repeat(length / 2),
  'opened parentheses': (length) => '('.repeat(length),
  'closed parentheses': (length) => ')'.repeat(length),
  'parentheses in each other': (length) => '('.repeat(length / 2) + ')'.repeat(length / 2),
  'parentheses in each other, with words': (length) => `${'(a '.repeat(length / 4)}${')'.repeat(length / 4)}`,
  'empty parentheses': (length) => '()'.repeat(length / 2),
  'qualified parentheses in each other': (length) => 'title:('.repeat(length / 7),
  'negated parentheses': (length) => '-('.repeat(length / 2),
  'one quotation mark': (length) => `"${'a '.repeat(length / 2)}`,
  'quotation marks': (length) => '"'.repeat(length),
  'quotation marks of all kinds': (length) => '"“”„«»'.repeat(length / 6),
  'phrases without an end': (length) => 'a"b '.repeat(length / 4),
  minuses: (length) => '-'.repeat(length),
  'minuses apart': (length) => '- '.repeat(length / 2),
  'not, again and again': (length) => 'not '.repeat(length / 4),
  'NOT, again and again': (length) => 'NOT '.repeat(length / 4),
  'or, again and again': (length) => 'or '.repeat(length / 3),
  'words with or': (length) => 'a or '.repeat(length / 5),
  'or and and': (length) => 'a or b and '.repeat(length / 11),
  colons: (length) => ':'.repeat(length),
  'qualifiers without a value': (length) => 'published: '.repeat(length / 11),
  'a mistaken qualifier, again and again': (length) => 'tilte:a '.repeat(length / 8),
  'a day of digits': (length) => `published:${'1'.repeat(length - 10)}`,
  'a day of dots': (length) => `published:${'.'.repeat(length - 10)}`,
  'a day of dashes': (length) => `published:2026${'-0'.repeat(length / 2 - 7)}`,
  'a range without an end': (length) => `published:2026..${'2026-'.repeat(length / 5 - 4)}`,
  'comparisons of a day': (length) => `published:${'>='.repeat(length / 2 - 5)}`,
  'a day of spaces in a phrase': (length) => `published:"${' '.repeat(length - 11)}`,
  'days by themselves': (length) => '2026-03..05 '.repeat(length / 12),
  'a number of commas': (length) => `authors:${'1,'.repeat(length / 2 - 4)}`,
  'a number of digits': (length) => `authors:${'9'.repeat(length - 8)}`,
  'a state of letters': (length) => `is:${'unread'.repeat(length / 6)}`,
  'a tag of accents': (length) => `tag:${'e\u0301'.repeat(length / 2 - 2)}`,
  'control characters': (length) => '\u0000\u0007\u001b\u202e'.repeat(length / 4),
  'control characters in words': (length) => 'a\u0000b\u200b'.repeat(length / 4),
  emoji: (length) => '👩‍👩‍👧‍👦'.repeat(length / 11),
  'halves of emoji': (length) => '\ud83d'.repeat(length),
  'right to left': (length) => 'שלום مرحبا '.repeat(length / 11),
  'letters without spaces': (length) => '学習流'.repeat(length / 3),
  'letters that fold to many': (length) => 'ﷺ'.repeat(length),
  'accents alone': (length) => '\u0301'.repeat(length),
};

interface Work {
  pieces: number;
  characters: number;
  depth: number;
}

/** All that the box, its completion, its form and its list make of a query. */
function workOn(text: string): Work {
  const work = { pieces: 0, characters: 0, depth: 0 };
  const visit = (part: Expression, depth: number) => {
    work.pieces++;
    work.depth = Math.max(work.depth, depth);
    if (part.kind === 'and' || part.kind === 'or') for (const inner of part.parts) visit(inner, depth + 1);
    else if (part.kind === 'not') visit(part.part, depth + 1);
    else if (part.kind === 'text') work.pieces += part.words.length;
  };
  const restore = countCharacters((count) => {
    work.characters += count;
  });
  let isWhole = false;
  try {
    const { expression, problems, tokens, conditions, sought } = parseQuery(text, TODAY);
    work.pieces += problems.length + tokens.length + conditions.length + sought.length + scanQuery(text).length;
    for (const { message, hint } of problems) work.characters += message.length + (hint?.length ?? 0);
    isWhole = tokens.map(({ from, to }) => text.slice(from, to)).join('') === text;
    visit(expression, 0);
    work.pieces += soughtIn(expression).length + indexedTextsIn(expression).length;
    for (const caret of [0, 10, text.length]) {
      work.pieces += complete(completionPlace(text, caret), TODAY, []).items.length;
    }
    const form = formOf(text, TODAY);
    if (form) work.characters += queryOf(form).length;
    const sort = { digestId: null, sort: [], group: null };
    visit(understood({ ...sort, within: text, search: text }).expression, 0);
  } finally {
    restore();
  }
  expect(isWhole).toBe(true);
  return work;
}

/** Has the characters counted that patterns and methods of strings go through; calling what is returned ends it. */
function countCharacters(count: (characters: number) => void): () => void {
  const { exec } = RegExp.prototype;
  const methods = ['indexOf', 'trim', 'toLowerCase', 'normalize'] as const;
  const before = methods.map((name) => String.prototype[name]);
  RegExp.prototype.exec = function (text) {
    const from = this.sticky || this.global ? this.lastIndex : 0;
    const found = exec.call(this, text);
    // A sticky pattern goes no further than its match, and a global one goes on from there.
    const to = found && (this.sticky || this.global) ? this.lastIndex : this.sticky ? from : text.length;
    count(to - from);
    return found;
  };
  methods.forEach((name, at) => {
    const method = before[at] as (...args: unknown[]) => unknown;
    const counted = function (this: string, ...args: unknown[]) {
      count(this.length);
      return method.apply(this, args);
    };
    Object.defineProperty(String.prototype, name, { value: counted, configurable: true, writable: true });
  });
  return () => {
    RegExp.prototype.exec = exec;
    methods.forEach((name, at) => {
      Object.defineProperty(String.prototype, name, { value: before[at], configurable: true, writable: true });
    });
  };
}

test.each(Object.entries(NASTY))('%s: twice the query is twice the work, and no depth', (_, made) => {
  // What is folded for the first time is looked up once.
  workOn(made(100));
  const [half, whole] = [workOn(made(5000)), workOn(made(10_000))];
  expect(whole.pieces).toBeLessThanOrEqual(2.1 * half.pieces + 50);
  expect(whole.characters).toBeLessThanOrEqual(2.1 * half.characters + 5000);
  expect(whole.depth).toBeLessThanOrEqual(82);
});

test('the counting sees work that grows with the square of a text', () => {
  const squared = (text: string) => {
    let characters = 0;
    const restore = countCharacters((count) => {
      characters += count;
    });
    for (let at = 0; at < text.length; at += 100) /x/.test(text.slice(at));
    restore();
    return characters;
  };
  expect(squared('a'.repeat(10_000))).toBeGreaterThan(3 * squared('a'.repeat(5000)));
});

test.each(QUALIFIERS.map(({ name }) => name))('%s: takes its share of a value that says nothing', (name) => {
  for (const piece of ['9', '.', 'x..', '2026-', 'é']) {
    const made = (length: number) => `${name}:${piece.repeat(length / piece.length)}`;
    const [half, whole] = [workOn(made(1000)), workOn(made(2000))];
    expect(whole.characters, piece).toBeLessThanOrEqual(2.1 * half.characters + 5000);
    expect(whole.pieces, piece).toBeLessThanOrEqual(2.1 * half.pieces + 50);
  }
});
