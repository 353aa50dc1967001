/** What a line that may be a title is, told from itself and from the lines around it. */
import { beginsByline, isMiddleDot } from './byline';
import { LONGEST_TITLE, SHORTEST_ABSTRACT } from './captures';
import type { OpenEntry } from './open-entry';
import { continuesList, endsInFullStop, endsSentence, isIncomplete, kindOfShortText } from './paragraphs';
import type { TextLines } from './text-lines';

/** Nobody breaks lines behind so many characters: what follows such a line is another block, blank line or not. */
export const LONGEST_WRAPPED_LINE = 200;

/** Whether the current line is a byline's first, or the first that is left of it. */
function isByline(lines: TextLines): boolean {
  return isMiddleDot(lines) || beginsByline(lines);
}

/** Whether the next line is an abstract, so that the current one should be a title. */
export function isAboveParagraph(lines: TextLines): boolean {
  const next = lines.ahead();
  if (next === null || next.length < SHORTEST_ABSTRACT) return false;
  return next.length > LONGEST_TITLE || endsInFullStop(next.line);
}

/** Whether the current line, a block below that of a title, is its abstract, and not the next title. */
export function isAbstract(lines: TextLines): boolean {
  const { line } = lines;
  if (lines.isLast || endsInFullStop(line)) return true;
  if (line.length > LONGEST_TITLE / 2 && endsSentence(line)) return true;
  // Lines that follow at once are more of a paragraph that was broken into lines.
  const next = lines.ahead();
  return next !== null && (!next.isAfterBlank || isByline(next));
}

/** Whether the current line, right below a title, is an abstract, and not the rest of the title. */
export function isAbstractOnOneLine(lines: TextLines): boolean {
  if (lines.length > LONGEST_WRAPPED_LINE) return true;
  if (!endsInFullStop(lines.line)) return false;
  const next = lines.length < SHORTEST_ABSTRACT ? lines.ahead() : null;
  return lines.length >= SHORTEST_ABSTRACT || (next !== null && isByline(next));
}

/** Whether the current line, a block below that of an abstract, is more of it, and not the next title. */
export function isMoreOfAbstract(lines: TextLines, { lastPart, isWrappedBlock }: OpenEntry): 'yes' | 'no' | 'unclear' {
  const { line } = lines;
  if (continuesList(lastPart, line) || (isWrappedBlock && isOnSeveralLines(lines))) return 'yes';
  const kind = kindOfShortText(line);
  if (kind === 'title') return isIncomplete(lastPart) && endsSentence(line) ? 'yes' : 'no';
  if (kind === 'paragraph' || !endsSentence(lastPart)) return 'yes';
  const next = lines.ahead();
  if (next === null) return 'no';
  return isByline(next) ? 'yes' : 'unclear';
}

/** Whether the current line begins a paragraph that was broken into lines: more than a broken title has. */
function isOnSeveralLines(lines: TextLines): boolean {
  const second = lines.ahead();
  if (second === null || second.isAfterBlank || isByline(second)) return false;
  if (endsInFullStop(second.line)) return true;
  const third = second.ahead();
  return third !== null && !third.isAfterBlank && !isByline(third);
}
