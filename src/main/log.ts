/** The log: what went wrong, and what was done about it. No titles, no notes; files change places as they grow. */
import { createStream, type RotatingFileStream } from 'rotating-file-stream';
import { messageOf } from './failure';

export type Level = 'error' | 'warning' | 'info';

export interface LogOptions {
  /** Where the files are, absolute; made where it is missing. */
  folder: string;
  /** Told of errors and warnings as well: whoever started Offprint in a terminal looks there. */
  print(line: string): void;
  now(): Date;
}

/** When a file is full, and how many full ones are kept. */
const SIZE = '500K';
const FILES = 4;
/** How many of the last lines are at hand for diagnostics. */
const REMEMBERED = 200;
/** Characters of a line: a message may quote a file. */
const LONGEST_LINE = 2000;

export class Log {
  readonly #options: LogOptions;
  readonly #stream: RotatingFileStream;
  #latest: string[] = [];
  #isWritable = true;

  constructor(options: LogOptions) {
    this.#options = options;
    this.#stream = createStream(fileName, { path: options.folder, size: SIZE, maxFiles: FILES });
    // A profile that cannot be written costs the log, and nothing else.
    this.#stream.on('error', (error) => this.#giveUp(error));
    this.#stream.on('warning', () => {});
  }

  error(message: string): void {
    this.#write('error', message);
  }

  warn(message: string): void {
    this.#write('warning', message);
  }

  info(message: string): void {
    this.#write('info', message);
  }

  /** The last lines of this run, oldest first. */
  get latest(): readonly string[] {
    return this.#latest;
  }

  /** Resolves when all is on its way to the disk. */
  close(): Promise<void> {
    if (!this.#isWritable) return Promise.resolve();
    this.#isWritable = false;
    return new Promise((resolve) => this.#stream.end(() => resolve()));
  }

  #write(level: Level, message: string): void {
    const line = `${this.#options.now().toISOString()} ${level} ${asLine(message)}`;
    this.#latest = [...this.#latest.slice(1 - REMEMBERED), line];
    if (this.#isWritable) this.#stream.write(`${line}\n`);
    if (level !== 'info') this.#options.print(message);
  }

  #giveUp(error: unknown): void {
    if (!this.#isWritable) return;
    this.#isWritable = false;
    this.warn(`No log can be written: ${messageOf(error)}`);
  }
}

/** Line ends would make one message look like several. */
function asLine(message: string): string {
  const line = message.replaceAll(/\s*[\r\n\u2028\u2029]+\s*/g, ' | ');
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
}

/** `offprint.log` and, of full ones, `offprint.2026-11-21T12-00-00-000Z.log`. */
function fileName(time: Date | number | null, index?: number): string {
  if (!(time instanceof Date)) return 'offprint.log';
  return `offprint.${time.toISOString().replaceAll(/[:.]/g, '-')}${index === undefined || index < 2 ? '' : `-${index}`}.log`;
}
