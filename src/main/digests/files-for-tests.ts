/** For tests of the reader: files of digests with as many invented papers as wanted. */
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileToRead } from './reader';

/** The text of a digest. @param name what its papers are about */
export function digestText(papers: number, name = 'moss'): string {
  const entry = (number: number) =>
    `Notes on ${name}, volume ${number}\n\nWe say what was done with it, how, and what came of it in case ${number}, and what we would do otherwise if we had to do it again.\n\n  • 3 authors\n·\nJan 16, 2025\n`;
  return `Apr 21\n\n${Array.from({ length: papers }, (_, number) => entry(number)).join('\n')}`;
}

export function writeFileToRead(folder: string, name: string, text: string): FileToRead {
  const path = join(folder, name);
  writeFileSync(path, text);
  const { size, mtimeMs } = statSync(path);
  return { file: path, name, path, stamp: { size, modifiedAt: mtimeMs } };
}
