/** Finds out from its first line and its end alone whether a journal can be added to: the rest of it may be large. */
import { type JournalFile, readBytes } from './journal-files';
import { NEW_LINE, sequenceAt } from './journal-lines';
import { headOf, PIECE_SIZE, type Scan, scanJournal, scanLines } from './scan-journal';

/** A part of a journal, up to its end, and what is in it. */
export interface Look {
  /** Where in the file the part begins; 0 where it is all of it. */
  from: number;
  bytes: Buffer;
  /** Its places are those in the file. */
  scan: Scan;
}

/** A first line is never longer; in bytes. */
const LONGEST_HEAD = 1000;

/** @throws NewerJournalError, or whatever the system says */
export async function scanAll(file: JournalFile, size: number): Promise<Look> {
  const bytes = await readBytes(file, 0, size);
  return { from: 0, bytes, scan: await scanJournal(bytes) };
}

/**
 * The same of the last megabyte; of all, where that does not tell.
 *
 * @throws NewerJournalError, or whatever the system says
 */
export async function scanEnd(file: JournalFile, size: number, length = PIECE_SIZE): Promise<Look> {
  const from = size - length;
  const head = headOf(await readBytes(file, 0, Math.min(size, LONGEST_HEAD)));
  if (!head || from <= head.end) return scanAll(file, size);
  const bytes = await readBytes(file, from, size);
  const start = bytes.indexOf(NEW_LINE) + 1;
  const scan = await scanLines(bytes, start, head);
  if (scan.changes === 0 || scan.isDamaged) return scanAll(file, size);
  const pieces = scan.pieces.map((piece) => ({ ...piece, start: from + piece.start }));
  pieces[0] = { start: from + start, after: sequenceAt(bytes, start) - 1 };
  return { from, bytes, scan: { ...scan, end: from + scan.end, pieces } };
}
