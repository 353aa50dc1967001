/**
 * Keeps up with the seeds folder: compares it with what the library knows, and queues what is different.
 *
 * One loop does everything in turn (look into the folder, read one file, sleep), so nothing here races with itself.
 * Hints of the system, the window's focus and timers only ever make it look sooner.
 */
import { readdir, realpath, stat } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ChangeBatch, FileStamp, KnownFile } from '../../preload/api';
import { ChangeQueue } from './change-queue';
import {
  codeOf,
  isDigestFileName,
  type Look,
  lookAt,
  type ReadDigest,
  readDigestFile,
  reasonOf,
  UNSETTLED_STAMP,
} from './digest-file';
import { FolderWatch } from './folder-watch';

/** How long a young file must have kept its size and time before it is read, and a missing one be missing; in ms. */
const STILL = 300;
/** A file that was last touched so long ago is not being written any more; in ms. */
const OLD = 2000;
/** How long a file that never comes to rest may hold back the news that others are gone; in ms. */
const PATIENCE = 1000;
/** The least time between two looks into the folder; in ms. */
const BETWEEN_LOOKS = 60;
/** The most that `take` waits for more changes than there are; in ms. */
const FILL_BATCH = 100;
/** How often the whole folder is compared, whatever the system hints, in ms: normally, … */
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
  readDigest: ReadDigest;
  /** There is something to take, or what remains came down to nothing. */
  onWaiting(remaining: number): void;
  /** `problem` changed, or files came, changed or went. */
  onChanged(): void;
}

/** What the library was last told of a file. */
interface Told {
  stamp: FileStamp;
  /** A reason that may pass without the file changing; it is looked at again and again. */
  passingProblem: string | null;
}

/** A file that is to be read once it is at rest. */
interface Unread {
  stamp: FileStamp;
  /** When this stamp was first seen; by `performance.now()`. */
  since: number;
  /** When the file was first found to be different. */
  foundAt: number;
  isOld: boolean;
  /** Whether the stamp changed while waiting. */
  isRestless: boolean;
}

export class SeedsFolder {
  readonly #options: SeedsFolderOptions;
  readonly #told = new Map<string, Told>();
  readonly #unread = new Map<string, Unread>();
  /** Files that are missing, and since when. */
  readonly #missing = new Map<string, number>();
  readonly #queue = new ChangeQueue();

  #watch: FolderWatch | null = null;
  #hinted = new Set<string>();
  /** When to look into the folder, and when to compare all of it; by `performance.now()`. */
  #lookAt = Number.POSITIVE_INFINITY;
  #fullLookAt = 0;
  #earliestLook = 0;
  #interval = FULL_LOOK;
  /** The folder as it was at the last look: which directory, and on which device. */
  #identity: string | null = null;
  #device: number | null = null;
  #fileCount = 0;

  #folderProblem: string | null = null;
  #watchProblem: string | null = null;
  #isClosed = false;
  #wake: () => void = () => {};
  #announceTimer: NodeJS.Timeout | null = null;
  #announced = 0;
  #isReading = false;
  readonly #waitingForMore = new Set<() => void>();

  constructor(options: SeedsFolderOptions) {
    this.#options = options;
    for (const { file, size, modifiedAt } of options.known) {
      this.#told.set(file, { stamp: { size, modifiedAt }, passingProblem: null });
    }
  }

  /** Why the folder cannot be read or watched as it should, in words for the reader; `null` where all is well. */
  get problem(): string | null {
    return this.#folderProblem ?? this.#watchProblem;
  }

  /** How many digest files there were at the last look. */
  get fileCount(): number {
    return this.#fileCount;
  }

  /** Resolves when the folder was compared for the first time; goes on in the background until `close`. */
  async start(): Promise<void> {
    await this.#look(true);
    void this.#run();
  }

  /** Compares the whole folder soon, as after a suspend. */
  lookAgain(): void {
    this.#fullLookAt = 0;
    this.#wake();
  }

  /** The next changes. Waits a moment where more are just being read, so that batches are worth their way. */
  async take(): Promise<ChangeBatch> {
    if (!this.#queue.hasBatch && this.#isReading && !this.#isClosed) {
      await new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer);
          this.#waitingForMore.delete(done);
          resolve();
        };
        const timer = setTimeout(done, FILL_BATCH);
        this.#waitingForMore.add(done);
      });
    }
    const batch = this.#queue.take();
    const remaining = this.#remaining;
    this.#announced = remaining;
    this.#wake();
    return { ...batch, remaining };
  }

  close(): void {
    this.#isClosed = true;
    this.#watch?.close();
    if (this.#announceTimer) clearTimeout(this.#announceTimer);
    this.#stopWaiting();
    this.#wake();
  }

  get #remaining(): number {
    return this.#queue.length + this.#unread.size;
  }

  async #run(): Promise<void> {
    while (!this.#isClosed) {
      const now = performance.now();
      const lookDue = Math.max(Math.min(this.#lookAt, this.#fullLookAt), this.#earliestLook);
      if (lookDue <= now) {
        await this.#look(this.#fullLookAt <= now);
        continue;
      }
      const next = this.#queue.isFull ? null : this.#nextUnread(now);
      if (next?.isDue) {
        this.#isReading = true;
        await this.#read(next.name, next.unread);
        // Reading a digest keeps the process busy for some milliseconds: let calls of the page in between.
        await nextTurn();
        continue;
      }
      this.#isReading = false;
      this.#stopWaiting();
      this.#announce();
      await this.#sleep(Math.min(lookDue, next?.dueAt ?? Number.POSITIVE_INFINITY) - now);
    }
  }

  /** The first file that is ready to be read, or else the time at which one will be. */
  #nextUnread(now: number): { isDue: true; name: string; unread: Unread } | { isDue: false; dueAt: number } {
    let dueAt = Number.POSITIVE_INFINITY;
    for (const [name, unread] of this.#unread) {
      const due = unread.isOld ? now : unread.since + STILL;
      if (due <= now) return { isDue: true, name, unread };
      dueAt = Math.min(dueAt, due);
    }
    return { isDue: false, dueAt };
  }

  async #read(name: string, unread: Unread): Promise<void> {
    const folder = await this.#realPath();
    const result =
      folder === null
        ? { kind: 'restless' as const }
        : await readDigestFile(folder, name, unread.stamp, this.#options.readDigest);
    if (this.#isClosed) return;
    if (result.kind === 'restless') {
      // To the end of the line, so that a file that is written for hours holds up none.
      this.#unread.delete(name);
      this.#unread.set(name, { ...unread, since: performance.now(), isOld: false, isRestless: true });
      this.#hint(name);
      return;
    }
    this.#unread.delete(name);
    const { change, isLasting } = result;
    const passingProblem = change.kind === 'unreadable' && !isLasting ? change.problem.message : null;
    const isNews = passingProblem === null || passingProblem !== this.#told.get(name)?.passingProblem;
    this.#told.set(name, { stamp: unread.stamp, passingProblem });
    if (!isNews) return;
    this.#queue.push(change);
    if (this.#queue.hasBatch) {
      this.#stopWaiting();
      this.#announce();
    }
  }

  /** Compares the folder with what the library was told: all of it, or only names and what was hinted at. */
  async #look(isFull: boolean): Promise<void> {
    const startedAt = performance.now();
    const hinted = this.#hinted;
    this.#hinted = new Set();
    this.#lookAt = Number.POSITIVE_INFINITY;
    if (isFull) this.#fullLookAt = Number.POSITIVE_INFINITY;

    const before = this.#unread.size + this.#queue.length;
    const listing = await this.#list();
    if (this.#isClosed) return;
    if (listing !== null) {
      const all = isFull || listing.isOther;
      const names = listing.names.filter(
        (name) => all || hinted.has(name) || !(this.#told.has(name) || this.#unread.has(name)),
      );
      await this.#compare(listing.folder, names);
      if (this.#isClosed) return;
      this.#noteMissing(new Set(listing.names), performance.now());
      const hasNews = this.#unread.size + this.#queue.length !== before;
      if (all && hasNews && hinted.size === 0) this.#interval = Math.min(this.#interval, FULL_LOOK_UNHINTED);
      if (hasNews || this.#fileCount !== listing.names.length) {
        this.#fileCount = listing.names.length;
        this.#options.onChanged();
      }
    }

    const now = performance.now();
    // A look into a large folder must not be all that happens while 20,000 files come in.
    this.#earliestLook = now + Math.max(BETWEEN_LOOKS, 3 * (now - startedAt));
    if (isFull || listing === null) this.#fullLookAt = now + this.#fullLookInterval;
  }

  get #fullLookInterval(): number {
    if (this.#folderProblem !== null) return FULL_LOOK_MISSING;
    return this.#watch === null || this.#watchProblem !== null ? FULL_LOOK_UNWATCHED : this.#interval;
  }

  /** The digest files in the folder; `null`, and a problem, where it cannot be had. */
  async #list(): Promise<{ folder: string; names: string[]; isOther: boolean } | null> {
    try {
      const folder = await realpath(this.#options.path);
      const stats = await stat(folder);
      const names = (await readdir(folder)).filter(isDigestFileName);
      if (this.#device !== null && stats.dev !== this.#device && names.length === 0 && this.#told.size > 0) {
        // What a drive that was unmounted leaves behind: its mount point, empty, on the device of the system.
        this.#leave('The seeds folder is suddenly empty and on another drive than before. Is a drive not connected?');
        return null;
      }
      // A file system gives the number of a deleted folder to the next one, so the number alone does not tell them apart.
      const identity = `${folder}\0${stats.dev}:${stats.ino}:${stats.birthtimeMs}`;
      const isOther = identity !== this.#identity;
      if (isOther || this.#watch === null) this.#startWatch(folder);
      this.#identity = identity;
      this.#device = stats.dev;
      this.#setProblems(null, this.#watchProblem);
      return { folder, names, isOther };
    } catch (error) {
      if (codeOf(error) === 'EMFILE' || codeOf(error) === 'ENFILE') {
        this.#fullLookAt = 0;
        return null;
      }
      this.#leave(`The seeds folder cannot be read: ${this.#options.path}. ${reasonOf(error)}`);
      return null;
    }
  }

  /** Gives up the folder for now: nothing is known to be gone only because it cannot be looked at. */
  #leave(problem: string): void {
    this.#watch?.close();
    this.#watch = null;
    this.#identity = null;
    this.#missing.clear();
    this.#setProblems(problem, null);
  }

  #startWatch(folder: string): void {
    this.#watch?.close();
    this.#watch = null;
    this.#watchProblem = null;
    const watch = new FolderWatch(folder, {
      onHint: (name) => {
        this.#interval = FULL_LOOK;
        if (name === null) this.lookAgain();
        else if (isDigestFileName(name)) this.#hint(name);
      },
      onEnded: (reason) => {
        this.#setProblems(this.#folderProblem, reason);
        this.#fullLookAt = Math.min(this.#fullLookAt, performance.now() + FULL_LOOK_UNWATCHED);
        this.#wake();
      },
    });
    this.#watch = watch;
  }

  #setProblems(folderProblem: string | null, watchProblem: string | null): void {
    const before = this.problem;
    this.#folderProblem = folderProblem;
    this.#watchProblem = watchProblem;
    if (this.problem !== before && !this.#isClosed) this.#options.onChanged();
  }

  async #compare(folder: string, names: string[]): Promise<void> {
    // So many at a time keep the system's few threads for files busy, and the memory small.
    const AT_ONCE = 64;
    for (let start = 0; start < names.length && !this.#isClosed; start += AT_ONCE) {
      const some = names.slice(start, start + AT_ONCE);
      const looks = await Promise.all(some.map((name) => lookAt(folder, name)));
      for (const [index, look] of looks.entries()) {
        const name = some[index];
        if (name !== undefined) this.#note(name, look);
      }
    }
  }

  #note(name: string, look: Look): void {
    const told = this.#told.get(name);
    if (look.kind === 'missing') {
      this.#unread.delete(name);
    } else if (look.kind === 'unusable') {
      this.#unread.delete(name);
      if (told?.passingProblem === look.problem.message) return;
      this.#told.set(name, { stamp: UNSETTLED_STAMP, passingProblem: look.problem.message });
      this.#queue.push({ kind: 'unreadable', file: name, stamp: UNSETTLED_STAMP, problem: look.problem });
    } else if (told && told.passingProblem === null && isSame(told.stamp, look.stamp)) {
      this.#unread.delete(name);
    } else {
      const waiting = this.#unread.get(name);
      if (waiting && isSame(waiting.stamp, look.stamp)) return;
      const now = performance.now();
      this.#unread.set(name, {
        stamp: look.stamp,
        since: now,
        foundAt: waiting?.foundAt ?? now,
        // A time in the future says nothing about rest; neither does any, once the file was seen to change.
        isOld: !waiting && look.touchedAt <= Date.now() - OLD,
        isRestless: waiting !== undefined,
      });
    }
  }

  /** Tells of files that are gone: not at once, as an editor may just be replacing them, and new ones come first. */
  #noteMissing(present: ReadonlySet<string>, now: number): void {
    for (const name of this.#missing.keys()) if (present.has(name)) this.#missing.delete(name);
    for (const name of this.#unread.keys()) if (!present.has(name)) this.#unread.delete(name);
    const isReadingNew = [...this.#unread.values()].some((file) => !file.isRestless || now - file.foundAt < PATIENCE);
    for (const name of this.#told.keys()) {
      if (present.has(name)) continue;
      const since = this.#missing.get(name) ?? now;
      if (now - since >= STILL && !isReadingNew) {
        this.#missing.delete(name);
        this.#told.delete(name);
        this.#queue.push({ kind: 'removed', file: name });
      } else {
        this.#missing.set(name, since);
        this.#lookAt = Math.min(this.#lookAt, isReadingNew ? now + STILL / 3 : since + STILL);
      }
    }
  }

  #hint(name: string): void {
    this.#hinted.add(name);
    this.#lookAt = Math.min(this.#lookAt, performance.now() + BETWEEN_LOOKS / 2);
    this.#wake();
  }

  async #realPath(): Promise<string | null> {
    return realpath(this.#options.path).catch(() => null);
  }

  /** Says soon that there is something to take, or that nothing remains after all. */
  #announce(): void {
    if (this.#announceTimer || this.#isClosed) return;
    if (this.#queue.length === 0 && this.#remaining === this.#announced) return;
    this.#announceTimer = setTimeout(() => {
      this.#announceTimer = null;
      const remaining = this.#remaining;
      if (this.#queue.length === 0 && remaining === this.#announced) return;
      this.#announced = remaining;
      this.#options.onWaiting(remaining);
    }, 20);
  }

  #stopWaiting(): void {
    for (const done of this.#waitingForMore) done();
  }

  /** Sleeps so many ms, or until woken. */
  #sleep(duration: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#wake = () => {};
        resolve();
      };
      const timer = setTimeout(done, Math.min(Math.max(duration, 1), FULL_LOOK));
      this.#wake = done;
    });
  }
}

function isSame(a: FileStamp, b: FileStamp): boolean {
  return a.size === b.size && a.modifiedAt === b.modifiedAt;
}
