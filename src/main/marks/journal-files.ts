/** As much of the file system as the marks journal and its backups need, so that tests can put one in its place that fails. */
import { type FileHandle, mkdir, open, readdir, rename, unlink } from 'node:fs/promises';
import { PIECE_SIZE } from './scan-journal';

export interface JournalFile {
  /** How many bytes were read into `bytes`, which is from `position` on; 0 at the end of the file. */
  read(bytes: Uint8Array, position: number): Promise<number>;
  /** How many of the bytes were written: it may be fewer than all. */
  write(bytes: Uint8Array, position: number): Promise<number>;
  size(): Promise<number>;
  truncate(size: number): Promise<void>;
  /** Resolves when all that was written is on the disk, and can be read after a power cut. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

export interface JournalFiles {
  makeFolder(path: string): Promise<void>;
  /** `read` and `change` want the file to be there; `create` makes an empty one, whatever was there. */
  open(path: string, how: 'read' | 'change' | 'create'): Promise<JournalFile>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** The names of what is in a folder. */
  list(path: string): Promise<string[]>;
  /** Resolves when the names of the folder's files are on the disk. */
  syncFolder(path: string): Promise<void>;
}

const FLAGS = { read: 'r', change: 'r+', create: 'w+' } as const;

export const systemFiles: JournalFiles = {
  makeFolder: async (path) => {
    await mkdir(path, { recursive: true });
  },
  open: async (path, how) => journalFile(await open(path, FLAGS[how])),
  rename,
  remove: unlink,
  list: (path) => readdir(path),
  syncFolder: async (path) => {
    // Windows has no such thing: its file system keeps a journal of names by itself.
    if (process.platform === 'win32') return;
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  },
};

function journalFile(handle: FileHandle): JournalFile {
  return {
    read: async (bytes, position) => (await handle.read(bytes, 0, bytes.length, position)).bytesRead,
    write: async (bytes, position) => (await handle.write(bytes, 0, bytes.length, position)).bytesWritten,
    size: async () => (await handle.stat()).size,
    truncate: (size) => handle.truncate(size),
    sync: () => handle.datasync(),
    close: () => handle.close(),
  };
}

/** @returns the bytes from `start` up to, not including, `end`; fewer where the file ends before */
export async function readBytes(file: JournalFile, start: number, end: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(end - start);
  let length = 0;
  while (length < bytes.length) {
    const read = await file.read(bytes.subarray(length), start + length);
    if (read === 0) break;
    length += read;
  }
  return bytes.subarray(0, length);
}

/** Writes all of the bytes, however many calls that takes. */
export async function writeBytes(file: JournalFile, bytes: Uint8Array, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const count = await file.write(bytes.subarray(written), position + written);
    // POSIX allows it, and would have it tried for ever.
    if (count === 0) throw new Error('The system took no more bytes.');
    written += count;
  }
}

/** Writes a new file, and resolves when it is on the disk; its name may not be until its folder is synced. */
export async function writeFile(files: JournalFiles, path: string, parts: readonly Uint8Array[]): Promise<JournalFile> {
  const file = await files.open(path, 'create');
  try {
    let position = 0;
    for (const piece of together(parts)) {
      await writeBytes(file, piece, position);
      position += piece.length;
    }
    await file.sync();
    return file;
  } catch (error) {
    await file.close().catch(() => {});
    throw error;
  }
}

/** A megabyte at a time: a call of the system for each line takes longer than all else. */
function* together(parts: readonly Uint8Array[]): Generator<Uint8Array> {
  let [from, bytes] = [0, 0];
  for (const [at, part] of parts.entries()) {
    bytes += part.length;
    if (bytes < PIECE_SIZE && at < parts.length - 1) continue;
    yield at === from ? part : Buffer.concat(parts.slice(from, at + 1));
    [from, bytes] = [at + 1, 0];
  }
}
