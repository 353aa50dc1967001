/** Reads digests without a window: `npm run --silent parse -- FILE…` prints one JSON object per file and line. */
import { basename } from 'node:path';
import type { Digest, Entry } from '../../preload/api';
import { parseDigest } from './parse-digest';
import { readTextFile } from './read-text';

const USAGE =
  'Usage: npm run --silent parse -- FILE…\nReads digest files and prints one JSON object per file and line.\n';

/** Prints what a digest says, and tells whether anything could be read at all. */
async function printDigest(path: string): Promise<boolean> {
  const read = await readTextFile(path);
  const digest: Digest<Entry> = read.ok
    ? parseDigest(read.text, { modifiedAt: read.stamp.modifiedAt }, read.problems)
    : { heading: null, date: null, yearInferred: false, entries: [], problems: [read.problem] };
  const line = JSON.stringify({
    file: basename(path),
    heading: digest.heading,
    date: digest.date,
    yearInferred: digest.yearInferred,
    papers: digest.entries.map(({ title, abstract, authorCount, organization, publishedOn, comments, links }) => ({
      title,
      abstract,
      authorCount,
      organization,
      publishedOn,
      comments,
      links,
    })),
    problems: digest.problems,
  });
  // A pipe takes a large line in parts: to exit before it is through would cut it.
  await new Promise<void>((resolve) => process.stdout.write(`${line}\n`, () => resolve()));
  return digest.entries.length > 0;
}

const paths = process.argv.slice(2);
if (paths.length === 0) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  for (const path of paths) {
    if (!(await printDigest(path))) process.exitCode = 1;
  }
}
