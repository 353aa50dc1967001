/** What the bytes of a file hold, before anything is done with them. */
import type { IncomingFile, Inspection, JsonOf } from '../../preload/api';
import { acceptFile } from './accept-file';
import { identify } from './paper-id';
import { parseFile } from './parse-digest';
import { readTextBytes } from './read-text';
import { sha256 } from './sha256';

type Readable = Extract<Inspection, { kind: 'readable' }>;

/** As an `Inspection`, but for whether a seeds folder has the file already. */
export type Inspected = Omit<Readable, 'twin'> | Exclude<Inspection, Readable>;

export type Inspect = (file: Required<IncomingFile>) => Promise<Inspected>;

export const inspectBytes: Inspect = async ({ bytes, modifiedAt }) => {
  const text = readTextBytes(bytes);
  if (!text.ok) return { kind: 'refused', reason: text.problem.message };
  const accepted = acceptFile(parseFile(text.text, { modifiedAt }, text.problems));
  if (!accepted.isDigest) return { kind: 'refused', reason: accepted.problem.message };
  const { format, captures } = accepted;
  const entries = captures.flatMap((digest) => digest.entries);
  return {
    kind: 'readable',
    sha256: sha256(bytes),
    format,
    digests: captures.map(({ heading, date, yearInferred }) => ({ heading, date, yearInferred })),
    entries: entries.length,
    identities: JSON.stringify(entries.map(identify)) as JsonOf<ReturnType<typeof identify>[]>,
    problems: captures.flatMap((digest) => digest.problems),
  };
};
