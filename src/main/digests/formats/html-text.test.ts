import { describe, expect, it } from 'vitest';
import { isHtml, textOfHtml } from './html-text';

function linesOf(html: string): string[] {
  return textOfHtml(html).text.split('\n');
}

describe('textOfHtml', () => {
  it.each([
    [
      'blocks apart and inline elements together',
      '<p>One <b>tw</b>o<p>three<div>four</div>',
      ['One two', '', 'three', '', 'four', ''],
    ],
    ['line breaks as line ends', 'One<br>two<br/><br>three', ['One', 'two', 'three']],
    ['white space drawn together', '<p>\n  One\t<i> two</i>\n three  </p>', ['One two three', '']],
    [
      'entities decoded',
      '<p>R&amp;D &lt;x&gt; caf&eacute; &#8211; &#x2022;&nbsp;a&nope;</p>',
      ['R&D <x> café – •\u00a0a&nope;', ''],
    ],
    ['the lines of preformatted text', '<pre>Apr 21\n\nA  Title\nmore\n</pre>', ['Apr 21', '', 'A Title', 'more', '']],
    [
      'no scripts, styles and menus',
      '<style>p{}</style><script>"</p>x"</script><nav>a</nav><noscript>b</noscript><p>c</p><footer>d</footer>',
      ['c', ''],
    ],
    ['no pictures, but the space that they take', 'a<img alt="x">b<svg><title>y</title><style/></svg>c', ['a b c']],
    [
      'nothing hidden',
      '<p hidden>a<p>b<div style="display: NONE"><div>c</div>d</div><i class="sr-only">e</i><b class="hidden md:flex">f</b>',
      ['b', '', 'f'],
    ],
    [
      'a page behind a dialog',
      '<body style="visibility:hidden"><main aria-hidden="true" hidden><div aria-hidden="true">a</div></main>',
      ['a', ''],
    ],
    [
      'the dots of a byline, but no other decoration',
      'a <i aria-hidden="true">star</i><i aria-hidden="true"> · </i>b',
      ['a · b'],
    ],
    ['comments as nothing', 'a<!-- <p> -->b<!doctype html>c<![CDATA[d]]>e', ['abce']],
    ['signs that are no tags', 'a < b, b > c & d <3 </ 4', ['a < b, b > c & d <3']],
    [
      'a formula by its source',
      '<p>Is <math><mi>x</mi><annotation encoding="application/x-tex">x_1</annotation></math> <math><mi>y</mi><annotation encoding="z">no</annotation></math>?',
      ['Is $x_1$ y?'],
    ],
    [
      'elements that close themselves, in XHTML',
      '<?xml version="1.0"?><html><head><title/><script src="a"/></head><body><p>a</p></body></html>',
      ['a', ''],
    ],
    [
      'who submitted a paper in one line',
      '<div>Submitted by</div><div><img><a href="/tom">tom</a></div>',
      ['Submitted by tom', ''],
    ],
  ])('gives %s', (_, html, lines) => {
    expect(linesOf(html)).toEqual(lines);
  });

  it.each([
    [
      '<a href="/wet-lab">Wet Lab</a> · <time>Sep 14, 2025</time> <span>2</span>',
      ['wet-lab Wet Lab', '·', 'Sep 14, 2025 2'],
    ],
    [
      '<div><a href="https://x.example/wet-lab"><img alt="wet-lab"> wet-lab Wet Lab</a></div>·<div>Sep 14, 2025</div>',
      ['wet-lab Wet Lab', '·', '', 'Sep 14, 2025', ''],
    ],
    ['<a href="/papers/1">Wet Lab</a> · Sep 14, 2025', ['Wet Lab · Sep 14, 2025']],
    [
      '<ul><li><img></li><li>7 authors</li></ul><span>·</span><span>Jan 16, 2025</span>',
      ['• 7 authors', '·', 'Jan 16, 2025'],
    ],
    [
      '<article><p>1,204 authors</p><p>Jan 16, 2025</p><p>12</p></article>',
      ['• 1,204 authors', '', 'Jan 16, 2025 12', ''],
    ],
    ['<div>Jan 16, 2025</div><div>12</div>', ['Jan 16, 2025', '', '12', '']],
    ['<article><div>Jan 16, 2025</div></article><article><div>12</div>', ['Jan 16, 2025', '', '12', '']],
    [
      '<a href="/wet-lab"><img> Wet Lab</a><span>·</span><span>Published on Sep 14, 2025</span>',
      ['wet-lab Wet Lab', '·', 'Sep 14, 2025'],
    ],
    [
      '<div>Published on Sep 14, 2025</div><div>Published on paper</div>',
      ['Published on Sep 14, 2025', '', 'Published on paper', ''],
    ],
  ])('makes a byline of %j', (html, lines) => {
    expect(linesOf(html)).toEqual(lines.filter((line, index) => line !== '' || index > 0));
  });

  it('says in which line of the source each line begins, whatever ends them', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const html = ['<html>', '<p>', 'One', 'two</p>', '', '<p', ' class="x">three &amp;<br>', 'four'].join(end);
      const { text, lineNumbers } = textOfHtml(html);
      expect(text).toBe('One two\n\nthree &\nfour');
      expect([...(lineNumbers ?? [])]).toEqual([3, 7, 7, 8]);
    }
  });

  it.each([
    ['nested elements', '<div>', ''],
    ['end tags that match nothing', '<div></span>', ''],
    ['links', '<a href="/x">y</a> · ', 'x'],
    ['dots', '<b> · </b>', ''],
    ['formulas', '<math>x<annotation encoding="application/x-tex">x</annotation></math>', '$x$'],
    ['hidden elements', '<p hidden><div hidden>', ''],
    ['attributes', '<div class="a b" class=c ', ''],
    ['unfinished tags', '<', '<'],
    ['entities', '&amp;', '&'],
    ['dates', '<time datetime="2026-01-01">Jan 1</time>', 'Jan'],
  ])(
    'takes any number of %s in its stride',
    (_, part, found) => {
      expect(textOfHtml(`<p>${part.repeat(100_000)}`).text).toContain(found);
    },
    60_000,
  );
});

describe('isHtml', () => {
  it.each([
    '<!DOCTYPE html>\n<p>Apr 21',
    '\ufeff  <html lang="en">',
    '<!-- saved from url=(0029)https://papers.example/ -->\n<html>',
    '<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html>',
    '<main><h3>Title</h3><p>Abstract</p></main>',
  ])('knows %j', (html) => {
    expect(isHtml(html)).toBe(true);
  });

  it.each([
    '',
    'Daily Papers\n\n<html>',
    '<3 Papers\n\nThis is a love letter.',
    '<T>: A Title\n\nAn abstract.',
    `<p align="center"><img src="x"></p>\n\n# A Project\n\n${'It is for you. '.repeat(200)}`,
    '<?xml version="1.0"?><rss><channel><item>x</item></channel></rss>',
  ])('does not take %j for it', (text) => {
    expect(isHtml(text)).toBe(false);
  });
});
