/** What the reader said here and elsewhere, as one: nothing is dropped that only one of the two says. */

import { changedState, mergedState } from '../marks/note-text';
import { joinNotes } from '../marks/notes';
import type { RecordChange } from './journal-records';

/**
 * Of marks the status that was said last holds, stars and tags come together, and notes that differ stand one below the other: a record
 * does not tell a star that was taken away from one that was never given, and one too many is sooner put right. Of other records, which are whole or
 * nothing, the one that is here.
 */
export function mergedRecord(here: RecordChange, there: RecordChange): RecordChange {
  if (there.record === null) return here;
  if (here.record === null) return there;
  if (here.table !== 'marks' || there.table !== 'marks') return here;
  const [older, newer] =
    here.record.changedAt >= there.record.changedAt ? [there.record, here.record] : [here.record, there.record];
  // One that was never said says nothing against one that was.
  const { status, statusAt } = newer.statusAt === null ? older : newer;
  const starredAt = newer.starredAt ?? older.starredAt;
  const merged = { ...newer, status, statusAt, starredAt, tags: { ...older.tags, ...newer.tags } };
  const [earlier, later] = older.notedAt <= newer.notedAt ? [older, newer] : [newer, older];
  const note = earlier.note === later.note ? later.note : joinNotes([earlier.note, later.note]);
  if (note === here.record.note) {
    const { own, noteState, notedAt } = here.record;
    return { ...here, record: { ...merged, note, own, noteState, notedAt } };
  }
  const states = [earlier.noteState, later.noteState].filter((state) => state !== null);
  const [state, other] = states;
  return {
    ...here,
    record: {
      ...merged,
      note,
      // With all that either knows of it, so that neither text comes a second time from another device.
      noteState: state ? changedState(other ? mergedState(state, other) : state, '', note) : null,
      own: null,
      notedAt: later.notedAt,
    },
  };
}

/**
 * A record as it is to be, whose note is a change of the one that is there: other devices would otherwise take the text of now for
 * what was typed last.
 */
export function withNoteChanged(here: RecordChange, wanted: RecordChange): RecordChange {
  if (here.table !== 'marks' || wanted.table !== 'marks' || !here.record?.noteState || !wanted.record) return wanted;
  const { note, noteState } = here.record;
  const isSame = wanted.record.note === note;
  return {
    ...wanted,
    record: { ...wanted.record, noteState: isSame ? noteState : changedState(noteState, note, wanted.record.note) },
  };
}
