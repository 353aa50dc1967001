/** A "Daily Papers" page that a browser saved as HTML, with its pictures and scripts beside it or without. */
import { readDailyPapers } from './daily-papers';
import { isHtml, textOfHtml } from './html-text';
import type { Capture, DigestFormat, ReadText } from './index';

export const dailyPapersHtml: DigestFormat = {
  name: 'Daily Papers, as a saved web page',
  looksLike: 'a heading date such as “Apr 21” on the page and, for each paper, a title and an abstract',
  detects: isHtml,
  parse,
};

function parse(text: string, capture: Capture): ReadText | null {
  const read = readDailyPapers(textOfHtml(text), capture);
  // Whatever has a date somewhere could be a digest without papers; a web page mostly is something else.
  return read?.captures.some(({ entries }) => entries.length > 0) ? read : null;
}
