import { describe, expect, it } from 'vitest';
import { linksIn } from './links';

describe('linksIn', () => {
  it.each([
    ['Code is at https://example.org/a/b.', ['https://example.org/a/b']],
    ['(see https://example.org/a), and', ['https://example.org/a']],
    ['at https://example.org/a.git', ['https://example.org/a.git']],
    ['at https://example.org/a.git.', ['https://example.org/a.git']],
    ['“https://example.org/a”; more', ['https://example.org/a']],
    ['"https://example.org/a", [https://example.org/b];', ['https://example.org/a', 'https://example.org/b']],
    ['https://example.org/Ant_(insect)', ['https://example.org/Ant_(insect)']],
    ['(https://example.org/Ant_(insect)).', ['https://example.org/Ant_(insect)']],
    ['see https://example.org/a: it', ['https://example.org/a']],
    ["'https://example.org/a'?!", ['https://example.org/a']],
    ['\\url{https://example.org/a_b}', ['https://example.org/a_b']],
    ['\\href{https://example.org/a}{here}', ['https://example.org/a']],
    ['[code](https://example.org/a) and <https://example.org/b>', ['https://example.org/a', 'https://example.org/b']],
    ['http://example.org and HTTPS://example.org/X', ['http://example.org', 'HTTPS://example.org/X']],
    ['https://example.org/?q=a,b&c=d#e…', ['https://example.org/?q=a,b&c=d#e']],
    ['https://example.org/a,https://example.org/b', ['https://example.org/a', 'https://example.org/b']],
    ['https://archive.example/2020/https://example.org/', ['https://archive.example/2020/https://example.org/']],
    ['代码：https://example.org/a。', ['https://example.org/a']],
    ['once https://example.org/a twice https://example.org/a.', ['https://example.org/a']],
    ['https://example.org/~anna/r\u00e9sum\u00e9', ['https://example.org/~anna/r\u00e9sum\u00e9']],
  ])('finds what %j holds', (text, links) => {
    expect(linksIn(text)).toEqual(links);
  });

  it.each(['', 'no links', 'ftp://example.org', 'https://', 'https://.', 'a://b', '://', 'javascript:alert(1)'])(
    'finds none in %j',
    (text) => {
      expect(linksIn(text)).toEqual([]);
    },
  );

  it('takes no longer for many than for few', () => {
    expect(linksIn('https://'.repeat(20_000)).length).toBeLessThanOrEqual(1);
    expect(linksIn('('.repeat(100_000))).toEqual([]);
  });
});
