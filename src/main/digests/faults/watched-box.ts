/** For tests: real folders that are watched, with a page that takes whatever is announced and remembers what it was told. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, vi } from 'vitest';
import type { KnownFile, SeedsChange } from '../../../preload/api';
import { ChangeQueue } from '../change-queue';
import { ignoredBy } from '../ignored-files';
import { LocalReader } from '../local-reader';
import { SeedsFolder } from '../seeds-folder';

interface WatchOptions {
  /** The seeds folder of the box, if it is none other. */
  path: string;
  includesSubfolders: boolean;
  ignored: string[];
  known: KnownFile[];
  /** What to read files with, so that a test can look on. */
  reader: Pick<LocalReader, 'readFile'>;
  /** Where the changes go; where none is given, into one of its own, which is emptied at once. */
  queue?: ChangeQueue;
}

/** What the page knows of a file: the titles of its papers, or why it has none. */
export type Shown = Record<string, string[] | string>;

/** A folder that is watched. */
export class Watched {
  readonly changes: SeedsChange[] = [];
  readonly folder: SeedsFolder;
  readonly queue: ChangeQueue;
  readonly #path: string;
  #taking: Promise<void> = Promise.resolve();

  constructor({ path, ...options }: Partial<WatchOptions> & Pick<WatchOptions, 'path'>) {
    this.#path = path;
    const takeAll = () => {
      this.#taking = this.#taking.then(() => this.#take());
    };
    this.queue = options.queue ?? new ChangeQueue(takeAll);
    this.folder = new SeedsFolder({
      path,
      includesSubfolders: options.includesSubfolders ?? false,
      isIgnored: ignoredBy(options.ignored ?? []),
      known: options.known ?? [],
      reader: options.reader ?? new LocalReader(),
      queue: this.queue,
      onChanged: () => {},
    });
  }

  async #take(): Promise<void> {
    for (;;) {
      const { changes, count } = await this.queue.take();
      if (count === 0) return;
      this.changes.push(...(JSON.parse(changes) as SeedsChange[]));
    }
  }

  /** What is known of the folder by everything that was told so far; files by their names in the folder. */
  get shown(): Shown {
    return shownBy(this.changes, this.#path);
  }

  /** What was told, in order: `read a.txt`. */
  get kinds(): string[] {
    return this.changes.map(({ kind, file }) => `${kind} ${nameIn(this.#path, file)}`);
  }

  /** The ids of the digests that were told, in order, each once. */
  get digestIds(): string[] {
    const ids = this.changes.flatMap((change) => (change.kind === 'read' ? change.digests.map(({ id }) => id) : []));
    return [...new Set(ids)];
  }

  /** What the library would hand over at the next start. */
  get known(): KnownFile[] {
    const known = new Map<string, KnownFile>();
    for (const change of this.changes) {
      if (change.kind === 'removed') known.delete(change.file);
      else known.set(change.file, { file: change.file, ...change.stamp, readerVersion: change.readerVersion });
    }
    return [...known.values()];
  }

  close(): void {
    this.folder.close();
    this.queue.close();
  }
}

function shownBy(changes: readonly SeedsChange[], path: string): Shown {
  const shown: Shown = {};
  const parts = new Map<string, string[]>();
  for (const change of changes) {
    const name = nameIn(path, change.file);
    if (change.kind === 'read') {
      const titles = change.digests[0]?.start === 0 ? [] : (parts.get(name) ?? []);
      for (const { digest } of change.digests) titles.push(...digest.entries.map(({ title }) => title));
      parts.set(name, titles);
      if (change.isLast) shown[name] = titles;
    } else if (change.kind === 'unreadable') shown[name] = change.problem.message;
    else delete shown[name];
  }
  return shown;
}

function nameIn(path: string, file: string): string {
  return relative(path, file).split(sep).join('/');
}

/** A seeds folder for one test, in a temporary folder of its own. */
export interface Box {
  root: string;
  /** The seeds folder. */
  path: string;
  /** The path of a file in it. */
  seed(name: string): string;
  write(name: string, content: string | Uint8Array): void;
  watch(options?: Partial<WatchOptions>): Promise<Watched>;
}

/** Gives a test its box. The tests mostly wait, so they may run side by side. */
export function inBox(run: (box: Box) => Promise<void>): () => Promise<void> {
  return async () => {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'offprint-seeds-')));
    const path = join(root, 'seeds');
    mkdirSync(path);
    const open: Watched[] = [];
    try {
      await run({
        root,
        path,
        seed: (name) => join(path, name),
        write: (name, content) => writeFileSync(join(path, name), content),
        watch: async (options) => {
          const watched = new Watched({ path, ...options });
          open.push(watched);
          await watched.folder.start();
          return watched;
        },
      });
    } finally {
      for (const watched of open) watched.close();
      rmSync(root, { recursive: true, force: true });
    }
  };
}

/** Waits until this is what is shown, and sees that it stays so for a while. */
export async function settlesAs(watched: Watched, shown: Record<string, unknown>): Promise<void> {
  await eventually(() => expect(watched.shown).toEqual(shown));
  await delay(450);
  expect(watched.shown).toEqual(shown);
}

export function eventually(check: () => void | Promise<void>): Promise<void> {
  return vi.waitFor(check, { timeout: 45_000, interval: 10 });
}

/** The text of a digest of invented papers with these titles. */
export function digest(...titles: string[]): string {
  const entries = titles.map(
    (title) =>
      `${title}\n\nThis is the abstract of the paper ${title}, which says what was done, how, and what came of it.\n\n  • 3 authors\n·\nJan 16, 2025\n\n`,
  );
  return `Daily Papers\n\nbyAK and the research community\n\nApr 21\n\n${entries.join('')}`;
}

/** Whether a system command could be run; it says nothing. */
export function couldRun(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
