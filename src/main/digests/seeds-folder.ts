/**
 * Keeps up with the seeds folder: compares it with what the library was told, and queues what is different.
 *
 * One loop does everything in turn (look into the folder, read some files, sleep), so nothing here races with itself.
 * Hints of the system, the window's focus and timers only ever make it look sooner.
 */
import { join, relative, sep } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JsonOf, KnownFile, SeedsChange, SeedsFolder as SeedsFolderState } from '../../preload/api';
import type { ChangeQueue } from './change-queue';
import { type Look, lookAt, UNSETTLED_STAMP } from './digest-file';
import type { IsIgnored } from './ignored-files';
import type { Reader } from './reader';
import { READER_VERSION } from './reader-version';
import { Sleep } from './sleep';
import { ToldFiles } from './told-files';
import { STILL, UnreadFiles } from './unread-files';
import { type ExpectedFiles, WatchedFolder } from './watched-folder';

// All times are in ms; points in time are `performance.now()` unless they come from the file system.

/** The least time between two looks into the folder. */
const BETWEEN_LOOKS = 60;
/** How many files are looked at together: keeps the system's few threads for files busy, and the memory small. */
const LOOKS_AT_ONCE = 64;
/** How often the whole folder is compared, whatever was hinted: normally, … */
const FULL_LOOK = 60_000;
/** … on a network drive, or where a full look found what no hint had told, … */
const FULL_LOOK_UNHINTED = 5000;
/** … where the system gives no hints at all, … */
const FULL_LOOK_UNWATCHED = 2000;
/** … and while the folder is not there. */
const FULL_LOOK_MISSING = 1000;

export interface SeedsFolderOptions extends Pick<SeedsFolderState, 'path' | 'includesSubfolders'> {
  isIgnored: IsIgnored;
  /** What the library has dealt with already of the files in this folder. */
  known: readonly KnownFile[];
  reader: Pick<Reader, 'readFile'>;
  /** Where what is read goes; several folders may share it. */
  queue: ChangeQueue;
  /** `problem` changed, or files came, changed or went. */
  onChanged(): void;
}

const NOTHING_DUE = { due: [], nextDueAt: Number.POSITIVE_INFINITY };

export class SeedsFolder {
  readonly #options: SeedsFolderOptions;
  readonly #folder: WatchedFolder;
  readonly #queue: ChangeQueue;
  /** By name, as everything here is: relative to the folder, with `/` between the parts. */
  readonly #told = new ToldFiles();
  readonly #unread = new UnreadFiles();
  readonly #sleep = new Sleep();
  /** Files that are missing, and since when. */
  readonly #missing = new Map<string, number>();

  #hinted = new Set<string>();
  #lookDueAt = Number.POSITIVE_INFINITY;
  #fullLookDueAt = 0;
  #earliestLook = 0;
  #fullLookInterval = FULL_LOOK;
  /** The folder at the last look, with its own links resolved. */
  #realPath: string;
  #fileCount = 0;
  #isClosed = false;

  constructor(options: SeedsFolderOptions) {
    this.#options = options;
    this.#realPath = options.path;
    this.#queue = options.queue;
    for (const known of options.known) {
      this.#told.recall(relative(options.path, known.file).split(sep).join('/'), known);
    }
    this.#fileCount = this.#told.size;
    this.#folder = new WatchedFolder({
      ...options,
      onHint: (name) => {
        this.#fullLookInterval = FULL_LOOK;
        if (name === null) this.lookAgain();
        else this.#lookSoon(name);
      },
      onProblemChanged: () => {
        if (!this.#isClosed) options.onChanged();
        this.#fullLookDueAt = Math.min(this.#fullLookDueAt, performance.now() + this.#pause);
        this.#sleep.wake();
      },
    });
  }

  /** Why the folder cannot be read or watched as it should, in words for the reader; `null` where all is well. */
  get problem(): string | null {
    return this.#folder.problem;
  }

  /** How many digest files there were at the last look. */
  get fileCount(): number {
    return this.#fileCount;
  }

  /** What the library was told by now; files that are to be tried again bear a stamp that none has. */
  get known(): KnownFile[] {
    return this.#told.known((name) => this.#fileOf(name));
  }

  /** Resolves when the folder was compared for the first time; it goes on in the background until `close`. */
  async start(): Promise<void> {
    await this.#look(true);
    if (this.#isClosed) return;
    this.#expect(this.#unread.size > 0);
    void this.#run();
  }

  /** Compares the whole folder soon, as after a suspend. */
  lookAgain(): void {
    this.#fullLookDueAt = 0;
    this.#sleep.wake();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#folder.close();
    this.#queue.expectNothing(this);
    this.#sleep.wake();
  }

  async #run(): Promise<void> {
    while (!this.#isClosed) {
      const now = performance.now();
      const lookDueAt = Math.max(Math.min(this.#lookDueAt, this.#fullLookDueAt), this.#earliestLook);
      if (this.#queue.isFull) void this.#queue.room().then(() => this.#sleep.wake());
      const { due, nextDueAt } = this.#queue.isFull ? NOTHING_DUE : this.#unread.due(now, !this.#queue.isNewExpected);
      if (lookDueAt <= now) {
        await this.#look(this.#fullLookDueAt <= now);
        this.#expect(due.length > 0);
      } else if (due.length > 0) {
        this.#expect(true);
        await Promise.all(due.map((name) => this.#read(name)));
        // Reading a digest may keep the process busy for some milliseconds: let calls of the page in between.
        await nextTurn();
      } else {
        this.#expect(false);
        await this.#sleep.for(Math.min(lookDueAt, nextDueAt, now + FULL_LOOK) - now);
      }
    }
  }

  async #read(name: string): Promise<void> {
    const seen = this.#unread.get(name);
    if (seen === null) return;
    const { stamp } = seen;
    const file = this.#fileOf(name);
    const toRead = { file, name, path: join(this.#realPath, name), stamp };
    const outcome = await this.#options.reader.readFile(toRead, async (change) => {
      if (this.#isClosed) return false;
      this.#queue.push(change);
      await this.#queue.room();
      return !this.#isClosed;
    });
    if (this.#isClosed) return;
    if (outcome.kind === 'restless') {
      this.#unread.postpone(name);
      this.#lookSoon(name);
      return;
    }
    this.#unread.delete(name);
    const passingProblem = outcome.kind === 'unreadable' && !outcome.isLasting ? outcome.problem.message : null;
    const isNews = passingProblem === null || passingProblem !== this.#told.passingProblemOf(name);
    this.#told.tell(name, seen, passingProblem);
    if (outcome.kind === 'read' || !isNews) return;
    const { problem, isLasting } = outcome;
    const toldStamp = isLasting ? stamp : UNSETTLED_STAMP;
    this.#push({ kind: 'unreadable', file, name, stamp: toldStamp, readerVersion: READER_VERSION, problem });
  }

  /** Compares the folder with what the library was told: all of it, or only its names and what was hinted at. */
  async #look(isFull: boolean): Promise<void> {
    const startedAt = performance.now();
    const hinted = this.#hinted;
    this.#hinted = new Set();
    this.#lookDueAt = Number.POSITIVE_INFINITY;
    if (isFull) this.#fullLookDueAt = Number.POSITIVE_INFINITY;

    let expected: Map<string, ExpectedFiles> | undefined;
    const listing = await this.#folder.list((prefix) => {
      expected ??= this.#told.byFolder();
      return expected.get(prefix) ?? { count: 0, youngest: 0 };
    });
    if (this.#isClosed) return;
    if (listing) {
      this.#realPath = listing.folder;
      const unreadBefore = this.#unread.size;
      const toldBefore = this.#told.size;
      const isToCompare = (name: string) =>
        isFull || hinted.has(name) || listing.suspects.has(name) || !(this.#told.has(name) || this.#unread.has(name));
      await this.#compare(listing.folder, [...listing.names].filter(isToCompare));
      if (this.#isClosed) return;
      this.#noteMissing((name) => listing.names.has(name) || listing.mayHide(name));
      const isNews = this.#unread.size !== unreadBefore || this.#told.size !== toldBefore;
      if (isNews && isFull && hinted.size === 0) this.#fullLookInterval = FULL_LOOK_UNHINTED;
      if (isNews || this.#fileCount !== listing.names.size) {
        this.#fileCount = listing.names.size;
        this.#options.onChanged();
      }
    } else {
      // Nothing is known to be gone only because it cannot be looked at.
      this.#missing.clear();
    }

    const now = performance.now();
    const took = now - startedAt;
    // Looking into a large folder must not be all that happens while 20,000 files come in.
    this.#earliestLook = now + Math.max(BETWEEN_LOOKS, 3 * took);
    if (!listing) this.#fullLookDueAt = now + FULL_LOOK_MISSING;
    // Nor are the files of a slow drive to be asked for all the time.
    else if (isFull) this.#fullLookDueAt = Math.min(this.#fullLookDueAt, now + Math.max(this.#pause, 20 * took));
  }

  /** How long to wait between two full looks. */
  get #pause(): number {
    if (this.#folder.isMissing) return FULL_LOOK_MISSING;
    if (!this.#folder.isWatched) return FULL_LOOK_UNWATCHED;
    return this.#folder.isRemote ? FULL_LOOK_UNHINTED : this.#fullLookInterval;
  }

  async #compare(folder: string, names: string[]): Promise<void> {
    for (let start = 0; start < names.length && !this.#isClosed; start += LOOKS_AT_ONCE) {
      const some = names.slice(start, start + LOOKS_AT_ONCE);
      const looks = await Promise.all(some.map(async (name) => ({ name, look: await lookAt(folder, name) })));
      for (const { name, look } of looks) this.#note(name, look);
    }
  }

  #note(name: string, look: Look): void {
    if (look.kind === 'there') {
      const need = this.#told.needOf(name, look);
      if (need === 'new') this.#unread.note(name, look);
      else if (need === 'again') this.#unread.noteAgain(name, look);
      else this.#unread.delete(name);
      return;
    }
    this.#unread.delete(name);
    if (look.kind === 'missing') return;
    const { problem } = look;
    if (this.#told.passingProblemOf(name) === problem.message) return;
    const stamp = UNSETTLED_STAMP;
    this.#told.tell(name, { stamp, changedAt: null }, problem.message);
    this.#push({ kind: 'unreadable', file: this.#fileOf(name), name, stamp, readerVersion: READER_VERSION, problem });
  }

  /** Tells of files that are gone: not at once, as an editor may just be replacing them, and after what is new. */
  #noteMissing(mayBeThere: (name: string) => boolean): void {
    const now = performance.now();
    for (const name of this.#missing.keys()) if (mayBeThere(name)) this.#missing.delete(name);
    this.#unread.keepOnly(mayBeThere);
    const isNewFirst = this.#unread.isAnyExpected(now) || this.#queue.isNewExpected;
    for (const name of this.#told.names()) {
      if (mayBeThere(name)) continue;
      const since = this.#missing.get(name) ?? now;
      if (now - since >= STILL && !isNewFirst) {
        this.#missing.delete(name);
        this.#told.delete(name);
        this.#push({ kind: 'removed', file: this.#fileOf(name) });
      } else {
        this.#missing.set(name, since);
        this.#lookDueAt = Math.min(this.#lookDueAt, Math.max(since + STILL, now + BETWEEN_LOOKS));
      }
    }
  }

  #fileOf(name: string): string {
    return join(this.#options.path, name);
  }

  #push(change: SeedsChange): void {
    this.#queue.push(JSON.stringify(change) as JsonOf<SeedsChange>);
  }

  #expect(isReading: boolean): void {
    if (this.#isClosed) return;
    const isNewExpected = this.#unread.isAnyExpected(performance.now());
    this.#queue.expect(this, { unread: this.#unread.size, isReading, isNewExpected });
  }

  #lookSoon(name: string): void {
    this.#hinted.add(name);
    const dueAt = performance.now() + BETWEEN_LOOKS / 2;
    if (dueAt >= this.#lookDueAt) return;
    this.#lookDueAt = dueAt;
    this.#sleep.wake();
  }
}
