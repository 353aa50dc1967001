/** Reads a library that was written as one zip, and believes nothing of what it says of itself. */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import * as v from 'valibot';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { LARGEST_DIGEST } from '../digests/read-text';
import { codeOf, messageOf } from '../failure';
import {
  ARCHIVE_VERSION,
  ArchiveError,
  isArchiveName,
  isDigestName,
  MANIFEST,
  MARKS,
  type Manifest,
  type ManifestFile,
  MOST,
  manifestSchema,
  SETTINGS,
} from './archive-format';

const NO_LIBRARY = 'This is no library that Offprint wrote';

export class Archive {
  readonly manifest: Manifest;
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #files: ReadonlyMap<string, ManifestFile>;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>, manifest: Manifest) {
    this.#zip = zip;
    this.#entries = entries;
    this.manifest = manifest;
    this.#files = new Map(manifest.files.map((file) => [file.name, file]));
  }

  /**
   * Opens a library, and holds what its directory says to what can be.
   *
   * @throws ArchiveError for what is none, or whatever the system says
   */
  static async open(path: string): Promise<Archive> {
    const zip = await openPromise(path, {
      autoClose: false,
      lazyEntries: true,
      validateEntrySizes: true,
      strictFileNames: true,
    }).catch(explain);
    try {
      const entries = await entriesOf(zip).catch(explain);
      const manifest = await readManifest(zip, entries);
      checkManifest(manifest, entries);
      return new Archive(zip, entries, manifest);
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  get digests(): ManifestFile[] {
    return this.manifest.files.filter(({ name, isMissing }) => isDigestName(name) && !isMissing);
  }

  has(name: string): boolean {
    return this.#files.has(name);
  }

  /**
   * All of a file, once it is known to be what was written.
   *
   * @throws ArchiveError where it is not
   */
  async read(name: string): Promise<Buffer> {
    const chunks: Buffer[] = [];
    await this.check(name, (chunk) => chunks.push(chunk));
    return Buffer.concat(chunks);
  }

  /** Reads a file through, without keeping it. @throws ArchiveError where it is not what was written */
  async check(name: string, onChunk: (chunk: Buffer) => void = () => {}): Promise<void> {
    const [entry, file] = [this.#entries.get(name), this.#files.get(name)];
    if (!entry || !file) throw new ArchiveError(`${NO_LIBRARY}: ${name} is not in it.`);
    const hash = createHash('sha256');
    await readThrough(this.#zip, entry, (chunk) => {
      hash.update(chunk);
      onChunk(chunk);
    });
    if (hash.digest('hex') !== file.sha256) {
      throw new ArchiveError(`This library is damaged: ${name} is not what was written.`);
    }
  }

  close(): void {
    this.#zip.close();
  }
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > MOST.files) throw new ArchiveError(`${NO_LIBRARY}: it has too many files in it.`);
  const entries = new Map<string, Entry>();
  let total = 0;
  let packed = 0;
  for await (const entry of zip.eachEntry()) {
    const { fileName, uncompressedSize, compressedSize } = entry;
    if (!isArchiveName(fileName)) throw new ArchiveError(`${NO_LIBRARY}: there is something else in it.`);
    if (entries.has(fileName)) throw new ArchiveError(`${NO_LIBRARY}: two files in it have one name.`);
    checkKind(entry);
    total += uncompressedSize;
    packed += compressedSize;
    const isSuspicious = uncompressedSize > MOST.small && uncompressedSize > compressedSize * MOST.ratio;
    // Parts that lie over each other would be unpacked more than once.
    if (uncompressedSize > mostOf(fileName) || isSuspicious || total > MOST.total || packed > zip.fileSize) {
      throw new ArchiveError(`${NO_LIBRARY}: unpacked, it would be larger than any library.`);
    }
    entries.set(fileName, entry);
  }
  return entries;
}

/** What a link or a device points to is not in the zip, and what is encrypted cannot be checked. */
function checkKind(entry: Entry): void {
  const kind = (entry.externalFileAttributes >>> 16) & 0o170000;
  const isPlain = kind === 0 || kind === 0o100000;
  if (!isPlain || entry.isEncrypted() || !entry.canDecodeFileData()) {
    throw new ArchiveError(`${NO_LIBRARY}: there is something in it that is no plain file.`);
  }
}

function mostOf(name: string): number {
  if (name === MANIFEST) return MOST.manifest;
  if (name === MARKS) return MOST.marks;
  return name === SETTINGS ? MOST.settings : LARGEST_DIGEST;
}

async function readManifest(zip: ZipFile, entries: ReadonlyMap<string, Entry>): Promise<Manifest> {
  const entry = entries.get(MANIFEST);
  if (!entry) throw new ArchiveError(`${NO_LIBRARY}: it has no ${MANIFEST}.`);
  const chunks: Buffer[] = [];
  await readThrough(zip, entry, (chunk) => chunks.push(chunk));
  let value: unknown;
  try {
    value = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new ArchiveError(`${NO_LIBRARY}: its ${MANIFEST} makes no sense.`);
  }
  const version = v.safeParse(v.object({ offprintLibrary: v.number() }), value);
  if (version.success && version.output.offprintLibrary > ARCHIVE_VERSION) {
    throw new ArchiveError(
      'This library was written by a newer version of Offprint. Install that version to take it in.',
    );
  }
  const manifest = v.safeParse(manifestSchema, value, { abortEarly: true });
  if (!manifest.success) throw new ArchiveError(`${NO_LIBRARY}: its ${MANIFEST} makes no sense.`);
  return manifest.output;
}

/** The zip holds what the manifest names, neither more nor less. */
function checkManifest({ files }: Manifest, entries: ReadonlyMap<string, Entry>): void {
  const named = new Set(files.map(({ name }) => name));
  const isComplete =
    named.size === files.length &&
    entries.size === files.length + 1 &&
    files.every(({ name, size }) => name !== MANIFEST && entries.get(name)?.uncompressedSize === size);
  if (!isComplete) throw new ArchiveError(`This library is damaged: it does not hold what its ${MANIFEST} names.`);
}

/** @throws ArchiveError where it is longer or shorter than the zip says, or cannot be unpacked */
async function readThrough(zip: ZipFile, entry: Entry, onChunk: (chunk: Buffer) => void): Promise<void> {
  try {
    const stream: Readable = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream) onChunk(chunk);
  } catch (error) {
    explain(error);
  }
}

/** The system's own errors stay what they are; those of yauzl are about the file. */
function explain(error: unknown): never {
  const isOfSystem = codeOf(error)?.startsWith('E') && !codeOf(error)?.startsWith('ERR_');
  if (error instanceof ArchiveError || isOfSystem) throw error;
  throw new ArchiveError(`${NO_LIBRARY}, or it is damaged (${messageOf(error)}).`, { cause: error });
}
