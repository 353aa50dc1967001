/** What the reader says of papers, as the page and the library tell each other: marks, tags, and what a backup brings back. */
import type { BackupPiece } from '../../preload/api';

/** How far the reader is with a paper. */
export const STATUSES = ['unread', 'reading', 'read', 'skipped'] as const;
export type Status = (typeof STATUSES)[number];

/** For the reader. */
export const STATUS_NAMES: Record<Status, string> = {
  unread: 'Unread',
  reading: 'Reading',
  read: 'Read',
  skipped: 'Skipped',
};

/** A change to the marks of papers: only what is named changes. */
export interface MarkChange {
  isStarred?: boolean;
  status?: Status;
  note?: string;
  /**
   * What the note was that `note` was made of, or may have been: where it is another by now, the change is brought into that. It may have
   * been carried out already.
   */
  noteBases?: readonly string[];
  /** Ids of tags. */
  addTags?: string[];
  removeTags?: string[];
}

/** Which papers a change is for. */
export type MarkTarget = { paperIds: string[] } | 'selection';

/** Something that was done to marks and can be taken back; the library remembers the latest hundred. */
export interface MarkStep {
  id: number;
  /** What was done, `Skip 43 papers`. */
  label: string;
}

/** What the reader said of the papers that are selected. */
export interface SelectionMarks {
  papers: number;
  /** How many have each status, are starred, have each tag (by its id; tags that none has are left out). */
  statuses: Record<Status, number>;
  starred: number;
  tags: Record<string, number>;
}

export const TAG_COLORS = ['gray', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink'] as const;
export type TagColor = (typeof TAG_COLORS)[number];

export interface Tag {
  id: string;
  /** No two are the same but for case, accents and spacing. */
  name: string;
  color: TagColor;
}

export interface TagSummary extends Tag {
  papers: number;
}

/** A backup, as the worker reads it: main's `read-backup` for one of them. */
export interface BackupSource {
  read(from: number): Promise<BackupPiece>;
}

/** What a backup is for: all is to be as it says, or what it has that the library lacks is to come to that. */
export type RestoreMode = 'exactly' | 'merged';

/** What a restore makes of the marks of a paper. */
export interface RestoredPaper {
  /** One of its entries that has marks. */
  entryId: string;
  /** `null` where no digest lists the paper now. */
  title: string | null;
  kind: 'added' | 'changed' | 'gone';
  /** The fields of its marks that differ: `note`, `starredAt` … */
  fields: string[];
}

/** What a restore would change. */
export interface RestorePlan {
  /** How many papers get marks, get others, or lose all. */
  added: number;
  changed: number;
  gone: number;
  /** How many records of other kinds change: decisions, dates, tags, lists. */
  others: number;
  /** Some of the papers, those that the library knows first. */
  papers: RestoredPaper[];
}
