/** Reads and writes of the database that take more than one call. */
import {
  abstractsKey,
  abstractsKeys,
  abstractsPerRecord,
  type CorrectionRecord,
  type LibraryDatabase,
  type PageRecord,
  type TakenPosition,
} from './database';
import type { PageChange, StoredPlan } from './digests/digest-pages';
import type { LoadedDigest } from './digests/digests';
import type { ReaderRecords, RecordChange } from './journal/journal-records';
import type { MarkPiece } from './marks/mark-saving';
import { orExplain } from './storage-reason';

const UNREADABLE = 'The library could not be read';
/** Pages of digests that are read at once: some ten megabytes. */
const PAGES_AT_ONCE = 32;

/** The pages of digests, in their order. */
export interface StoredPages {
  /** How many there are. */
  count: number;
  /** Some at a time: all of them together would take more memory than what is made of them. */
  parts: AsyncIterable<PageRecord[]>;
}

/** Everything that the library needs in memory. */
export async function readLibrary(db: LibraryDatabase) {
  const { files, markBlocks, corrections, decisions, tags, lists } = db;
  const said = [
    markBlocks.toArray(),
    corrections.toArray(),
    decisions.toArray(),
    tags.toArray(),
    lists.toArray(),
  ] as const;
  const all = Promise.all([files.toArray(), ...said, pagesOf(db)]);
  const [fileRecords, marked, corrected, decided, tagged, listed, pages] = await orExplain(UNREADABLE, all);
  const records: Omit<ReaderRecords, 'marks'> = {
    corrections: new Map(corrected.map((record) => [record.digestId, record])),
    decisions: new Map(decided.map((record) => [record.id, record])),
    tags: new Map(tagged.map((record) => [record.id, record])),
    lists: new Map(listed.map((record) => [record.id, record])),
  };
  return { files: fileRecords, pages, marked, records };
}

async function pagesOf(db: LibraryDatabase): Promise<StoredPages> {
  const keys = await db.pages.toCollection().primaryKeys();
  const read = (at: number) => {
    const last = keys[Math.min(at + PAGES_AT_ONCE, keys.length) - 1];
    if (at >= keys.length) return Promise.resolve([]);
    const pages = orExplain(UNREADABLE, db.pages.where(':id').between(keys[at], last, true, true).toArray());
    // Whoever takes them in is told.
    pages.catch(() => {});
    return pages;
  };
  // While some are taken in here, Chromium's storage process reads the next.
  let next = read(0);
  async function* parts() {
    for (let at = 0; at < keys.length; at += PAGES_AT_ONCE) {
      const pages = next;
      next = read(at + PAGES_AT_ONCE);
      yield await pages;
    }
  }
  return { count: keys.length, parts: parts() };
}

/** Where an abstract is stored. */
export function abstractPlace(digest: LoadedDigest, position: number): { key: string; at: number } {
  const size = abstractsPerRecord(digest);
  const number = Math.floor(position / size);
  return { key: abstractsKey(digest, number), at: position - (number === 0 ? 0 : number * size) };
}

/** @throws in words for the reader */
export async function readAbstract(
  db: LibraryDatabase,
  digest: LoadedDigest,
  position: number,
): Promise<string | null> {
  const { key, at } = abstractPlace(digest, position);
  const record = await orExplain('The abstract could not be read', db.abstracts.get(key));
  return record?.abstracts[at] ?? null;
}

/**
 * Stores a plan, all of it or nothing; resolves when it is on the disk.
 *
 * @param corrections what the digests' dates are to be; `null` where one is taken back
 * @param position see `StoreRecords`
 * @throws in words for the reader
 */
export async function writePlan(
  db: LibraryDatabase,
  plan: StoredPlan,
  corrections: ReadonlyMap<string, CorrectionRecord | null>,
  position: TakenPosition | null,
): Promise<void> {
  const [files, goneFiles] = parted(plan.files);
  const [corrected, uncorrected] = parted(corrections);
  const goneAbstracts = [...plan.removed.values()].flatMap((digest) => abstractsKeys(digest, digest.ids.length));
  const tables = [db.files, db.pages, db.abstracts, db.corrections, db.journals];
  const transaction = db.transaction('rw', tables, async () => {
    if (position) await putPositions(db, [position]);
    const { abstracts } = db;
    await Promise.all([
      ...[db.files.bulkDelete(goneFiles), db.corrections.bulkDelete(uncorrected)],
      ...[abstracts.bulkDelete(goneAbstracts)],
    ]);
    await Promise.all([
      ...[db.files.bulkPut(files), db.corrections.bulkPut(corrected)],
      ...[
        abstracts.bulkPut([...plan.abstracts.values()]),
        ...Array.from(plan.pages, ([id, change]) => changePage(db, id, change)),
      ],
    ]);
  });
  await orExplain('The digests could not be stored', transaction);
}

async function changePage({ pages }: LibraryDatabase, id: number, { gone, added }: PageChange): Promise<void> {
  const before = (await pages.get(id))?.digests ?? [];
  const digests = [...before.filter((digest) => !gone.has(digest.id)), ...added];
  await (digests.length > 0 ? pages.put({ id, digests }) : pages.delete(id));
}

/** What is to be put, and the keys of what is to be deleted. */
function parted<T>(changes: ReadonlyMap<string, T | null>): [put: T[], deleted: string[]] {
  const put = [...changes.values()].filter((record) => record !== null);
  return [put, [...changes.keys()].filter((key) => changes.get(key) === null)];
}

/** Deletes the abstracts that belong to none of these digests: those of readings that never came to their end. */
export async function deleteOrphans(db: LibraryDatabase, keptKeys: ReadonlySet<string>): Promise<void> {
  const keys = await db.abstracts.toCollection().primaryKeys();
  const orphans = keys.filter((key) => !keptKeys.has(key));
  if (orphans.length > 0) await db.abstracts.bulkDelete(orphans);
}

/** Stores up to where the database has journals. One that took the place of another has next to nothing of them. */
export async function putPositions(db: LibraryDatabase, positions: readonly TakenPosition[]): Promise<void> {
  // It may be found out as the transaction begins.
  await db.transaction('rw', db.journals, async () => {
    if (!db.isReplaced) await db.journals.bulkPut(positions);
  });
}

/** The tables of what the reader said, each record by itself; marks are stored in blocks. */
const RECORD_TABLES = ['decisions', 'corrections', 'tags', 'lists'] as const;

/**
 * Stores marks, all of them or nothing; resolves when they are on the disk.
 *
 * @param position see `StoreRecords`
 */
export async function writeMarks(
  db: LibraryDatabase,
  { blocks, identities }: Pick<MarkPiece, 'blocks' | 'identities'>,
  position: TakenPosition | null,
): Promise<void> {
  const { markBlocks, markIdentities, journals } = db;
  await db.transaction('rw', [markBlocks, markIdentities, journals], async () => {
    const writes: PromiseLike<unknown>[] = position ? [putPositions(db, [position])] : [];
    if (identities.length > 0) writes.push(markIdentities.bulkPut(identities));
    await Promise.all([...writes, markBlocks.bulkPut(blocks)]);
  });
}

/**
 * Stores what the reader said besides marks, all of it or nothing; resolves when it is on the disk.
 *
 * @param position see `StoreRecords`
 */
export async function writeRecords(
  db: LibraryDatabase,
  changes: readonly RecordChange[],
  position: TakenPosition | null,
): Promise<void> {
  await db.transaction('rw', [...RECORD_TABLES, 'journals'], async () => {
    const writes: PromiseLike<unknown>[] = position ? [putPositions(db, [position])] : [];
    for (const name of RECORD_TABLES) {
      const own = changes.filter(({ table }) => table === name);
      const put = own.map(({ record }) => record).filter((record) => record !== null);
      const gone = own.filter(({ record }) => record === null).map(({ key }) => key);
      if (put.length > 0) writes.push(db.table(name).bulkPut(put));
      if (gone.length > 0) writes.push(db.table(name).bulkDelete(gone));
    }
    await Promise.all(writes);
  });
}
