/** Papers that nobody wrote, and listings of them as text, for tests of what the formats have in common. */
import fc from 'fast-check';
import type { Digest, Entry } from '../../../preload/api';

/** A part of a sentence: a word as it is, or what formats must leave alone. */
export interface Piece {
  kind: 'word' | 'formula' | 'address';
  text: string;
}

export interface InventedPaper {
  title: Piece[];
  abstract: Piece[];
  byline: { who: string; isOrganization: boolean; day: string; comments: number | null } | null;
}

const WORDS =
  'ants rivers choirs lichens gravestones bells trails queue naïve Größe “drift” reads – of the in measures'.split(' ');
/** What means something in HTML or Markdown, and nothing in a sentence. */
const SIGNS = [
  ...'a<b x>y R&D AT&amp;T f* *g* __init__ _h_ C# #1 + - [1] [x](y) `code` back\\slash \\* $5 ~3 | ! !x 50% 1. <p>'.split(
    ' ',
  ),
];
const FORMULAS = ['$O(n \\log n)$', '$a_1 * b_2 * c$', '$\\{x\\}$', '$$x^2$$', '$p<0.05$'];
const ADDRESSES = ['https://example.org/a_b_c', 'https://example.org/data_(v2)', 'https://example.org/?a=1&b=2'];

function piece(kind: Piece['kind'], texts: readonly string[]): fc.Arbitrary<Piece> {
  return fc.constantFrom(...texts).map((text) => ({ kind, text }));
}

const sentence = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: piece('word', WORDS) },
      { weight: 2, arbitrary: piece('word', SIGNS) },
      { weight: 1, arbitrary: piece('formula', FORMULAS) },
      { weight: 1, arbitrary: piece('address', ADDRESSES) },
    ),
    { minLength: 25, maxLength: 60 },
  )
  .map((pieces): Piece[] => [{ kind: 'word', text: 'Here' }, ...pieces, { kind: 'word', text: 'end.' }]);

const title = fc
  .array(
    fc.oneof({ weight: 8, arbitrary: piece('word', WORDS) }, { weight: 1, arbitrary: piece('formula', FORMULAS) }),
    {
      minLength: 2,
      maxLength: 8,
    },
  )
  .map((pieces): Piece[] => [{ kind: 'word', text: 'Of' }, ...pieces, { kind: 'word', text: 'Papers' }]);

const byline = fc
  .record({
    who: fc.constantFrom('7 authors', '1 authors', 'wet-lab Wet Lab of the Upper Valley', 'wetlab Wet_Lab'),
    day: fc.constantFrom('Jan 16, 2025', 'Sep 14, 2025', 'Feb 8'),
    comments: fc.constantFrom(null, 2, 12),
  })
  .map((parts) => ({ ...parts, isOrganization: !parts.who.endsWith('authors') }));

export const inventedPapers: fc.Arbitrary<InventedPaper[]> = fc.array(
  fc.record({ title, abstract: sentence, byline: fc.option(byline, { freq: 10 }) }),
  { minLength: 1, maxLength: 5 },
);

/** The listing as a page that is saved as text has it. */
export function textOfPapers(papers: readonly InventedPaper[]): string {
  const blocks = papers.flatMap((paper) => {
    const lines = [plain(paper.title), plain(paper.abstract)];
    if (paper.byline === null) return lines;
    const { who, day, comments, isOrganization } = paper.byline;
    return [...lines, `${isOrganization ? who : `  • ${who}`}\n·\n${day}${comments === null ? '' : ` ${comments}`}`];
  });
  return `${['Daily Papers', 'Apr 21', ...blocks].join('\n\n')}\n`;
}

export function plain(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join(' ');
}

/** What a digest says, wherever in a file it stands. */
export function withoutPlaces({ firstLine: _firstLine, entries, ...digest }: Digest<Entry>) {
  return { ...digest, entries: entries.map(({ line: _line, lastLine: _lastLine, ...entry }) => entry) };
}
