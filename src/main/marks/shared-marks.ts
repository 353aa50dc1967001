/** The folder of marks, where the reader has it synced between devices: which one it is, and when others put something into it. */
import { type FSWatcher, watch } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { JournalMerge, JournalPosition, SharedMarksState } from '../../preload/api';
import type { Journal } from './journal';
import type { JournalFiles } from './journal-files';
import { OtherJournals } from './other-journals';

interface SharedMarksOptions {
  journal: Journal;
  device: string;
  files: JournalFiles;
  /** Where marks are unless the reader chose another folder. */
  ownFolder: string;
  /** The one that the reader chose; `null` for the own one. */
  chosenFolder: string | null;
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
  #others: OtherJournals;
  #watcher: FSWatcher | null = null;
  #timer: NodeJS.Timeout | undefined;
  readonly #looking: NodeJS.Timeout;
  /** What tells the files of other devices as they were at the last look. */
  #seen: string | null = null;

  constructor(options: SharedMarksOptions) {
    this.#options = options;
    this.#folder = options.chosenFolder ?? options.ownFolder;
    this.#others = this.#othersIn(this.#folder);
    this.#watch();
    this.#looking = setInterval(() => this.lookAgain(), LOOK_EVERY);
    this.#looking.unref();
  }

  get state(): SharedMarksState {
    const { ownFolder, device } = this.#options;
    return { folder: this.#folder, isOwn: this.#folder === ownFolder, device };
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
    if (folder === this.#folder) return this.state;
    await this.#options.journal.moveTo(folder);
    await this.#options.remember(chosen);
    this.#folder = folder;
    this.#others = this.#othersIn(folder);
    this.#seen = null;
    this.#watch();
    this.#options.onArrived();
    return this.state;
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
    const stamps = await this.#stamps();
    if (stamps === this.#seen) return;
    this.#seen = stamps;
    this.#options.onArrived();
  }

  async #stamps(): Promise<string> {
    const own = `${this.#options.device}.jsonl`;
    const names = await readdir(this.#folder).catch(() => []);
    const others = names.filter((name) => name.endsWith('.jsonl') && name !== own).sort();
    const stamps = others.map(async (name) => {
      const stats = await stat(join(this.#folder, name)).catch(() => null);
      return stats && `${name} ${stats.size} ${stats.mtimeMs}`;
    });
    return (await Promise.all(stamps)).join('\n');
  }

  #othersIn(folder: string): OtherJournals {
    const { device, files, journal } = this.#options;
    return new OtherJournals({
      ...{ folder, device, files },
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
