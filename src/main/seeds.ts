/** The seeds folders as the page knows them: which they are, what changes in them, and which of it is a sample. */
import { lstat, mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type {
  AddOutcome,
  ChangeBatch,
  EventName,
  Events,
  JsonOf,
  KnownFile,
  SeedsChange,
  SeedsChoices,
  SeedsState,
} from '../preload/api';
import { ChangeQueue } from './digests/change-queue';
import { ignoredBy, problemOfPatterns } from './digests/ignored-files';
import type { Reader } from './digests/reader';
import type { Samples } from './digests/samples';
import { SeedsFolder } from './digests/seeds-folder';
import { messageOf } from './failure';
import { overlapOf, ownerOf, type Place } from './seeds-places';
import { turns } from './turns';

/** Tells the page of an event. */
export type Send = <N extends EventName>(name: N, payload: Events[N]) => void;

interface SeedsOptions {
  choices: SeedsChoices;
  samples: Samples;
  reader: Pick<Reader, 'readFile'>;
  send: Send;
  /** Keeps what the reader chose for the next start; rejects where that cannot be. */
  remember(choices: SeedsChoices): Promise<void>;
  /** Told when the folders were looked into for the first time, and whenever others are. */
  onWatched(state: SeedsState): void;
}

/** How long one folder's drive may keep the answer for all of them waiting; in ms. */
const PATIENCE = 5000;

export class Seeds {
  readonly #options: SeedsOptions;
  #choices: SeedsChoices;
  #queue: ChangeQueue | null = null;
  /** In the order of the choices; closed ones while the watching is paused. */
  #folders: SeedsFolder[] = [];
  /** What the page knows, as JSON. */
  #shown = '';
  /** Two changes of the choices must not both start from the same ones. */
  readonly #inTurn = turns();

  constructor(options: SeedsOptions) {
    this.#options = options;
    this.#choices = options.choices;
  }

  /** Where digests are; new ones are put into the first. */
  get places(): (Place & Pick<SeedsChoices, 'ignored'>)[] {
    const { folders, ignored } = this.#choices;
    return folders.map((place) => ({ ...place, ignored }));
  }

  async state(): Promise<SeedsState> {
    const hasSamples = await this.#options.samples.isIn(this.#firstPath);
    const { folders, ignored, isPaused } = this.#choices;
    const state: SeedsState = {
      folders: folders.map((place, index) => {
        const folder = this.#folders[index];
        return { ...place, problem: folder?.problem ?? null, files: folder?.fileCount ?? 0 };
      }),
      ignored,
      isPaused,
      hasSamples,
    };
    this.#shown = JSON.stringify(state);
    return state;
  }

  /** Starts afresh to compare the folders with what the library knows. */
  watch(known: readonly KnownFile[]): Promise<SeedsState> {
    return this.#inTurn(async () => {
      this.#queue?.close();
      this.#queue = new ChangeQueue((remaining) => this.#options.send('changes-waiting', { remaining }));
      return this.#open(this.#queue, known);
    });
  }

  async take(): Promise<ChangeBatch> {
    return this.#queue?.take() ?? { changes: '[]' as JsonOf<SeedsChange[]>, count: 0, remaining: 0 };
  }

  /**
   * Watches one more folder.
   *
   * @param path absolute
   * @throws Error, in words for the reader, where its digests are watched already, or what was chosen cannot be kept
   */
  addFolder(path: string): Promise<SeedsState> {
    return this.#inTurn(() => {
      const folders = [...this.#choices.folders, { path: resolve(path), includesSubfolders: false }];
      return this.#choose({ ...this.#choices, folders });
    });
  }

  /** @throws Error, in words for the reader, where the choices make no sense together, or cannot be kept */
  save(choices: SeedsChoices): Promise<SeedsState> {
    return this.#inTurn(() => {
      const paths = new Set(this.#choices.folders.map(({ path }) => path));
      // Only the reader names folders, in a dialog of the system: the page cannot.
      for (const { path } of choices.folders) {
        if (!paths.has(path)) throw new Error(`${path} is no seeds folder. Add it first.`);
      }
      return this.#choose(choices);
    });
  }

  addSamples(): Promise<AddOutcome[]> {
    return this.#withFiles(() => this.#options.samples.addTo(this.#firstPath));
  }

  /** Resolves with the ids of the digests that are gone. */
  removeSamples(): Promise<string[]> {
    return this.#withFiles(() => this.#options.samples.removeFrom(this.#firstPath));
  }

  /** Compares the folders soon, as after a suspend. */
  lookAgain(): void {
    for (const folder of this.#folders) folder.lookAgain();
  }

  close(): void {
    for (const folder of this.#folders) folder.close();
    this.#queue?.close();
  }

  get #firstPath(): string {
    return this.#choices.folders[0]?.path ?? '';
  }

  async #choose(choices: SeedsChoices): Promise<SeedsState> {
    const problem = problemOfPatterns(choices.ignored);
    if (problem !== null) throw new Error(problem);
    const overlap = await overlapOf(choices.folders);
    if (overlap !== null) throw new Error(overlap);
    await this.#options.remember(choices);
    this.#choices = choices;
    const known = this.#folders.flatMap((folder) => folder.known);
    const state = await (this.#queue === null ? this.state() : this.#open(this.#queue, known));
    this.#options.send('seeds-changed', state);
    return state;
  }

  /** Puts a watch on every folder in the place of the ones before, unless it is to rest. */
  async #open(queue: ChangeQueue, known: readonly KnownFile[]): Promise<SeedsState> {
    for (const folder of this.#folders) folder.close();
    const { folders: places, isPaused, ignored } = this.#choices;
    const isIgnored = ignoredBy(ignored);
    const knownIn = new Map<Place, KnownFile[]>(places.map((place) => [place, []]));
    for (const file of known) {
      const place = ownerOf(places, file.file);
      if (place === null) queue.push(JSON.stringify({ kind: 'removed', file: file.file }) as JsonOf<SeedsChange>);
      else knownIn.get(place)?.push(file);
    }
    const folders = places.map(
      (place) =>
        new SeedsFolder({
          ...place,
          isIgnored,
          known: knownIn.get(place) ?? [],
          reader: this.#options.reader,
          queue,
          onChanged: () => void this.#tellIfChanged(),
        }),
    );
    this.#folders = folders;
    if (!isPaused) await startAll(folders);
    else for (const folder of folders) folder.close();
    const state = await this.state();
    this.#options.onWatched(state);
    return state;
  }

  /** Does something that changes files, and looks at them afterwards. */
  #withFiles<T>(work: () => Promise<T>): Promise<T> {
    return this.#inTurn(work).finally(() => {
      this.lookAgain();
      void this.#tellIfChanged();
    });
  }

  async #tellIfChanged(): Promise<void> {
    const before = this.#shown;
    const state = await this.state();
    if (this.#shown !== before) this.#options.send('seeds-changed', state);
  }
}

async function startAll(folders: readonly SeedsFolder[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((done) => {
    timer = setTimeout(done, PATIENCE);
  });
  await Promise.race([Promise.all(folders.map((folder) => folder.start())), late]);
  clearTimeout(timer);
}

interface FolderChoice {
  /** From the command line; absolute. */
  given: string | null;
  /** From the settings. */
  remembered: readonly Place[];
  defaultFolder: string;
  /** Whether Offprint never ran with this profile before. */
  isFirstRun: boolean;
  samples: Samples;
}

/**
 * Which folders to watch. One that is given is the only one. Only the default one is ever made, and on the very first run
 * it gets the samples. A folder that cannot be made is returned all the same: watching it says what is wrong.
 */
export async function chooseFolders(choice: FolderChoice): Promise<Place[]> {
  const { given, remembered, defaultFolder } = choice;
  if (given !== null) {
    return [remembered.find(({ path }) => path === given) ?? { path: given, includesSubfolders: false }];
  }
  if (remembered.length > 0) return [...remembered];
  const isThere = await lstat(defaultFolder).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    try {
      await mkdir(defaultFolder, { recursive: true });
      if (choice.isFirstRun) await choice.samples.addTo(defaultFolder);
    } catch (error) {
      process.stderr.write(`The seeds folder could not be made: ${messageOf(error)}\n`);
    }
  }
  return [{ path: defaultFolder, includesSubfolders: false }];
}
