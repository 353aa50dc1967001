/** The columns of the table: what each is called, how wide it starts, and what its cells show. */
import {
  BookOpen,
  Check,
  ChevronsRight,
  CircleDot,
  Eye,
  type LucideIcon,
  MessageSquare,
  Star,
  Users,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { PaperRow, TableColumn } from '../library/list-records';
import { STATUS_NAMES, type Status, type Tag } from '../library/mark-records';
import type { Sought } from '../library/query/language/expression';
import { formatCount, formatDay } from '../ui/format';
import { TagChips } from './tag-chips';
import { TitleCell } from './title-cell';

/** What cells need beside their row. */
export interface CellTools {
  /** All tags, by id. */
  tags: ReadonlyMap<string, Tag>;
  /** Whether new papers are told from others: where all are new, that says nothing. */
  marksNew: boolean;
  toggle(row: PaperRow, which: 'star' | 'read'): void;
}

/** What a title tells of a paper besides: what no column of its own shows. */
export interface TitleSigns {
  hasTags: boolean;
  hasSightings: boolean;
}

/** What a cell is drawn with. */
export interface CellContext {
  tools: CellTools;
  signs: TitleSigns;
  /** What was searched for, to be marked. */
  words: readonly Sought[];
  /** The passage that a search found; `null` where there is none. */
  snippet: string | null;
  /** Whether Tab leads to it. */
  isTabStop: boolean;
}

interface Column {
  name: string;
  /** Pixels that it starts with, and that it has at least. */
  width: number;
  minWidth: number;
  /** Its part of what the others leave; none where that is left out. */
  share?: number;
  /** Shown in place of its name, where that would be wider than what is below it. */
  icon?: LucideIcon;
  /** Whether a button is all that its cells have; such a column is always there, and always as wide. */
  isToggle?: boolean;
  align?: 'end';
  /** Whether the first click on it puts the largest, or latest, on top. */
  isDescendingFirst: boolean;
  isHiddenAtFirst?: boolean;
  cell(row: PaperRow, context: CellContext): ReactNode;
}

/** Made once: what is the same is not drawn again. */
const STAR = <Star aria-hidden="true" size={15} strokeWidth={1.75} />;
const STATUS_SIGNS: Record<Status, ReactNode> = {
  unread: <span aria-hidden="true" className="unread-dot" />,
  reading: <BookOpen aria-hidden="true" size={14} strokeWidth={1.75} />,
  read: <Check aria-hidden="true" size={14} strokeWidth={2} />,
  skipped: <ChevronsRight aria-hidden="true" size={14} strokeWidth={1.75} />,
};

const COUNT = { width: 42, minWidth: 36, align: 'end', isDescendingFirst: true } as const;

export const COLUMNS: Record<TableColumn, Column> = {
  starred: {
    name: 'Star',
    width: 30,
    minWidth: 30,
    icon: Star,
    isToggle: true,
    isDescendingFirst: true,
    cell: (row, { tools, isTabStop }) => (
      <button
        type="button"
        tabIndex={isTabStop ? 0 : -1}
        className="mark-toggle star-toggle"
        aria-label="Star"
        aria-pressed={row.isStarred}
        title={row.isStarred ? 'Remove the star' : 'Star'}
        onClick={() => tools.toggle(row, 'star')}
      >
        {STAR}
      </button>
    ),
  },
  status: {
    name: 'Status',
    width: 30,
    minWidth: 30,
    icon: CircleDot,
    isToggle: true,
    isDescendingFirst: false,
    cell: (row, { tools, isTabStop }) => (
      <button
        type="button"
        tabIndex={isTabStop ? 0 : -1}
        className="mark-toggle read-toggle"
        aria-label="Read"
        aria-pressed={row.status === 'read'}
        aria-description={row.status}
        title={`${STATUS_NAMES[row.status]}. ${row.status === 'read' ? 'Mark as unread' : 'Mark as read'}`}
        onClick={() => tools.toggle(row, 'read')}
      >
        {STATUS_SIGNS[row.status]}
      </button>
    ),
  },
  title: {
    name: 'Title',
    width: 260,
    minWidth: 140,
    share: 1,
    isDescendingFirst: false,
    cell: (row, context) => <TitleCell row={row} {...context} />,
  },
  organization: {
    name: 'Organization',
    width: 96,
    minWidth: 56,
    share: 0.18,
    isDescendingFirst: false,
    cell: ({ organization }) => organization && <bdi>{organization}</bdi>,
  },
  authors: { name: 'Authors', icon: Users, ...COUNT, cell: ({ authors }) => countOf(authors) },
  published: {
    name: 'Published',
    width: 91,
    minWidth: 60,
    isDescendingFirst: true,
    cell: ({ published }) => dayOf(published),
  },
  comments: { name: 'Comments', icon: MessageSquare, ...COUNT, cell: ({ comments }) => countOf(comments) },
  sightings: { name: 'Sightings', icon: Eye, ...COUNT, cell: ({ sightings }) => countOf(sightings) },
  digest: { name: 'Digest', width: 91, minWidth: 60, isDescendingFirst: true, cell: ({ digest }) => dayOf(digest) },
  tags: {
    name: 'Tags',
    width: 120,
    minWidth: 50,
    isDescendingFirst: false,
    isHiddenAtFirst: true,
    cell: ({ tags }, { tools }) => <TagChips ids={tags} tags={tools.tags} />,
  },
};

function countOf(count: number | null): string | null {
  return count === null ? null : formatCount(count);
}

function dayOf(day: string | null): ReactNode {
  return day === null ? null : <time dateTime={day}>{formatDay(day)}</time>;
}
