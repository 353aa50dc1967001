import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFile } from '../parse-digest';
import { type InventedPaper, inventedPapers, type Piece, plain, textOfPapers, withoutPlaces } from './invented-papers';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures');
const NOVEMBER_2026 = { modifiedAt: Date.UTC(2026, 10, 21) };
const ABSTRACT =
  'We measure what nobody measured before, and find that it is smaller than everybody thought it would be.';

function text(name: string): string {
  return readFileSync(join(FIXTURES, name), 'utf8');
}

function read(source: string) {
  const { format, captures } = parseFile(source, NOVEMBER_2026);
  return { format, digests: captures.map(withoutPlaces) };
}

/** Says yes or no, and the same again for the same number. */
function choices(seed: number): () => boolean {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state > 0x80000000;
  };
}

function htmlOf(papers: readonly InventedPaper[], seed: number): string {
  const chance = choices(seed);
  const encode = (raw: string) =>
    raw.replace(/[&<>"]|[^\0-\x7f]/gu, (sign) => {
      if (/[^\0-\x7f]/.test(sign) && chance()) return sign;
      return chance() ? `&#${sign.codePointAt(0)};` : `&#x${sign.codePointAt(0)?.toString(16)};`;
    });
  const inline = ({ kind, text: raw }: Piece) => {
    const escaped = encode(raw);
    if (kind === 'address' && chance()) return `<a href="${escaped}" rel="nofollow">${escaped}</a>`;
    if (chance()) return escaped;
    return chance() ? `<em class="x">${escaped}</em>` : `<span><!-- > --><b>${escaped}</b></span>`;
  };
  const sentence = (pieces: readonly Piece[]) => pieces.map(inline).join(chance() ? ' ' : '\n    ');
  const dot = () => (chance() ? '<span aria-hidden="true">·</span>' : ' &middot; ');
  const article = ({ title, abstract, byline }: InventedPaper) => {
    let parts = chance() ? `<h3><a href="/papers/1">${sentence(title)}</a></h3>` : `<div>${sentence(title)}</div>`;
    parts += `<p>${sentence(abstract)}${chance() ? '</p>' : ''}`;
    if (byline !== null) {
      const { who, isOrganization, day, comments } = byline;
      const [handle, ...name] = who.split(' ');
      const publisher = chance()
        ? who
        : `<a href="https://papers.example/${handle}"><img alt="x"> ${name.join(' ')}</a>`;
      const authors = chance() ? `<ul><li>${who}</li></ul>` : `<span>${who}</span>`;
      const when = chance() ? `<time>${day}</time>` : `<span>${day}</span>`;
      const count = comments === null ? '' : ` <a href="#community"><svg><path/></svg>${comments}</a>`;
      parts += `<div>${isOrganization ? publisher : authors}${dot()}${when}${count}</div>`;
    }
    return chance() ? `<article>${parts}</article>` : `<div class="paper">${parts}</div>`;
  };
  return (
    '<!DOCTYPE html><html><head><title>Daily Papers</title><script>if (1 < 2) "<p>no</p>"</script></head><body>' +
    `<h1>Daily Papers</h1><div>Apr 21</div>\n${papers.map(article).join(chance() ? '\n' : '')}</body></html>`
  );
}

describe('a saved page', () => {
  it('is read the same as the page that was saved as text', () => {
    const page = read(text('complete-page.html'));
    expect(page.format).toBe('Daily Papers, as a saved web page');
    expect(page.digests).toEqual(read(text('every-variant.txt')).digests);
  });

  it('is told by what it holds, not by its name, and with any line ends', () => {
    const page = text('complete-page.html');
    expect(read(page.replaceAll('\n', '\r\n'))).toEqual(read(page));
    const part = page.slice(page.indexOf('<h1'), page.indexOf('</section>'));
    expect(read(part)).toEqual(read(page));
  });

  it('tells the lines of its source', () => {
    const source = text('complete-page.html');
    const lines = source.split('\n');
    const { captures, uses } = parseFile(source, NOVEMBER_2026);
    const titles = captures[0]?.entries.map(({ line }) => lines[line - 1]);
    expect(titles).toEqual([
      expect.stringContaining('Forgetful Trails'),
      expect.stringContaining('Rivers as'),
      expect.stringContaining('How Choirs'),
      expect.stringContaining('Gravestones'),
    ]);
    const lineOf = (part: string) => lines.findIndex((line) => line.includes(part)) + 1;
    expect(uses.useOf(lineOf('<div>Apr 21'))).toEqual({ kind: 'heading' });
    expect(uses.useOf(lineOf('Sep 14, 2025'))).toEqual({ kind: 'entry', capture: 0, position: 1 });
    expect(uses.useOf(lineOf('<footer'))).toEqual({ kind: 'page' });
  });

  it('is read the same as its text, however it is marked up', () => {
    fc.assert(
      fc.property(inventedPapers, fc.nat(), (papers, seed) => {
        const html = htmlOf(papers, seed);
        const { format, digests } = read(html);
        expect(format).toBe('Daily Papers, as a saved web page');
        expect(digests).toEqual(read(textOfPapers(papers)).digests);
        expect(digests[0]?.entries.map(({ title }) => title)).toEqual(papers.map(({ title }) => plain(title)));
      }),
      { numRuns: 100 },
    );
  });

  it('takes the year of a date from its markup, and the day from what it shows', () => {
    const page = (time: string) =>
      `<html><body><h1>Daily Papers</h1>${time}<h3>Title</h3><p>${ABSTRACT}</p></body></html>`;
    const dated = { heading: 'Apr 21, 2024', date: '2024-04-21', yearInferred: false };
    for (const datetime of ['2024-04-21', '2024-04-21T00:30:00.000Z', '2024-04-20T22:30:00.000Z']) {
      expect(read(page(`<time datetime="${datetime}">Apr 21</time>`)).digests).toMatchObject([dated]);
    }
    expect(read(page('<time datetime="2024-04-21T00:00:00Z">2 years ago</time>')).digests).toMatchObject([dated]);
    expect(read(page('<time datetime="2019-11-02">Apr 21, 2024</time>')).digests).toMatchObject([dated]);
    expect(read(page('<time datetime="2019-11-02">Apr 21</time>')).digests).toMatchObject([{ date: '2026-04-21' }]);
  });

  it('is named as one, and refused, where it shows no papers', () => {
    for (const body of [
      '',
      '<p>Apr 21</p>',
      '<div id="root"></div><script>render()</script>',
      '<pre>import x from "y";</pre>',
    ]) {
      const { format, digests } = read(`<!doctype html><html><body>${body}</body></html>`);
      expect(format).toBeNull();
      expect(digests[0]?.problems[0]?.message).toMatch(/found a saved HTML page that shows no papers/);
    }
  });

  it('leaves out the paper through which the file is cut', () => {
    const source = text('complete-page.html');
    const cut = source.slice(0, source.indexOf('nobody has watched one do it'));
    const { digests } = read(cut);
    expect(digests[0]?.entries).toHaveLength(3);
    expect(digests[0]?.problems).toEqual([
      { line: 34, message: expect.stringContaining('left out until the rest is there') },
    ]);
  });
});
