/** Writes a whole library into one zip, one file after the other; it has its name only when it is whole and on the disk. */
import { createHash, type Hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { ARCHIVE_VERSION, MANIFEST, MARKS, type Manifest, type ManifestFile, SETTINGS } from './archive-format';

export interface ArchiveSource {
  /** The version of Offprint. */
  app: string;
  /** Milliseconds since 1970. */
  at: number;
  /** Where each digest file is, and what it is called in the zip. */
  digests: readonly { file: string; name: string }[];
  /** A backup of all marks; `null` where there are none. */
  marks: { parts: readonly Buffer[]; count: number } | null;
  settings: object;
}

interface WriteOptions {
  /** Absolute; what is there is replaced. */
  path: string;
  signal: AbortSignal;
  /** Told how many digests are in it. */
  onProgress(done: number): void;
}

/**
 * @returns what is in it; digests that could not be read are marked as missing
 * @throws whatever the system says; there is nothing under this name then but what was there
 */
export async function writeArchive(
  source: ArchiveSource,
  { path, signal, onProgress }: WriteOptions,
): Promise<Manifest> {
  const temporary = `${path}.part`;
  const zip = new ZipFile();
  const files: ManifestFile[] = [];
  let digests = 0;
  for (const { file, name } of source.digests) {
    zip.addReadStreamLazy(name, (give) => {
      void digestStream(file, (entry) => {
        files.push({ name, ...entry });
        if (!entry.isMissing) digests++;
        onProgress(files.length);
      }).then(
        (stream) => give(null, stream),
        (error: unknown) => give(error, Readable.from([])),
      );
    });
  }
  const add = (name: string, parts: readonly Buffer[]) =>
    zip.addReadStreamLazy(name, (give) => {
      const hashing = hashed((size, sha256) =>
        files.push({ name, size, sha256, modifiedAt: source.at, isMissing: false }),
      );
      give(null, Readable.from(parts).pipe(hashing));
    });
  if (source.marks) add(MARKS, source.marks.parts);
  add(SETTINGS, [Buffer.from(`${JSON.stringify(source.settings, null, 2)}\n`)]);
  const manifest = (): Manifest => ({
    ...{ offprintLibrary: ARCHIVE_VERSION, app: source.app, at: source.at },
    counts: { digests, marks: source.marks?.count ?? 0 },
    files,
  });
  // Last, when all others are through.
  zip.addReadStreamLazy(MANIFEST, (give) => give(null, Readable.from([Buffer.from(JSON.stringify(manifest()))])));
  const stopped = new Promise<never>((_, reject) => zip.on('error', (error: Error) => reject(error)));
  zip.end();
  const output = createWriteStream(temporary, { flush: true });
  try {
    await Promise.race([pipeline(zip.outputStream, output, { signal }), stopped]);
    await rename(temporary, path);
    await syncFolderOf(path);
    return manifest();
  } catch (error) {
    output.destroy();
    await unlink(temporary).catch(() => {});
    throw error;
  }
}

/** What a digest file has in it; nothing where it cannot be opened. @param onRead told once all of it went through */
async function digestStream(file: string, onRead: (entry: Omit<ManifestFile, 'name'>) => void): Promise<Readable> {
  const handle = await open(file, 'r').catch(() => null);
  const stats = (await handle?.stat().catch(() => null)) ?? null;
  const modifiedAt = stats?.mtimeMs ?? 0;
  const isMissing = handle === null || stats === null;
  const hashing = hashed((size, sha256) => onRead({ size, sha256, modifiedAt, isMissing }));
  const stream = isMissing ? Readable.from([]) : handle.createReadStream();
  stream.on('error', (error: Error) => hashing.destroy(error));
  return stream.pipe(hashing);
}

function hashed(onEnd: (size: number, sha256: string) => void): Transform {
  const hash: Hash = createHash('sha256');
  let size = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
    flush(done) {
      onEnd(size, hash.digest('hex'));
      done();
    },
  });
}

async function syncFolderOf(path: string): Promise<void> {
  // Windows has no such thing.
  if (process.platform === 'win32') return;
  const folder = await open(dirname(path), 'r');
  await folder.sync().catch(() => {});
  await folder.close();
}
