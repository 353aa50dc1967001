/**
 * The text of a captured "Daily Papers" page: a page header, a heading date, then papers, in blocks parted by blank lines.
 *
 * A paper is a title, an abstract and, not always, a byline of three lines: who (`  • 7 authors`, or an organization's
 * handle and name), `·`, and when (`Jan 16, 2025`), with an optional comment count behind it.
 */
import { readDailyPapers } from './daily-papers';
import { readHeading } from './headings';
import type { DigestFormat } from './index';
import { LONGEST_PAGE_LINE, pageLine } from './page-furniture';
import { TextLines } from './text-lines';

/** A heading stands among the first lines, whatever a browser put above it. */
const LINES_BEFORE_HEADING = 60;
/** A `·` that is alone in its line, or has who before it and when behind it. */
const BYLINE_DOT = /(?:^|\n)[^\S\n]*·[^\S\n]*(?:\n|$)|\bauthors?[^\S\n]*·|·[^\S\n]*[A-Z\d][a-z\d]{1,8}\.?[ -]\d/;
export const dailyPapersText: DigestFormat = {
  name: 'Daily Papers, as text',
  looksLike:
    'a heading date such as “Apr 21”, then for each paper a title, an abstract and mostly a byline ' +
    '(“• 7 authors”, “·”, “Jan 16, 2025”), with blank lines between them',
  detects,
  parse: (text, capture) => readDailyPapers({ text, lineNumbers: null }, capture),
};

/** Text that has a byline anywhere, or a page header or a date near its beginning. */
function detects(text: string): boolean {
  if (BYLINE_DOT.test(text)) return true;
  const lines = new TextLines({ text, lineNumbers: null });
  for (let seen = 0; seen < LINES_BEFORE_HEADING && lines.advance(); seen++) {
    if (lines.length > LONGEST_PAGE_LINE) continue;
    if (pageLine(lines.line) === 'header' || readHeading(lines.line) !== null) return true;
  }
  return false;
}
