/**
 * Reads digest files in a thread of its own (`reader-thread.ts`), so that no file, however large, keeps main from its windows.
 *
 * A file may be the death of the thread: it runs out of memory, or comes to no end. That file is told as unreadable, and
 * a new thread goes on with the others.
 */
import { Worker } from 'node:worker_threads';
import type { DigestLines, IncomingFile } from '../../preload/api';
import { codeOf, messageOf } from '../failure';
import type { Inspected } from './inspect';
import { PassedText } from './passed-text';
import type { FileToRead, LinesRequest, ReadChange, Reader, ReadOutcome, TakeChange } from './reader';

/** MB of JavaScript objects; the largest digest takes a third of it. */
const MOST_MEMORY = 1024;
/** How long the thread may be at work without a word; in ms. */
const PATIENCE = 120_000;
/** How long a thread without work is kept, and with it the file whose lines were asked for last; in ms. */
const KEPT_FOR = 60_000;

export interface ThreadOptions {
  /** The built `reader-thread.ts`: an absolute path. */
  script: string;
  /** MB. */
  mostMemory?: number;
  /** Milliseconds. */
  patience?: number;
}

type Question =
  | { kind: 'read'; file: FileToRead }
  | { kind: 'inspect'; file: Required<IncomingFile> }
  | { kind: 'lines'; lines: LinesRequest };

/** What the thread is told. `id` numbers the questions. */
export type ThreadRequest = { id: number } & (Question | { kind: 'taken'; isWanted: boolean });

export type ThreadAnswer = ReadOutcome | Inspected | DigestLines;

/** What the thread tells. */
export type ThreadReply = { id: number } & (
  | /** Should the thread die from here on, this is the question that it died of. */ { kind: 'begun' }
  | /** Waits for `taken`. */ { kind: 'change'; change: ReadChange }
  | { kind: 'done'; answer: ThreadAnswer }
  | { kind: 'failed'; message: string }
);

interface Job {
  question: Question;
  take: TakeChange;
  resolve(answer: ThreadAnswer): void;
  reject(error: Error): void;
}

export class ThreadReader implements Reader {
  readonly #options: Required<ThreadOptions>;
  /** What the thread has not answered yet, in the order in which it was asked. */
  readonly #jobs = new Map<number, Job>();
  #lastId = 0;
  #worker: Worker | null = null;
  /** What the thread is at work on. */
  #begun: number | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(options: ThreadOptions) {
    this.#options = { mostMemory: MOST_MEMORY, patience: PATIENCE, ...options };
  }

  async readFile(file: FileToRead, take: TakeChange): Promise<ReadOutcome> {
    const passed = new PassedText();
    const takeAndCount: TakeChange = async (change) => {
      const isWanted = await take(change);
      await passed.add(change.length);
      return isWanted;
    };
    try {
      return await this.#ask<ReadOutcome>({ kind: 'read', file }, takeAndCount);
    } catch (error) {
      if (this.#isClosed) return { kind: 'restless' };
      const problem = { line: null, message: messageOf(error) };
      return { kind: 'unreadable', problem, isLasting: error instanceof FatalFileError };
    }
  }

  inspect(file: Required<IncomingFile>): Promise<Inspected> {
    return this.#ask<Inspected>({ kind: 'inspect', file }).catch((error: unknown) => ({
      kind: 'refused',
      reason: messageOf(error),
    }));
  }

  lines(lines: LinesRequest): Promise<DigestLines> {
    return this.#ask<DigestLines>({ kind: 'lines', lines });
  }

  close(): void {
    this.#isClosed = true;
    this.#endThread();
    this.#fail([...this.#jobs.keys()], new Error('Offprint is closing.'));
  }

  #ask<A extends ThreadAnswer>(question: Question, take: TakeChange = () => false): Promise<A> {
    if (this.#isClosed) return Promise.reject(new Error('Offprint is closing.'));
    const id = ++this.#lastId;
    return new Promise<ThreadAnswer>((resolve, reject) => {
      this.#jobs.set(id, { question, take, resolve, reject });
      this.#send({ id, ...question });
    }) as Promise<A>;
  }

  #send(request: ThreadRequest): void {
    this.#worker ??= this.#startThread();
    this.#worker.postMessage(request);
    this.#watch();
  }

  #startThread(): Worker {
    const { script, mostMemory } = this.#options;
    const worker = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: mostMemory } });
    let cause: unknown = null;
    worker.on('message', (reply: ThreadReply) => {
      if (worker === this.#worker) this.#hear(reply, worker);
    });
    worker.on('error', (error) => {
      cause = error;
    });
    worker.on('exit', () => {
      if (worker === this.#worker) this.#mourn(cause);
    });
    return worker;
  }

  #endThread(): void {
    const worker = this.#worker;
    this.#worker = null;
    this.#begun = null;
    if (this.#timer) clearTimeout(this.#timer);
    void worker?.terminate();
  }

  #hear(reply: ThreadReply, worker: Worker): void {
    const job = this.#jobs.get(reply.id);
    this.#begun = reply.kind === 'begun' ? reply.id : null;
    if (reply.kind === 'change') {
      void this.#handOver(reply.id, reply.change, worker);
    } else if (reply.kind === 'done') {
      this.#jobs.delete(reply.id);
      job?.resolve(reply.answer);
    } else if (reply.kind === 'failed') {
      this.#fail([reply.id], new Error(reply.message));
    }
    this.#watch();
  }

  async #handOver(id: number, change: ReadChange, worker: Worker): Promise<void> {
    const isWanted = (await this.#jobs.get(id)?.take(change)) ?? false;
    // Another thread begins anew with the file.
    if (worker === this.#worker) this.#send({ id, kind: 'taken', isWanted });
  }

  /** Ends the thread where it has had nothing to do, or nothing to say, for too long. */
  #watch(): void {
    if (this.#timer) clearTimeout(this.#timer);
    const isIdle = this.#jobs.size === 0;
    if (!isIdle && this.#begun === null) return;
    this.#timer = setTimeout(
      () => (isIdle ? this.#endThread() : void this.#worker?.terminate()),
      isIdle ? KEPT_FOR : this.#options.patience,
    ).unref();
  }

  /** The thread is dead: tells of what it died of, and has the rest done by another. */
  #mourn(cause: unknown): void {
    const begun = this.#begun;
    this.#endThread();
    if (begun === null) {
      const reason = cause === null ? '' : ` ${messageOf(cause)}`;
      this.#fail([...this.#jobs.keys()], new Error(`The part of Offprint that reads files does not run.${reason}`));
    } else {
      this.#fail([begun], new FatalFileError(cause));
    }
    for (const [id, { question }] of this.#jobs) this.#send({ id, ...question });
  }

  #fail(ids: readonly number[], error: Error): void {
    for (const id of ids) {
      const job = this.#jobs.get(id);
      this.#jobs.delete(id);
      job?.reject(error);
    }
  }
}

/** The thread died of a file, and would again. */
class FatalFileError extends Error {
  constructor(cause: unknown) {
    let what = 'Offprint could not come to an end with this file, and has left it out.';
    if (codeOf(cause) === 'ERR_WORKER_OUT_OF_MEMORY') {
      what = 'This file takes more memory than Offprint allows itself. Part it into smaller files.';
    } else if (cause !== null) {
      what = `Offprint failed over this file, and has left it out: ${messageOf(cause)}`;
    }
    super(what);
  }
}
