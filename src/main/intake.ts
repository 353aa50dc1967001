/** Brings digests into the seeds folders and, as long as they are what they were, takes them out again. */
import type { AddOutcome, IncomingFile, Inspection, TakenBack } from '../preload/api';
import { addDigests, inspectDigest } from './digests/add-digests';
import { FolderContents, type Place } from './digests/folder-contents';
import { ignoredBy } from './digests/ignored-files';
import { Imports } from './digests/imports';
import type { Inspect } from './digests/inspect';
import { turns } from './turns';

/** For how long the folders are believed to hold what they held, while many files are looked at one by one; in ms. */
const CONTENTS_LAST = 5000;

interface IntakeOptions {
  /** The seeds folders; new digests are put into the first. */
  places(): readonly Place[];
  inspect: Inspect;
  /** Puts a file into the system's trash. Rejects where that cannot be. */
  trash(file: string): Promise<void>;
  /** Told when files came or went. */
  onChanged(): void;
}

export class Intake {
  readonly #options: IntakeOptions;
  readonly #imports = new Imports();
  #contents: { of: FolderContents; places: string; until: number } | null = null;
  readonly #inTurn = turns();

  constructor(options: IntakeOptions) {
    this.#options = options;
  }

  inspect(file: IncomingFile): Promise<Inspection> {
    return inspectDigest(file, { contents: this.#currentContents(), inspect: this.#options.inspect });
  }

  /** Puts files into the first seeds folder, and notes them as a part of the import of this number. */
  add(importId: number, files: readonly IncomingFile[]): Promise<AddOutcome[]> {
    return this.#change(async () => {
      const [first] = this.#options.places();
      if (!first) throw new Error('There is no seeds folder to put digests into. Choose one first.');
      return addDigests(files, {
        folder: first.path,
        contents: this.#currentContents(),
        inspect: this.#options.inspect,
        isIgnored: ignoredBy(first.ignored ?? []),
        onAdded: (added) => this.#imports.note(importId, added),
      });
    });
  }

  takeBack(importId: number): Promise<TakenBack> {
    return this.#change(async () => {
      const contents = new FolderContents(this.#options.places());
      this.#contents = null;
      return this.#imports.takeBack(importId, {
        trash: this.#options.trash,
        hasTwin: async ({ size, hash }) => (await contents.find(size, hash)) !== null,
      });
    });
  }

  #currentContents(): FolderContents {
    const places = JSON.stringify(this.#options.places());
    const now = performance.now();
    if (this.#contents === null || this.#contents.places !== places || this.#contents.until < now) {
      this.#contents = { of: new FolderContents(this.#options.places()), places, until: now + CONTENTS_LAST };
    }
    return this.#contents.of;
  }

  /** Two calls that add the same file at once must not both find it missing. */
  #change<T>(work: () => Promise<T>): Promise<T> {
    return this.#inTurn(() => work().finally(() => this.#options.onChanged()));
  }
}
