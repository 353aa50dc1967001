/** Which files and folders of a seeds folder are not to be looked at, by patterns in the manner of a `.gitignore`. */
import ignore from 'ignore';

/** Whether something is left out. `name` is relative to the seeds folder, with `/` between the parts. */
export type IsIgnored = (name: string, isFolder: boolean) => boolean;

/** More of them between two `/` take ages to compare with a long name. */
const MOST_STARS = 4;

/** Patterns that cannot be meant are passed over; see `problemOfPatterns`. */
export function ignoredBy(patterns: readonly string[]): IsIgnored {
  const meant = patterns.filter((pattern) => problemOf(pattern) === null);
  if (meant.length === 0) return () => false;
  const rules = ignore().add(meant);
  return (name, isFolder) => ignore.isPathValid(name) && rules.ignores(isFolder ? `${name}/` : name);
}

/** What is wrong with the first pattern that cannot be meant, in words for the reader; `null` where all can. */
export function problemOfPatterns(patterns: readonly string[]): string | null {
  for (const pattern of patterns) {
    const problem = problemOf(pattern);
    if (problem !== null) return `“${pattern}”: ${problem}`;
  }
  return null;
}

function problemOf(pattern: string): string | null {
  const stars = pattern.split('/').map((part) => part.split(/\*+/).length - 1);
  if (Math.max(...stars) > MOST_STARS) return `More than ${MOST_STARS} * in one name are not taken.`;
  try {
    // A pattern is only looked at closely when it is used.
    ignore().add(pattern).ignores('x');
    return null;
  } catch {
    return 'This is no pattern that Offprint understands.';
  }
}
