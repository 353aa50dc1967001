/** Which files and folders of a seeds folder are not to be looked at, by patterns in the manner of a `.gitignore`. */
import ignore from 'ignore';

/** Whether something is left out. `name` is relative to the seeds folder, with `/` between the parts. */
export type IsIgnored = (name: string, isFolder: boolean) => boolean;

/** @throws Error that names the pattern that makes no sense, in words for the reader */
export function ignoredBy(patterns: readonly string[]): IsIgnored {
  for (const pattern of patterns) check(pattern);
  if (patterns.length === 0) return () => false;
  const rules = ignore().add([...patterns]);
  return (name, isFolder) => ignore.isPathValid(name) && rules.ignores(isFolder ? `${name}/` : name);
}

function check(pattern: string): void {
  try {
    // A pattern is only looked at closely when it is used.
    ignore().add(pattern).ignores('x');
  } catch (error) {
    throw new Error(`“${pattern}” is no pattern that Offprint understands.`, { cause: error });
  }
}
