/** A "Daily Papers" page that an extension or a program saved as Markdown. */
import { readDailyPapers } from './daily-papers';
import type { DigestFormat } from './index';
import { textOfMarkdown } from './markdown-text';

/** Characters at the beginning that are looked at. */
const SAMPLE = 4096;
/** What a text must have to be worth a closer look; a capture as text has nearly always none of it. */
const HINT = /^(?:#|---|\*\*|\[)|\n[^\S\n]*(?:[-*+] |\d+\. )?(?:#{1,6} |\*\*|__|\[|={3,}\n)/;
/** A heading that is, or begins with, a link: nothing else than Markdown has it. */
const SURE = /^#{1,6}[^\S\n]+(?:\*\*)?!?\[[^\n]*\]\([^\n]*\)[^\S\n]*\S{0,4}[^\S\n]*$/m;
/** Lines that are likely in Markdown: headings, front matter, links and bold text that have the line to themselves. */
const LIKELY =
  /^(?:#{1,6}[^\S\n]+\S[^\n]*|---|={3,}|(?:(?:[-*+]|\d+\.)[^\S\n]+)?(?:\[[^\n]+\]\([^\s)]+\)|\*\*[^\n]+\*\*|__[^\n]+__))[^\S\n]*$/gm;
const FEWEST = 2;

export const dailyPapersMarkdown: DigestFormat = {
  name: 'Daily Papers, as Markdown',
  looksLike:
    'a heading date such as “## Apr 21”, then for each paper a title, such as “### [Title](address)”, and an abstract',
  detects,
  parse: (text, capture) => readDailyPapers(textOfMarkdown(text), capture),
};

function detects(text: string): boolean {
  const sample = text.slice(0, SAMPLE);
  if (!HINT.test(sample)) return false;
  return SURE.test(sample) || (sample.match(LIKELY)?.length ?? 0) >= FEWEST;
}
