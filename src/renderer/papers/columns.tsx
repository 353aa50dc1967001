/** The columns of the table: what each is called, how wide it starts, and what its cells show. */
import {
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table';
import { Check, Star, StickyNote } from 'lucide-react';
import type { PaperRow, TableColumn } from '../library/library-api';
import { formatCount, formatDay } from '../ui/format';
import { HighlightedText } from '../ui/highlighted-text';

/** What cells need beside their row. */
export interface CellTools {
  /** The words of the search, to be marked. */
  words: readonly string[];
  toggle(row: PaperRow, which: 'star' | 'read'): void;
}

export const features = tableFeatures({
  columnSizingFeature,
  columnResizingFeature,
  columnVisibilityFeature,
  rowSortingFeature,
});

const helper = createColumnHelper<typeof features, PaperRow>();

interface ColumnLook {
  /** The name of the column. */
  name: string;
  /** Whether the header shows its name, or a sign. */
  isNarrow?: boolean;
  align?: 'end';
}

/** Beside each column's definition: what the definition of a headless table has no place for. */
export const COLUMN_LOOKS: Record<TableColumn, ColumnLook> = {
  starred: { name: 'Star', isNarrow: true },
  status: { name: 'Status', isNarrow: true },
  title: { name: 'Title' },
  organization: { name: 'Organization' },
  authors: { name: 'Authors', align: 'end' },
  published: { name: 'Published' },
  comments: { name: 'Comments', align: 'end' },
  sightings: { name: 'Sightings', align: 'end' },
  digest: { name: 'Digest' },
  tags: { name: 'Tags' },
};

/** @param tools is read when a cell is drawn, so that a new search needs no new columns */
export function makeColumns(tools: () => CellTools) {
  return helper.columns([
    helper.accessor('isStarred', {
      id: 'starred',
      size: 34,
      enableResizing: false,
      enableHiding: false,
      sortDescFirst: true,
      cell: ({ row: { original } }) => (
        <button
          type="button"
          tabIndex={-1}
          className="mark-toggle star-toggle"
          aria-label="Star"
          aria-pressed={original.isStarred}
          title={original.isStarred ? 'Remove the star (s)' : 'Star (s)'}
          onClick={() => tools().toggle(original, 'star')}
        >
          <Star aria-hidden="true" size={15} strokeWidth={1.75} />
        </button>
      ),
    }),
    helper.accessor('status', {
      size: 34,
      enableResizing: false,
      enableHiding: false,
      sortDescFirst: false,
      cell: ({ row: { original } }) => (
        <button
          type="button"
          tabIndex={-1}
          className="mark-toggle read-toggle"
          aria-label="Read"
          aria-pressed={original.status === 'read'}
          title={original.status === 'read' ? 'Mark as unread (m)' : 'Mark as read (m)'}
          onClick={() => tools().toggle(original, 'read')}
        >
          {original.status === 'read' ? (
            <Check aria-hidden="true" size={14} strokeWidth={2} />
          ) : (
            <span aria-hidden="true" className="unread-dot" />
          )}
        </button>
      ),
    }),
    helper.accessor('title', {
      size: 256,
      minSize: 180,
      enableHiding: false,
      sortDescFirst: false,
      cell: ({ row: { original } }) => (
        <span className="title-cell">
          <span className="title-text">
            <HighlightedText text={original.title} words={tools().words} />
          </span>
          {original.hasNote && <StickyNote role="img" aria-label="has a note" size={13} className="note-sign" />}
        </span>
      ),
    }),
    helper.accessor('organization', {
      size: 116,
      minSize: 64,
      sortDescFirst: false,
      cell: (cell) => cell.getValue(),
    }),
    helper.accessor('authors', {
      size: 68,
      minSize: 56,
      sortDescFirst: true,
      cell: (cell) => <CountCell count={cell.getValue()} />,
    }),
    helper.accessor('published', {
      size: 98,
      minSize: 84,
      sortDescFirst: true,
      cell: (cell) => <DayCell day={cell.getValue()} />,
    }),
    helper.accessor('comments', {
      size: 84,
      minSize: 60,
      sortDescFirst: true,
      cell: (cell) => <CountCell count={cell.getValue()} />,
    }),
    helper.accessor('sightings', {
      size: 80,
      minSize: 60,
      sortDescFirst: true,
      cell: (cell) => <CountCell count={cell.getValue()} />,
    }),
    helper.accessor('digest', {
      size: 98,
      minSize: 84,
      sortDescFirst: true,
      cell: (cell) => <DayCell day={cell.getValue()} />,
    }),
  ]);
}

function CountCell({ count }: { count: number | null }) {
  return count === null ? null : formatCount(count);
}

function DayCell({ day }: { day: string | null }) {
  return day === null ? null : <time dateTime={day}>{formatDay(day)}</time>;
}
