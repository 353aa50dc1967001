/** Files and folders that were named on the command line or opened from the file manager, until the page fetches them. */
import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename, isAbsolute } from 'node:path';
import * as v from 'valibot';
import type { IncomingFile, OpenedFile } from '../preload/api';
import { isDigestFileName } from './digests/digest-file';
import { LARGEST_DIGEST } from './digests/read-text';
import { type FoundFile, walkDigestFiles } from './digests/walk-digest-files';
import { reasonOf } from './failure';

/** What another instance hands over before it ends. */
const handover = v.object({ paths: v.array(v.string()) });

/** The paths that another instance was started with; they are its own to say, but whatever it is that says so. */
export function handedOver(data: unknown): string[] {
  const checked = v.safeParse(handover, data);
  return checked.success ? checked.output.paths.filter((path) => isAbsolute(path)) : [];
}

/** Something that was opened. `refusal` says, in words for the reader, why it cannot be read. */
interface Opened extends FoundFile {
  refusal?: string;
}

/** No more files than this are taken from one folder. */
const MOST_FILES = 20_000;
/** macOS tells of each file by itself; in ms. */
const GATHER = 150;

export class OpenedFiles {
  readonly #onOpened: () => void;
  readonly #files = new Map<number, Opened>();
  #waiting: OpenedFile[] = [];
  #lastId = 0;
  #lastOpening: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  /** @param onOpened told when there is something to take */
  constructor(onOpened: () => void) {
    this.#onOpened = onOpened;
  }

  /**
   * Opens files, and folders as the digest files in them. What is not there is left out, as it may be the value of a flag;
   * unless it is named like a digest, so that whoever mistyped it is told.
   *
   * @param paths absolute
   */
  open(paths: readonly string[]): Promise<void> {
    this.#lastOpening = this.#lastOpening.then(() => this.#find(paths));
    return this.#lastOpening;
  }

  /** What was opened since the last time. */
  async take(): Promise<OpenedFile[]> {
    await this.#lastOpening;
    return this.#waiting.splice(0);
  }

  /** @throws Error with the reason, in words for the reader */
  async read(id: number): Promise<IncomingFile> {
    const opened = this.#files.get(id);
    if (!opened) throw new Error('This file is not open any more. Open it again.');
    if (opened.refusal !== undefined) throw new Error(opened.refusal);
    try {
      return await readIncoming(opened);
    } catch (error) {
      throw new Error(reasonOf(error), { cause: error });
    }
  }

  async #find(paths: readonly string[]): Promise<void> {
    for (const path of paths) {
      for await (const opened of filesAt(path)) {
        const stats = await stat(opened.file).catch(() => null);
        const id = ++this.#lastId;
        this.#files.set(id, opened);
        this.#waiting.push({ id, name: opened.name, size: stats?.isFile() ? stats.size : 0 });
      }
    }
    if (this.#waiting.length === 0) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#onOpened, GATHER);
  }
}

async function* filesAt(path: string): AsyncGenerator<Opened> {
  const name = basename(path);
  const stats = await stat(path).catch(() => null);
  if (!stats?.isDirectory()) {
    if (stats !== null || isDigestFileName(name)) yield { file: path, name };
    return;
  }
  const refused = (refusal: string) => ({ file: path, name, refusal });
  let count = 0;
  try {
    for await (const found of walkDigestFiles(path, { includesSubfolders: true })) {
      if (count === MOST_FILES) {
        yield refused(`There are more digest files in this folder than the ${MOST_FILES} that are taken at once.`);
        return;
      }
      count += 1;
      yield { ...found, name: `${name}/${found.name}` };
    }
  } catch (error) {
    yield refused(reasonOf(error));
    return;
  }
  if (count === 0) yield refused('There are no digest files in this folder.');
}

async function readIncoming({ file, name }: FoundFile): Promise<IncomingFile> {
  // Without O_NONBLOCK, opening a FIFO waits until somebody writes to it. Windows has neither.
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw new Error('This is not a file that can be read.');
    if (stats.size > LARGEST_DIGEST) throw new Error('This file is too large for a digest.');
    return { name, bytes: await handle.readFile(), modifiedAt: stats.mtimeMs };
  } finally {
    await handle.close();
  }
}
