import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFile } from '../parse-digest';
import { readTextBytes } from '../read-text';
import { dailyPapersMarkdown } from './daily-papers-markdown';
import { type InventedPaper, inventedPapers, type Piece, plain, textOfPapers, withoutPlaces } from './invented-papers';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures');
const SAMPLES = join(import.meta.dirname, '..', '..', '..', '..', 'resources', 'samples');
const CAPTURES = join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared', 'digests');
const NOVEMBER_2026 = { modifiedAt: Date.UTC(2026, 10, 21) };

function text(name: string): string {
  return readFileSync(join(FIXTURES, name), 'utf8');
}

function read(source: string) {
  const { format, captures } = parseFile(source, NOVEMBER_2026);
  return { format, digests: captures.map(withoutPlaces) };
}

/** How the parts of one page are written: the same for all of its papers. */
interface Style {
  isEveryLinkNamed: boolean;
  areSignsEntities: boolean;
  areFormulasEscaped: boolean;
  isBold: boolean;
  title: 'heading' | 'bold' | 'item' | 'line above';
  byline: 'lines' | 'line' | 'list';
}

const style: fc.Arbitrary<Style> = fc.record({
  isEveryLinkNamed: fc.boolean(),
  areSignsEntities: fc.boolean(),
  areFormulasEscaped: fc.boolean(),
  isBold: fc.boolean(),
  title: fc.constantFrom('heading', 'bold', 'item', 'line above'),
  byline: fc.constantFrom('lines', 'line', 'list'),
});

function markdownOf(papers: readonly InventedPaper[], style: Style): string {
  const escapeSigns = (raw: string) => raw.replace(/[\\`*_{}[\]<>()#+\-.!|~$&]/g, '\\$&');
  const inline = ({ kind, text: raw }: Piece, index: number) => {
    if (kind === 'formula') return style.areFormulasEscaped ? escapeFormula(raw) : raw;
    if (kind === 'address') return style.isEveryLinkNamed ? `[${escapeSigns(raw)}](<${raw}>)` : `<${raw}>`;
    const escaped = style.areSignsEntities
      ? raw.replace(/[\\`*_[\]<>#+\-.!|~$&]/g, (sign) => `&#${sign.charCodeAt(0)};`)
      : escapeSigns(raw);
    return style.isBold && index % 5 === 2 && /^\p{L}+$/u.test(raw) ? `**${escaped}**` : escaped;
  };
  const sentence = (pieces: readonly Piece[]) => pieces.map(inline).join(' ');
  const paper = ({ title, abstract, byline }: InventedPaper) => {
    const link = `[${sentence(title)}](https://papers.example/papers/1)`;
    const blocks = {
      heading: [`### ${link}`, sentence(abstract)],
      bold: [`**${plainly(sentence(title))}**`, sentence(abstract)],
      item: [`- ${link}`, `  ${sentence(abstract)}`],
      'line above': [`${link}\n${sentence(abstract)}`],
    }[style.title];
    if (byline === null) return blocks;
    const { who, isOrganization, day, comments } = byline;
    const parts = [isOrganization ? escapeSigns(who) : who, '·', comments === null ? day : `${day} ${comments}`];
    if (style.byline === 'list') return [...blocks, parts.map((part) => `- ${part}`).join('\n')];
    return [...blocks, style.byline === 'line' ? `*${parts.join(' ')}*` : parts.join('\n')];
  };
  return `${['# Daily Papers', '## Apr 21', ...papers.flatMap(paper)].join('\n\n')}\n`;
}

function plainly(markdown: string): string {
  return markdown.replaceAll('**', '');
}

/** As a program does that takes a formula for any other text, where that can be told from what is none. */
function escapeFormula(formula: string): string {
  return /\\[A-Za-z]/.test(formula) && !/\\[^A-Za-z]/.test(formula) ? formula.replace(/[\\_*]/g, '\\$&') : formula;
}

describe('a page that was saved as Markdown', () => {
  it('is read the same as the page that was saved as text', () => {
    const page = read(text('reader-view.md'));
    expect(page.format).toBe('Daily Papers, as Markdown');
    expect(page.digests).toEqual(read(text('every-variant.txt')).digests);
    expect(read(text('reader-view.md').replaceAll('\n', '\r\n'))).toEqual(page);
  });

  it('tells the lines of its source', () => {
    const source = text('reader-view.md');
    const lines = source.split('\n');
    const { captures, uses } = parseFile(source, NOVEMBER_2026);
    expect(captures[0]?.entries.map(({ line }) => lines[line - 1])).toEqual([
      expect.stringContaining('### [Forgetful Trails'),
      expect.stringContaining('### [Rivers as'),
      expect.stringContaining('### [How Choirs'),
      '**Gravestones as Growth Charts**',
    ]);
    expect(uses.useOf(lines.indexOf('## Apr 21') + 1)).toEqual({ kind: 'heading' });
    expect(uses.useOf(lines.indexOf('- 7 authors') + 1)).toEqual({ kind: 'entry', capture: 0, position: 0 });
    expect(uses.useOf(2)).toEqual({ kind: 'page' });
  });

  it('is read the same as its text, however it is written', () => {
    fc.assert(
      fc.property(inventedPapers, style, (papers, chosen) => {
        const { format, digests } = read(markdownOf(papers, chosen));
        expect(format).toBe('Daily Papers, as Markdown');
        expect(digests).toEqual(read(textOfPapers(papers)).digests);
        expect(digests[0]?.entries.map(({ title }) => title)).toEqual(papers.map(({ title }) => plain(title)));
      }),
      { numRuns: 60 },
    );
  });

  it('is refused as one where it lists no papers', () => {
    const { format, digests } = read(
      '# A Project\n\n## Install\n\nRun `make`, then `make install`.\n\n## License\n\nMIT\n',
    );
    expect(format).toBeNull();
    expect(digests[0]?.problems).toEqual([{ line: null, message: expect.stringContaining('### [Title](address)') }]);
  });
});

describe('plain text is never taken for Markdown', () => {
  const folders = [FIXTURES, SAMPLES, CAPTURES].filter((folder) => existsSync(folder));
  // The readme is Markdown, whatever its name says.
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.txt') && name !== 'readme.txt')
      .map((name) => ({ name, path: join(folder, name) })),
  );

  it.each(files)('$name', ({ path }) => {
    const decoded = readTextBytes(readFileSync(path));
    expect(decoded.ok && dailyPapersMarkdown.detects(decoded.text)).toBe(false);
  });

  it('whatever signs are in it', () => {
    fc.assert(
      fc.property(inventedPapers, (papers) => {
        expect(dailyPapersMarkdown.detects(textOfPapers(papers))).toBe(false);
      }),
    );
  });
});
