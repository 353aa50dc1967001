/** Reads and writes of the database that take more than one call. */
import { type DigestRecord, type LibraryDatabase, type MarkRecord, orExplain } from './database';
import type { IngestPlan } from './ingest';

/** Where the parts begin in which digests are read: their ids are spread evenly over the hex digits. */
const PART_STARTS = ['', ...'123456789abcdef'];

/** All digests, in no particular order. */
export async function readDigests(db: LibraryDatabase): Promise<DigestRecord[]> {
  // Asked for in parts, all at once: while one is taken in here, Chromium's storage process reads the next.
  const parts = PART_STARTS.map((start, part) => {
    const ids = db.digests.where(':id');
    const end = PART_STARTS[part + 1];
    return (end === undefined ? ids.aboveOrEqual(start) : ids.between(start, end, true, false)).toArray();
  });
  return (await Promise.all(parts)).flat();
}

/**
 * Stores a plan, all of it or nothing; resolves when it is on the disk.
 *
 * @throws in words for the reader
 */
export async function writePlan(db: LibraryDatabase, plan: IngestPlan): Promise<void> {
  const files = [...plan.files.values()].filter((record) => record !== null);
  const goneFiles = [...plan.files.keys()].filter((file) => !plan.files.get(file));
  const removed = [...plan.removed];
  const added = [...plan.added.values()];
  const transaction = db.transaction('rw', [db.files, db.digests, db.abstracts], async () => {
    if (goneFiles.length > 0) await db.files.bulkDelete(goneFiles);
    if (files.length > 0) await db.files.bulkPut(files);
    if (removed.length > 0) await Promise.all([db.digests.bulkDelete(removed), db.abstracts.bulkDelete(removed)]);
    if (added.length === 0) return;
    await Promise.all([
      db.digests.bulkPut(added.map(({ digest }) => digest)),
      db.abstracts.bulkPut(added.map(({ abstracts }) => abstracts)),
    ]);
  });
  await orExplain('The digests could not be stored', transaction);
}

/** Stores and deletes marks in one transaction; resolves when that is on the disk. */
export async function writeMarks(db: LibraryDatabase, changed: MarkRecord[], deletedIds: string[]): Promise<void> {
  await db.transaction('rw', db.marks, async () => {
    if (changed.length > 0) await db.marks.bulkPut(changed);
    if (deletedIds.length > 0) await db.marks.bulkDelete(deletedIds);
  });
}
