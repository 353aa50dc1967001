/** What the reader said here and elsewhere, as one: nothing is dropped that only one of the two says. */
import type { RecordChange } from './journal-records';
import { joinNotes } from './notes';

/**
 * Of marks what changed last holds, tags come together, and notes that differ stand one below the other. Of other records, which are whole or
 * nothing, the one that is here.
 */
export function mergedRecord(here: RecordChange, there: RecordChange): RecordChange {
  if (there.record === null) return here;
  if (here.record === null) return there;
  if (here.table !== 'marks' || there.table !== 'marks') return here;
  const [older, newer] =
    here.record.changedAt >= there.record.changedAt ? [there.record, here.record] : [here.record, there.record];
  const [earlier, later] = older.notedAt <= newer.notedAt ? [older, newer] : [newer, older];
  const isNoteSame = earlier.note === later.note;
  return {
    ...here,
    record: {
      ...newer,
      tags: { ...older.tags, ...newer.tags },
      note: isNoteSame ? later.note : joinNotes([earlier.note, later.note]),
      own: isNoteSame ? later.own : null,
      notedAt: later.notedAt,
    },
  };
}
