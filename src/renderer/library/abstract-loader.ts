/** Brings abstracts from the database into memory for searching, bit by bit, while the worker answers other calls. */
import type { AbstractsRecord } from './database';
import type { LoadedDigest } from './digests';

/** Abstracts taken at once: few enough that a keystroke in between does not have to wait long. */
const CHUNK = 500;
/** How long after a failure the next attempt is made, in milliseconds. */
const RETRY_AFTER = 3000;

interface LoaderParts {
  /** In the order of the ids; `undefined` where there is nothing. */
  load(digestIds: string[]): Promise<(AbstractsRecord | undefined)[]>;
  /** Is given what was loaded, unless the digest is no longer wanted. */
  store(digest: LoadedDigest, abstracts: readonly string[]): void;
  onReady(): void;
}

export class AbstractLoader {
  readonly #parts: LoaderParts;
  readonly #wanted = new Set<LoadedDigest>();
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
   * Asks for the abstracts of these digests; newest digests come first.
   *
   * @param delay milliseconds to leave the processor to something more urgent
   */
  want(digests: Iterable<LoadedDigest>, delay = 0): void {
    for (const digest of digests) this.#wanted.add(digest);
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
        const records = await this.#parts.load(chunk.map((digest) => digest.id));
        chunk.forEach((digest, at) => {
          if (this.#wanted.delete(digest)) this.#parts.store(digest, records[at]?.abstracts ?? []);
        });
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

  #nextChunk(): LoadedDigest[] {
    const chunk: LoadedDigest[] = [];
    let abstracts = 0;
    for (const digest of [...this.#wanted].sort((a, b) => b.recency - a.recency)) {
      if (chunk.length > 0 && abstracts + digest.length > CHUNK) break;
      chunk.push(digest);
      abstracts += digest.length;
    }
    return chunk;
  }
}
