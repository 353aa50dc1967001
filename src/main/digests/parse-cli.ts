/** Reads digests without a window: `npm run --silent parse -- FILE…` prints one JSON object per file and line. */
import { basename } from 'node:path';
import { parseFile } from './parse-digest';
import { readTextFile } from './read-text';

const USAGE =
  'Usage: npm run --silent parse -- FILE…\nReads digest files and prints one JSON object per file and line.\n';

/** Prints what the digests of a file say, under the head of the first, and tells whether anything could be read at all. */
async function printDigest(path: string): Promise<boolean> {
  const read = await readTextFile(path);
  const captures = read.ok
    ? parseFile(read.text, { modifiedAt: read.stamp.modifiedAt }, read.problems).captures
    : [{ heading: null, date: null, yearInferred: false, entries: [], problems: [read.problem] }];
  const [first] = captures;
  const entries = captures.flatMap((digest) => digest.entries);
  const line = JSON.stringify({
    file: basename(path),
    heading: first?.heading ?? null,
    date: first?.date ?? null,
    yearInferred: first?.yearInferred ?? false,
    papers: entries.map(({ title, abstract, authorCount, organization, publishedOn, comments, links }) => ({
      title,
      abstract,
      authorCount,
      organization,
      publishedOn,
      comments,
      links,
    })),
    problems: captures.flatMap((digest) => digest.problems),
  });
  // A pipe takes a large line in parts: to exit before it is through would cut it.
  await new Promise<void>((resolve) => process.stdout.write(`${line}\n`, () => resolve()));
  return entries.length > 0;
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
