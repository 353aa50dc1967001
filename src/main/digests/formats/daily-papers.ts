/** Turns the lines of a "Daily Papers" page into digests, whatever kind of file they come from. */
import type { Digest, Entry } from '../../../preload/api';
import { isBelievable } from './believable';
import { resolveDates } from './capture-dates';
import type { Section } from './captures';
import { DailyPapersReader } from './daily-papers-reader';
import type { Capture, ReadText, SourceText } from './index';
import { linksIn } from './links';

/** `null` where the lines are not those of such a page. Never throws. */
export function readDailyPapers(source: SourceText, capture: Capture): ReadText | null {
  const { sections, marks } = new DailyPapersReader(source).read();
  if (!isBelievable(sections)) return null;
  return { captures: sections.map((section) => digestOf(section, capture)), marks };
}

function digestOf(section: Section, { modifiedAt }: Capture): Digest<Entry> {
  const { heading, headingLine, firstLine, drafts, problems } = section;
  const date = resolveDates(section, modifiedAt, problems);
  const entries = drafts.map((draft) => draft.entry);
  if (entries.length === 0 && problems.length === 0) {
    const message =
      'The digest has no papers: a page header or a heading date is there, but behind it no title with an abstract.';
    problems.push({ line: firstLine === 1 ? null : headingLine, message });
  }
  for (const entry of entries) if (entry.abstract !== null) entry.links = linksIn(entry.abstract);
  problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return {
    heading: heading?.text ?? null,
    date,
    yearInferred: date !== null && heading?.year === null,
    firstLine,
    entries,
    problems,
  };
}
