/** The problems of all files in pieces that can be drawn one at a time, however many one file has. */
import type { Problem } from '../../preload/api';
import type { FileProblems } from '../library/paper-records';

/**
 * `aside`: the file is no digest, or cannot be read, and nothing of it is in the table. `line`: a line of a digest.
 * `digest`: what is said of a digest as a whole.
 */
export type ProblemKind = 'aside' | 'line' | 'digest';

/** Some consecutive problems of one file. */
export interface ProblemGroup extends FileProblems {
  /** Whether others of the same file come before. */
  isContinued: boolean;
  /** Whether others of the same file come behind. */
  goesOn: boolean;
}

/** Problems in one piece. */
export const GROUP_SIZE = 10;

export function kindOf({ digestId }: Pick<FileProblems, 'digestId'>, { line }: Problem): ProblemKind {
  if (digestId === null) return 'aside';
  return line === null ? 'digest' : 'line';
}

export function countKinds(files: readonly FileProblems[]): Record<ProblemKind, number> {
  const counts = { aside: 0, line: 0, digest: 0 };
  for (const file of files) for (const problem of file.problems) counts[kindOf(file, problem)]++;
  return counts;
}

/** @param only which problems; `null` for all of them */
export function groupProblems(files: readonly FileProblems[], only: ProblemKind | null): ProblemGroup[] {
  return files.flatMap((file) => {
    const problems = only === null ? file.problems : file.problems.filter((problem) => kindOf(file, problem) === only);
    const groups = Math.ceil(problems.length / GROUP_SIZE);
    return Array.from({ length: groups }, (_, group) => ({
      ...file,
      problems: problems.slice(group * GROUP_SIZE, (group + 1) * GROUP_SIZE),
      isContinued: group > 0,
      goesOn: group < groups - 1,
    }));
  });
}
