import { describe, expect, it } from 'vitest';
import { readDailyPapers } from './daily-papers';
import { type LineMark, LineUses } from './line-uses';
import { usesOf } from './read-fixture';

describe('LineUses', () => {
  const text = 'one\n\n  \nfour\nfive\n\nseven';

  function kinds(marks: LineMark[]): string[] {
    const uses = new LineUses(text, [], marks);
    return Array.from({ length: 8 }, (_, index) => uses.useOf(index + 1).kind);
  }

  it('knows blank lines, and takes what nothing is said of for markup', () => {
    expect(kinds([])).toEqual(['page', 'blank', 'blank', 'page', 'page', 'blank', 'page', 'blank']);
  });

  it('gives what marks say, in whichever order they come', () => {
    const heading = { kind: 'heading', firstLine: 1, lastLine: 1 } as const;
    const unread = { kind: 'unread', firstLine: 4, lastLine: Number.POSITIVE_INFINITY } as const;
    const page = { kind: 'page', firstLine: 5, lastLine: 5 } as const;
    expect(kinds([unread, page, heading])).toEqual([
      'heading',
      'blank',
      'blank',
      'unread',
      'unread',
      'blank',
      'unread',
      'blank',
    ]);
  });

  it('keeps lines that are unread together with those of the page between them', () => {
    expect(usesOf('My Bookmarks\n\nModels\n\nWeather\n\nDaily Papers\n\nApr 21\n')).toBe('u_u_u_p_h_');
  });

  it('needs no more ranges for more blank lines', () => {
    const text = `Daily Papers\n\n${'42\n\n'.repeat(1000)}`;
    expect(readDailyPapers({ text, lineNumbers: null }, { modifiedAt: 0 })?.marks).toEqual([
      { kind: 'page', firstLine: 1, lastLine: 2001 },
    ]);
    expect(usesOf(text)).toMatch(/^(?:p_)+_$/);
  });
});
