/** Reads the digests that the tests hold the reader to. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Digest, Entry } from '../../../preload/api';
import { type ParsedFile, parseFile } from '../parse-digest';

export const FIXTURES = join(import.meta.dirname, '..', 'fixtures');
export const NOVEMBER_2026 = Date.UTC(2026, 10, 21);

export function text(name: string): string {
  return readFileSync(join(FIXTURES, name), 'utf8');
}

export function parse(input: string, modifiedAt = NOVEMBER_2026): ParsedFile {
  return parseFile(input, { modifiedAt });
}

/** The first capture of a text. */
export function digestOf(input: string, modifiedAt = NOVEMBER_2026): Digest<Entry> {
  const [digest] = parse(input, modifiedAt).captures;
  if (digest === undefined) throw new Error('A file has at least one capture.');
  return digest;
}

/** The first capture of a fixture. */
export function read(name: string): Digest<Entry> {
  return digestOf(text(name));
}

export function titles(digest: Digest<Entry>): string[] {
  return digest.entries.map((entry) => entry.title);
}

/** Everything of the entries but what depends on where they stand in the file. */
export function withoutLines(digest: Digest<Entry>): Omit<Entry, 'line' | 'lastLine'>[] {
  return digest.entries.map(({ line: _line, lastLine: _lastLine, ...entry }) => entry);
}

/** What each line of a text was read as, as one letter: blank `_`, `page`, `heading`, `unread`, `entry`. */
export function usesOf(input: string): string {
  const { uses } = parse(input);
  const letter = (line: number) => {
    const { kind } = uses.useOf(line);
    return kind === 'blank' ? '_' : kind.charAt(0);
  };
  return Array.from(input.split(/\r\n|\r|\n/), (_, index) => letter(index + 1)).join('');
}
