/** The lines of a digest file as they stand there, each with what it was read as. */
import type { DigestLines, FileStamp } from '../../preload/api';
import { isStill } from './digest-file';
import { LineIndex } from './line-index';
import { type ParsedFile, parseFile } from './parse-digest';
import { readTextFile } from './read-text';
import type { LinesRequest } from './reader';

/** Lines in an answer. */
const MOST_LINES = 500;
/** Characters of a line. */
const LONGEST_LINE = 2000;

interface OpenedFile {
  path: string;
  stamp: FileStamp;
  sha256: string;
  lines: LineIndex;
  uses: ParsedFile['uses'];
}

/** Keeps the latest file, so that it can be scrolled through. */
export class DigestLineReader {
  #kept: OpenedFile | null = null;

  /**
   * @param onBegin told right before a file is parsed
   * @throws where the file cannot be read, with a message for the reader
   */
  async lines({ path, digestId, start, end }: LinesRequest, onBegin?: () => void): Promise<DigestLines> {
    const { lines, uses, sha256 } = await this.#open(path, onBegin);
    const first = Math.min(Math.max(start, 0), lines.count);
    const texts = lines.slice(first, Math.min(end, first + MOST_LINES), LONGEST_LINE);
    return {
      total: lines.count,
      lines: texts.map((text, index) => ({ text, use: uses.useOf(first + index + 1) })),
      isChanged: sha256 !== digestId.replace(/\.\d+$/, ''),
    };
  }

  /** Lets go of the file that is kept. */
  forget(): void {
    this.#kept = null;
  }

  async #open(path: string, onBegin?: () => void): Promise<OpenedFile> {
    const kept = this.#kept?.path === path ? this.#kept : null;
    // Before another one is read: only one is to be in memory.
    this.forget();
    const opened = kept && (await isStill(path, kept.stamp)) ? kept : await read(path, onBegin);
    this.#kept = opened;
    return opened;
  }
}

async function read(path: string, onBegin?: () => void): Promise<OpenedFile> {
  const file = await readTextFile(path);
  if (!file.ok) throw new Error(file.problem.message);
  onBegin?.();
  const { text, problems, stamp, sha256 } = file;
  const { uses } = parseFile(text, { modifiedAt: stamp.modifiedAt }, problems);
  return { path, stamp, sha256, lines: new LineIndex(text), uses };
}
