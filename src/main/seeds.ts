/** The seeds folder as the page knows it: which one it is, what changes in it, and what is put into it. */
import { lstat, mkdir } from 'node:fs/promises';
import type {
  AddOutcome,
  ChangeBatch,
  EventName,
  Events,
  IncomingFile,
  JsonOf,
  KnownFile,
  SeedsChange,
  SeedsFolder as SeedsFolderInfo,
} from '../preload/api';
import { addDigests } from './digests/add-digests';
import type { Samples } from './digests/samples';
import { SeedsFolder } from './digests/seeds-folder';
import { messageOf } from './failure';

/** Tells the page of an event. */
export type Send = <N extends EventName>(name: N, payload: Events[N]) => void;

interface SeedsOptions {
  /** Absolute. */
  path: string;
  samples: Samples;
  send: Send;
  /** Told when a folder was looked into for the first time; `fileCount` is that of digest files. */
  onWatched(folder: SeedsFolderInfo, fileCount: number): void;
}

const NOTHING: ChangeBatch = { changes: '[]' as JsonOf<SeedsChange[]>, count: 0, remaining: 0 };

export class Seeds {
  readonly #options: SeedsOptions;
  #path: string;
  #folder: SeedsFolder | null = null;
  /** What the page knows, as JSON. */
  #shown = '';
  #lastWork: Promise<unknown> = Promise.resolve();

  constructor(options: SeedsOptions) {
    this.#options = options;
    this.#path = options.path;
  }

  /** Absolute. */
  get path(): string {
    return this.#path;
  }

  async info(): Promise<SeedsFolderInfo> {
    const path = this.#path;
    const hasSamples = await this.#options.samples.isIn(path);
    const info = { path, problem: this.#folder?.problem ?? null, hasSamples };
    this.#shown = JSON.stringify(info);
    return info;
  }

  /** Starts afresh to compare the folder with what the library knows. */
  async watch(known: { folder: string | null; files: readonly KnownFile[] }): Promise<SeedsFolderInfo> {
    this.close();
    const folder = new SeedsFolder({
      path: this.#path,
      known: known.folder === this.#path ? known.files : [],
      onWaiting: (remaining) => this.#options.send('changes-waiting', { remaining }),
      onChanged: () => void this.#tellIfChanged(),
    });
    this.#folder = folder;
    await folder.start();
    const info = await this.info();
    if (this.#folder === folder) this.#options.onWatched(info, folder.fileCount);
    return info;
  }

  async take(): Promise<ChangeBatch> {
    return this.#folder?.take() ?? NOTHING;
  }

  /** Turns to another folder; `watch` then starts to look into it. */
  use(path: string): Promise<SeedsFolderInfo> {
    this.close();
    this.#path = path;
    return this.info();
  }

  add(files: readonly IncomingFile[]): Promise<AddOutcome[]> {
    return this.#inTurn(() => addDigests(this.#path, files));
  }

  addSamples(): Promise<AddOutcome[]> {
    return this.#inTurn(() => this.#options.samples.addTo(this.#path));
  }

  /** Resolves with the ids of the digests that are gone. */
  removeSamples(): Promise<string[]> {
    return this.#inTurn(() => this.#options.samples.removeFrom(this.#path));
  }

  /** Compares the folder soon, as after a suspend. */
  lookAgain(): void {
    this.#folder?.lookAgain();
  }

  close(): void {
    this.#folder?.close();
    this.#folder = null;
  }

  /** Two calls that add the same file at once must not both find it missing. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#lastWork.then(work).finally(() => {
      this.lookAgain();
      void this.#tellIfChanged();
    });
    this.#lastWork = done.catch(() => {});
    return done;
  }

  async #tellIfChanged(): Promise<void> {
    const before = this.#shown;
    const info = await this.info();
    if (this.#shown !== before) this.#options.send('seeds-folder-changed', info);
  }
}

interface SeedsChoice {
  /** From the command line; absolute. */
  given: string | null;
  /** From the settings; absolute. */
  remembered: string | null;
  defaultFolder: string;
  /** Whether Offprint never ran with this profile before. */
  isFirstRun: boolean;
  samples: Samples;
}

/**
 * Which folder to watch. Only the default one is ever made, and on the very first run it gets the samples.
 * A folder that cannot be made is returned all the same: watching it says what is wrong.
 */
export async function chooseFolder(choice: SeedsChoice): Promise<string> {
  const chosen = choice.given ?? choice.remembered;
  if (chosen !== null) return chosen;
  const isThere = await lstat(choice.defaultFolder).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    try {
      await mkdir(choice.defaultFolder, { recursive: true });
      if (choice.isFirstRun) await choice.samples.addTo(choice.defaultFolder);
    } catch (error) {
      process.stderr.write(`The seeds folder could not be made: ${messageOf(error)}\n`);
    }
  }
  return choice.defaultFolder;
}
