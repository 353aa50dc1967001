import { describe, expect, it } from 'vitest';
import { digestOf, read, text, withoutLines } from './read-fixture';

const ABSTRACT = 'Ants that carry food home leave a trail, and the trail fades. '.repeat(6).trim();

/** A digest of one paper with this byline. */
function withByline(byline: string): string {
  return `Daily Papers\n\nApr 21\n\nForgetful Trails\n\n${ABSTRACT}\n\n${byline}\n`;
}

describe('a byline', () => {
  it.each(['one-line-bylines.txt', 'two-line-bylines.txt'])('is read from %s as from three lines', (name) => {
    const digest = read(name);
    expect(digest.problems).toEqual([]);
    expect(withoutLines(digest)).toEqual(withoutLines(read('every-variant.txt')));
  });

  it.each([
    ['• 7 authors · Jan 16, 2025 2', { authorCount: 7, publishedOn: '2025-01-16', comments: 2 }],
    ['7 authors · Jan 16, 2025', { authorCount: 7, publishedOn: '2025-01-16', comments: null }],
    ['• 1 author\n·\nFeb 8', { authorCount: 1, publishedOn: '2026-02-08', monthDay: '02-08' }],
    ['  •  1,204 authors  ·  Feb 8 2', { authorCount: 1204, comments: 2 }],
    ['nex-agi Nex AGI · Sep 14, 2025', { organization: { handle: 'nex-agi', name: 'Nex AGI' }, authorCount: null }],
    ['nex-agi\n· Sep 14, 2025 1,204', { organization: { handle: 'nex-agi', name: 'nex-agi' }, comments: 1204 }],
    ['• 7 authors\n\n·\n\nJan 16, 2025', { authorCount: 7, publishedOn: '2025-01-16' }],
    ['• 7 authors\nJan 16, 2025', { authorCount: 7, publishedOn: '2025-01-16' }],
    ['• 7 authors · Jan 16, 2025 · 2 comments', { authorCount: 7, publishedOn: '2025-01-16', comments: 2 }],
    ['• 7 authors · 16 January 2025 3', { publishedOn: '2025-01-16', monthDay: null, comments: 3 }],
    ['• 7 authors · Thursday, January 16, 2025', { publishedOn: '2025-01-16', comments: null }],
    ['• 7 authors · 2025-01-16', { publishedOn: '2025-01-16', monthDay: null, comments: null }],
    ['· 7 authors', { authorCount: 7, publishedOn: null }],
    ['·\n7 authors', { authorCount: 7, publishedOn: null }],
    ['• 7 authors · 8 Feb', { publishedOn: '2026-02-08', monthDay: '02-08' }],
  ])('may be %j', (byline, expected) => {
    const { entries, problems } = digestOf(withByline(byline));
    expect(entries).toEqual([expect.objectContaining({ title: 'Forgetful Trails', abstract: ABSTRACT, ...expected })]);
    expect(problems).toEqual([]);
  });

  it.each([
    'Dots · and Dashes in Early Radio',
    '16 Ways to Count',
    'Who Wrote This · A Study',
    '7 Authors in Search of a Paper',
  ])('is not made of the title %j', (title) => {
    const digest = digestOf(`${withByline('• 2 authors · Feb 8')}\n${title}\n\n${ABSTRACT}\n`);
    expect(digest.entries[1]).toMatchObject({ title, abstract: ABSTRACT, authorCount: null });
    expect(digest.problems).toEqual([]);
  });

  it('without its first line says so, and keeps its date', () => {
    const digest = digestOf(withByline('· Jan 16, 2025'));
    expect(digest.entries[0]).toMatchObject({ authorCount: null, organization: null, publishedOn: '2025-01-16' });
    expect(digest.problems).toEqual([{ line: 9, message: expect.stringContaining('is missing') }]);
  });

  it('below no paper is a problem, and no paper', () => {
    const digest = digestOf(`${text('every-variant.txt')}\n• 3 authors · Feb 9\n`);
    expect(digest.entries).toHaveLength(4);
    expect(digest.problems).toEqual([{ line: 40, message: expect.stringContaining('belongs to no paper') }]);
  });
});
