import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDigestFileName } from './digest-file';
import { digestNameFrom, numberedName } from './digest-name';

describe('digestNameFrom', () => {
  test.each([
    ['Monday.txt', 'Monday.txt'],
    ['Monday.TXT', 'Monday.TXT'],
    ['Pasted 2026-11-21 09.30.txt', 'Pasted 2026-11-21 09.30.txt'],
    ['Monday', 'Monday.txt'],
    ['Monday.html', 'Monday.html'],
    ['Monday.MD', 'Monday.MD'],
    ['Monday.mhtml', 'Monday.mhtml.txt'],
    ['../../etc/passwd', 'passwd.txt'],
    ['C:\\digests\\Monday.txt', 'Monday.txt'],
    ['..', 'digest.txt'],
    ['', 'digest.txt'],
    ['.txt', 'digest.txt'],
    ['.hidden.txt', 'hidden.txt'],
    ['#a.txt#', 'a.txt#.txt'],
    ['~a.txt', 'a.txt'],
    ['a:b*c?.txt', 'a_b_c_.txt'],
    ['a\0b\nc.txt', 'abc.txt'],
    ['gnp\u202etxt.exe', 'gnptxt.exe.txt'],
    ['con.txt', '_con.txt'],
    ['LPT1.old.txt', '_LPT1.old.txt'],
    ['console.txt', 'console.txt'],
    ['Monday .txt', 'Monday.txt'],
    ['cafe\u0301.txt', 'caf\u00e9.txt'],
    ['朝の論文.txt', '朝の論文.txt'],
  ])('%j becomes %j', (text, name) => {
    expect(digestNameFrom(text)).toBe(name);
  });

  test('always gives a name that the folder looks at and every file system takes', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc
        .array(fc.constantFrom('.', ' ', '/', '\\', 'con', 'txt', '#', '~', '😀', '\ud800', 'a'), { maxLength: 100 })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (given) => {
        const name = digestNameFrom(given);
        expect(isDigestFileName(name)).toBe(true);
        expect(name).not.toMatch(/[/\\\p{Cc}\p{Cs}<>:"|?*]/u);
        expect(name).not.toMatch(/^\s|^(con|prn|aux|nul|com\d|lpt\d)\s*\./i);
        expect(Buffer.byteLength(numberedName(name, 10_000))).toBeLessThan(255);
        expect(digestNameFrom(name)).toBe(name);
      }),
    );
  });
});

test('a number goes before the ending', () => {
  expect([1, 2, 13].map((number) => numberedName('Monday.v2.TXT', number))).toEqual([
    'Monday.v2.TXT',
    'Monday.v2 (2).TXT',
    'Monday.v2 (13).TXT',
  ]);
});
