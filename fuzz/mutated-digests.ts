/** Digests as no page ever showed them: real captures' forms with parts cut, joined, shuffled, repeated and garbled. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';

const FOLDERS = ['../src/main/digests/fixtures', '../resources/samples'].map((path) => join(import.meta.dirname, path));
/** Characters of a digest that are mutated: a few papers, so that a million of them are read in minutes. */
const LONGEST_ORIGIN = 4000;

/** What reading trips over, if over anything: pieces of bylines, of headings, of markup, and characters that are not letters. */
const PIECES = [
  ...[
    '\n',
    '\n\n',
    '\n\n\n\n',
    '\r',
    '\r\n',
    '  ',
    '\t',
    '\u00a0',
    '\u2028',
    '\ufeff',
    '\u202e',
    '\u0000',
    '\ufffd',
    '\ud83d\ude80',
  ],
  ...[
    '·',
    '\n·\n',
    ' · ',
    '•',
    '• 7 authors',
    '\n  • 1 author\n·\nJan 16, 2025 2\n',
    'nex-lab Nex Lab',
    '• 7 authors · Jan 16, 2025 2',
  ],
  ...[
    'Apr 21',
    '\n\nApr 21\n\n',
    'Feb 29',
    'Feb 30',
    'Feb 8 2',
    'Jan 16, 2025',
    '2026-04-21',
    '2026-W17',
    'April 2026',
    'Apr 20 – 26',
  ],
  ...[
    'new',
    'Subscribe',
    'Daily Papers',
    '\n\nDaily Papers\n\n',
    'byAK and the research community',
    'Upvote',
    '42',
    '▲ 23',
    '-',
  ],
  ...[
    'Submitted by',
    '\nSubmitted by somebody\n',
    'Published on Jan 16, 2025',
    'View all',
    'Next',
    '---\n',
    '# ',
    '## Apr 21\n',
  ],
  ...[
    '<p>',
    '</p>',
    '<h3>',
    '<!doctype html>',
    '<script>',
    '<!--',
    '&amp;',
    '&#x',
    '[x](https://example.org/a)',
    '**',
    '```\n',
    '$\\alpha$',
  ],
  ...['https://example.org/a.', 'A title without an end', 'x'.repeat(301), 'It ends here. '.repeat(30)],
];

interface Place {
  /** Where in the text, from 0 to 1. */
  at: number;
}
type Mutation =
  | (Place & { kind: 'cut' | 'repeat' | 'move'; length: number; to: number })
  | (Place & { kind: 'insert' | 'overwrite'; piece: string })
  | { kind: 'join'; other: number }
  | { kind: 'drop-line-ends' | 'reverse-blocks' | 'drop-blank-lines' | 'double-line-ends' | 'indent' }
  | (Place & { kind: 'end' | 'begin' | 'swap-lines'; with: number });

const share = fc.integer({ min: 0, max: 9999 }).map((value) => value / 10_000);
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('cut', 'repeat', 'move'),
    at: share,
    length: fc.integer({ min: 1, max: 600 }),
    to: share,
  }),
  fc.record({
    kind: fc.constantFrom('insert', 'overwrite'),
    at: share,
    piece: fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 12 })),
  }),
  fc.record({ kind: fc.constant('join'), other: fc.nat(1000) }),
  fc.record({
    kind: fc.constantFrom('drop-line-ends', 'reverse-blocks', 'drop-blank-lines', 'double-line-ends', 'indent'),
  }),
  fc.record({ kind: fc.constantFrom('end', 'begin', 'swap-lines'), at: share, with: share }),
);

/** Every digest that the mutations start from. */
export const origins: readonly string[] = FOLDERS.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8').slice(0, LONGEST_ORIGIN)),
);

export const mutatedDigest: fc.Arbitrary<string> = fc
  .record({ origin: fc.nat(origins.length - 1), mutations: fc.array(mutation, { maxLength: 8 }) })
  .map(({ origin, mutations }) => mutations.reduce(mutate, origins[origin] ?? ''));

function mutate(text: string, change: Mutation): string {
  const at = 'at' in change ? Math.floor(change.at * text.length) : 0;
  switch (change.kind) {
    case 'cut':
      return text.slice(0, at) + text.slice(at + change.length);
    case 'repeat':
      return text.slice(0, at + change.length) + text.slice(at);
    case 'move': {
      const rest = text.slice(0, at) + text.slice(at + change.length);
      const to = Math.floor(change.to * rest.length);
      return rest.slice(0, to) + text.slice(at, at + change.length) + rest.slice(to);
    }
    case 'insert':
      return text.slice(0, at) + change.piece + text.slice(at);
    case 'overwrite':
      return text.slice(0, at) + change.piece + text.slice(at + change.piece.length);
    case 'join':
      return text + (origins[change.other % origins.length] ?? '');
    case 'drop-line-ends':
      return text.replaceAll(/\n(?=\S)/g, ' ');
    case 'drop-blank-lines':
      return text.replaceAll(/\n\s*\n/g, '\n');
    case 'double-line-ends':
      return text.replaceAll('\n', '\n\n');
    case 'indent':
      return text.replaceAll('\n', '\n   ');
    case 'reverse-blocks':
      return text.split('\n\n').reverse().join('\n\n');
    case 'end':
      return text.slice(0, at);
    case 'begin':
      return text.slice(at);
    case 'swap-lines': {
      const lines = text.split('\n');
      const [first, second] = [change.at, change.with].map((place) => Math.floor(place * lines.length));
      [lines[first ?? 0], lines[second ?? 0]] = [lines[second ?? 0] ?? '', lines[first ?? 0] ?? ''];
      return lines.join('\n');
    }
  }
}
