/** What clicking a column's header does to what the list is sorted by. */
import type { Sort, TableColumn } from '../library/list-records';
import { COLUMNS } from './columns';

/** Sorts by a column alone, or turns that order around. */
export function sortBy(sort: readonly Sort[], column: TableColumn): Sort[] {
  const [only] = sort;
  if (sort.length === 1 && only?.column === column) return [{ column, descending: !only.descending }];
  return [{ column, descending: COLUMNS[column].isDescendingFirst }];
}

/** Sorts by a column after those that there are; turns it around where it is one of them, and then takes it out. */
export function sortAlsoBy(sort: readonly Sort[], column: TableColumn): Sort[] {
  const present = sort.find((key) => key.column === column);
  const first = COLUMNS[column].isDescendingFirst;
  if (!present) return [...sort, { column, descending: first }];
  if (present.descending === first || sort.length === 1) return turned(sort, column, !present.descending);
  return notBy(sort, column);
}

/** Gives a column its direction; it is added where it is not there, in place of all others unless it `isAlso`. */
export function sortInDirection(
  sort: readonly Sort[],
  column: TableColumn,
  descending: boolean,
  isAlso: boolean,
): Sort[] {
  if (!isAlso) return [{ column, descending }];
  return sort.some((key) => key.column === column)
    ? turned(sort, column, descending)
    : [...sort, { column, descending }];
}

/** Sorts by a column no longer; the last one stays. */
export function notBy(sort: readonly Sort[], column: TableColumn): Sort[] {
  const others = sort.filter((key) => key.column !== column);
  return others.length > 0 ? others : [...sort];
}

function turned(sort: readonly Sort[], column: TableColumn, descending: boolean): Sort[] {
  return sort.map((key) => (key.column === column ? { column, descending } : key));
}
