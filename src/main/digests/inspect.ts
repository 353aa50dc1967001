/** What the bytes of a file hold, before anything is done with them. */
import type { IncomingFile, Inspection, JsonOf } from '../../preload/api';
import { refusalOf, sha256 } from './digest-file';
import { identify } from './paper-id';
import { parseDigest } from './parse-digest';
import { readTextBytes } from './read-text';

type Readable = Extract<Inspection, { kind: 'readable' }>;

/** As an `Inspection`, but for whether a seeds folder has the file already. */
export type Inspected = Omit<Readable, 'twin'> | Exclude<Inspection, Readable>;

export type Inspect = (file: Required<IncomingFile>) => Promise<Inspected>;

/** What names a capture of a file (see `DigestPart`). */
export function digestIdOf(hash: string, index: number): string {
  return index === 0 ? hash : `${hash}.${index + 1}`;
}

export const inspectBytes: Inspect = async ({ bytes, modifiedAt }) => {
  const text = readTextBytes(bytes);
  if (!text.ok) return { kind: 'refused', reason: text.problem.message };
  const digest = parseDigest(text.text, { modifiedAt }, text.problems);
  const refusal = refusalOf(digest);
  if (refusal) return { kind: 'refused', reason: refusal.message };
  const { heading, date, yearInferred, entries, problems } = digest;
  return {
    kind: 'readable',
    sha256: sha256(bytes),
    format: 'Daily Papers, as text',
    digests: [{ heading, date, yearInferred }],
    entries: entries.length,
    identities: JSON.stringify(entries.map(identify)) as JsonOf<ReturnType<typeof identify>[]>,
    problems,
  };
};
