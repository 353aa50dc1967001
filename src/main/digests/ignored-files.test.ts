import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ignoredBy, problemOfPatterns } from './ignored-files';

test('patterns leave out files and folders as those of a .gitignore do', () => {
  const isIgnored = ignoredBy(['# mine', '*.html', '!keep.html', '/top.txt', 'drafts/', 'old/**/*.md']);
  const files = ['a.html', 'deep/er/a.html', 'top.txt', 'drafts/a.txt', 'deep/drafts/a.txt', 'old/a.md', 'old/er/a.md'];
  for (const name of files) expect([name, isIgnored(name, false)]).toEqual([name, true]);
  for (const name of ['keep.html', 'deep/top.txt', 'a.txt', 'drafts', '# mine', 'a.md']) {
    expect([name, isIgnored(name, false)]).toEqual([name, false]);
  }
  expect(isIgnored('deep/drafts', true)).toBe(true);
  expect(isIgnored('deep', true)).toBe(false);
  expect(ignoredBy([])('a.txt', false)).toBe(false);
});

test('whatever is written as a pattern, and whatever a file is called, is answered', () => {
  const odd = fc.string({ unit: fc.constantFrom(...'[]!*\\/-az^(){}?+.$ #') });
  const pattern = fc.oneof(fc.string(), odd);
  const name = fc.oneof(fc.string({ minLength: 1 }), odd, fc.constant('a'.repeat(255)));
  fc.assert(
    fc.property(fc.array(pattern, { maxLength: 3 }), name, fc.boolean(), (patterns, file, isFolder) => {
      expect(typeof ignoredBy(patterns)(file, isFolder)).toBe('boolean');
    }),
    { numRuns: 500 },
  );
});

test('a pattern that would take ages is refused by name, and passed over', () => {
  const patterns = ['*.md', '*a*a*a*a*a*a*b'];
  expect(problemOfPatterns(patterns)).toContain('*a*a*a*a*a*a*b');
  expect(problemOfPatterns(['**/a*b*c*.txt', '*.md'])).toBeNull();
  expect(ignoredBy(patterns)(`${'a'.repeat(250)}.txt`, false)).toBe(false);
});
