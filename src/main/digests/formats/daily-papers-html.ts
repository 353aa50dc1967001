/** A "Daily Papers" page that a browser saved as HTML, with its pictures and scripts beside it or without. */
import { readDailyPapers } from './daily-papers';
import { isHtml, textOfHtml } from './html-text';
import type { DigestFormat } from './index';

export const dailyPapersHtml: DigestFormat = {
  name: 'Daily Papers, as a saved web page',
  looksLike: 'a heading date such as “Apr 21” on the page and, for each paper, a title and an abstract',
  detects: isHtml,
  parse: (text, capture) => readDailyPapers(textOfHtml(text), capture),
};
