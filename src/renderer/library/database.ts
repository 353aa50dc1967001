/**
 * The database: what is stored, and how it is opened.
 *
 * Digests are packed, several to a page, and the abstracts of each are a record of their own: 2,000 records are written and
 * read in the time that 100,000 would take twenty times over. Marks are kept apart from papers, so that no digest that
 * comes in can touch one. Released versions of the schema are frozen: append the next one, never change one.
 */
import Dexie, { type EntityTable } from 'dexie';
import type { JournalPosition, Problem } from '../../preload/api';
import type { DigestFacts, PackedDigest } from './digests/packed-digests';
import type { Status } from './mark-records';
import type { NoteState } from './marks/note-text';
import type { SegmentSizes } from './search/segment';
import { namesOf, orExplain } from './storage-reason';
import { toVersion2, toVersion3 } from './upgrades';

/** A file of a seeds folder, as it was last read. */
export interface FileRecord {
  /** Absolute. */
  file: string;
  /** Relative to the seeds folder. */
  name: string;
  /** Bytes. */
  size: number;
  /** Milliseconds since 1970. */
  modifiedAt: number;
  /** What was read last from the file, even if it cannot be read any more; empty if nothing ever was. */
  digestIds: string[];
  /** Why it cannot be read now; empty where it can. */
  problems: Problem[];
  readerVersion: number;
  /** Whether it is no longer there. It is remembered what it held, so that a revision is recognised when it returns. */
  isGone: boolean;
}

/** Digests that came in together: some hundred kilobytes of them, as reading many small records takes several times as long. */
export interface PageRecord {
  id: number;
  digests: PackedDigest[];
}

/** The abstracts of up to `ABSTRACTS_PER_RECORD` entries that follow one another in a digest. */
export interface AbstractsRecord {
  /** See `abstractsKey`. */
  digestId: string;
  /** By position; empty where an entry has none. */
  abstracts: string[];
}

export const ABSTRACTS_PER_RECORD = 1000;

/** What names a digest's abstracts: those of one reading are never mistaken for those of another. */
type ReadDigest = Pick<DigestFacts, 'id' | 'readerVersion'>;

/** The key of a record of abstracts, by its number from 0. */
export function abstractsKey({ id, readerVersion }: ReadDigest, number: number): string {
  const reading = readerVersion === 1 ? id : `${id}@${readerVersion}`;
  return number === 0 ? reading : `${reading}#${number}`;
}

/** How many entries a record of abstracts is about. The first version of the reader put all of a digest into one. */
export function abstractsPerRecord({ readerVersion }: ReadDigest): number {
  return readerVersion === 1 ? Number.POSITIVE_INFINITY : ABSTRACTS_PER_RECORD;
}

/** The keys of all records of abstracts that a digest of `length` entries has. */
export function abstractsKeys(digest: ReadDigest, length: number): string[] {
  const records = Math.max(1, Math.ceil(length / abstractsPerRecord(digest)));
  return Array.from({ length: records }, (_, number) => abstractsKey(digest, number));
}

/** What tells whether two entries are of the same paper; see `EntryIdentity` in preload/api.ts. */
export interface Identity {
  id: string;
  titleKey: string;
  abstractKey: string | null;
  /** SKETCH_SIZE integers; all 0 where the abstract does not tell the entry from others. */
  sketch: Uint32Array;
}

/** What the reader said about one paper. With the identity of its entry, it finds the paper again after its text was edited. */
export interface MarkRecord extends Identity {
  status: Status;
  /** When it got its status; `null` where the reader never gave it one. Times are milliseconds since 1970. */
  statusAt: number | null;
  /** `null` where it is not starred. */
  starredAt: number | null;
  /** By the id of each tag that it has: since when. */
  tags: Record<string, number>;
  note: string;
  /** When the note was changed, and when anything was. */
  notedAt: number;
  changedAt: number;
  own: OwnNote | null;
  /** The note as devices merge it; `null` where no device has changed it since there is such a thing. */
  noteState: NoteState | null;
}

/** The marks of up to BLOCK_SIZE entries, column by column; see mark-blocks.ts. `NaN` stands for a time that is not. */
export interface MarkBlockRecord {
  /** From 0. */
  block: number;
  ids: string[];
  /** Places in STATUSES; 255 where nothing is said of an entry any more. */
  status: Uint8Array;
  statusAt: Float64Array;
  starredAt: Float64Array;
  changedAt: Float64Array;
  /** Of those that have one. */
  notes: { place: number; note: string; notedAt: number; own: OwnNote | null; state?: NoteState }[];
  /** By the id of a tag: since when each has it. */
  tags: Record<string, Float64Array>;
}

/** Whom the marks of a block are of, in its order. */
export interface MarkIdentitiesRecord {
  block: number;
  titleKeys: string[];
  abstractKeys: (string | null)[];
  /** SKETCH_SIZE integers for each. */
  sketches: Uint32Array;
}

/** What a note was before the reader changed it as one with those of other entries: it comes back if they part. */
export interface OwnNote {
  note: string;
  /** And what that was, before an earlier change of this kind. */
  own: OwnNote | null;
  /** What all the notes came to before the change. */
  joined: string;
  /** The ids of the other entries that had notes. */
  among: string[];
}

/** What the reader decided about entries. Their identities are kept, so that it holds whether or not digests have them. */
export interface DecisionRecord {
  id: string;
  kind: 'same' | 'different';
  /** Milliseconds since 1970. */
  decidedAt: number;
  /** `same`: the papers that are one. `different`: the entries that were told apart, and the rest of their paper. */
  groups: Identity[][];
  /** What the papers, or the entries that were told apart, were called. */
  titles: string[];
}

/** The date that the reader says a digest has. */
export interface CorrectionRecord {
  digestId: string;
  /** `YYYY-MM-DD` */
  date: string;
  /** Milliseconds since 1970. */
  correctedAt: number;
}

/** A tag that the reader made. Papers have it by its id, so that another name is one change. */
export interface TagRecord {
  id: string;
  name: string;
  /** One of TAG_COLORS; another where a newer version knows more of them. */
  color: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  /** The id of the tag that it became one with; `null` where it stands for itself. */
  mergedInto: string | null;
}

/** A list that the reader keeps. What is not checked may come from a newer version. */
export interface ListRecord {
  id: string;
  name: string;
  query: string;
  position: number;
  sort: unknown;
  group: unknown;
}

/** A part of the search index; its bytes are pieces. Anything about it may be lost: it is made anew from abstracts. */
export interface SegmentRecord {
  id: string;
  /** See `INDEX_VERSION`. */
  indexVersion: number;
  sizes: SegmentSizes;
  /** See `DocumentSource`. */
  digestKeys: string[];
  /** Bytes. */
  positionsLength: number;
}

export interface SegmentPieceRecord {
  /** Begins with the id of its segment. */
  id: string;
  bytes: Uint8Array;
  /** See `sumOf` in segment-store.ts. */
  sum: number;
}

/** The order of titles; see kept-titles.ts. It may be lost, or be of another state of the library. */
export interface TitleOrderRecord {
  name: 'title';
  version: number;
  /** By paper: the rank of its title, from 0; `MISSING` where there is no such paper. */
  ranks: Int32Array;
  /** What `ranks` come to: tells damage. */
  sum: number;
  /** By block of papers: what papers and titles it is of. */
  stamps: Uint32Array;
}

/** Up to where the database has the marks journal of a device. */
export interface TakenPosition extends JournalPosition {
  /** Whether the two are yet to be compared as a whole, as the journal lost something. */
  isToCompare?: boolean;
}

export interface ViewRecord {
  name: string;
  state: unknown;
}

const SCHEMA_VERSION = 3;

export class LibraryDatabase extends Dexie {
  declare files: EntityTable<FileRecord, 'file'>;
  declare pages: EntityTable<PageRecord, 'id'>;
  declare abstracts: EntityTable<AbstractsRecord, 'digestId'>;
  declare markBlocks: EntityTable<MarkBlockRecord, 'block'>;
  declare markIdentities: EntityTable<MarkIdentitiesRecord, 'block'>;
  declare corrections: EntityTable<CorrectionRecord, 'digestId'>;
  declare decisions: EntityTable<DecisionRecord, 'id'>;
  declare tags: EntityTable<TagRecord, 'id'>;
  declare lists: EntityTable<ListRecord, 'id'>;
  /** Up to where the database has the marks journals. */
  declare journals: EntityTable<TakenPosition, 'device'>;
  declare views: EntityTable<ViewRecord, 'name'>;
  declare segments: EntityTable<SegmentRecord, 'id'>;
  declare segmentPieces: EntityTable<SegmentPieceRecord, 'id'>;
  declare orders: EntityTable<TitleOrderRecord, 'name'>;
  /** Whether it took the place of the one that was opened. */
  isReplaced = false;

  constructor(name: string) {
    // Chromium's default acknowledges a write before it has reached the disk.
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({
      files: '&file',
      digests: '&id',
      abstracts: '&digestId',
      marks: '&id',
      views: '&name',
      meta: '&key',
    });
    this.version(2)
      .stores({ corrections: '&digestId', decisions: '&id', journals: '&device', meta: null })
      .upgrade(toVersion2);
    this.version(SCHEMA_VERSION)
      .stores({
        ...{ pages: '&id', digests: null },
        ...{ segments: '&id', segmentPieces: '&id', orders: '&name', tags: '&id', lists: '&id' },
        ...{ markBlocks: '&block', markIdentities: '&block', marks: null },
      })
      .upgrade(toVersion3);
  }
}

/**
 * Opens the database, and makes it where there is none.
 *
 * @param onReplaced told where an empty one took its place while it was in use: Chromium throws away what it cannot open any more, as on
 *   a full disk (https://github.com/electron/electron/issues/41877), and Dexie makes it anew
 * @throws in words for the reader where a newer Offprint wrote it (nothing is changed then) or it cannot be opened
 */
export async function openDatabase(name: string, onReplaced: () => void = () => {}): Promise<LibraryDatabase> {
  try {
    return await openOnce(name, onReplaced);
  } catch (error) {
    // Chromium throws a damaged database away where it fails to open it, and makes a new one the next time.
    if (!namesOf(error).includes('UnknownError')) throw error;
    return openOnce(name, onReplaced);
  }
}

async function openOnce(name: string, onReplaced: () => void): Promise<LibraryDatabase> {
  // Dexie opens a newer database as if it were its own, and might then write what the newer version cannot read.
  const databases = await orExplain('The library could not be opened', indexedDB.databases());
  const existing = databases.find((database) => database.name === name);
  // The native version is ten times Dexie's.
  if (Math.floor((existing?.version ?? 0) / 10) > SCHEMA_VERSION) {
    throw new Error('This library was written by a newer version of Offprint. Install that version to open it.');
  }
  const database = new LibraryDatabase(name);
  await orExplain('The library could not be opened', database.open());
  database.on('populate', () => {
    database.isReplaced = true;
    onReplaced();
  });
  return database;
}
