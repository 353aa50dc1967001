/** Turns the text of a digest file into digests: the first format that knows the text reads it. */
import type { Digest, Entry, Problem } from '../../preload/api';
import { type Capture, formats } from './formats/index';
import { LineUses } from './formats/line-uses';
import { notADigest } from './formats/problem-texts';

/** More problems than this tell nobody anything. */
const MOST_PROBLEMS = 500;

/** What a file was read as. */
export interface ParsedFile {
  /** The name of its format, for the reader; `null` where the file is no digest. */
  format: string | null;
  /** In the order in which they stand in the file; at least one, which has a problem and no entries where the file is no digest. */
  captures: Digest<Entry>[];
  /** Tells of each line of the file what it was read as. */
  uses: LineUses;
}

/**
 * Reads the text of one digest file. Pure, and never throws: what cannot be read is a problem of the digest, and
 * a text that is no digest at all gives one without entries, with a problem that says what was expected and found.
 *
 * @param capture when the file was last changed, which decides its year where it spells out none
 * @param found problems that were found while the file was decoded; they come with the capture in which they stand
 */
export function parseFile(text: string, capture: Capture, found: readonly Problem[] = []): ParsedFile {
  const lines = withPlainLineEnds(text);
  const format = formats.find((candidate) => candidate.detects(lines));
  const read = format?.parse(lines, capture) ?? null;
  if (format !== undefined && read !== null) {
    addProblems(read.captures, found);
    return { format: format.name, captures: read.captures, uses: new LineUses(lines, read.captures, read.marks) };
  }
  // Where none knows the text, the last of them, plain text, tells what was expected.
  const looksLike = (format ?? formats.at(-1))?.looksLike ?? '';
  const captures = [noDigest(notADigest(lines, { looksLike }))];
  addProblems(captures, found);
  const marks = [{ kind: 'unread', firstLine: 1, lastLine: Number.POSITIVE_INFINITY } as const];
  return { format: null, captures, uses: new LineUses(lines, captures, marks) };
}

function noDigest(problem: Problem): Digest<Entry> {
  return { heading: null, date: null, yearInferred: false, firstLine: 1, entries: [], problems: [problem] };
}

function withPlainLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** Adds each problem to the capture in which its line stands, the first where none is above it. */
function addProblems(captures: Digest<Entry>[], found: readonly Problem[]): void {
  const [first] = captures;
  if (first === undefined) return;
  let index = 0;
  const added = captures.map((): Problem[] => []);
  for (const problem of [...found].sort((a, b) => (a.line ?? 0) - (b.line ?? 0))) {
    if (problem.line === null) index = 0;
    while ((captures[index + 1]?.firstLine ?? Number.POSITIVE_INFINITY) <= (problem.line ?? 0)) index++;
    added[index]?.push(problem);
  }
  for (const [at, digest] of captures.entries()) {
    const own = added[at] ?? [];
    if (own.length > 0 || digest.problems.length > MOST_PROBLEMS) {
      digest.problems = mergeProblems([...own, ...digest.problems]);
    }
  }
}

function mergeProblems(problems: Problem[]): Problem[] {
  problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  if (problems.length <= MOST_PROBLEMS) return problems;
  const more = problems.length - MOST_PROBLEMS;
  return [
    ...problems.slice(0, MOST_PROBLEMS),
    { line: null, message: `${more.toLocaleString('en')} more lines of this file could not be read.` },
  ];
}
