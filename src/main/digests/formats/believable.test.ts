import { describe, expect, it } from 'vitest';
import { parse, text } from './read-fixture';

describe('what is no digest', () => {
  it.each([
    ['article.txt', 'April 21, 2026 Ferry to Resume'],
    ['bibliography.txt', '@article'],
    ['chat.txt', 'Mirela'],
    ['diary.txt', 'Rain all day'],
    ['log.txt', '40 lines of text'],
    ['mailbox.txt', 'From keeper@'],
    ['novel.txt', 'CHAPTER ONE'],
    ['pdf-text.txt', 'Ulla Dorn1'],
    ['readme.txt', '# tidewatch'],
    ['source-code.txt', 'import { readFile }'],
    ['subtitles.txt', '00:00:01,200'],
    ['table.txt', 'date,title,authors'],
  ])('%s gives no papers, and one problem that says what was expected and found', (name, found) => {
    const { format, captures } = parse(text(name));
    expect(format).toBeNull();
    expect(captures).toEqual([
      {
        heading: null,
        date: null,
        yearInferred: false,
        firstLine: 1,
        entries: [],
        problems: [{ line: null, message: expect.stringMatching(/^This is not a digest\. Expected .*; found /) }],
      },
    ]);
    expect(captures[0]?.problems[0]?.message).toContain(found);
  });
});

describe('what is one, however little there is of it', () => {
  const abstract =
    'Ants that carry food home leave a trail, and the trail fades. We model a colony as a queue that forgets.';

  it.each([
    ['a heading and a paper', `Apr 21\n\nForgetful Trails\n\n${abstract}\n`],
    ['a heading and a paper that is still being written', 'Apr 21\n\nForgetful Tra'],
    ['a page header and a paper', `Daily Papers\n\nForgetful Trails\n\n${abstract}\n`],
    ['a paper and its byline', `Forgetful Trails\n\n${abstract}\n\n• 7 authors · Jan 16, 2025\n`],
    ['short abstracts with their bylines', 'Apr 21\n\nTrails\n\nThey fade.\n\n• 2 authors · Feb 8\n'],
  ])('%s', (_, input) => {
    expect(parse(input).format).toBe('Daily Papers, as text');
  });
});
