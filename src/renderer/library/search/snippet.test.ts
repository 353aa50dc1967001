import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchRanges } from '../query/match-ranges';
import { snippetOf } from './snippet';
import { tokensOf } from './tokens';

const FILLER = 'Some words that nobody looks for stand here, and there are quite a few of them. ';
const sought = (...words: string[]) => words.map((word) => ({ words: tokensOf(word), isPrefix: word.endsWith('*') }));

test('a text that is short enough is shown whole', () => {
  expect(snippetOf('Flow matching for kettles.', sought('kettles'), 100)).toBe('Flow matching for kettles.');
});

test('a text that has nothing of it has no passage', () => {
  expect(snippetOf(FILLER, sought('kettle'), 100)).toBeNull();
  expect(snippetOf('', sought('kettle'), 100)).toBeNull();
});

test('the passage with most different words is shown, between ellipses', () => {
  const text = `${FILLER}Flow and flow and flow. ${FILLER.repeat(3)}Kettles of a new flow are dear. ${FILLER.repeat(3)}`;
  expect(snippetOf(text, sought('kettle*', 'flow'), 80)).toBe(
    '…a few of them. Kettles of a new flow are dear. Some words that nobody looks for…',
  );
});

test('a text without spaces is cut between characters', () => {
  const text = `${'𠮷'.repeat(200)}学${'𠮷'.repeat(200)}`;
  const found = snippetOf(text, sought('学'), 21) ?? '';
  expect(found).toContain('学');
  // Half of a character could not be written.
  expect(() => encodeURIComponent(found)).not.toThrow();
});

test('a passage has a match wherever the text has one, and is about as long as it may be', () => {
  const text = fc.array(fc.constantFrom('flow', 'kettle', 'a', 'sentence', 'é', '𠮷𠮷𠮷', '\n'), { maxLength: 200 });
  fc.assert(
    fc.property(text, fc.integer({ min: 10, max: 200 }), (words, length) => {
      const whole = words.join(' ');
      const phrases = sought('flow', 'kett*');
      const found = snippetOf(whole, phrases, length);
      expect(found !== null).toBe(matchRanges(whole, phrases).length > 0);
      if (found === null) return;
      expect(matchRanges(found, phrases).length).toBeGreaterThan(0);
      expect(found.length).toBeLessThanOrEqual(length + 'kettle'.length + 2);
      expect(whole).toContain(found.replace(/^…|…$/g, ''));
    }),
  );
});
