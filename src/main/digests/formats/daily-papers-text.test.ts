import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf, FIXTURES, read, text, titles, withoutLines } from './read-fixture';

const CAPTURES = join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared', 'digests');

const TRAILS = 'Forgetful Trails: A Queueing View of Ants';
const RIVERS = 'Rivers as References';
const CHOIRS = 'How Choirs Stay in Tune';
const GRAVESTONES = 'Gravestones as Growth Charts';

describe('a capture', () => {
  it('is read with every variant of a byline', () => {
    const digest = read('every-variant.txt');
    expect(digest).toMatchObject({ heading: 'Apr 21', date: '2026-04-21', yearInferred: true, problems: [] });
    const [trails, rivers, choirs, gravestones] = digest.entries;
    expect(trails).toEqual({
      title: TRAILS,
      abstract: expect.stringMatching(/^Ants that carry .* to within eight per cent\.$/),
      authorCount: 7,
      organization: null,
      publishedOn: '2025-01-16',
      comments: null,
      links: [],
      monthDay: null,
      line: 13,
      lastLine: 19,
    });
    expect(rivers).toMatchObject({
      title: RIVERS,
      authorCount: null,
      organization: { handle: 'wet-lab', name: 'Wet Lab of the Upper Valley' },
      publishedOn: '2025-09-14',
      comments: 2,
      links: ['https://example.org/rivers/drift.git', 'https://example.org/rivers/data_(v2)'],
      line: 21,
      lastLine: 27,
    });
    expect(choirs).toMatchObject({
      title: CHOIRS,
      authorCount: null,
      organization: null,
      publishedOn: null,
      comments: null,
    });
    expect(choirs?.abstract).toContain('$O(n \\log n)$');
    expect(gravestones).toMatchObject({
      title: GRAVESTONES,
      authorCount: 1,
      publishedOn: '2026-02-08',
      monthDay: '02-08',
      comments: 2,
      line: 33,
      lastLine: 39,
    });
    expect(digest.entries).toHaveLength(4);
  });

  it.each(['no-page-header.txt', 'some-page-header.txt', 'crlf-and-spaces.txt', 'lone-cr.txt'])(
    'is read the same as %s',
    (name) => {
      const plain = read('every-variant.txt');
      const digest = digestOf(text(name).replace(/^\ufeff/, ''));
      expect({ ...digest, entries: withoutLines(digest) }).toEqual({ ...plain, entries: withoutLines(plain) });
    },
  );

  it('counts lines from 1, whatever ends them', () => {
    expect(read('lone-cr.txt').entries.map(({ line }) => line)).toEqual(
      read('every-variant.txt').entries.map(({ line }) => line),
    );
    for (const { title, line } of read('crlf-and-spaces.txt').entries) {
      expect(text('crlf-and-spaces.txt').split('\r\n')[line - 1]?.trim()).toBe(title);
    }
  });

  it('may spell out the year of its heading', () => {
    expect(read('heading-with-year.txt')).toMatchObject({
      heading: 'Apr 21, 2026',
      date: '2026-04-21',
      yearInferred: false,
      problems: [],
      entries: [{}, {}, {}, { publishedOn: '2026-02-08' }],
    });
  });

  it('may name an organization by its handle alone, and count more than a thousand comments', () => {
    const digest = read('short-organization.txt');
    expect(digest.entries.map(({ organization }) => organization)).toEqual([
      { handle: 'wetlab', name: 'wetlab' },
      { handle: 'wet_lab.2', name: 'Wet Lab' },
    ]);
    expect(digest.entries[1]?.comments).toBe(1204);
  });

  it('keeps the abstract of a paragraph that stands on several lines', () => {
    const digest = read('wrapped-lines.txt');
    expect(digest.entries[0]?.title).toBe("A Title That Somebody's Mail Program Broke in Two");
    expect(digest.entries[0]?.abstract).not.toContain('\n');
    expect(digest.entries[0]?.abstract?.length).toBeGreaterThan(250);
    expect(digest.problems).toEqual([{ line: 13, message: expect.stringContaining('goes on in the next line') }]);
  });
});

describe('dates', () => {
  it('may need a leap year', () => {
    expect(read('leap-day.txt')).toMatchObject({
      date: '2024-03-03',
      yearInferred: true,
      entries: [{ publishedOn: '2024-02-29', comments: 3 }, { publishedOn: '2021-12-30' }],
      problems: [],
    });
  });

  it('take the year of the modification time where none is spelled out', () => {
    const digest = digestOf(text('only-undated.txt'), Date.UTC(2024, 3, 20, 12));
    expect(digest).toMatchObject({ date: '2024-04-21', yearInferred: true, entries: [{ publishedOn: '2024-02-08' }] });
    const earlier = digestOf(text('only-undated.txt'), Date.UTC(2024, 3, 19));
    expect(earlier.date).toBe('2023-04-21');
  });

  it('are a problem, not a guess, where an undated one is after the heading', () => {
    const digest = read('undated-after-heading.txt');
    expect(digest).toMatchObject({
      date: '2026-04-21',
      entries: [{ publishedOn: '2025-01-16' }, { publishedOn: null, authorCount: 2 }],
    });
    expect(digest.problems).toEqual([
      { line: 27, message: expect.stringMatching(/“Apr 22”.*after its heading, “Apr 21”/) },
    ]);
  });

  it('are a problem where there is no heading to tell their year', () => {
    const digest = read('no-heading.txt');
    expect(digest).toMatchObject({ heading: null, date: null, yearInferred: false });
    expect(digest.entries.map(({ publishedOn }) => publishedOn)).toEqual(['2025-01-16', '2025-09-14', null, null]);
    expect(digest.entries[3]?.comments).toBe(2);
    expect(digest.problems).toEqual([{ line: 37, message: expect.stringContaining('no heading date') }]);
  });

  it('that no calendar has are problems', () => {
    const digest = read('impossible-days.txt');
    expect(digest).toMatchObject({ heading: 'Feb 30', date: null, yearInferred: false });
    expect(digest.entries.map(({ publishedOn }) => publishedOn)).toEqual([null, null, null]);
    expect(digest.problems.map(({ line }) => line)).toEqual([11, 19, 27]);
  });

  it('without a comma before the year are read, and said to be', () => {
    const digest = read('year-without-comma.txt');
    expect(digest.entries.map(({ publishedOn, comments }) => [publishedOn, comments])).toEqual([
      ['2025-02-08', null],
      ['2025-02-09', 3],
    ]);
    expect(digest.problems).toHaveLength(2);
  });

  it('behind the digest’s own, spelled out, are kept and said to be', () => {
    const later = text('heading-with-year.txt').replace('Sep 14, 2025 2', 'Sep 14, 2026 2');
    const digest = digestOf(later);
    expect(digest.entries[1]?.publishedOn).toBe('2026-09-14');
    expect(digest.problems).toEqual([{ line: 27, message: expect.stringContaining('after the digest') }]);
  });
});

describe('a fault in the middle', () => {
  it('an abstract is missing', () => {
    const digest = read('no-abstract.txt');
    expect(titles(digest)).toEqual([TRAILS, RIVERS, CHOIRS]);
    expect(digest.entries[1]).toMatchObject({ abstract: null, authorCount: 2, publishedOn: '2025-01-17', links: [] });
    expect(digest.problems).toEqual([{ line: 21, message: expect.stringContaining('has no abstract') }]);
  });

  it('a title is missing', () => {
    const digest = read('no-title.txt');
    expect(titles(digest)).toEqual([TRAILS, CHOIRS]);
    expect(digest.entries[1]).toMatchObject({ authorCount: 3, publishedOn: '2025-01-18' });
    expect(digest.problems.map(({ line }) => line)).toEqual([21, 23]);
    expect(digest.problems[0]?.message).toContain('A title was expected; found a paragraph of 601 characters');
  });

  it('two titles follow each other', () => {
    const digest = read('two-titles.txt');
    expect(titles(digest)).toEqual([TRAILS, RIVERS, CHOIRS]);
    expect(digest.entries[0]).toMatchObject({ abstract: null, line: 13 });
    expect(digest.entries[1]).toMatchObject({ authorCount: 2, line: 15 });
    expect(digest.problems).toEqual([{ line: 13, message: expect.stringContaining(TRAILS) }]);
  });

  it('an abstract has a second paragraph', () => {
    const digest = read('two-paragraphs.txt');
    expect(titles(digest)).toEqual([TRAILS, CHOIRS]);
    expect(digest.entries[0]?.abstract?.split('\n\n')).toHaveLength(2);
    expect(digest.entries[0]?.links).toHaveLength(2);
    expect(digest.problems).toEqual([]);
  });

  it('bylines are broken, and what is known of them is kept', () => {
    const digest = read('broken-bylines.txt');
    expect(titles(digest)).toEqual([TRAILS, RIVERS, CHOIRS, GRAVESTONES]);
    expect(
      digest.entries.map(({ authorCount, publishedOn, comments }) => [authorCount, publishedOn, comments]),
    ).toEqual([
      [null, '2025-01-16', null],
      [2, null, null],
      [3, null, null],
      [null, '2026-02-08', 2],
    ]);
    expect(digest.problems.map(({ line }) => line)).toEqual([17, 26, 34, 40]);
  });

  it('a browser put its menu above the page', () => {
    const digest = read('menu-above.txt');
    expect(withoutLines(digest)).toEqual(withoutLines(read('every-variant.txt')));
    expect(digest.problems).toEqual([]);
    expect(digestOf(`My Own Bookmarks\n\nWeather\n\n${text('menu-above.txt')}`).problems).toEqual([
      { line: 1, message: expect.stringContaining('above the page itself') },
    ]);
  });
});

describe('a file that ends too early', () => {
  it.each([
    ['cut-title.txt', 21, 'How Choirs S'],
    ['cut-abstract.txt', 21, `in the middle of “${CHOIRS}”`],
  ])('leaves out the paper that %s cuts through', (name, line, message) => {
    const digest = read(name);
    expect(titles(digest)).toEqual([TRAILS]);
    expect(digest.problems).toEqual([{ line, message: expect.stringContaining(message) }]);
  });

  it.each([
    ['cut-authors.txt', 25, null],
    ['cut-bullet.txt', 25, null],
    ['cut-dot.txt', 26, null],
    ['cut-month.txt', 27, 7],
    ['cut-date.txt', 27, 7],
  ])('keeps the paper whose byline %s cuts through', (name, line, authorCount) => {
    const digest = read(name);
    expect(titles(digest)).toEqual([TRAILS, CHOIRS]);
    expect(digest.entries[1]).toMatchObject({ authorCount, publishedOn: null, comments: null });
    expect(digest.problems).toEqual([{ line, message: expect.stringMatching(/the file ends in the middle of it/) }]);
  });

  it('does not take the beginning of an organization for a paper', () => {
    const digest = read('cut-organization.txt');
    expect(titles(digest)).toEqual([TRAILS, CHOIRS]);
    expect(digest.problems).toEqual([{ line: 25, message: expect.stringContaining('wet-lab Wet La') }]);
  });

  it('says so where it ends before the first paper', () => {
    expect(read('cut-heading.txt')).toMatchObject({ heading: 'Apr 21', entries: [], problems: [{ line: null }] });
  });

  it('shows no more and no other papers than the whole, wherever it is cut', () => {
    const whole = text('every-variant.txt');
    const all = read('every-variant.txt').entries;
    for (let end = 0; end < whole.length; end++) {
      const { entries } = digestOf(whole.slice(0, end));
      for (const [index, entry] of entries.entries()) {
        expect(entry.title, `cut at ${end}`).toBe(all[index]?.title);
        // The text may end behind any sentence of an abstract, and nothing tells that more should follow.
        expect(all[index]?.abstract?.startsWith(entry.abstract ?? '?'), `cut at ${end}`).toBe(true);
      }
    }
  });
});

describe('what is a digest', () => {
  it('may be known by its bylines alone, however short the abstracts are', () => {
    const paper = (number: number) => `Tides ${number}\n\nThey rise.\n\n  • ${number} authors\n·\nJan 16, 2025\n\n`;
    const listing = Array.from({ length: 10 }, (_, index) => paper(index + 1)).join('');
    for (const capture of [listing, `Apr 21\n\n${listing}`]) {
      expect(digestOf(capture)).toMatchObject({ problems: [], entries: { length: 10 } });
    }
  });
});

describe('what is no digest', () => {
  it.each([
    ['novel.txt', '13 lines of text'],
    ['source-code.txt', 'import { readFile }'],
    ['log.txt', '40 lines of text'],
  ])('%s gives no papers, and one problem that says what was found', (name, found) => {
    const digest = read(name);
    expect(digest).toEqual({
      heading: null,
      date: null,
      yearInferred: false,
      firstLine: 1,
      entries: [],
      problems: [{ line: null, message: expect.stringContaining('This is not a digest. Expected a heading date') }],
    });
    expect(digest.problems[0]?.message).toContain(found);
  });

  it.each(['', ' \n\u00a0\n', '\n\n\n'])('nor does %j', (blank) => {
    const digest = digestOf(blank);
    expect(digest.entries).toEqual([]);
    expect(digest.problems).toEqual([{ line: null, message: expect.stringContaining('nothing but blank space') }]);
  });

  it('is not made one by a date or a dot', () => {
    const diary = text('novel.txt').replace('CHAPTER ONE\n\n', '');
    expect(read('novel.txt').entries).toEqual([]);
    expect(digestOf(diary).entries).toEqual([]);
    expect(digestOf('a\n·\nb\n').entries).toEqual([]);
  });
});

describe('any text', () => {
  const blocks = readdirSync(FIXTURES)
    .filter((name) => !name.startsWith('invalid'))
    .flatMap((name) => text(name).split('\n\n'));

  it('is read without an error, twice the same, with lines that are in it', () => {
    const shuffled = fc.array(
      fc.oneof(
        { weight: 8, arbitrary: fc.constantFrom(...blocks) },
        { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
        {
          weight: 1,
          arbitrary: fc.constantFrom('·', '•', '  • 3 authors', 'Feb 29', '\n', 'new', 'Daily Papers', 'x'.repeat(301)),
        },
      ),
      { maxLength: 40 },
    );
    const seams = fc.constantFrom('\n\n', '\n', '\r\n', '\n \n', '\r');
    fc.assert(
      fc.property(shuffled, seams, fc.nat(), (parts, seam, cut) => {
        const joined = parts.join(seam);
        const input = cut % 3 === 0 ? joined.slice(0, cut % (joined.length + 1)) : joined;
        const digest = digestOf(input);
        const count = input.split(/\r\n|\r|\n/).length;
        for (const { line } of [...digest.entries, ...digest.problems]) {
          expect(line ?? 1).toBeGreaterThanOrEqual(1);
          expect(line ?? 1).toBeLessThanOrEqual(count);
        }
        for (const { title } of digest.entries) expect(title).toBe(title.trim());
        if (digest.entries.length === 0) expect(digest.problems.length).toBeGreaterThan(0);
        expect(digestOf(input)).toEqual(digest);
      }),
      { numRuns: 300 },
    );
  });

  it('that was made to be slow is read all the same', () => {
    const header = 'Daily Papers\n\nApr 21\n\n';
    const many = `${header}Title\n\nAbstract.\n\n  • 2 authors\n·\nFeb 8\n\n${'a line of a block that never ends\n'.repeat(100_000)}`;
    expect(digestOf(many).entries.length).toBeGreaterThan(0);
    const long = digestOf(`${header}${'x'.repeat(10_000_000)}`);
    expect(long.entries).toEqual([]);
    expect(long.problems[0]?.message.length).toBeLessThan(300);
    const abstract = `${header}Title\n\n${'word '.repeat(2_000_000)}\n\n  • 2 authors\n·\nFeb 8\n`;
    const cut = digestOf(abstract);
    expect(cut.entries.map((entry) => [entry.abstract?.length, entry.authorCount])).toEqual([[1_000_000, 2]]);
    expect(cut.problems).toEqual([{ line: 7, message: expect.stringContaining('more than 1,000,000 characters') }]);
    const faults = digestOf(`${many}\n\n${'·\n\n'.repeat(2000)}`);
    expect(faults.problems.length).toBeLessThan(600);
  });
});

describe.skipIf(!existsSync(CAPTURES))('the real captures', () => {
  const digests = (existsSync(CAPTURES) ? readdirSync(CAPTURES) : [])
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => digestOf(readFileSync(join(CAPTURES, name), 'utf8')));

  it('are read whole, without a problem', () => {
    expect(
      digests.map(({ date, yearInferred, entries, problems }) => ({
        date,
        yearInferred,
        count: entries.length,
        problems,
      })),
    ).toEqual([
      { date: '2026-04-21', yearInferred: true, count: 56, problems: [] },
      { date: '2026-01-29', yearInferred: true, count: 15, problems: [] },
      { date: '2026-04-21', yearInferred: true, count: 57, problems: [] },
    ]);
  });

  it('hold nothing but whole entries', () => {
    for (const { title, abstract, authorCount, organization, publishedOn, links } of digests.flatMap(
      ({ entries }) => entries,
    )) {
      expect(title.length).toBeLessThan(200);
      expect(abstract?.length).toBeGreaterThan(300);
      expect(publishedOn === null).toBe(authorCount === null && organization === null);
      for (const link of links) expect(link).toMatch(/^https?:\/\/\S*[\w/)-]$/);
    }
  });
});
