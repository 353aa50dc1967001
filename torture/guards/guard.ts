/** What a guard is: a piece of the source without which something could get in or be lost, and the test that says so. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Guard {
  /** What all guards of its group are about, as the table names it. */
  about: string;
  /** Within the tree. */
  file: string;
  /** Stands in the file once. */
  text: string;
  /** What stands in its place where the guard is taken away. */
  without: string;
  /** What must fail then: a test of this file whose name has these words in it; each of them where `every` says so. */
  test: { file: string; name: string; every: boolean };
}

/** Guards of one file that the tests of one file are to miss. */
interface Group {
  about: string;
  file: string;
  tests: string;
  /** Whether all tests of a name are to fail, as there is one for each thing that the guard keeps out. */
  every?: boolean;
  guards: readonly (readonly [test: string, text: string, without: string])[];
}

export function guardsOf({ about, file, tests, every = false, guards }: Group): Guard[] {
  return guards.map(([name, text, without]) => ({ about, file, text, without, test: { file: tests, name, every } }));
}

/** Why a guard cannot be taken away: the tree has changed under the list. `null` where it can. */
export function problemOf({ file, text, without, test }: Guard, root: string): string | null {
  const source = readFileSync(join(root, file), 'utf8');
  const times = source.split(text).length - 1;
  if (times !== 1) return `${file} has this ${times} times, not once: ${text}`;
  if (source.replace(text, () => without) === source)
    return `${file}: what takes the place of this is the same: ${text}`;
  if (!readFileSync(join(root, test.file), 'utf8').includes(test.name))
    return `${test.file} has no test “${test.name}”`;
  return null;
}

/** Takes a guard out of a source. */
export function withoutGuard({ text, without }: Guard, source: string): string {
  return source.replace(text, () => without);
}
