import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Digest, Entry, Problem } from '../../preload/api';
import { identify } from './paper-id';
import { parseFile } from './parse-digest';
import { readTextBytes } from './read-text';
import { sketchSimilarity } from './sketch-similarity';

const FIXTURES = join(import.meta.dirname, 'fixtures');
const SAMPLES = join(import.meta.dirname, '..', '..', '..', 'resources', 'samples');

/** The first capture of a text. */
function firstOf(text: string, modifiedAt: number, found: readonly Problem[] = []): Digest<Entry> {
  const [digest] = parseFile(text, { modifiedAt }, found).captures;
  if (digest === undefined) throw new Error('A file has at least one capture.');
  return digest;
}

describe('parseFile', () => {
  it('keeps the papers of a file that is not valid UTF-8, and puts its problems in order', () => {
    const read = readTextBytes(readFileSync(join(FIXTURES, 'invalid-utf-8.txt')));
    if (!read.ok) throw new Error(read.problem.message);
    const text = read.text.replace('Jan 16, 2025', 'Jan 16, 20');
    const digest = firstOf(text, 0, read.problems);
    expect(digest.entries.map(({ title }) => title.slice(0, 6))).toEqual(['Forget', 'R\ufffdvers', 'How Ch', 'Graves']);
    expect(digest.problems.map(({ line, message }) => [line, message.slice(0, 30)])).toEqual([
      [19, expect.stringContaining('The byline of')],
      [21, expect.stringContaining('This line is not valid')],
      [23, expect.stringContaining('This line is not valid')],
    ]);
  });

  it('names no more problems than anybody would read', () => {
    const found = Array.from({ length: 700 }, (_, index) => ({ line: index + 1, message: 'Broken.' }));
    const { problems } = firstOf('Apr 21\n', 0, found);
    expect(problems).toHaveLength(501);
    expect(problems.at(-1)).toEqual({ line: null, message: expect.stringMatching(/^\d+ more/) });
  });

  it('gives each capture the problems of its own lines', () => {
    const text = readFileSync(join(FIXTURES, 'two-captures.txt'), 'utf8');
    const found = [50, 3, 41, null].map((line) => ({ line, message: 'Broken.' }));
    const { captures } = parseFile(text, { modifiedAt: 0 }, found);
    expect(captures.map(({ problems }) => problems.map(({ line }) => line))).toEqual([
      [null, 3],
      [41, 50],
    ]);
  });

  it('names the format, or none', () => {
    expect(parseFile(readFileSync(join(FIXTURES, 'every-variant.txt'), 'utf8'), { modifiedAt: 0 }).format).toBe(
      'Daily Papers, as text',
    );
    expect(parseFile('nothing of the kind', { modifiedAt: 0 }).format).toBeNull();
  });

  it('does not change the problems it was given', () => {
    const found = Object.freeze([{ line: 3, message: 'Broken.' }]);
    expect(firstOf('', 0, found).problems).toHaveLength(2);
  });
});

describe('the sample digests', () => {
  const names = readdirSync(SAMPLES)
    .filter((name) => name.endsWith('.txt'))
    .sort();
  const digests = names.map((name) => firstOf(readFileSync(join(SAMPLES, name), 'utf8'), Date.UTC(2030, 0, 1)));
  const entries = digests.flatMap((digest) => digest.entries.map((entry) => ({ ...entry, ...identify(entry) })));

  it('are read without a problem, each on the day that its name says', () => {
    expect(digests.flatMap(({ problems }) => problems)).toEqual([]);
    expect(digests.map(({ date }) => `${date} Daily Papers.txt`)).toEqual(names);
    expect(digests.every(({ yearInferred }) => yearInferred)).toBe(true);
  });

  it('show a newcomer every variant of the format', () => {
    expect(names.length).toBeGreaterThanOrEqual(4);
    expect(entries.length).toBeGreaterThanOrEqual(110);
    const sightings = new Map<string, typeof entries>();
    for (const entry of entries) sightings.set(entry.titleKey, [...(sightings.get(entry.titleKey) ?? []), entry]);
    expect(sightings.size).toBeGreaterThanOrEqual(100);
    const repeated = [...sightings.values()].filter(({ length }) => length > 1);
    expect(new Set(repeated.map(({ length }) => length))).toEqual(new Set([2, 3]));
    const hasByline = (entry: (typeof entries)[number]) => entry.publishedOn !== null;
    expect(repeated.some((seen) => seen.some(hasByline) && !seen.every(hasByline))).toBe(true);
    expect(new Set(entries.map(({ abstractKey }) => abstractKey)).size).toBe(sightings.size);

    const share = (test: (entry: (typeof entries)[number]) => boolean) => entries.filter(test).length / entries.length;
    expect(share((entry) => !hasByline(entry))).toBeGreaterThan(0.05);
    expect(share(({ organization }) => organization !== null)).toBeGreaterThan(0.2);
    expect(share(({ comments }) => comments !== null)).toBeGreaterThan(0.3);
    expect(share(({ links }) => links.length > 0)).toBeGreaterThan(0.1);
    expect(share(({ publishedOn }) => publishedOn?.startsWith('2026') ?? false)).toBeGreaterThan(0.2);
    expect(entries.some(({ authorCount }) => authorCount === 1)).toBe(true);
    for (const { links } of entries) for (const link of links) expect(link).toMatch(/^https:\/\/example\.org\//);
  });

  it('hold papers that are told apart', () => {
    for (const [index, entry] of entries.entries()) {
      for (const other of entries.slice(index + 1)) {
        const similarity = sketchSimilarity(entry.sketch, other.sketch);
        if (entry.titleKey === other.titleKey) expect(similarity).toBe(1);
        else expect(similarity).toBeLessThan(0.3);
      }
    }
  });
});
