/** What crosses the border about marks: the journal that they are kept in, those of other devices, and backups. */
import type { JsonOf } from './json-of';

/**
 * A change to what the reader said: to a record of one of the library's tables, which `key` names. The fields are those of the
 * library's records (see `library/journal/journal-records.ts`); of each, the latest change holds.
 */
export interface JournalChange {
  table: 'marks' | 'decisions' | 'corrections' | 'tags' | 'lists';
  key: string;
  /** The fields that changed, with what they are now; `null` where the record was deleted. */
  set: Record<string, unknown> | null;
}

/** A change as the journal has it. */
export interface JournalLine extends JournalChange {
  /** Counts up from 1 with each change of a device; some are left out where later changes made them void. */
  sequence: number;
}

/** How far somebody has taken in the journal of a device. */
export interface JournalPosition {
  device: string;
  /** Of the last change that was taken in. */
  sequence: number;
}

/** Some of the changes behind a position, oldest first; `device` and `sequence` say up to where they go. */
export interface JournalPiece extends JournalPosition {
  changes: JsonOf<JournalLine[]>;
  /** The sequence of the last change that the journal has. */
  last: number;
  /** Whether changes can be added. */
  isWritable: boolean;
  /** Whether changes were found damaged: what the library holds and the journal lacks is to be added again. */
  hasLost: boolean;
  /**
   * Whether it holds only what is said while the folder of the marks is not there: what the library holds and it lacks is in
   * that folder.
   */
  isStandIn: boolean;
  /** What was wrong with the journal when it was opened, in words for the reader; `null` where all was well. */
  problem: string | null;
}

/** A change of any device's journal, with what orders it: see `journal-lines.ts` for the clock. */
export interface MergedLine extends JournalLine {
  device: string;
  at: readonly [time: number, count: number];
}

/** What the journal of another device has. */
export interface DeviceJournal extends JournalPosition {
  /** When it was changed last, in milliseconds since 1970. */
  changedAt: number;
}

/** Where the marks are kept. */
export interface SharedMarksState {
  /** Absolute. */
  folder: string;
  /** Whether it is the profile's own, and not one that the reader chose to have synced. */
  isOwn: boolean;
  /** Whether it is not there: marks are kept on this computer until it is back. */
  isMissing: boolean;
  /** What this device goes by among the journals. */
  device: string;
}

/** What other devices changed, or the next piece of it. */
export interface JournalMerge {
  /**
   * Of each record that another device changed, all lines of all devices in the order of their clocks: carried out one after
   * the other, they give the record as it is everywhere. A record's lines are in one piece.
   */
  lines: JsonOf<MergedLine[]>;
  isLast: boolean;
  /** Whether this device's own journal lost something, and was not read from its beginning since: nothing else is told then. */
  hasLost: boolean;
  /** Up to where the journals of other devices are taken in with the last piece. */
  positions: JournalPosition[];
  devices: DeviceJournal[];
  /** What of them could not be read, in words for the reader. */
  problems: string[];
}

/* ------------------------------------------------------------------ backups */

/** A backup of all marks, as a list of them tells it. */
export interface BackupHeadline {
  /** Names it in `read-backup`, as long as Offprint runs. */
  id: number;
  /** When it was made, in milliseconds since 1970. */
  at: number;
  /** Absolute. */
  path: string;
  /** Whether it was made on this device. */
  isOwn: boolean;
  /** In how many folders it is. */
  copies: number;
  /** How many records of marks it has: one for each entry that something was said about. */
  marks: number;
  bytes: number;
  /** Whether it has what every device said: where a journal could not be read, it has not. */
  isWhole: boolean;
  /** Why it cannot be restored, in words for the reader; `null` where it can. */
  problem: string | null;
}

export interface BackupsState {
  /** Latest first. */
  backups: BackupHeadline[];
  /** Where they are kept, absolute; in a second folder as well, where the reader named one. */
  folder: string;
  secondFolder: string | null;
  /** Why the last changes are not backed up, in words for the reader; `null` where they are. */
  problem: string | null;
  /** What is odd about the backups there are, in words for the reader; `null` where nothing is. */
  warning: string | null;
}

/** Some of the changes that a backup comes to. */
export interface BackupPiece {
  /** Whose backup it is. */
  device: string;
  changes: JsonOf<JournalLine[]>;
  /** Where the rest begins; `null` where there is none. */
  next: number | null;
}
