/** The patterns of files not to look at, as the reader writes them: one in a line, in the manner of a `.gitignore`. */
import { formatCount } from '../ui/format';

/** As much as main takes. */
const MOST_PATTERNS = 1000;
const LONGEST_PATTERN = 1000;

/** The lines that say something; those with `#` in front are notes of the reader, and stay. */
export function patternsOf(text: string): string[] {
  return text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/**
 * What is wrong with the first pattern that cannot be meant, in words for the reader; `null` where all can.
 *
 * @param folders the paths of the seeds folders
 */
export function problemOfPatterns(text: string, folders: readonly string[]): string | null {
  const patterns = patternsOf(text);
  if (patterns.length > MOST_PATTERNS) return `More than ${formatCount(MOST_PATTERNS)} patterns are not taken.`;
  for (const pattern of patterns) {
    const problem = problemOf(pattern, folders);
    if (problem !== null) return `“${pattern.length > 60 ? `${pattern.slice(0, 60)}…` : pattern}”: ${problem}`;
  }
  return null;
}

function problemOf(line: string, folders: readonly string[]): string | null {
  if (line.startsWith('#')) return null;
  const pattern = line.replace(/^!/, '');
  if (line.length > LONGEST_PATTERN) return 'This is too long for a pattern.';
  if (pattern === '') return 'Behind the ! a pattern is missing.';
  if (/^[a-z]:[\\/]/i.test(pattern) || folders.some((folder) => pattern.startsWith(folder))) {
    return 'Patterns begin at the seeds folder: leave out the path to it.';
  }
  if (/\\[\p{L}\p{N}]/u.test(pattern)) return 'Write / between the names of folders.';
  if (pattern.split('/').includes('..')) return 'A pattern cannot lead out of the seeds folder.';
  if (/\[[^\]]*$/.test(pattern)) return 'The ] that belongs to [ is missing.';
  return null;
}
