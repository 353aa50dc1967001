/** The journals of all devices, as backups have them: what another device said is in none that this one writes. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { codeOf, reasonOf } from '../failure';
import type { Snapshot } from './backup-file';
import { compactLines } from './compact-lines';
import type { Journal } from './journal';
import { type JournalFiles, readBytes } from './journal-files';
import { frontAt, frontOf, JOURNAL_VERSION } from './journal-lines';
import { byClock, readLine } from './other-journals';
import { headOf, NewerJournalError, wholeLines } from './scan-journal';

interface AllJournalsOptions {
  journal: Pick<Journal, 'content'>;
  /** See `deviceName`. */
  device: string;
  files: JournalFiles;
  /** Where the journals are by now. */
  folder(): string;
}

/** How much of a journal's end is looked at, in bytes: its last change has a clock of its own, and is rarely longer. */
const END = 64_000;

export class AllJournals {
  readonly #options: AllJournalsOptions;

  constructor(options: AllJournalsOptions) {
    this.#options = options;
  }

  /**
   * What is another one whenever something was added to a journal, or one came, went or took the place of another, or more of them can
   * be understood. Of each only its size and its end are looked at, so it takes the same however long they are; damage before their
   * ends does not show.
   *
   * @returns in hexadecimal; empty where not all can be read now
   */
  async stamp(): Promise<string> {
    const hash = createHash('sha256').update(`${JOURNAL_VERSION}\n`);
    try {
      for (const name of await this.#names()) {
        const { size, bytes } = await this.#read(name, END);
        hash.update(`${name} ${size}\n`).update(bytes);
      }
    } catch {
      return '';
    }
    return hash.digest('hex');
  }

  /**
   * What they come to: lines that, carried out one after the other, make all that was said on any device, but for what is in journals
   * that cannot be read, or are of a newer Offprint.
   *
   * @throws in words for the reader, where that of this device cannot be read, or it is not known which there are
   */
  async content(): Promise<Snapshot> {
    const { journal, device } = this.#options;
    const { bytes, sequence } = await journal.content();
    const journals = [await compactLines(bytes)];
    let lacks = 0;
    const problems: string[] = [];
    for (const name of await this.#names()) {
      if (name === `${device}.jsonl`) continue;
      try {
        const lines = await this.#linesOf(name);
        if (lines.length > 0) journals.push(lines);
      } catch (error) {
        lacks++;
        if (!(error instanceof NewerJournalError)) problems.push(unreadWords(name, error));
      }
    }
    return { lines: journals.length === 1 ? journals.flat() : inOrder(journals.flat()), sequence, lacks, problems };
  }

  async #linesOf(name: string): Promise<Buffer[]> {
    const { bytes } = await this.#read(name);
    headOf(bytes);
    return compactLines(bytes).catch(() => compactLines(sensible(bytes)));
  }

  async #names(): Promise<string[]> {
    const { files, folder } = this.#options;
    const names = await files.list(folder()).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return [];
      throw error;
    });
    return names.filter((name) => name.endsWith('.jsonl')).sort();
  }

  /** @param length of its end; without, all of it is read */
  async #read(name: string, length = Number.POSITIVE_INFINITY): Promise<{ size: number; bytes: Buffer }> {
    const { files, folder } = this.#options;
    const file = await files.open(join(folder(), name), 'read');
    try {
      const size = await file.size();
      return { size, bytes: await readBytes(file, Math.max(0, size - length), size) };
    } finally {
      await file.close();
    }
  }
}

function unreadWords(name: string, error: unknown): string {
  return `The marks of another device in ${name} could not be backed up. ${reasonOf(error)}`;
}

/** Without what has a right checksum, and is no change all the same. */
function sensible(bytes: Buffer): Buffer {
  const lines = Array.from(wholeLines(bytes, 0)).filter(({ start, end }) => readLine(bytes, start, end) !== null);
  return Buffer.concat(lines.map(({ start, end }) => bytes.subarray(start, end)));
}

/** Lines of several devices in the order of their clocks; one that several files have comes once. */
function inOrder(lines: readonly Buffer[]): Buffer[] {
  const stamped = lines.flatMap((line) => {
    const front = frontAt(line, 0) ?? frontOf(readLine(line, 0, line.length));
    return front ? [{ ...front, line }] : [];
  });
  stamped.sort(byClock);
  return stamped.flatMap(({ line }, at) => (stamped[at - 1]?.line.equals(line) ? [] : [line]));
}
