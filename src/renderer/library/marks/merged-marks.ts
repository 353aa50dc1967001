/** What the marks of several entries come to, where those are of one paper. */
import type { Status } from '../mark-records';
import type { EntryBook } from './mark-blocks';
import { type MarkColumns, statusOf } from './mark-columns';
import { joinNotes, noteAmong } from './notes';

/** What the reader said about one paper. Times are milliseconds since 1970; `null` where it never was so. */
export interface MergedMarks {
  status: Status;
  statusAt: number | null;
  starredAt: number | null;
  note: string;
}

export const NOTHING: MergedMarks = { status: 'unread', statusAt: null, starredAt: null, note: '' };

/**
 * The status that was given last holds, of those that were given at the same time the one that says most; a paper is starred
 * since it first was. Every note stands once, in the order in which they were written.
 */
export function mergedMarks(entries: readonly number[], columns: MarkColumns, book: EntryBook): MergedMarks {
  const marked = entries.filter((entry) => columns.isMarked.at(entry) === 1);
  if (marked.length === 0) return NOTHING;
  let [code, at, starredAt] = [-1, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const entry of marked) {
    const [own, since] = [columns.status.at(entry), columns.statusAt.at(entry)];
    const time = Number.isNaN(since) ? Number.NEGATIVE_INFINITY : since;
    if (time > at || (time === at && own > code)) [code, at] = [own, time];
    if (columns.starredAt.at(entry) < starredAt) starredAt = columns.starredAt.at(entry);
  }
  return {
    status: statusOf(code),
    statusAt: Number.isFinite(at) ? at : null,
    starredAt: Number.isFinite(starredAt) ? starredAt : null,
    note: mergedNote(marked, columns, book),
  };
}

function mergedNote(marked: readonly number[], columns: MarkColumns, book: EntryBook): string {
  const [only = -1] = marked;
  const among = (entry: number, isPresent: (id: string) => boolean) => noteAmong(columns.noteOf(entry), isPresent);
  if (marked.length === 1) return among(only, () => false);
  const noted = marked.filter((entry) => columns.noteOf(entry).note !== '');
  if (noted.length === 0) return '';
  const present = new Set(marked.map((entry) => book.idOf(entry)));
  const inOrder = noted
    .map((entry) => ({ entry, id: book.idOf(entry), at: columns.noteOf(entry).notedAt }))
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const notes = [...new Set(inOrder.map(({ entry }) => among(entry, (id) => present.has(id))))];
  return notes.length === 1 ? (notes[0] ?? '') : joinNotes(notes);
}

/** The tags that any of the entries has, as marks name them, and since when it has each. */
export function mergedTags(entries: readonly number[], columns: MarkColumns): [tagId: string, at: number][] {
  return [...columns.tagIds()].flatMap((tagId) => {
    const times = entries.map((entry) => columns.taggedAt(entry, tagId)).filter((at) => !Number.isNaN(at));
    return times.length === 0 ? [] : [[tagId, Math.min(...times)]];
  });
}
