/** Papers and digests, as the library describes them to the page: one at a time, in full. */
import type { Organization, Problem } from '../../preload/api';
import type { Status } from './mark-records';

/** What tells a digest apart, for the reader. */
export interface DigestHead {
  id: string;
  /** The name of its file, relative to the seeds folder; `null` where none has it any more. */
  name: string | null;
  heading: string | null;
  /** `YYYY-MM-DD` */
  date: string | null;
  isYearInferred: boolean;
  /** Whether the reader corrected the date. */
  isDateCorrected: boolean;
}

/** One appearance of a paper in a digest. */
export interface Sighting {
  digest: DigestHead;
  /** Names the pair of title and abstract that stands there; sightings of the same text share it. */
  entryId: string;
  /** As it stands there. */
  title: string;
  /** The place of the paper in the digest, from 1, of `of`. */
  position: number;
  of: number;
  comments: number | null;
}

/** Something that the reader decided about which entries are one paper. */
export interface Decision {
  id: string;
  kind: 'same' | 'different';
  /** Milliseconds since 1970. */
  decidedAt: number;
  /** The titles of the entries that were joined, or told apart from the rest. */
  titles: string[];
}

export interface PaperDetails {
  id: string;
  title: string;
  abstract: string | null;
  organization: Organization | null;
  authorCount: number | null;
  /** `YYYY-MM-DD` */
  publishedOn: string | null;
  comments: number | null;
  links: string[];
  /** Latest first. */
  sightings: Sighting[];
  isStarred: boolean;
  status: Status;
  /** When it got its status, in milliseconds since 1970; `null` where the reader never said anything of it. */
  statusAt: number | null;
  /** The ids of its tags, in the order of their names. */
  tags: string[];
  note: string;
  /** Decisions of the reader that made the paper what it is; latest first. */
  decisions: Decision[];
}

export interface DigestSummary extends DigestHead {
  papers: number;
  unread: number;
}

/** What Offprint understood of a digest, and how. */
export interface DigestDetails extends DigestSummary {
  /** Absolute; `null` where no file has it any more. */
  file: string | null;
  /** The names of further files with the same bytes. */
  copies: string[];
  /** The date as it was read, whatever the reader made of it. */
  dateAsRead: string | null;
  isYearAsReadInferred: boolean;
  entries: number;
  /** How many of its papers no digest before it had. */
  newPapers: number;
  problems: Problem[];
  /** The line of the file where the capture begins, and where each entry has its title; from 1. */
  firstLine: number;
  entryLines: Int32Array;
  /** What it was read as, `Daily Papers, as text`; `null` where that is not known. */
  format: string | null;
  /** Milliseconds since 1970; `null` where that is not known. */
  readAt: number | null;
  readerVersion: number;
}

/** Everything that could not be read of one file. */
export interface FileProblems {
  /** Absolute. */
  file: string;
  /** Relative to the seeds folder. */
  name: string;
  /** The digest that was read from it, where one was. */
  digestId: string | null;
  problems: Problem[];
}
