/** The folder of marks, where the reader has it synced between devices: which one it is, and when others put something into it. */
import { type FSWatcher, watch } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { JournalMerge, JournalPosition, SharedMarksState } from '../../preload/api';
import type { Journal } from './journal';
import type { JournalFiles } from './journal-files';
import { isThere, type MarksPlace, takeAlong } from './marks-place';
import { OtherJournals } from './other-journals';

interface SharedMarksOptions {
  journal: Journal;
  files: JournalFiles;
  /** Where marks are unless the reader chose another folder. */
  ownFolder: string;
  /** Where they are. */
  place: MarksPlace;
  /** Keeps the reader's choice. */
  remember(folder: string | null): Promise<void>;
  /** Another device may have changed something. */
  onArrived(): void;
}

/** Milliseconds: syncers write a file in several steps, and not every file system tells of changes. */
const STILL = 500;
const LOOK_EVERY = 60_000;

export class SharedMarks {
  readonly #options: SharedMarksOptions;
  #folder: string;
  /** See `MarksPlace`. */
  #missing: string | null;
  #others: OtherJournals;
  #watcher: FSWatcher | null = null;
  #timer: NodeJS.Timeout | undefined;
  readonly #looking: NodeJS.Timeout;
  /** What tells the files of other devices as they were at the last look. */
  #seen: string | null = null;

  constructor(options: SharedMarksOptions) {
    this.#options = options;
    this.#folder = options.place.folder;
    this.#missing = options.place.missing;
    this.#others = this.#othersIn(this.#folder);
    this.#watch();
    this.#looking = setInterval(() => this.lookAgain(), LOOK_EVERY);
    this.#looking.unref();
  }

  /** Where the journals are by now, absolute. */
  get folder(): string {
    return this.#folder;
  }

  get state(): SharedMarksState {
    const { ownFolder, place } = this.#options;
    const folder = this.#missing ?? this.#folder;
    return { folder, isOwn: folder === ownFolder, isMissing: this.#missing !== null, device: place.device };
  }

  /** See `OtherJournals`. */
  async merge(known: readonly JournalPosition[]): Promise<JournalMerge> {
    this.#seen = await this.#stamps();
    return this.#others.merge(known);
  }

  next(): JournalMerge {
    return this.#others.next();
  }

  /**
   * Keeps the marks in another folder from now on; `null` for the own one.
   *
   * @throws in words for the reader; nothing has changed then
   */
  async keepIn(chosen: string | null): Promise<SharedMarksState> {
    const folder = chosen ?? this.#options.ownFolder;
    if (folder === this.#folder && this.#missing === null) return this.state;
    await this.#goTo(folder);
    await this.#options.remember(chosen);
    return this.state;
  }

  async #goTo(folder: string): Promise<void> {
    const { journal, files, ownFolder, place } = this.#options;
    await journal.moveTo(folder, folder === ownFolder);
    await takeAlong(files, { from: this.#folder, to: folder, device: place.device });
    const isBroughtOver = this.#missing !== null && folder !== ownFolder;
    this.#folder = folder;
    this.#missing = null;
    this.#others = this.#othersIn(folder);
    this.#seen = null;
    this.#watch();
    this.#options.onArrived();
    if (isBroughtOver) await files.remove(join(ownFolder, `${place.device}.jsonl`)).catch(() => {});
  }

  /** Looks whether other devices changed something since the last look. */
  lookAgain(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), STILL);
  }

  close(): void {
    this.#watcher?.close();
    clearInterval(this.#looking);
    clearTimeout(this.#timer);
  }

  async #look(): Promise<void> {
    if (this.#missing !== null && (await isThere(this.#options.files, this.#missing))) {
      // Where it cannot be written, it is as good as not there.
      await this.#goTo(this.#missing).catch(() => {});
    }
    const stamps = await this.#stamps();
    if (stamps === this.#seen) return;
    this.#seen = stamps;
    this.#options.onArrived();
  }

  async #stamps(): Promise<string> {
    const own = `${this.#options.place.device}.jsonl`;
    const names = await readdir(this.#folder).catch(() => []);
    const others = names.filter((name) => name.endsWith('.jsonl') && name !== own).sort();
    const stamps = others.map(async (name) => {
      const stats = await stat(join(this.#folder, name)).catch(() => null);
      return stats && `${name} ${stats.size} ${stats.mtimeMs}`;
    });
    return (await Promise.all(stamps)).join('\n');
  }

  #othersIn(folder: string): OtherJournals {
    const { place, files, journal } = this.#options;
    return new OtherJournals({
      ...{ folder, device: place.device, files },
      ownContent: () => journal.content(),
      onSeen: (at) => journal.seen(at),
    });
  }

  #watch(): void {
    this.#watcher?.close();
    try {
      // Where there is no folder yet, or no watch to be had, it is looked at every now and then.
      this.#watcher = watch(this.#folder, { persistent: false }, () => this.lookAgain());
      this.#watcher.on('error', () => {});
    } catch {
      this.#watcher = null;
    }
  }
}
