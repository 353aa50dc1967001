/**
 * The text of a captured "Daily Papers" page: a page header, a heading date, then papers, in blocks parted by blank lines.
 *
 * A paper is a title, an abstract and, not always, a byline of three lines: who (`  • 7 authors`, or an organization's
 * handle and name), `·`, and when (`Jan 16, 2025`), with an optional comment count behind it.
 */
import { resolveDates } from './capture-dates';
import { DailyPapersReader, type Reading } from './daily-papers-reader';
import type { Capture, DigestFormat, ReadText } from './index';
import { linksIn } from './links';
import { LONGEST_PAGE_HEADER, pageHeaderLine } from './page-header';
import { TextLines } from './text-lines';
import { readDate } from './written-dates';

/** A heading stands among the first lines, whatever a browser put above it. */
const LINES_BEFORE_HEADING = 20;
/** Where no byline proves that these are papers, their abstracts must at least be paragraphs. */
const SHORTEST_PARAGRAPH = 100;

export const dailyPapersText: DigestFormat = {
  name: 'Daily Papers, as text',
  looksLike:
    'a heading date such as “Apr 21”, then for each paper a title, an abstract and mostly a byline ' +
    '(“• 7 authors”, “·”, “Jan 16, 2025”), with blank lines between them',
  detects,
  parse,
};

function detects(text: string): boolean {
  if (/(?:^|\n)[^\S\n]*·[^\S\n]*(?:\n|$)/.test(text)) return true;
  const lines = new TextLines(text);
  for (let seen = 0; seen < LINES_BEFORE_HEADING && lines.advance(); seen++) {
    if (lines.length > LONGEST_PAGE_HEADER) continue;
    if (pageHeaderLine(lines.line) === 'sure' || readDate(lines.line) !== null) return true;
  }
  return false;
}

function parse(text: string, capture: Capture): ReadText | null {
  const reading = new DailyPapersReader(text).read();
  const { sections, problems } = reading;
  if (!isBelievable(reading)) return null;
  const [first, ...others] = sections;
  for (const section of others) {
    if (section.heading === null) continue;
    problems.push({
      line: section.headingLine,
      message:
        `A second heading, “${section.heading.text}”, stands in the middle of the file. ` +
        'The papers below it were read, and are shown with those of the first.',
    });
  }
  const date = sections.map((section) => resolveDates(section, capture.modifiedAt, problems))[0] ?? null;
  const entries = sections.flatMap((section) => section.drafts.map((draft) => draft.entry));
  if (entries.length === 0 && problems.length === 0) {
    const message =
      'The digest has no papers: a page header or a heading date is there, but behind it no title with an abstract.';
    problems.push({ line: null, message });
  }
  for (const entry of entries) if (entry.abstract !== null) entry.links = linksIn(entry.abstract);
  problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const digest = {
    heading: first?.heading?.text ?? null,
    date,
    yearInferred: date !== null && first?.heading?.year === null,
    firstLine: 1,
    entries,
    problems,
  };
  return { captures: [digest], marks: [] };
}

/** Tells a listing of papers from a diary, a log or source code in which a line happens to look like a part of one. */
function isBelievable({ sections, hasPageHeader, bylines, leftOut }: Reading): boolean {
  const drafts = sections.flatMap((section) => section.drafts);
  if (hasPageHeader && drafts.length === 0) return true;
  if (bylines === 0) {
    if (drafts.length === 0) return leftOut > 0;
    if (hasPageHeader && sections[0]?.heading != null) return true;
    return drafts.every(({ entry }) => (entry.abstract?.length ?? 0) >= SHORTEST_PARAGRAPH);
  }
  const isAnchored = hasPageHeader || sections[0]?.heading != null;
  return isAnchored || drafts.length < 8 || bylines * 4 >= drafts.length;
}
