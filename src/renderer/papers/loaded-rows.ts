/** The rows of a list that are on the page, and where a row stands in it. */
import type { HeadPlace, ListRow } from '../library/list-records';

/** Those in sight, and some on either side of them. */
export interface LoadedRows {
  /** The place of the first of the rows. */
  start: number;
  rows: readonly ListRow[];
  /** Of the group that the first of them is in; `null` where there are no groups. */
  head: HeadPlace | null;
}

/** A row and its place in the latest list, from 0; -1 where the list does not have it. */
export interface RowPlace {
  index: number;
  kind: ListRow['kind'];
  /** Of the paper, or the key of the group; empty while the row is on its way. */
  id: string;
}

/** A row of those in sight, or the head that they are below. */
export function rowAt({ start, rows, head }: LoadedRows, index: number): ListRow | undefined {
  return head?.index === index ? head.row : rows[index - start];
}

export function placeOf(row: ListRow, index: number): RowPlace {
  return row.kind === 'paper' ? { index, kind: 'paper', id: row.id } : { index, kind: 'group', id: row.key };
}

/** Where a row is in another list; a head that is not among its rows is nowhere, and a row that is on its way comes by its place. */
export function relocated(place: RowPlace | null, found: number, { start, rows }: LoadedRows): RowPlace | null {
  if (!place || place.id === '') return place;
  if (place.kind === 'paper') return found === place.index ? place : { ...place, index: found };
  const at = rows.findIndex((row) => row.kind === 'group' && row.key === place.id);
  return at < 0 ? null : { ...place, index: start + at };
}

/** The rows that there are now: those that are shown already, and in which nothing changed, need not be drawn again. */
export function sameRows(before: LoadedRows, { start, rows, head: place }: LoadedRows): LoadedRows {
  const shown = new Map(before.rows.map((row) => [keyOf(row), row]));
  const now = rows.map((row) => sameOr(shown.get(keyOf(row)), row));
  const isSameHead = place === null ? before.head === null : sameOr(before.head?.row, place.row) === before.head?.row;
  const head = isSameHead && before.head?.index === place?.index ? before.head : place;
  const isSame =
    start === before.start &&
    head === before.head &&
    now.length === before.rows.length &&
    now.every((row, at) => row === before.rows[at]);
  return isSame ? before : { start, rows: now, head };
}

function keyOf(row: ListRow): string {
  return row.kind === 'paper' ? row.id : `group ${row.key}`;
}

function sameOr<Row extends ListRow>(shown: Row | undefined, row: Row): Row {
  if (!shown) return row;
  const before = new Map<string, unknown>(Object.entries(shown));
  const isSame = Object.entries(row).every(([field, value]) => {
    const had = before.get(field);
    return had === value || (Array.isArray(value) && Array.isArray(had) && had.join('\n') === value.join('\n'));
  });
  return isSame ? shown : row;
}
