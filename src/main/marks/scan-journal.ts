/** Finds out what of a journal's bytes can be relied on, and where it stands. */
import {
  type Clock,
  isWhole,
  JOURNAL_VERSION,
  NEW_LINE,
  nextStart,
  parseHead,
  parseLine,
  sequenceAt,
} from './journal-lines';

/** A stretch of whole lines, for reading a part of the journal without the rest. */
export interface Piece {
  /** Where in the file it begins. */
  start: number;
  /** The sequence of the last change before it. */
  after: number;
}

export interface Scan {
  /** That of the first line; `null` where that is not there, or not whole. */
  version: number | null;
  /** See `headLine`. */
  kept: number;
  /** Where the last whole line ends. */
  end: number;
  /** Whether something between whole lines is damaged. */
  isDamaged: boolean;
  /** The sequence and the clock of the last change; 0 where there is none. */
  sequence: number;
  at: Clock;
  pieces: Piece[];
  /** How many changes are whole. */
  changes: number;
}

/** Bytes of a piece; of as much is looked at before others have their turn. */
export const PIECE_SIZE = 1_000_000;

export class NewerJournalError extends Error {
  constructor() {
    super(
      'The marks of this profile were written by a newer version of Offprint. Install that version to change them; nothing was modified.',
    );
  }
}

/**
 * @param visit given each whole line
 * @throws NewerJournalError
 */
export async function scanJournal(bytes: Buffer, visit?: (line: WholeLine) => void): Promise<Scan> {
  const head = headOf(bytes);
  const from = head?.end ?? 0;
  const scan = await scanLines(bytes, from, { version: head?.version ?? null, kept: head?.kept ?? 0 }, visit);
  if (!head && scan.changes > 0) scan.isDamaged = true;
  return scan;
}

/**
 * What the first line says, and where it ends; `null` where it is not there, or not whole.
 *
 * @throws NewerJournalError
 */
export function headOf(bytes: Buffer): { version: number; kept: number; end: number } | null {
  const end = bytes.indexOf(NEW_LINE);
  const head = end >= 0 && isWhole(bytes, 0, end) ? parseHead(bytes.toString('utf8', 0, end)) : null;
  if (head && head.journal > JOURNAL_VERSION) throw new NewerJournalError();
  return head && { version: head.journal, kept: head.kept, end: end + 1 };
}

/** Scans the changes from a place on, where a line begins. */
export async function scanLines(
  bytes: Buffer,
  from: number,
  head: Pick<Scan, 'version' | 'kept'>,
  visit?: (line: WholeLine) => void,
): Promise<Scan> {
  const scan: Scan = { ...head, end: from, isDamaged: false, sequence: 0, at: [0, 0], pieces: [], changes: 0 };
  const last = { start: -1, end: -1 };
  await eachLine(bytes, from, (line) => {
    const { start, end, sequence } = line;
    if (start !== scan.end) scan.isDamaged = true;
    addLine(scan.pieces, start, scan.sequence);
    Object.assign(last, { start, end });
    scan.end = end;
    scan.sequence = sequence;
    scan.changes++;
    visit?.(line);
  });
  if (last.end >= 0) scan.at = parseLine(bytes.toString('utf8', last.start, last.end - 1)).at;
  return scan;
}

/** Begins the next piece with the line that starts here, where the current one is full. */
export function addLine(pieces: Piece[], start: number, after: number): void {
  const current = pieces.at(-1);
  if (!current || start - current.start >= PIECE_SIZE) pieces.push({ start, after });
}

export interface WholeLine {
  start: number;
  /** Behind its end. */
  end: number;
  sequence: number;
}

/** Visits the changes that are whole, and lets others have their turn every now and then. */
export async function eachLine(bytes: Buffer, from: number, visit: (line: WholeLine) => void): Promise<void> {
  let rested = from;
  for (const line of wholeLines(bytes, from)) {
    visit(line);
    if (line.end - rested < PIECE_SIZE) continue;
    rested = line.end;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The changes that are whole, in order: each with a sequence above that of the one before. */
export function* wholeLines(bytes: Buffer, from: number): Generator<WholeLine> {
  let last = 0;
  for (let start = from; start < bytes.length; ) {
    const end = bytes.indexOf(NEW_LINE, start);
    if (end < 0) return;
    let at = start;
    // Damage may have swallowed the end of the line before: then a whole one begins in the middle.
    while (at >= 0 && !isWhole(bytes, at, end)) at = nextStart(bytes, at + 1, end);
    const sequence = at < 0 ? -1 : sequenceAt(bytes, at);
    if (sequence > last) {
      yield { start: at, end: end + 1, sequence };
      last = sequence;
    }
    start = end + 1;
  }
}
