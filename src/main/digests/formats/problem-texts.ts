/** The sentences about texts that could not be read as a digest. */
import type { Problem } from '../../../preload/api';

const LONGEST_QUOTE = 70;

/** The text with its white space drawn together, cut to `limit` characters, for a quotation in a sentence. */
export function shorten(text: string, limit = LONGEST_QUOTE): string {
  const flat = text
    .slice(0, limit * 4)
    .replace(/\s+/g, ' ')
    .trim();
  if (flat.length <= limit) return flat;
  // Not through the middle of a surrogate pair.
  return `${flat.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Says what was expected and what was found instead. */
export function notADigest(text: string, expected: { looksLike: string }): Problem {
  return {
    line: null,
    message: `This is not a digest. Expected ${expected.looksLike}; found ${describe(text)}.`,
  };
}

function describe(text: string): string {
  const start = text.trimStart();
  if (start === '') return 'nothing but blank space';
  const lines = countLines(text);
  const size = lines === 1 ? 'one line' : `${lines.toLocaleString('en')} lines`;
  const beginning = `beginning with “${shorten(start)}”`;
  if (/^(?:<!doctype html|<html|<head|<body)/i.test(start))
    return `a saved HTML page that shows no papers of a listing (if the browser showed them, save the page as text), ${beginning}`;
  if (/^[[{]/.test(start) && /^\s*[[{][\s"[{\]}\d-]/.test(start)) return `what seems to be JSON, ${size} ${beginning}`;
  return `${size} of text without any of these, ${beginning}`;
}

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < text.length - 1; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}
