/** Reads and writes of the database that take more than one call. */
import { type DigestRecord, type LibraryDatabase, type MarkRecord, orExplain } from './database';
import type { IngestPlan } from './ingest';

/** Digests read at once. */
const DIGESTS_PER_READ = 500;

/** All digests, in no particular order. */
export async function readDigests(db: LibraryDatabase): Promise<DigestRecord[]> {
  const records: DigestRecord[] = [];
  for (;;) {
    const after = records.at(-1)?.id ?? '';
    const chunk = await db.digests.where(':id').above(after).limit(DIGESTS_PER_READ).toArray();
    for (const record of chunk) records.push(record);
    if (chunk.length < DIGESTS_PER_READ) return records;
  }
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
