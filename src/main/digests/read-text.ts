/** Gets the text out of a digest file, or says why there is none: checks first, then reads, then decodes. */
import buffer from 'node:buffer';
import {
  close as closeFile,
  constants,
  open as openFile,
  read as readBytes,
  type Stats,
  fstat as statFile,
} from 'node:fs';
import { promisify } from 'node:util';
import type { FileStamp, Problem } from '../../preload/api';
import { isBinary, signatureKind } from './file-kinds';
import { sha256 } from './sha256';
import { unifyLineEnds } from './unify-line-ends';
import { markedUtf16, type Utf16, unmarkedUtf16 } from './utf-16';
import { decodeWindows1252, isWindows1252 } from './windows-1252';

/** Bytes. A larger file is refused without being read; a day's capture is about 0.1 MB. */
export const LARGEST_DIGEST = 64 * 1024 * 1024;

const BYTE_ORDER_MARK = 0xfeff;
const UNREADABLE = '\ufffd';
/** Bytes. Above this, memory counts for more than time. */
const LARGEST_TRANSCODED = 1024 * 1024;
/** Lines that cannot be read in full are named one by one up to here. */
const MOST_LINES_NAMED = 200;
/** Where more of the characters than this cannot be read, the file is in another encoding, or no text. */
const MOST_UNREADABLE = 0.2;

export type TextRead =
  /** `problems` are the lines that are not valid in their encoding; they are in the text, with U+FFFD. */
  { ok: true; text: string; problems: Problem[] } | { ok: false; problem: Problem };

export type FileRead =
  /** `sha256`: of the bytes, in hex. They themselves are let go, as the text is all that reading on needs. */
  | { ok: true; text: string; problems: Problem[]; sha256: string; stamp: FileStamp }
  /** `code` is the system's name of the error (`EACCES`), where there was one; `stamp` is `null` where none was to be had. */
  | { ok: false; problem: Problem; stamp: FileStamp | null; code: string | null };

// These take a third of the time of `fs.promises` with its file handle objects.
const open = promisify(openFile);
const stat = promisify(statFile);
const close = promisify(closeFile);
const read = promisify(readBytes);

/**
 * Reads a file from disk. Never throws, and never waits for a FIFO's writer; nothing is read from what is not a
 * regular file, or is larger than `LARGEST_DIGEST`. Links are followed.
 */
export async function readTextFile(path: string): Promise<FileRead> {
  let stamp: FileStamp | null = null;
  let file: number | null = null;
  try {
    // Without O_NONBLOCK, opening a FIFO waits until somebody writes to it. Windows has neither.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stats = await stat(file);
    stamp = { size: stats.size, modifiedAt: stats.mtimeMs };
    const refusal = refuseKind(stats) ?? refuseSize(stats.size);
    if (refusal !== null) return { ok: false, problem: refusal, stamp, code: null };
    const bytes = await readAll(file, stats.size);
    const hash = sha256(bytes);
    const result = readTextBytes(unifyLineEnds(bytes));
    return result.ok ? { ...result, sha256: hash, stamp } : { ...result, stamp, code: null };
  } catch (error) {
    const code = codeOf(error);
    return { ok: false, problem: wholeFile(explain(code, error)), stamp, code };
  } finally {
    if (file !== null) await close(file).catch(() => {});
  }
}

/** The text of bytes that are at hand already, as of a dropped file; checked as a file from disk is. */
export function readTextBytes(bytes: Uint8Array): TextRead {
  const refusal = refuseSize(bytes.length);
  if (refusal !== null) return { ok: false, problem: refusal };
  const marked = markedUtf16(bytes);
  if (marked !== null) {
    const read = decodeUtf16(bytes, marked);
    if (!read.ok || !read.text.includes('\0')) return read;
  }
  const kind = signatureKind(bytes);
  if (kind !== null) return refuseBinary(kind);
  if (isBinary(bytes)) {
    const unmarked = unmarkedUtf16(bytes);
    return unmarked === null ? refuseBinary('binary data') : decodeUtf16(bytes, unmarked);
  }
  if (buffer.isUtf8(bytes)) return { ok: true, text: decodeValid(bytes), problems: [] };
  if (isWindows1252(bytes)) return { ok: true, text: decodeWindows1252(bytes), problems: [] };
  // Puts U+FFFD for what is not valid.
  return checkUnreadable(new TextDecoder('utf-8').decode(bytes), 'UTF-8');
}

/** Valid UTF-8 without its byte order mark, as `TextDecoder` gives it. */
function decodeValid(bytes: Uint8Array): string {
  // In little more than half of the time that Node 20's decoder takes, but with three times the memory for a moment.
  // A Node that was built without ICU lacks it, which a named import would not survive.
  if (bytes.length > LARGEST_TRANSCODED || typeof buffer.transcode !== 'function') {
    return new TextDecoder('utf-8').decode(bytes);
  }
  const text = buffer.transcode(bytes, 'utf8', 'utf16le').toString('utf16le');
  return text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
}

function decodeUtf16(bytes: Uint8Array, order: Utf16): TextRead {
  try {
    return { ok: true, text: new TextDecoder(order, { fatal: true }).decode(bytes), problems: [] };
  } catch {
    return checkUnreadable(new TextDecoder(order).decode(bytes), 'UTF-16');
  }
}

/** Names the lines with characters that could not be read, each of which is a U+FFFD in the text. */
function checkUnreadable(text: string, encoding: string): TextRead {
  const problems: Problem[] = [];
  const lineEnds = /\r\n?|\n/g;
  let unreadable = 0;
  let lines = 0;
  let at = text.indexOf(UNREADABLE);
  for (let line = 1; at >= 0; line++) {
    const end = lineEnds.exec(text)?.index ?? text.length;
    let count = 0;
    for (; at >= 0 && at < end; at = text.indexOf(UNREADABLE, at + 1)) count++;
    if (count === 0) continue;
    unreadable += count;
    lines++;
    if (lines > MOST_LINES_NAMED) continue;
    const what = count === 1 ? 'one character' : `${count} characters`;
    const message = `This line is not valid ${encoding}: ${what} of it could not be read and ${count === 1 ? 'is' : 'are'} shown as “${UNREADABLE}”.`;
    problems.push({ line, message });
  }
  if (unreadable > text.length * MOST_UNREADABLE) {
    const message = `This is not ${encoding} text: most of it cannot be read. Save the page again with the encoding “UTF-8”.`;
    return { ok: false, problem: wholeFile(message) };
  }
  if (lines > MOST_LINES_NAMED) {
    const more = (lines - MOST_LINES_NAMED).toLocaleString('en');
    problems.push({ line: null, message: `${more} more lines are not valid ${encoding}.` });
  }
  return { ok: true, text, problems };
}

async function readAll(file: number, size: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafeSlow(size);
  let filled = 0;
  while (filled < size) {
    const { bytesRead } = await read(file, bytes, filled, size - filled, filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

function refuseKind(stats: Stats): Problem | null {
  if (stats.isFile()) return null;
  let kind = 'something else';
  if (stats.isDirectory()) kind = 'a folder';
  else if (stats.isFIFO()) kind = 'a named pipe (FIFO)';
  else if (stats.isCharacterDevice() || stats.isBlockDevice()) kind = 'a device';
  else if (stats.isSocket()) kind = 'a socket';
  return wholeFile(`A text file was expected; this is ${kind}. It was not read.`);
}

function refuseSize(size: number): Problem | null {
  if (size === 0)
    return wholeFile(
      'The file is empty: it has 0 bytes. If it is still being written, it is read again when it changes.',
    );
  if (size <= LARGEST_DIGEST) return null;
  const megabytes = (bytes: number) => Math.ceil(bytes / (1024 * 1024)).toLocaleString('en');
  return wholeFile(
    `The file has ${megabytes(size)} MB; a digest has at most ${megabytes(LARGEST_DIGEST)} MB. It was not read.`,
  );
}

function refuseBinary(kind: string): TextRead {
  const message = `This is ${kind}, not a capture of a listing page. Save the page as text or as HTML.`;
  return { ok: false, problem: wholeFile(message) };
}

function explain(code: string | null, error: unknown): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'There is no permission to read this file. Allow it, and it is read without a restart.';
    case 'ENOENT':
      return 'There is no such file (any more).';
    case 'EISDIR':
      return 'A text file was expected; this is a folder. It was not read.';
    case 'ENXIO':
      return 'A text file was expected; this is a socket or a device. It was not read.';
    case 'ELOOP':
      return 'This is a link that leads round in a circle.';
    case 'EMFILE':
    case 'ENFILE':
      return 'The system has too many files open. Close some programs; the file is then read again.';
    case 'EBUSY':
      return 'Another program keeps this file to itself.';
    default:
      return `The file could not be read: ${error instanceof Error ? error.message : String(error)}.`;
  }
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

function wholeFile(message: string): Problem {
  return { line: null, message };
}
