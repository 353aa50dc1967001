/** What must hold whatever is read: told to `npm run fuzz`, to the unit tests, and to whoever changes the reader. */
import { isDeepStrictEqual } from 'node:util';
import { dailyPapersText } from '../src/main/digests/formats/daily-papers-text';
import { type ParsedFile, parseFile } from '../src/main/digests/parse-digest';
import { readTextBytes } from '../src/main/digests/read-text';
import type { Digest, Entry } from '../src/preload/api';

const CAPTURE = { modifiedAt: Date.UTC(2026, 10, 21) };
/** Characters; what is longer is a title or a part of an abstract. */
const LONGEST_BYLINE = 200;
const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/**
 * Reads a text and checks all of it.
 *
 * @throws an error that says which invariant does not hold, and where
 */
export function checkReading(text: string): void {
  const file = parseFile(text, CAPTURE);
  checkCaptures(file);
  checkLines(text, file);
  if (!isDeepStrictEqual(seen(parseFile(text, CAPTURE)), seen(file))) fail('reading it twice gives two readings');
  checkEncodings(text, file);
}

function checkCaptures({ captures, format }: ParsedFile): void {
  if (captures.length === 0) fail('a file has no capture at all');
  let lastLine = 0;
  for (const digest of captures) {
    checkDate(digest.date, 'the digest');
    if (digest.yearInferred && digest.date === null) fail('a year was inferred, but there is no date');
    for (const { line, message } of digest.problems) {
      if (line !== null && !(line >= 1)) fail(`a problem stands in line ${line}`);
      if (message.trim() === '') fail('a problem says nothing');
    }
    for (const entry of digest.entries) {
      // A line of markup may hold the end of one entry and the beginning of the next.
      const isOverlap = format === dailyPapersText.name ? entry.line <= lastLine : entry.line < lastLine;
      if (isOverlap) fail(`the entry of line ${entry.line} begins before the one above it ends, in line ${lastLine}`);
      if (entry.lastLine < entry.line) fail(`the entry of line ${entry.line} ends in line ${entry.lastLine}`);
      lastLine = entry.lastLine;
      checkEntry(entry);
    }
  }
}

function checkEntry(entry: Entry): void {
  if (entry.title.trim() === '' || entry.title !== entry.title.trim()) fail(`a title is “${entry.title}”`);
  if (entry.abstract !== null && entry.abstract.trim() === '') fail(`“${entry.title}” has a blank abstract`);
  checkDate(entry.publishedOn, entry.title);
  for (const count of [entry.authorCount, entry.comments]) {
    if (count !== null && !(Number.isInteger(count) && count >= 0)) fail(`“${entry.title}” counts ${count}`);
  }
  for (const link of entry.links) {
    if (!/^https?:\/\//.test(link)) fail(`“${entry.title}” links to ${link}`);
  }
}

function checkDate(date: string | null, of: string): void {
  if (date === null) return;
  const isReal = DATE.test(date) && new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
  if (!isReal) fail(`the date of ${of} is ${date}`);
}

/** Every line that is not blank is a part of an entry, of the page around them, a heading, or told as a problem. */
function checkLines(text: string, { captures, format, uses }: ParsedFile): void {
  const lines = text.split(/\r\n|\r|\n/);
  const problems = captures.flatMap((digest) => digest.problems);
  // Only of a file that is no digest at all, or of one without a paper, can a problem be about the whole.
  const isEmpty = captures.every(({ entries }) => entries.length === 0);
  const isWholeFileTold = isEmpty && problems.some(({ line }) => line === null);
  const told = new Set(problems.map(({ line }) => line));
  const last = captures.flatMap(({ entries }) => entries).at(-1);
  if (last && last.lastLine > lines.length) fail(`an entry ends in line ${last.lastLine} of ${lines.length}`);
  let isTold = false;
  for (const [index, line] of lines.entries()) {
    const use = uses.useOf(index + 1);
    const isBlank = line.trim() === '';
    if (isBlank !== (use.kind === 'blank')) fail(`line ${index + 1}, “${line}”, was read as ${use.kind}`);
    if (use.kind === 'entry') {
      const entry = captures[use.capture]?.entries[use.position];
      if (!entry) fail(`line ${index + 1} belongs to an entry that is not there`);
      else if (index + 1 < entry.line || index + 1 > entry.lastLine) fail(`line ${index + 1} is outside of its entry`);
      else if (format === dailyPapersText.name && !isKept(line, entry)) fail(`line ${index + 1} is not in its entry`);
    }
    // One problem tells of the lines that follow it without another use in between.
    isTold = use.kind === 'unread' ? isTold || told.has(index + 1) : use.kind === 'blank' && isTold;
    if (use.kind === 'unread' && !isTold && !isWholeFileTold)
      fail(`line ${index + 1}, “${line}”, was passed over in silence`);
  }
}

/** Whether a line that is too long for a byline stands in the entry that it is said to be a part of. */
function isKept(line: string, { title, abstract }: Entry): boolean {
  const text = flat(line);
  return text.length <= LONGEST_BYLINE || flat(title).includes(text) || flat(abstract ?? '').includes(text);
}

function flat(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A digest is the same in whichever encoding it was saved. */
function checkEncodings(text: string, file: ParsedFile): void {
  if (/\p{Cs}/u.test(text) || /^\ufeff|\0/.test(text) || text === '') return;
  const utf8 = new TextEncoder().encode(text);
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
  for (const bytes of [utf8, Buffer.concat([Buffer.from('\ufeff'), utf8]), utf16, Buffer.from(utf16).swap16()]) {
    const read = readTextBytes(bytes);
    // What looks like no text at all is refused, in UTF-8 by more signs than in UTF-16.
    if (!read.ok) continue;
    if (!isDeepStrictEqual(seen(parseFile(read.text, CAPTURE, read.problems)), seen(file))) {
      fail('another encoding gives another reading');
    }
  }
}

function seen({ format, captures }: ParsedFile): { format: string | null; captures: Digest<Entry>[] } {
  return { format, captures };
}

function fail(what: string): never {
  throw new Error(`Invariant broken: ${what}.`);
}
