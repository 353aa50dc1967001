/** The three lines below an abstract that say who published a paper and when. */
import type { Organization } from '../../../preload/api';
import { shorten } from './problem-texts';
import type { TextLines } from './text-lines';
import { beginsDate, readDate, type WrittenDate } from './written-dates';

export interface Who {
  authorCount: number | null;
  organization: Organization | null;
}

export interface Byline extends Who {
  /** Its lines as they are written, for a quotation. */
  text: string;
  date: WrittenDate | null;
  dateLine: number | null;
  /** What is wrong with it, as the end of a sentence about it. */
  faults: { line: number; reason: string }[];
}

const BULLET = 0x2022;
const MIDDLE_DOT = 0xb7;
const LONGEST_WHO = 120;
/** What stands where a date should and is longer must be something else. */
const LONGEST_NON_DATE = 30;

const AUTHORS = /^•?\s*(\d{1,3}(?:,\d{3})+|\d{1,6})\s+authors?$/i;
const ORGANIZATION = /^([\p{L}\p{N}_.-]+)(?:\s+(.+))?$/u;

/**
 * Reads `• 7 authors` or `nex-agi Nex AGI`, trimmed; `null` for anything else.
 * An organization without a display name goes by its handle.
 */
export function readWho(text: string): Who | null {
  const authors = AUTHORS.exec(text)?.[1];
  if (authors !== undefined) return { authorCount: Number(authors.replaceAll(',', '')), organization: null };
  const organization = ORGANIZATION.exec(text);
  const handle = organization?.[1];
  if (handle === undefined) return null;
  return { authorCount: null, organization: { handle, name: organization?.[2]?.replace(/\s+/g, ' ') ?? handle } };
}

/** Whether the current line is the `·` of a byline. */
export function isMiddleDot(lines: TextLines): boolean {
  return lines.length === 1 && lines.firstCode === MIDDLE_DOT;
}

/** Whether the current line begins a byline: `·` follows, or it says how many authors, or begins to at the file's end. */
export function beginsByline(lines: TextLines): boolean {
  if (lines.length > LONGEST_WHO) return false;
  if (isMiddleDotNext(lines)) return true;
  if (lines.firstCode !== BULLET) return false;
  return lines.isLast || readWho(lines.line)?.authorCount != null;
}

/** Reads the byline that begins with the current line, be it the first one or, where that is missing, the `·`. */
export function readByline(lines: TextLines): Byline {
  const line = lines.number;
  const byline: Byline = {
    text: lines.line,
    authorCount: null,
    organization: null,
    date: null,
    dateLine: null,
    faults: [],
  };
  const isWhoMissing = isMiddleDot(lines);
  const who = isWhoMissing ? null : readWho(lines.line);
  if (who !== null) Object.assign(byline, who);
  else if (isWhoMissing)
    byline.faults.push({ line, reason: 'its first line, which says who published the paper, is missing' });
  else if (!lines.isLast)
    byline.faults.push({ line, reason: `“${shorten(lines.line)}” says neither authors nor organization` });

  if (!isWhoMissing && isMiddleDotNext(lines)) lines.advance();
  if (lines.isLast) {
    byline.faults.push({ line: lines.number, reason: 'the file ends in the middle of it' });
    return byline;
  }
  const text = lines.peekLine(LONGEST_WHO);
  byline.date = readDate(text);
  const isNoDate = byline.date === null && !beginsDate(text);
  if (isNoDate && (lines.isNextAfterBlank || text.length > LONGEST_NON_DATE)) {
    byline.faults.push({ line: lines.number, reason: 'its date is missing' });
    return byline;
  }
  lines.advance();
  byline.dateLine = lines.number;
  byline.text += ` · ${text}`;
  if (byline.date === null) {
    const reason = lines.isLast ? `the file ends in the middle of its date, “${text}”` : `“${text}” is not a date`;
    byline.faults.push({ line: lines.number, reason });
  } else if (byline.date.yearLacksComma) {
    const { year } = byline.date;
    byline.faults.push({
      line: lines.number,
      reason: `“${text}” lacks a comma, and ${year} was read as the year, not as comments`,
    });
  }
  return byline;
}

function isMiddleDotNext(lines: TextLines): boolean {
  return lines.text.charCodeAt(lines.peek()) === MIDDLE_DOT && lines.peekLine(3) === '·';
}
