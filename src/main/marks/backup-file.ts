/**
 * The file of a backup: a line that says what it is, and under it the lines that the journal comes to, as the journal has them.
 *
 *     {"sum":"3f2a09c1","backup":2,"app":"0.1.0","device":"…","at":1763718291123,"sequence":812,"counts":{"marks":7},"bytes":2811,"sha256":"…"}
 */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { type JournalFiles, readBytes, writeFile } from './journal-files';
import { isWhole, NEW_LINE, parseLine, summed } from './journal-lines';
import { PIECE_SIZE } from './scan-journal';

/** Raise it when backups are written that an earlier Offprint would get wrong. */
export const BACKUP_VERSION = 2;

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
  /** Of the last change that is in it. */
  sequence: count,
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
  /** What the journal comes to. */
  lines: readonly Buffer[];
  /** Of the last change that is in it. */
  sequence: number;
}

/**
 * The parts of a backup's file, the first line first; and what that says.
 *
 * @param at says when it is said to be made, given the hash of what is under its first line
 */
export function backupOf(
  { lines, sequence }: Snapshot,
  { app, device, at }: Pick<BackupHead, 'app' | 'device'> & { at(sha256: string): number },
): { head: BackupHead; parts: Buffer[] } {
  const hash = createHash('sha256');
  let bytes = 0;
  for (const line of lines) {
    hash.update(line);
    bytes += line.length;
  }
  const counts = countRecords(lines);
  const sha256 = hash.digest('hex');
  const head = { backup: BACKUP_VERSION, app, device, at: at(sha256), sequence, counts, bytes, sha256 };
  return { head, parts: [summed(head), ...lines] };
}

function countRecords(lines: readonly Buffer[]): Record<string, number> {
  const tables = new Map<string, Set<string>>();
  for (const line of lines) {
    const { table, key, set } = parseLine(line.toString('utf8'));
    const keys = tables.get(table) ?? new Set();
    tables.set(table, keys);
    if (set === null) keys.delete(key);
    else keys.add(key);
  }
  return Object.fromEntries(Array.from(tables, ([table, keys]) => [table, keys.size]));
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
  const temporary = `${folder}/${name}.new`;
  const file = await writeFile(files, temporary, parts);
  await file.close();
  await readBackup(files, temporary);
  await files.rename(temporary, `${folder}/${name}`);
  await files.syncFolder(folder);
}

/** @throws BackupError, or whatever the system says */
export async function readBackupHead(files: Pick<JournalFiles, 'open'>, path: string): Promise<BackupHead> {
  const file = await files.open(path, 'read');
  try {
    return headIn(await readBytes(file, 0, Math.min(LONGEST_HEAD, await file.size()))).head;
  } finally {
    await file.close();
  }
}

/**
 * All of a backup, once it is known to be what was written.
 *
 * @throws BackupError, or whatever the system says
 */
export async function readBackup(
  files: Pick<JournalFiles, 'open'>,
  path: string,
): Promise<{ head: BackupHead; body: Buffer }> {
  const file = await files.open(path, 'read');
  try {
    const bytes = await readBytes(file, 0, await file.size());
    return checkBackup(bytes);
  } finally {
    await file.close();
  }
}

/** @throws BackupError where these bytes are not those of a backup */
export function checkBackup(bytes: Buffer): { head: BackupHead; body: Buffer } {
  const { head, end } = headIn(bytes);
  const body = bytes.subarray(end);
  if (body.length !== head.bytes || createHash('sha256').update(body).digest('hex') !== head.sha256) {
    throw new BackupError('This backup is damaged: it is not what was written.');
  }
  return { head, body };
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
