/** Tells a file that was parsed and is a digest from one that is none. */
import type { Digest, Entry, Problem } from '../../preload/api';
import type { ParsedFile } from './parse-digest';

export type AcceptedFile =
  | { isDigest: true; format: string; captures: readonly Digest<Entry>[] }
  | { isDigest: false; problem: Problem };

/** A file is a digest where a format knows it, and a heading or an entry was found. */
export function acceptFile({ format, captures }: ParsedFile): AcceptedFile {
  if (format !== null && captures.some(({ entries, heading }) => entries.length > 0 || heading !== null)) {
    return { isDigest: true, format, captures };
  }
  const problems = captures.flatMap((capture) => capture.problems);
  const [problem] = [...problems.filter(({ line }) => line === null), ...problems];
  return { isDigest: false, problem: problem ?? { line: null, message: 'This is not a digest.' } };
}
