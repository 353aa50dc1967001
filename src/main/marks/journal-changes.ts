/** What the page may have the journal keep: changes as JSON, checked before any of them is written. */
import * as v from 'valibot';
import type { JournalChange, JsonOf } from '../../preload/api';

const changesSchema = v.array(
  v.strictObject({
    table: v.picklist(['marks', 'decisions', 'corrections', 'tags', 'lists']),
    key: v.pipe(v.string(), v.nonEmpty(), v.maxLength(1000)),
    // An empty change would say nothing; what is in an array has no name.
    set: v.nullable(
      v.pipe(
        v.record(v.pipe(v.string(), v.regex(/^[a-z][\w:-]{0,80}$/i)), v.unknown()),
        v.check((set) => Object.keys(set).length > 0),
      ),
    ),
  }),
);

/** @throws where the text is not JSON of changes */
export function parseChanges(json: JsonOf<JournalChange[]>): JournalChange[] {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new Error('These changes of marks are not JSON.');
  }
  const changes = v.safeParse(changesSchema, value, { abortEarly: true });
  if (!changes.success) throw new Error('These changes of marks make no sense.');
  return changes.output;
}
