/** The papers of a folder of digests, as peers are given them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFile } from '../src/main/digests/parse-digest';
import { readTextBytes } from '../src/main/digests/read-text';

export interface BenchPaper {
  title: string;
  abstract: string;
  organization: string;
  /** `YYYY-MM-DD` */
  publishedOn: string | null;
}

export function* readPapers(folder: string): Generator<BenchPaper> {
  for (const name of readdirSync(folder).sort()) {
    const read = readTextBytes(readFileSync(join(folder, name)));
    if (!read.ok) throw new Error(`${name} cannot be read.`);
    for (const { entries } of parseFile(read.text, { modifiedAt: 0 }, read.problems).captures) {
      for (const { title, abstract, organization, publishedOn } of entries) {
        yield { title, abstract: abstract ?? '', organization: organization?.name ?? '', publishedOn };
      }
    }
  }
}
