/** The lists that the reader keeps: queries with a name. What a newer version put there is shown, and left as it is. */
import * as v from 'valibot';
import type { ListRecord } from './database';
import { GROUP_COLUMNS, type SavedList, type SavedListSummary, SORT_COLUMNS } from './list-records';
import { parseQuery } from './query/language/parse-query';
import { today } from './query/language/today';

interface ListStore {
  /** What is stored, by id. */
  records: Map<string, ListRecord>;
  /** Stores a record, `null` takes it out. Rejects where it cannot. */
  store(id: string, record: ListRecord | null): Promise<void>;
  /** How many papers a query finds. */
  count(query: string): Promise<{ papers: number; unread: number }>;
}

/** All that this version knows of a list; what has more in it is of a newer one. */
const listSchema = v.strictObject({
  id: v.string(),
  name: v.string(),
  query: v.string(),
  sort: v.nullable(v.array(v.object({ column: v.picklist(SORT_COLUMNS), descending: v.boolean() }))),
  group: v.nullable(v.picklist(GROUP_COLUMNS)),
  position: v.number(),
});

export class SavedLists {
  readonly #store: ListStore;
  /** What was deleted comes back whole, if it does. */
  readonly #deleted = new Map<string, ListRecord>();

  constructor(store: ListStore) {
    this.#store = store;
  }

  /** In their order, with what is in them now. */
  async summaries(): Promise<SavedListSummary[]> {
    const lists = [...this.#store.records.values()].sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
    const summaries: SavedListSummary[] = [];
    for (const record of lists) {
      const problem = problemOf(record);
      const { id, name, query, position } = record;
      const read = v.safeParse(listSchema, record);
      const { sort, group } = read.success ? read.output : { sort: null, group: null };
      const counts = problem === null ? await this.#store.count(query) : { papers: 0, unread: 0 };
      summaries.push({ id, name, query, sort, group, position, ...counts, problem });
    }
    return summaries;
  }

  /**
   * Adds a list, or puts it in the place of the one with its id. What else is known of a list that is handed over, such as how
   * many papers are in it, is not stored: it would look as if a newer version had put it there.
   *
   * @throws in words for the reader where that one is of a newer version
   */
  async save({ id, name, query, sort, group, position }: SavedList): Promise<void> {
    const list = { id, name, query, sort, group, position };
    const { records } = this.#store;
    const before = records.get(list.id);
    if (before && problemOf(before) !== null) throw new Error(`The list “${before.name}” stays as it is. ${NEWER}`);
    const deleted = this.#deleted.get(list.id);
    const record = !before && deleted && problemOf(deleted) !== null ? deleted : { ...deleted, ...before, ...list };
    await this.#store.store(list.id, record);
    records.set(list.id, record);
    this.#deleted.delete(list.id);
  }

  /** @throws in words for the reader where it is not there */
  async delete(listId: string): Promise<void> {
    const record = this.#store.records.get(listId);
    if (!record) throw new Error('There is no such list any more.');
    await this.#store.store(listId, null);
    this.#store.records.delete(listId);
    this.#deleted.set(listId, record);
  }
}

const NEWER = 'A newer version of Offprint made it.';

/** Why a list is shown and not changed, in words for the reader; `null` where it is understood. */
function problemOf(record: ListRecord): string | null {
  if (!v.is(listSchema, record))
    return `${NEWER} It has something that this version does not know, and stays as it is.`;
  const [problem] = parseQuery(record.query, today()).problems;
  return problem ? `${NEWER} Its query says something that this version does not know. ${problem.message}` : null;
}
