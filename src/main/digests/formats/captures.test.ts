import { describe, expect, it } from 'vitest';
import { parse, read, text, titles, usesOf, withoutLines } from './read-fixture';

const TRAILS = 'Forgetful Trails: A Queueing View of Ants';
const RIVERS = 'Rivers as References';
const CHOIRS = 'How Choirs Stay in Tune';
const GRAVESTONES = 'Gravestones as Growth Charts';

describe('several captures in one file', () => {
  it('are several digests, parted by their page headers', () => {
    const { captures } = parse(text('two-captures.txt'));
    expect(captures.map(titles)).toEqual([[TRAILS, RIVERS, CHOIRS, GRAVESTONES], [GRAVESTONES]]);
    expect(captures.map(({ heading, date, firstLine }) => [heading, date, firstLine])).toEqual([
      ['Apr 21', '2026-04-21', 1],
      ['Apr 22', '2026-04-22', 41],
    ]);
    expect(captures[1]?.entries[0]).toMatchObject({ publishedOn: '2026-04-22', comments: 1, line: 53, lastLine: 59 });
    expect(captures.flatMap(({ problems }) => problems)).toEqual([]);
  });

  it('may have no page headers, but dates that are each later than the one before', () => {
    const { captures } = parse(text('captures-by-heading.txt'));
    expect(captures.map(titles)).toEqual([[TRAILS, RIVERS], [CHOIRS], [GRAVESTONES]]);
    expect(captures.map(({ date, yearInferred, firstLine }) => [date, yearInferred, firstLine])).toEqual([
      ['2026-04-21', true, 1],
      ['2026-04-22', true, 15],
      ['2026-04-23', false, 25],
    ]);
    expect(captures.flatMap(({ problems }) => problems)).toEqual([]);
  });

  it('have a year each', () => {
    const later = text('every-variant.txt')
      .replace('Jan 16, 2025', 'Jan 16, 2024')
      .replace('Sep 14, 2025', 'Sep 14, 2024');
    const { captures } = parse(`${text('every-variant.txt')}\n${later}`);
    expect(captures.map(({ date }) => date)).toEqual(['2026-04-21', '2025-04-21']);
    expect(captures.map(({ entries }) => entries[3]?.publishedOn)).toEqual(['2026-02-08', '2025-02-08']);
  });

  it('keep their problems to themselves', () => {
    const { captures } = parse(`${text('no-abstract.txt')}\n${text('no-title.txt')}`);
    expect(captures.map(({ problems }) => problems.map(({ line }) => line))).toEqual([[21], [52, 54]]);
  });

  it('do not begin with a header that has nothing below it', () => {
    const { captures, uses } = parse(`${text('every-variant.txt')}\nDaily Papers\n`);
    expect(captures).toHaveLength(1);
    expect(captures[0]?.problems).toEqual([]);
    expect(uses.useOf(40)).toEqual({ kind: 'page' });
  });

  it('take a date below a paper for its own, and say so, where it is not after the heading', () => {
    const { captures } = parse(text('captures-by-heading.txt').replace('Apr 22\n\nHow', 'Apr 20\n\nHow'));
    expect(captures).toHaveLength(2);
    expect(captures[0]?.entries[1]).toMatchObject({ title: RIVERS, publishedOn: '2026-04-20' });
    expect(captures[0]?.problems[0]).toEqual({ line: 15, message: expect.stringContaining('stands by itself') });
  });
});

describe('blank lines', () => {
  it.each(['no-blank-lines.txt', 'indented.txt'])('may be missing or many, as in %s', (name) => {
    const digest = read(name);
    expect(digest).toMatchObject({ heading: 'Apr 21', date: '2026-04-21', problems: [] });
    expect(withoutLines(digest)).toEqual(withoutLines(read('every-variant.txt')));
  });
});

describe('an abstract', () => {
  it('may have several paragraphs, lists and addresses in it', () => {
    const digest = read('paragraphs.txt');
    expect(titles(digest)).toEqual([TRAILS, RIVERS, CHOIRS, GRAVESTONES]);
    expect(digest.entries.map(({ abstract }) => abstract?.split('\n\n').length)).toEqual([6, 2, 2, 1]);
    expect(digest.entries[0]?.links.at(-1)).toBe('https://example.org/ants');
    expect(digest.problems).toEqual([]);
  });

  it('may have several paragraphs that were broken into lines', () => {
    const digest = read('wrapped-paragraphs.txt');
    expect(titles(digest)).toEqual([TRAILS, RIVERS, CHOIRS]);
    expect(digest.entries.map(({ abstract }) => abstract?.split('\n\n').length)).toEqual([3, 2, 1]);
    expect(digest.problems).toEqual([]);
  });

  it('is said to end where that is a guess', () => {
    const digest = read('unclear-paragraph.txt');
    expect(titles(digest)).toEqual([TRAILS, 'Ants never queue.', CHOIRS]);
    expect(digest.problems).toEqual([{ line: 17, message: expect.stringContaining('may be a title') }]);
  });
});

describe('what a line was read as', () => {
  it('is known of every line', () => {
    expect(usesOf(text('two-captures.txt'))).toBe('p_p_p_p_p_h_e_e_eee_e_e_eee_e_e_e_e_eee_p_p_p_p_p_h_e_e_eee__');
    const { uses } = parse(text('two-captures.txt'));
    expect(uses.useOf(13)).toEqual({ kind: 'entry', capture: 0, position: 0 });
    expect(uses.useOf(39)).toEqual({ kind: 'entry', capture: 0, position: 3 });
    expect(uses.useOf(53)).toEqual({ kind: 'entry', capture: 1, position: 0 });
    for (const line of [0, -1, 14, 1000, Number.NaN]) expect(uses.useOf(line)).toEqual({ kind: 'blank' });
  });

  it('is unread where a problem says why', () => {
    expect(usesOf(text('no-title.txt'))).toContain('u_uuu');
    expect(usesOf(text('novel.txt'))).toMatch(/^[u_]+$/);
  });
});
