import { describe, expect, it } from 'vitest';
import { pageLine } from './page-furniture';
import { digestOf, read, text, titles, usesOf, withoutLines } from './read-fixture';

const TRAILS = 'Forgetful Trails: A Queueing View of Ants';

describe('what the page puts around its papers', () => {
  it('is told from them', () => {
    const digest = read('page-lines.txt');
    expect(digest.problems).toEqual([]);
    expect(withoutLines(digest)).toEqual(withoutLines(read('every-variant.txt')));
    expect(usesOf(text('page-lines.txt'))).not.toMatch(/u/);
  });

  it('may tell the day of publication, where the byline does not', () => {
    const digest = read('published-on.txt');
    expect(digest.entries.map(({ publishedOn, monthDay }) => [publishedOn, monthDay])).toEqual([
      ['2025-01-16', null],
      ['2025-09-14', null],
      ['2026-04-01', '04-01'],
      [null, null],
    ]);
    expect(digest.problems).toEqual([]);
  });

  it('below the last paper makes no paper', () => {
    const digest = read('footer.txt');
    expect(withoutLines(digest)).toEqual(withoutLines(read('every-variant.txt')));
    expect(digest.problems).toEqual([{ line: 41, message: expect.stringContaining('below the papers') }]);
    expect(usesOf(text('footer.txt'))).toMatch(/e_u_u_u_?$/);
  });

  it('is taken for a title where one is needed', () => {
    expect(titles(read('numbers-for-titles.txt'))).toEqual([TRAILS, '1984', 'Community']);
    expect(read('numbers-for-titles.txt').problems).toEqual([]);
  });

  it('does not take a title for the name of a submitter', () => {
    const input = text('every-variant.txt').replace(TRAILS, `Submitted by\n\n${TRAILS}`);
    expect(titles(digestOf(input))[0]).toBe(TRAILS);
    const named = text('every-variant.txt').replace(TRAILS, `Submitted by\nUlla Dorn\n${TRAILS}`);
    expect(titles(digestOf(named))[0]).toBe(TRAILS);
    expect(digestOf(named).problems).toEqual([]);
  });
});

describe('pageLine', () => {
  it.each(['Daily Papers', 'Get trending papers in your email inbox!', 'byAK and the  research community'])(
    'knows %j for the header',
    (line) => {
      expect(pageLine(line)).toBe('header');
    },
  );

  it.each(
    [
      ...[
        '▲ 23',
        '▲',
        '23 ▲',
        '+5',
        '23 upvotes',
        '1 upvote',
        'Upvote 23',
        'GitHub 1.2k',
        '3 comments',
        'Comments (3)',
        '-',
        '---',
        '|',
      ],
      ...['View all', 'View all 12 papers', 'Submitted by', 'Submitted by akhaliq', 'Page 2 of 5', '© Hugging Face'],
      ...["akhaliq's avatar", 'Thumbnail of Forgetful Trails', 'Submitted 3 days ago'],
    ].filter((line) => !['Upvote', 'View all'].includes(line)),
  )('knows %j for no title', (line) => {
    expect(pageLine(line)).toBe('certain');
  });

  it.each(['42', '1,204', '1984', 'Next', 'arXiv Page', 'Upvote', 'Models', 'View all', 'new', 'Subscribe', '???'])(
    'thinks that %j may be a title',
    (line) => {
      expect(pageLine(line)).toBe('maybe');
    },
  );

  it.each([
    ...[
      'Upvotes Considered Harmful',
      'View All the Ants at Once',
      'Submitted for Review',
      '42 Is Not Enough',
      '3D Rivers',
    ],
    ...[
      'Copyright in Training Data',
      'Pages of Stone',
      'Published in Haste',
      '-1 Is Enough',
      'π',
      'Next-Token Ants',
      '1 + 1',
    ],
    ...['Comments on Comments', 'Likes and Dislikes of 300 Ants', "Nobody's Avatars", '+ and -', '大きな蟻'],
  ])('takes %j for none of the page', (line) => {
    expect(pageLine(line)).toBe('no');
  });
});
