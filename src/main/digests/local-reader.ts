/** Reads digest files in the thread that it is used in. */
import type { DigestLines, IncomingFile, Problem } from '../../preload/api';
import { messageOf } from '../failure';
import { acceptFile } from './accept-file';
import { changesOf } from './digest-changes';
import { isSameStamp, isStill } from './digest-file';
import { DigestLineReader } from './digest-lines';
import { type Inspected, inspectBytes } from './inspect';
import { parseFile } from './parse-digest';
import { PassedText } from './passed-text';
import { readTextFile } from './read-text';
import type { FileToRead, LinesRequest, ReadChange, Reader, ReadOutcome, TakeChange } from './reader';

/** Bytes. A larger file is not read ahead, so that only one of them is in memory. */
const LARGEST_READ_AHEAD = 1024 * 1024;
/** Errors that are over in a moment: the file was just replaced, or the system is short of handles. */
const PASSING: ReadonlySet<string> = new Set(['ENOENT', 'EMFILE', 'ENFILE', 'EAGAIN']);

interface LoadedFile {
  kind: 'loaded';
  text: string;
  problems: Problem[];
  sha256: string;
}

/** Told right before something is done that takes long and much memory. */
type OnBegin = () => void;

export class LocalReader implements Reader {
  readonly #lines = new DigestLineReader();
  #lastRead: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  readFile(file: FileToRead, take: TakeChange, onBegin?: OnBegin): Promise<ReadOutcome> {
    this.#lines.forget();
    const ahead = file.stamp.size <= LARGEST_READ_AHEAD ? load(file) : null;
    const outcome = this.#lastRead
      .then(async () => {
        const loaded = await (ahead ?? load(file));
        return loaded.kind === 'loaded' ? this.#handOver(file, loaded, take, onBegin) : loaded;
      })
      .catch((error: unknown): ReadOutcome => {
        const problem = { line: null, message: `The file could not be read: ${messageOf(error)}` };
        return { kind: 'unreadable', problem, isLasting: true };
      });
    this.#lastRead = outcome;
    return outcome;
  }

  async inspect(file: Required<IncomingFile>, onBegin?: OnBegin): Promise<Inspected> {
    onBegin?.();
    return inspectBytes(file);
  }

  lines(request: LinesRequest, onBegin?: OnBegin): Promise<DigestLines> {
    return this.#lines.lines(request, onBegin);
  }

  close(): void {
    this.#isClosed = true;
    this.#lines.forget();
  }

  async #handOver(file: FileToRead, loaded: LoadedFile, take: TakeChange, onBegin?: OnBegin): Promise<ReadOutcome> {
    const { text, problems, sha256 } = loaded;
    const passed = new PassedText();
    // What it was decoded from is to be gone before it is parsed.
    await passed.add(text.length);
    onBegin?.();
    const accepted = acceptFile(parseFile(text, { modifiedAt: file.stamp.modifiedAt }, problems));
    if (!accepted.isDigest) return { kind: 'unreadable', problem: accepted.problem, isLasting: true };
    let isFirst = true;
    await passed.add(text.length);
    for (const change of changesOf(file, { sha256, ...accepted })) {
      // What is no longer in the file is not shown for the moment until it is read again.
      if (change.isLast && !isFirst && !(await isStill(file.path, file.stamp))) return { kind: 'restless' };
      const json = JSON.stringify(change) as ReadChange;
      if (this.#isClosed || !(await take(json))) return { kind: 'restless' };
      await passed.add(json.length);
      isFirst = false;
      // Something else may have been done meanwhile.
      onBegin?.();
    }
    return { kind: 'read' };
  }
}

/** The text of a file that still is what it was at the last look. */
async function load({ path, stamp }: FileToRead): Promise<LoadedFile | ReadOutcome> {
  const read = await readTextFile(path);
  if (!read.ok && read.code !== null) {
    if (PASSING.has(read.code)) return { kind: 'restless' };
    return { kind: 'unreadable', problem: read.problem, isLasting: false };
  }
  if (read.stamp === null || !isSameStamp(read.stamp, stamp)) return { kind: 'restless' };
  if (!read.ok) return { kind: 'unreadable', problem: read.problem, isLasting: true };
  if (!(await isStill(path, stamp))) return { kind: 'restless' };
  return { kind: 'loaded', text: read.text, problems: read.problems, sha256: read.sha256 };
}
