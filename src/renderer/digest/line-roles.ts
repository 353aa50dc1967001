/** What a line of a file is to one digest in it: for how it is shown. */
import type { DigestLine } from '../../preload/api';
import type { DigestDetails } from '../library/paper-records';

export interface LineRole {
  /** `other`: an entry of another digest in the same file. */
  kind: 'blank' | 'page' | 'heading' | 'unread' | 'entry' | 'other';
  /** The place of the entry that the line is a part of, from 0; blank lines within one as well. `null` where it is of none. */
  entry: number | null;
  isTitle: boolean;
}

/** More blank lines than this in a row part nothing that belongs together. */
const MOST_BLANK = 8;

/** Which of the captures in its file a digest is, from 0: its id says so (see `DigestPart`). */
export function captureOf(digestId: string): number {
  const number = /\.(\d+)$/.exec(digestId)?.[1];
  return number === undefined ? 0 : Number(number) - 1;
}

/**
 * @param line from 1
 * @param lineAt `undefined` where a line is not known
 * @param digest `null` where the file holds none
 */
export function roleOf(
  line: number,
  lineAt: (line: number) => DigestLine | undefined,
  digest: Pick<DigestDetails, 'id' | 'entryLines'> | null,
): LineRole {
  const use = lineAt(line)?.use;
  if (!use || use.kind === 'blank') {
    const entry = digest && entryAfter(line, lineAt, digest);
    return { kind: 'blank', entry: entry ?? null, isTitle: false };
  }
  if (use.kind !== 'entry') return { kind: use.kind, entry: null, isTitle: false };
  if (!digest || use.capture !== captureOf(digest.id)) return { kind: 'other', entry: null, isTitle: false };
  return { kind: 'entry', entry: use.position, isTitle: digest.entryLines[use.position] === line };
}

/** The entry that goes on after a blank line. */
function entryAfter(
  line: number,
  lineAt: (line: number) => DigestLine | undefined,
  digest: Pick<DigestDetails, 'id' | 'entryLines'>,
): number | null {
  for (let next = line + 1; next <= line + MOST_BLANK; next++) {
    const use = lineAt(next)?.use;
    if (use?.kind === 'blank') continue;
    if (use?.kind !== 'entry' || use.capture !== captureOf(digest.id)) return null;
    return (digest.entryLines[use.position] ?? next) < line ? use.position : null;
  }
  return null;
}
