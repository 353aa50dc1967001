/** Takes a whole library to another machine: out into one zip, and in from there. */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as v from 'valibot';
import type { ExportedLibrary, ImportedDigests, IncomingFile, LibraryFile, Settings } from '../../preload/api';
import { FolderContents, type Place } from '../digests/folder-contents';
import { ignoredBy } from '../digests/ignored-files';
import { walkDigestFiles } from '../digests/walk-digest-files';
import { codeOf, reasonOf } from '../failure';
import type { Intake } from '../intake';
import type { Backups } from '../marks/backups';
import { ArchiveError, MARKS, type ManifestFile, SETTINGS } from './archive-format';
import { Archive } from './read-archive';
import { type ArchiveSource, writeArchive } from './write-archive';

interface TransferOptions {
  /** The version of Offprint. */
  app: string;
  /** For what is taken out of a zip on its way in, absolute; emptied at each start. */
  folder: string;
  places(): readonly Place[];
  intake: Pick<Intake, 'add'>;
  backups: Pick<Backups, 'latest' | 'look' | 'pathOf'>;
  settings(): Settings;
  settingsSchema: v.GenericSchema<unknown, Partial<Settings>>;
  /** Asks the reader where to put it; `null` where they think better of it. */
  askWhere(name: string): Promise<string | null>;
  /** Asks the reader which one to take in; `null` where they think better of it. */
  askWhich(): Promise<string | null>;
  onProgress(done: number, total: number): void;
  now(): number;
}

/** Digests that are put into the seeds folder at a time, and how many bytes of them. */
const MOST_AT_ONCE = 100;
const MOST_BYTES = 32_000_000;

export class Transfer {
  readonly #options: TransferOptions;
  #stop = new AbortController();
  /** The one that is looked at. */
  #open: { id: number; archive: Archive } | null = null;
  #lastId = 0;

  constructor(options: TransferOptions) {
    this.#options = options;
    void rm(options.folder, { recursive: true, force: true }).catch(() => {});
  }

  /** Stops what is going on, which then rejects. */
  cancel(): void {
    this.#stop.abort();
  }

  /** @returns `null` where the reader thinks better of it. @throws in words for the reader */
  async export(): Promise<ExportedLibrary | null> {
    const { app, now, askWhere, onProgress } = this.#options;
    const at = now();
    const path = await askWhere(`Offprint library ${new Date(at).toISOString().slice(0, 10)}.zip`);
    if (path === null) return null;
    this.#stop = new AbortController();
    try {
      const digests = await this.#digestFiles();
      const source: ArchiveSource = {
        app,
        at,
        digests,
        marks: await this.#marks(),
        settings: this.#options.settings(),
      };
      const onDone = (done: number) => onProgress(done, digests.length);
      const { counts } = await writeArchive(source, { path, signal: this.#stop.signal, onProgress: onDone });
      // Whoever takes it in is to find it whole.
      const archive = await Archive.open(path);
      await this.#check(archive).finally(() => archive.close());
      return { path, ...counts, unread: digests.length - counts.digests };
    } catch (error) {
      throw this.#explained('The library could not be exported.', error);
    }
  }

  /**
   * Lets the reader choose a library, checks all of it, and says what would come. Changes nothing.
   *
   * @returns `null` where the reader thinks better of it
   * @throws in words for the reader
   */
  async open(): Promise<LibraryFile | null> {
    const path = await this.#options.askWhich();
    if (path === null) return null;
    this.close();
    this.#stop = new AbortController();
    try {
      const archive = await Archive.open(path);
      this.#lastId++;
      this.#open = { id: this.#lastId, archive };
      await this.#check(archive);
      const { app, at } = archive.manifest;
      const known = new FolderContents(this.#options.places());
      let newDigests = 0;
      for (const { size, sha256 } of archive.digests) if ((await known.find(size, sha256)) === null) newDigests++;
      return {
        ...{ id: this.#lastId, name: basename(path), app, at, digests: archive.digests.length, newDigests },
        marks: archive.has(MARKS) ? await this.#takeMarks(archive) : null,
        settings: archive.has(SETTINGS) ? await this.#readSettings(archive) : {},
      };
    } catch (error) {
      this.close();
      throw this.#explained('The library could not be taken in. Nothing was changed.', error);
    }
  }

  /**
   * Puts the next of its digests into the seeds folder: never over another file, nor one that is there already.
   *
   * @param importId see `Calls['undo-import']`
   * @throws in words for the reader
   */
  async addDigests(id: number, importId: number, from: number): Promise<ImportedDigests> {
    if (this.#open?.id !== id) throw new Error('This library is not open any more. Choose it again.');
    const { archive } = this.#open;
    const { digests } = archive;
    const files: IncomingFile[] = [];
    let bytes = 0;
    let next = from;
    while (next < digests.length && files.length < MOST_AT_ONCE && bytes < MOST_BYTES) {
      const { name, modifiedAt, size } = digests[next] as ManifestFile;
      files.push({ name: basename(name), bytes: await archive.read(name), modifiedAt });
      bytes += size;
      next++;
    }
    const outcomes = await this.#options.intake.add(importId, files);
    this.#options.onProgress(next, digests.length);
    return { outcomes, next: next < digests.length ? next : null };
  }

  close(): void {
    this.#open?.archive.close();
    this.#open = null;
  }

  async #digestFiles(): Promise<ArchiveSource['digests']> {
    const found: { file: string; name: string }[] = [];
    const seen = new Set<string>();
    for (const [index, { path, includesSubfolders, ignored = [] }] of this.#options.places().entries()) {
      for await (const { file, name } of walkDigestFiles(path, { includesSubfolders, isIgnored: ignoredBy(ignored) })) {
        // One seeds folder may lie inside of another.
        if (!seen.has(file)) found.push({ file, name: `digests/${index + 1}/${name}` });
        seen.add(file);
      }
    }
    return found;
  }

  async #marks(): Promise<ArchiveSource['marks']> {
    const { backups } = this.#options;
    const path = backups.pathOf(await backups.latest());
    if (path === null) return null;
    return { parts: [await readFile(path)], count: (await backups.look(path)).marks };
  }

  async #check(archive: Archive): Promise<void> {
    const { files } = archive.manifest;
    for (const [index, { name }] of files.entries()) {
      this.#stop.signal.throwIfAborted();
      await archive.check(name);
      this.#options.onProgress(index + 1, files.length);
    }
  }

  /** As a backup among others, so that it can be compared and restored as they are. */
  async #takeMarks(archive: Archive): Promise<LibraryFile['marks']> {
    const { folder, backups } = this.#options;
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${randomUUID()}.jsonl`);
    await writeFile(path, await archive.read(MARKS));
    return backups.look(path);
  }

  async #readSettings(archive: Archive): Promise<Partial<Settings>> {
    let value: unknown;
    try {
      value = JSON.parse((await archive.read(SETTINGS)).toString('utf8'));
    } catch (error) {
      if (error instanceof ArchiveError) throw error;
      throw new ArchiveError(`Its ${SETTINGS} makes no sense.`);
    }
    const settings = v.safeParse(this.#options.settingsSchema, value);
    // Those of another version may be others: what is not understood is left out.
    return settings.success ? settings.output : {};
  }

  #explained(what: string, error: unknown): Error {
    if (this.#stop.signal.aborted) return new Error('You stopped it. Nothing was changed.');
    const reason = codeOf(error) === 'ENOSPC' ? 'The disk is full.' : reasonOf(error);
    return new Error(`${what} ${reason}`, { cause: error });
  }
}
