/** Lists of papers, as the page and the library tell each other: what is asked for, its rows, and lists that are kept. */
import type { Status } from './mark-records';

/** The columns of the table. */
export const TABLE_COLUMNS = [
  'starred',
  'status',
  'title',
  'organization',
  'authors',
  'published',
  'comments',
  'sightings',
  'digest',
  'tags',
] as const;
export type TableColumn = (typeof TABLE_COLUMNS)[number];

/** What a list of papers can be sorted by. `relevance`: how well a paper fits the search; without words in it, nothing. */
export const SORT_COLUMNS = [...TABLE_COLUMNS, 'relevance'] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];

/** What the papers of a list can be put together by; one of several tags is in the group of each. */
export const GROUP_COLUMNS = ['digest', 'organization', 'month', 'tag', 'status'] as const;
export type GroupColumn = (typeof GROUP_COLUMNS)[number];

export interface Sort {
  column: SortColumn;
  descending: boolean;
}

/** Which papers to list, and in which order. Missing values come last in either direction. */
export interface ListRequest {
  /** A query that says what the list is of, `is:unread`; empty for all papers. */
  within: string;
  /** Only papers sighted in this digest; `null` for all. */
  digestId: string | null;
  /** What the reader typed: a query that papers of the list must meet, too; empty for all of them. */
  search: string;
  /** The most significant first; what is equal in all of them stands newest digest first. */
  sort: readonly Sort[];
  group: GroupColumn | null;
}

/** What a list came to. The rows themselves are asked for by `rows`. */
export interface Listing {
  /** How many papers the request matches; in groups, one of several tags counts once. */
  shown: number;
  /** How many of those are unread. */
  shownUnread: number;
  /** How many rows there are: papers, and the heads of groups, without what is folded. */
  rows: number;
  /** How many groups there are. */
  groups: number;
  /** How many of the papers are only still there until `cleanUp`: what was marked took them out of the list. */
  toCleanUp: number;
  /** How many papers are selected, whether or not they are in the list. */
  selected: number;
  /** Whether texts were still being loaded, so that a search may yet find more. */
  isPartial: boolean;
}

/** One paper in the table. */
export interface PaperRow {
  kind: 'paper';
  id: string;
  title: string;
  organization: string | null;
  authors: number | null;
  /** `YYYY-MM-DD` */
  published: string | null;
  comments: number | null;
  sightings: number;
  /** The day of the latest digest that lists the paper, `YYYY-MM-DD`. */
  digest: string | null;
  isStarred: boolean;
  status: Status;
  /** The ids of its tags, in the order of their names. */
  tags: string[];
  hasNote: boolean;
  hasLink: boolean;
  /** Whether the latest arrival brought it, and no digest before. */
  isNew: boolean;
  isSelected: boolean;
}

/** The head of a group of papers. */
export interface GroupRow {
  kind: 'group';
  /** Names the group within its list. */
  key: string;
  /** For the reader; empty for the papers that have no value to be put together by. */
  label: string;
  papers: number;
  unread: number;
  isFolded: boolean;
}

export type ListRow = PaperRow | GroupRow;

/** The head of a group, and its row, from 0. */
export interface HeadPlace {
  index: number;
  row: GroupRow;
}

/** A change to which papers are selected. */
export type SelectionChange =
  | { kind: 'only' | 'toggle'; paperId: string }
  /** All rows from one paper to another, wherever they stand; `isAdded`: those selected before stay so. */
  | { kind: 'range'; from: string; to: string; isAdded: boolean }
  | { kind: 'group'; key: string; isAdded: boolean }
  /** All papers of the list, or none at all. */
  | { kind: 'all' | 'none' };

/** A list of papers that the reader keeps: a query, and how it is shown. */
export interface SavedList {
  id: string;
  name: string;
  query: string;
  /** `null` where it is shown as the list before it was. */
  sort: Sort[] | null;
  group: GroupColumn | null;
  /** Lists stand in the sidebar in the order of these. */
  position: number;
}

export interface SavedListSummary extends SavedList {
  papers: number;
  unread: number;
  /** What a newer version of Offprint put there and this one does not understand, in words for the reader; `null` where it does. */
  problem: string | null;
}

export const DENSITIES = ['compact', 'regular', 'relaxed'] as const;
export type Density = (typeof DENSITIES)[number];

/** How the reader arranged the window; kept whole under one key, and checked when it is read back. */
export interface ViewState {
  sort: Sort[];
  group: GroupColumn | null;
  density: Density;
  /** On how many lines a long title may go. */
  titleLines: 1 | 2;
  columnVisibility: Record<string, boolean>;
  /** Ids of columns; those that are not named come behind. */
  columnOrder: string[];
  /** Ids of the columns that stay in sight at the left. */
  columnPinning: string[];
  /** Pixels, by column. */
  columnSizing: Record<string, number>;
  /** Percent of the window, by pane. */
  paneLayout: Record<string, number> | null;
}
