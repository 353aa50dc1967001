/** Brings abstracts from the database into memory for searching, bit by bit, while the worker answers other calls. */
import { type AbstractsRecord, abstractsPerRecord } from './database';
import type { LoadedDigest } from './digests';
import type { Papers } from './papers';
import type { SearchTexts } from './query/search-texts';
import { abstractPlace } from './storage';

/** Abstracts taken at once: few enough that a keystroke in between does not have to wait long. */
const CHUNK = 500;
/** How long after a failure the next attempt is made, in milliseconds. */
const RETRY_AFTER = 3000;

/** Some abstracts of a digest: a record of the database. */
interface Piece {
  digest: LoadedDigest;
  /** The position of the first. */
  start: number;
  key: string;
}

interface LoaderParts {
  papers: Papers;
  texts: SearchTexts;
  /** In the order of the keys; `undefined` where there is nothing. */
  load(keys: string[]): Promise<(AbstractsRecord | undefined)[]>;
  onReady(): void;
}

export class AbstractLoader {
  readonly #parts: LoaderParts;
  /** And the position from which on. */
  readonly #wanted = new Map<LoadedDigest, number>();
  #isRunning = false;
  /** The next attempt, or the first. */
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: LoaderParts) {
    this.#parts = parts;
  }

  get isLoading(): boolean {
    return this.#wanted.size > 0;
  }

  /**
   * Asks for what the texts lack of these papers; newest digests come first.
   *
   * @param delay milliseconds to leave the processor to something more urgent
   */
  want(papers: readonly number[], delay = 0): void {
    const { texts, papers: all } = this.#parts;
    const wantedBefore = this.#wanted.size;
    for (const paper of papers) {
      const digest = texts.lacks(paper) ? all.digests.digestOf(all.abstractFrom.at(paper)) : null;
      if (digest) this.#wanted.set(digest, 0);
    }
    if (this.#wanted.size === wantedBefore) return;
    if (delay > 0) this.#runLater(delay);
    else void this.#run();
  }

  /** Says that a digest was taken out of the library. */
  drop(digest: LoadedDigest): void {
    this.#wanted.delete(digest);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#wanted.clear();
  }

  async #run(): Promise<void> {
    if (this.#isRunning || this.#wanted.size === 0) return;
    this.#isRunning = true;
    clearTimeout(this.#timer);
    try {
      while (this.#wanted.size > 0) {
        const chunk = this.#nextChunk();
        const records = await this.#parts.load(chunk.map(({ key }) => key));
        chunk.forEach((piece, at) => void this.#take(piece, records[at]?.abstracts ?? []));
      }
      this.#parts.onReady();
    } catch {
      // Searches stay marked as partial; whatever keeps the storage from answering shows where the reader needs it.
      if (this.#wanted.size > 0) this.#runLater(RETRY_AFTER);
    } finally {
      this.#isRunning = false;
    }
  }

  #runLater(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#run(), delay);
  }

  #take({ digest, start }: Piece, abstracts: readonly string[]): void {
    // Somebody may have asked for it anew meanwhile, from its beginning.
    if (this.#wanted.get(digest) !== start) return;
    const next = start + abstractsPerRecord(digest);
    if (next < digest.length) this.#wanted.set(digest, next);
    else this.#wanted.delete(digest);
    this.#parts.texts.store(digest, start, abstracts);
  }

  #nextChunk(): Piece[] {
    const chunk: Piece[] = [];
    let abstracts = 0;
    for (const [digest, start] of [...this.#wanted].sort(([a], [b]) => b.recency - a.recency)) {
      const length = Math.min(digest.length - start, abstractsPerRecord(digest));
      if (chunk.length > 0 && abstracts + length > CHUNK) break;
      chunk.push({ digest, start, key: abstractPlace(digest, start).key });
      abstracts += length;
    }
    return chunk;
  }
}
