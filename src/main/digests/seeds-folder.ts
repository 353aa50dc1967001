/**
 * Keeps up with the seeds folder: compares it with what the library was told, and queues what is different.
 *
 * One loop does everything in turn (look into the folder, read some files, sleep), so nothing here races with itself.
 * Hints of the system, the window's focus and timers only ever make it look sooner.
 */
import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ChangeBatch, FileStamp, KnownFile } from '../../preload/api';
import { ChangeQueue } from './change-queue';
import { isDigestFileName, isSameStamp, type Look, lookAt, readDigestFile, UNSETTLED_STAMP } from './digest-file';
import { STILL, UnreadFiles } from './unread-files';
import { WatchedFolder } from './watched-folder';

// All times are in ms; points in time are `performance.now()` unless they come from the file system.

/** The least time between two looks into the folder. */
const BETWEEN_LOOKS = 60;
/** How many files are looked at together: keeps the system's few threads for files busy, and the memory small. */
const LOOKS_AT_ONCE = 64;
/** How often the whole folder is compared, whatever was hinted: normally, … */
const FULL_LOOK = 60_000;
/** … where a full look found what no hint had told, as on a network drive, … */
const FULL_LOOK_UNHINTED = 5000;
/** … where the system gives no hints at all, … */
const FULL_LOOK_UNWATCHED = 2000;
/** … and while the folder is not there. */
const FULL_LOOK_MISSING = 1000;

export interface SeedsFolderOptions {
  /** Absolute. */
  path: string;
  /** What the library has dealt with already, as far as it was learnt from this folder. */
  known: readonly KnownFile[];
  /** There is something to take, or what remains came down to nothing by itself. */
  onWaiting(remaining: number): void;
  /** `problem` changed, or files came, changed or went. */
  onChanged(): void;
}

/** What the library was last told of a file. */
interface Told {
  stamp: FileStamp;
  /** A reason that may pass without the file changing: such a file is tried again and again. */
  passingProblem: string | null;
}

const NOTHING_DUE = { due: [], nextDueAt: Number.POSITIVE_INFINITY };

export class SeedsFolder {
  readonly #options: SeedsFolderOptions;
  readonly #folder: WatchedFolder;
  readonly #queue: ChangeQueue;
  readonly #told = new Map<string, Told>();
  readonly #unread = new UnreadFiles();
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
  #wake: () => void = () => {};

  constructor(options: SeedsFolderOptions) {
    this.#options = options;
    this.#realPath = options.path;
    this.#queue = new ChangeQueue((remaining) => options.onWaiting(remaining));
    for (const { file, size, modifiedAt } of options.known) {
      this.#told.set(file, { stamp: { size, modifiedAt }, passingProblem: null });
    }
    this.#folder = new WatchedFolder(options.path, {
      onHint: (name) => {
        this.#fullLookInterval = FULL_LOOK;
        if (name === null) this.lookAgain();
        else if (isDigestFileName(name)) this.#lookSoon(name);
      },
      onProblemChanged: () => {
        if (!this.#isClosed) options.onChanged();
        this.#fullLookDueAt = Math.min(this.#fullLookDueAt, performance.now() + this.#pause);
        this.#wake();
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

  /** Resolves when the folder was compared for the first time; it goes on in the background until `close`. */
  async start(): Promise<void> {
    await this.#look(true);
    this.#queue.expect(this.#unread.size, this.#unread.size > 0);
    void this.#run();
  }

  /** Compares the whole folder soon, as after a suspend. */
  lookAgain(): void {
    this.#fullLookDueAt = 0;
    this.#wake();
  }

  /** The next changes, oldest first. */
  async take(): Promise<ChangeBatch> {
    const batch = await this.#queue.take();
    this.#wake();
    return batch;
  }

  close(): void {
    this.#isClosed = true;
    this.#folder.close();
    this.#queue.close();
    this.#wake();
  }

  async #run(): Promise<void> {
    while (!this.#isClosed) {
      const now = performance.now();
      const lookDueAt = Math.max(Math.min(this.#lookDueAt, this.#fullLookDueAt), this.#earliestLook);
      const { due, nextDueAt } = this.#queue.isFull ? NOTHING_DUE : this.#unread.due(now);
      if (lookDueAt <= now) {
        await this.#look(this.#fullLookDueAt <= now);
      } else if (due.length > 0) {
        this.#queue.expect(this.#unread.size, true);
        await Promise.all(due.map((name) => this.#read(name)));
        // Reading a digest keeps the process busy for some milliseconds: let calls of the page in between.
        await nextTurn();
      } else {
        this.#queue.expect(this.#unread.size, false);
        await this.#sleep(Math.min(lookDueAt, nextDueAt) - now);
      }
    }
  }

  async #read(name: string): Promise<void> {
    const stamp = this.#unread.stampOf(name);
    if (stamp === null) return;
    const outcome = await readDigestFile(this.#realPath, name, stamp);
    if (this.#isClosed) return;
    if (outcome.kind === 'restless') {
      this.#unread.postpone(name);
      this.#lookSoon(name);
      return;
    }
    this.#unread.delete(name);
    const { change, isLasting } = outcome;
    const passingProblem = change.kind === 'unreadable' && !isLasting ? change.problem.message : null;
    const isNews = passingProblem === null || passingProblem !== this.#told.get(name)?.passingProblem;
    this.#told.set(name, { stamp, passingProblem });
    if (isNews) this.#queue.push(change);
  }

  /** Compares the folder with what the library was told: all of it, or only its names and what was hinted at. */
  async #look(isFull: boolean): Promise<void> {
    const startedAt = performance.now();
    const hinted = this.#hinted;
    this.#hinted = new Set();
    this.#lookDueAt = Number.POSITIVE_INFINITY;
    if (isFull) this.#fullLookDueAt = Number.POSITIVE_INFINITY;

    const listing = await this.#folder.list(isDigestFileName, this.#expected);
    if (this.#isClosed) return;
    const compareAll = isFull || listing?.isOther === true;
    if (listing) {
      this.#realPath = listing.folder;
      const remaining = this.#unread.size + this.#queue.remaining;
      const isNew = (name: string) => !this.#told.has(name) && !this.#unread.has(name);
      const names = listing.names.filter((name) => compareAll || hinted.has(name) || isNew(name));
      await this.#compare(listing.folder, names);
      if (this.#isClosed) return;
      this.#noteMissing(new Set(listing.names));
      const isNews = this.#unread.size + this.#queue.remaining !== remaining;
      if (isNews && isFull && hinted.size === 0) this.#fullLookInterval = FULL_LOOK_UNHINTED;
      if (isNews || this.#fileCount !== listing.names.length) {
        this.#fileCount = listing.names.length;
        this.#options.onChanged();
      }
    } else {
      // Nothing is known to be gone only because it cannot be looked at.
      this.#missing.clear();
    }

    const now = performance.now();
    // Looking into a large folder must not be all that happens while 20,000 files come in.
    this.#earliestLook = now + Math.max(BETWEEN_LOOKS, 3 * (now - startedAt));
    if (!listing) this.#fullLookDueAt = now + FULL_LOOK_MISSING;
    else if (compareAll) this.#fullLookDueAt = now + this.#pause;
  }

  /** How long to wait between two full looks. */
  get #pause(): number {
    if (this.#folder.isMissing) return FULL_LOOK_MISSING;
    return this.#folder.isWatched ? this.#fullLookInterval : FULL_LOOK_UNWATCHED;
  }

  get #expected(): { count: number; youngest: number } {
    const now = Date.now();
    let youngest = 0;
    for (const { stamp } of this.#told.values()) {
      if (stamp.modifiedAt <= now) youngest = Math.max(youngest, stamp.modifiedAt);
    }
    return { count: this.#told.size, youngest };
  }

  async #compare(folder: string, names: string[]): Promise<void> {
    for (let start = 0; start < names.length && !this.#isClosed; start += LOOKS_AT_ONCE) {
      const some = names.slice(start, start + LOOKS_AT_ONCE);
      const looks = await Promise.all(some.map(async (name) => ({ name, look: await lookAt(folder, name) })));
      for (const { name, look } of looks) this.#note(name, look);
    }
  }

  #note(name: string, look: Look): void {
    const told = this.#told.get(name);
    if (look.kind === 'missing') {
      this.#unread.delete(name);
    } else if (look.kind === 'refused') {
      this.#unread.delete(name);
      if (told?.passingProblem === look.problem.message) return;
      this.#told.set(name, { stamp: UNSETTLED_STAMP, passingProblem: look.problem.message });
      this.#queue.push({ kind: 'unreadable', file: name, stamp: UNSETTLED_STAMP, problem: look.problem });
    } else if (told?.passingProblem === null && isSameStamp(told.stamp, look.stamp)) {
      this.#unread.delete(name);
    } else {
      this.#unread.note(name, look.stamp, look.touchedAt);
    }
  }

  /** Tells of files that are gone: not at once, as an editor may just be replacing them, and after what is new. */
  #noteMissing(present: ReadonlySet<string>): void {
    const now = performance.now();
    for (const name of this.#missing.keys()) if (present.has(name)) this.#missing.delete(name);
    this.#unread.keepOnly(present);
    const isNewFirst = this.#unread.isAnyExpected(now);
    for (const name of this.#told.keys()) {
      if (present.has(name)) continue;
      const since = this.#missing.get(name) ?? now;
      if (now - since >= STILL && !isNewFirst) {
        this.#missing.delete(name);
        this.#told.delete(name);
        this.#queue.push({ kind: 'removed', file: name });
      } else {
        this.#missing.set(name, since);
        this.#lookDueAt = Math.min(this.#lookDueAt, Math.max(since + STILL, now + BETWEEN_LOOKS));
      }
    }
  }

  #lookSoon(name: string): void {
    this.#hinted.add(name);
    const dueAt = performance.now() + BETWEEN_LOOKS / 2;
    if (dueAt >= this.#lookDueAt) return;
    this.#lookDueAt = dueAt;
    this.#wake();
  }

  /** Sleeps so many ms, or until woken. */
  #sleep(duration: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#wake = () => {};
        resolve();
      };
      const timer = setTimeout(wake, Math.min(Math.max(duration, 1), FULL_LOOK));
      this.#wake = wake;
    });
  }
}
