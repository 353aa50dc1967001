/**
 * A whole library as one zip: `digests/1/…` with the files of the first seeds folder, and so on; `marks.jsonl`, which is a backup
 * of all marks; `settings.json`; and, last of all, `manifest.json`, which names all others with their sizes and hashes.
 */
import * as v from 'valibot';

/** Raise it when libraries are written that an earlier Offprint would get wrong. */
export const ARCHIVE_VERSION = 1;

export const MANIFEST = 'manifest.json';
export const MARKS = 'marks.jsonl';
export const SETTINGS = 'settings.json';

/** A file that is no library, or not a whole one; the message is for the reader. */
export class ArchiveError extends Error {
  override name = 'ArchiveError';
}

/** What may be in one at most, whatever it says of itself: it may have been made to use up the machine. */
export const MOST = {
  files: 500_000,
  /** Bytes, unpacked. */
  total: 50_000_000_000,
  manifest: 200_000_000,
  marks: 2_000_000_000,
  settings: 1_000_000,
  /** How many times larger a file is unpacked; what says the same again and again reaches a thousand. */
  ratio: 200,
  /** A smaller file may be of any ratio; in bytes. */
  small: 1_000_000,
};

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const fileSchema = v.object({
  name: v.string(),
  size: count,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  /** When it was last changed, in milliseconds since 1970: it may decide a digest's year. */
  modifiedAt: v.pipe(v.number(), v.finite()),
  /** Whether it could not be read when the library was written: there is nothing in it then. */
  isMissing: v.boolean(),
});

export const manifestSchema = v.object({
  offprintLibrary: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** The version of Offprint that wrote it. */
  app: v.string(),
  /** Milliseconds since 1970. */
  at: count,
  counts: v.object({ digests: count, marks: count }),
  files: v.pipe(v.array(fileSchema), v.maxLength(MOST.files)),
});
export type Manifest = v.InferOutput<typeof manifestSchema>;
export type ManifestFile = v.InferOutput<typeof fileSchema>;

const DIGEST = /^digests\/\d{1,4}\/[^\0\\]+$/;

/** Whether something of this name can be in a library at all: nothing that would lead anywhere else. */
export function isArchiveName(name: string): boolean {
  if (name === MANIFEST || name === MARKS || name === SETTINGS) return true;
  return DIGEST.test(name) && name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

export function isDigestName(name: string): boolean {
  return name.startsWith('digests/');
}
