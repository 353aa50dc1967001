/** The lines below an abstract that say who published a paper and when: three, two or one of them. */
import type { Organization } from '../../../preload/api';
import { shorten } from './problem-texts';
import type { TextLines } from './text-lines';
import { beginsDate, LONGEST_DATE, readDate, type WrittenDate } from './written-dates';

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
const LONGEST_BYLINE = LONGEST_WHO + LONGEST_DATE;
/** What stands where a date should and is longer must be something else. */
const LONGEST_NON_DATE = 30;

const AUTHORS = /^•?\s*(\d{1,3}(?:,\d{3})+|\d{1,6})\s+authors?$/i;
const ORGANIZATION = /^([\p{L}\p{N}_.-]+)(?:\s+(.+))?$/u;

/**
 * Reads `• 7 authors` or `nex-agi Nex AGI`, trimmed; `null` for anything else.
 * An organization without a display name goes by its handle.
 */
function readWho(text: string): Who | null {
  const authors = AUTHORS.exec(text)?.[1];
  if (authors !== undefined) return { authorCount: Number(authors.replaceAll(',', '')), organization: null };
  const organization = ORGANIZATION.exec(text);
  const handle = organization?.[1];
  if (handle === undefined) return null;
  return { authorCount: null, organization: { handle, name: organization?.[2]?.replace(/\s+/g, ' ') ?? handle } };
}

/** Whether the current line begins with the `·` of a byline, and has at most a date, or a count of authors, behind it. */
export function isMiddleDot(lines: TextLines): boolean {
  if (lines.firstCode !== MIDDLE_DOT) return false;
  if (lines.length === 1) return true;
  const text = lines.length <= LONGEST_BYLINE ? lines.line.slice(1).trim() : '';
  return readDate(text) !== null || AUTHORS.test(text);
}

export function isBullet(lines: TextLines): boolean {
  return lines.firstCode === BULLET;
}

/**
 * Whether the current line begins a byline: `·` is in it or follows, with a date behind it, or the line says how many
 * authors, or begins to at the file's end.
 */
export function beginsByline(lines: TextLines): boolean {
  if (lines.length > LONGEST_BYLINE) return false;
  if (lines.hasMiddleDot) return splitAtDot(lines) !== null;
  if (lines.length > LONGEST_WHO) return false;
  if (isMiddleDotNext(lines)) return true;
  if (isBullet(lines)) return lines.isLast || readWho(lines.line)?.authorCount != null;
  return isDigit(lines.firstCode) && AUTHORS.test(lines.line) && readDate(lines.peekLine(LONGEST_DATE + 1)) !== null;
}

/** Who and when of a byline on one line: the date is `null` where it must follow in the next one. */
function splitAtDot(lines: TextLines): { who: string; date: WrittenDate | null } | null {
  const { line } = lines;
  // The count of comments may have a dot of its own; an organization hardly has.
  const dot = line.indexOf('·');
  const who = line.slice(0, dot).trim();
  const when = line.slice(dot + 1).trim();
  if (when === '') return AUTHORS.test(who) ? { who, date: null } : null;
  const date = readDate(when);
  return date === null ? null : { who, date };
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
  const split = lines.hasMiddleDot ? splitAtDot(lines) : null;
  const whoText = split?.who ?? (isMiddleDot(lines) ? '' : lines.line);
  readWhoInto(byline, whoText, lines);
  if (split !== null && split.date !== null) {
    byline.date = split.date;
    byline.dateLine = line;
    sayWhatLacksComma(byline, split.date, line);
    return byline;
  }
  if (split === null && whoText !== '' && isMiddleDotNext(lines)) lines.advance();
  readDateInto(byline, lines);
  return byline;
}

function readWhoInto(byline: Byline, text: string, lines: TextLines): void {
  const who = text === '' ? null : readWho(text);
  if (who !== null) {
    byline.authorCount = who.authorCount;
    byline.organization = who.organization;
  } else if (text === '') {
    const reason = 'its first line, which says who published the paper, is missing';
    byline.faults.push({ line: lines.number, reason });
  } else if (!lines.isLast) {
    byline.faults.push({ line: lines.number, reason: `“${shorten(text)}” says neither authors nor organization` });
  }
}

/** The current line is the last one before the date, or has it behind its `·`. */
function readDateInto(byline: Byline, lines: TextLines): void {
  const behindDot = lines.firstCode === MIDDLE_DOT ? lines.line.slice(1).trim() : '';
  if (behindDot === '' && lines.isLast) {
    byline.faults.push({ line: lines.number, reason: 'the file ends in the middle of it' });
    return;
  }
  const text = behindDot === '' ? lines.peekLine(LONGEST_BYLINE) : behindDot;
  if (byline.authorCount === null && byline.organization === null && AUTHORS.test(text)) {
    // Some pages put no more than this below a paper.
    if (behindDot === '') lines.advance();
    byline.text = `· ${text}`;
    byline.authorCount = readWho(text)?.authorCount ?? null;
    byline.faults = [];
    return;
  }
  byline.date = readDate(text);
  const isNoDate = byline.date === null && !beginsDate(text);
  if (isNoDate && (lines.isNextAfterBlank || text.length > LONGEST_NON_DATE)) {
    byline.faults.push({ line: lines.number, reason: 'its date is missing' });
    return;
  }
  if (behindDot === '') lines.advance();
  byline.dateLine = lines.number;
  byline.text += ` · ${text}`;
  if (byline.date !== null) {
    sayWhatLacksComma(byline, byline.date, lines.number);
    return;
  }
  const reason = lines.isLast ? `the file ends in the middle of its date, “${text}”` : `“${text}” is not a date`;
  byline.faults.push({ line: lines.number, reason });
}

function sayWhatLacksComma(byline: Byline, date: WrittenDate, line: number): void {
  if (!date.yearLacksComma) return;
  byline.faults.push({
    line,
    reason: `“${date.text}” lacks a comma, and ${date.year} was read as the year, not as comments`,
  });
}

/** Whether the next line is a `·`, alone or with a date behind it. */
function isMiddleDotNext(lines: TextLines): boolean {
  if (lines.text.charCodeAt(lines.peek()) !== MIDDLE_DOT) return false;
  const text = lines.peekLine(LONGEST_BYLINE);
  return text === '·' || readDate(text.slice(1).trim()) !== null;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
