/** Journals in a file system of their own, and what their changes come to. */
import type { JournalChange, JournalLine, JournalPiece } from '../../preload/api';
import { Journal } from './journal';
import type { JournalFiles } from './journal-files';

export const FOLDER = '/profile/marks';
export const PATH = `${FOLDER}/this-device.jsonl`;
/** Small enough for a few changes to have the journal written anew. */
const SMALLEST = 700;
/** Not all of a journal, but all of what is added at once: what a sync that failed threw away is written once more. */
const LOOKED_AT = 600;

export function openJournal(files: JournalFiles, smallest = SMALLEST): Journal {
  let time = 1_763_718_291_000;
  return Journal.open({
    folder: FOLDER,
    device: 'this-device',
    files,
    smallest,
    lookedAt: LOOKED_AT,
    now: () => time++,
  });
}

export async function readAll(journal: Journal, after = 0): Promise<{ lines: JournalLine[]; piece: JournalPiece }> {
  const lines: JournalLine[] = [];
  for (let sequence = after; ; ) {
    const piece = await journal.read([{ device: 'this-device', sequence }]);
    lines.push(...JSON.parse(piece.changes));
    if (piece.sequence === piece.last) return { lines, piece };
    sequence = piece.sequence;
  }
}

export type Fields = Record<string, unknown>;

/** The records that changes come to, by table and key; those that were deleted are not there. */
export function recordsOf(changes: readonly JournalChange[], before = new Map<string, Fields>()): Map<string, Fields> {
  const records = new Map(before);
  for (const { table, key, set } of changes) {
    const record = `${table}/${key}`;
    if (set === null) records.delete(record);
    else records.set(record, { ...records.get(record), ...set });
  }
  return records;
}

export function setting(key: string, set: Fields | null): JournalChange {
  return { table: 'marks', key, set };
}
