/** Makes the changes that tell the library of a file that was read: one, or several where the file holds a great many entries. */
import type { Digest, DigestPart, Entry, SeedsChange } from '../../preload/api';
import { digestIdOf } from './digest-id';
import { identify } from './paper-id';
import { READER_VERSION } from './reader-version';

/** Entries in a change. */
const MOST_ENTRIES = 1000;
/** Characters of titles and abstracts in a change, unless a single entry has more. */
const MOST_TEXT = 1_000_000;

export interface FileContent {
  /** Of the bytes, in hex. */
  sha256: string;
  format: string;
  captures: readonly Digest<Entry>[];
}

type ReadChange = Extract<SeedsChange, { kind: 'read' }>;

/**
 * The changes of one file, in order; all but the last lack `isLast`. Entries are identified as they are handed over,
 * so that never more of them is there than goes into one change.
 */
export function* changesOf(
  { file, name, stamp }: Pick<ReadChange, 'file' | 'name' | 'stamp'>,
  { sha256, format, captures }: FileContent,
): Generator<ReadChange, void> {
  const kind = 'read';
  const head = { kind, file, name, stamp, readAt: Date.now(), readerVersion: READER_VERSION, format } as const;
  let digests: DigestPart[] = [];
  let room = MOST_ENTRIES;
  let textRoom = MOST_TEXT;
  for (const [index, capture] of captures.entries()) {
    let start = 0;
    do {
      if (room <= 0 || textRoom <= 0) {
        yield { ...head, digests, isLast: false };
        digests = [];
        room = MOST_ENTRIES;
        textRoom = MOST_TEXT;
      }
      let end = start;
      while (end < capture.entries.length && end - start < room && textRoom > 0) {
        const entry = capture.entries[end++];
        textRoom -= (entry?.title.length ?? 0) + (entry?.abstract?.length ?? 0);
      }
      const entries = capture.entries.slice(start, end).map((entry) => ({ ...entry, ...identify(entry) }));
      const problems = start === 0 ? capture.problems : [];
      digests.push({ id: digestIdOf(sha256, index), digest: { ...capture, entries, problems }, start });
      // A capture without entries takes room as well.
      room -= Math.max(1, entries.length);
      start = end;
    } while (start < capture.entries.length);
  }
  yield { ...head, digests, isLast: true };
}
