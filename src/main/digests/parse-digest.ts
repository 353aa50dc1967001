/** Turns the text of a digest file into a digest: the first format that knows the text reads it. */
import type { Digest, Entry, Problem } from '../../preload/api';
import { type Capture, formats } from './formats/index';
import { notADigest } from './formats/problem-texts';

/** More problems than this tell nobody anything. */
const MOST_PROBLEMS = 500;

/**
 * Reads the text of one digest file. Pure, and never throws: what cannot be read is a problem of the digest, and
 * a text that is no digest at all gives one without entries, with a problem that says what was expected and found.
 *
 * @param capture when the file was last changed, which decides its year where it spells out none
 * @param found problems that were found while the file was decoded; they come first where lines are equal
 */
export function parseDigest(text: string, capture: Capture, found: readonly Problem[] = []): Digest<Entry> {
  const lines = withPlainLineEnds(text);
  const format = formats.find((candidate) => candidate.detects(lines));
  const digest = format?.parse(lines, capture) ?? unknown(lines);
  if (found.length === 0 && digest.problems.length <= MOST_PROBLEMS) return digest;
  return { ...digest, problems: mergeProblems([...found, ...digest.problems]) };
}

function unknown(text: string): Digest<Entry> {
  const looksLike = formats.map((format) => format.looksLike).join('; or ');
  return { heading: null, date: null, yearInferred: false, entries: [], problems: [notADigest(text, { looksLike })] };
}

function withPlainLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
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
