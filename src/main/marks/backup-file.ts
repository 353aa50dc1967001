/**
 * The file of a backup: a line that says what it is, and under it the lines that the journal comes to, as the journal has them.
 *
 *     {"sum":"3f2a09c1","backup":2,"app":"0.1.0","device":"…","at":1763718291123,"sequence":812,"of":"…","counts":{"marks":7},"bytes":2811,"sha256":"…"}
 */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { type JournalFile, type JournalFiles, readBytes, writeFile } from './journal-files';
import { frontAt, frontOf, isWhole, NEW_LINE, parseLine, summed } from './journal-lines';
import { PIECE_SIZE } from './scan-journal';

/** Raise it when backups are written that an earlier Offprint would get wrong. */
export const BACKUP_VERSION = 2;

/** What the name of a backup ends with that is being written. */
export const UNFINISHED = '.new';

/** A first line is never longer; in bytes. */
const LONGEST_HEAD = 10_000;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const headSchema = v.object({
  backup: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** The version of Offprint that wrote it. */
  app: v.string(),
  device: v.string(),
  /** Milliseconds since 1970. */
  at: count,
  /** Of the last change of this device that is in it. */
  sequence: count,
  /** See `AllJournals.stamp`; empty where not all that there was could be read, and earlier versions wrote none. */
  of: v.optional(v.string(), ''),
  /** How many journals of other devices are not in it. */
  lacks: v.optional(count, 0),
  /** How many records of each table there are. */
  counts: v.record(v.pipe(v.string(), v.regex(/^[a-z]\w{0,50}$/i)), count),
  /** Of all that is under the first line. */
  bytes: count,
  sha256: v.string(),
});
export type BackupHead = v.InferOutput<typeof headSchema>;

/** A file that is no backup, or not a whole one; the message is for the reader. */
export class BackupError extends Error {
  override name = 'BackupError';
}

export interface Snapshot {
  /** What the journals come to. */
  lines: readonly Buffer[];
  /** Of the last change of this device that is in it. */
  sequence: number;
  /** How many journals of other devices are not in it. */
  lacks: number;
  /** Why some of these could not be read, in words for the reader; those of a newer Offprint never can. */
  problems: readonly string[];
}

/**
 * The parts of a backup's file, the first line first; and what that says.
 *
 * @param at says when it is said to be made, given the hash of what is under its first line
 */
export async function backupOf(
  { lines, sequence, lacks }: Pick<Snapshot, 'lines' | 'sequence' | 'lacks'>,
  { app, device, of, at }: Pick<BackupHead, 'app' | 'device' | 'of'> & { at(sha256: string): number },
): Promise<{ head: BackupHead; parts: Buffer[] }> {
  const hash = createHash('sha256');
  const tables = new Map<string, Set<string>>();
  let bytes = 0;
  let rested = 0;
  for (const line of lines) {
    hash.update(line);
    countRecord(tables, line);
    bytes += line.length;
    if (bytes - rested < PIECE_SIZE) continue;
    rested = bytes;
    await new Promise((resolve) => setImmediate(resolve));
  }
  const counts = Object.fromEntries(Array.from(tables, ([table, records]) => [table, records.size]));
  const sha256 = hash.digest('hex');
  const head = { backup: BACKUP_VERSION, app, device, at: at(sha256), sequence, of, lacks, counts, bytes, sha256 };
  return { head, parts: [summed(head), ...lines] };
}

/** How a line ends that deletes its record: inside of what another sets, more would follow. */
const DELETED = Buffer.from('"set":null}\n');

function countRecord(tables: Map<string, Set<string>>, line: Buffer): void {
  const record = (frontAt(line, 0) ?? frontOf(parseLine(line.toString('utf8'))))?.record ?? '';
  const table = record.slice(0, record.indexOf('/'));
  const records = tables.get(table) ?? new Set();
  tables.set(table, records);
  if (line.subarray(-DELETED.length).equals(DELETED)) records.delete(record);
  else records.add(record);
}

/** How many records a backup has. */
export function recordsIn({ counts }: Pick<BackupHead, 'counts'>): number {
  return Object.values(counts).reduce((sum, records) => sum + records, 0);
}

/** Writes a backup under another name, reads it back, and gives it its name: what has that name is whole, and on the disk. */
export async function writeBackup(
  files: JournalFiles,
  { folder, name, parts }: { folder: string; name: string; parts: readonly Buffer[] },
): Promise<void> {
  const temporary = `${folder}/${name}${UNFINISHED}`;
  const file = await writeFile(files, temporary, parts);
  await file.close();
  await proveBackup(files, temporary);
  await files.rename(temporary, `${folder}/${name}`);
  await files.syncFolder(folder);
}

/**
 * What a backup's first line says, of a file that is as long as that says; the rest of it is not read.
 *
 * @throws BackupError, or whatever the system says
 */
export function lookAtBackup(files: Pick<JournalFiles, 'open'>, path: string): Promise<BackupHead> {
  return reading(files, path, async (file) => (await startOf(file)).head);
}

/**
 * The same, once all of the file is known to be what was written: it is read a megabyte at a time.
 *
 * @throws BackupError, or whatever the system says
 */
export function proveBackup(files: Pick<JournalFiles, 'open'>, path: string): Promise<BackupHead> {
  return reading(files, path, async (file) => {
    const { head, end } = await startOf(file);
    const hash = createHash('sha256');
    for (let at = end; at < end + head.bytes; at += PIECE_SIZE) {
      hash.update(await readBytes(file, at, Math.min(at + PIECE_SIZE, end + head.bytes)));
    }
    if (hash.digest('hex') !== head.sha256) throw damaged();
    return head;
  });
}

/**
 * All of a backup, once it is known to be what was written.
 *
 * @throws BackupError, or whatever the system says
 */
export function readBackup(
  files: Pick<JournalFiles, 'open'>,
  path: string,
): Promise<{ head: BackupHead; body: Buffer }> {
  return reading(files, path, async (file) => checkBackup(await readBytes(file, 0, await file.size())));
}

async function reading<T>(
  files: Pick<JournalFiles, 'open'>,
  path: string,
  read: (file: JournalFile) => Promise<T>,
): Promise<T> {
  const file = await files.open(path, 'read');
  try {
    return await read(file);
  } finally {
    await file.close();
  }
}

async function startOf(file: JournalFile): Promise<{ head: BackupHead; end: number }> {
  const size = await file.size();
  const start = headIn(await readBytes(file, 0, Math.min(LONGEST_HEAD, size)));
  if (size !== start.end + start.head.bytes) throw damaged();
  return start;
}

/** @throws BackupError where these bytes are not those of a backup */
export function checkBackup(bytes: Buffer): { head: BackupHead; body: Buffer } {
  const { head, end } = headIn(bytes);
  const body = bytes.subarray(end);
  if (body.length !== head.bytes || createHash('sha256').update(body).digest('hex') !== head.sha256) {
    throw damaged();
  }
  return { head, body };
}

function damaged(): BackupError {
  return new BackupError('This backup is damaged: it is not what was written.');
}

function headIn(bytes: Buffer): { head: BackupHead; end: number } {
  const end = bytes.indexOf(NEW_LINE);
  if (end < 0 || end >= LONGEST_HEAD || !isWhole(bytes, 0, end)) {
    throw new BackupError('This is no backup of Offprint, or its beginning is damaged.');
  }
  const head = v.safeParse(headSchema, JSON.parse(bytes.toString('utf8', 0, end)));
  if (!head.success) throw new BackupError('This is no backup of Offprint.');
  if (head.output.backup > BACKUP_VERSION) {
    throw new BackupError('This backup was made by a newer version of Offprint. Install that version to restore it.');
  }
  return { head: head.output, end: end + 1 };
}

/** About a megabyte of a backup's lines, without their ends, from a place in its body on; `next` is where the rest begins. */
export function linesOf(body: Buffer, from: number): { lines: string[]; next: number | null } {
  const lines: string[] = [];
  let start = from;
  while (start < body.length && start - from < PIECE_SIZE) {
    const end = body.indexOf(NEW_LINE, start);
    if (end < 0) break;
    lines.push(body.toString('utf8', start, end));
    start = end + 1;
  }
  return { lines, next: start < body.length ? start : null };
}
