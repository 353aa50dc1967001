/** Tells a listing of papers from a diary, a log or source code in which a line happens to look like a part of one. */
import type { Draft, Section } from './captures';
import { endsInFullStop, isIncomplete } from './paragraphs';

/** Where no byline proves that these are papers, their abstracts must at least be paragraphs. */
const SHORTEST_PARAGRAPH = 100;

export function isBelievable(sections: readonly Section[]): boolean {
  const drafts = sections.length === 1 ? (sections[0]?.drafts ?? []) : sections.flatMap((section) => section.drafts);
  const whole = drafts.filter(isWhole).length;
  const hasPageHeader = sections.some((section) => section.hasPageHeader);
  const bylines = drafts.filter(({ hasByline, date }) => hasByline && date !== null).length;
  if (drafts.length === 0) {
    const leftOut = sections.some((section) => section.leftOut > 0);
    const problems = sections.reduce((sum, section) => sum + section.problems.length, 0);
    return hasPageHeader || (leftOut && problems === 1);
  }
  if (bylines > 0) {
    // Of what real pages list, one entry in ten lacks its byline, and hardly one its abstract.
    const isAnchored = hasPageHeader || sections[0]?.heading != null;
    return isAnchored ? whole * 3 >= drafts.length || drafts.length < 4 : bylines * 4 >= drafts.length;
  }
  if (hasPageHeader) return whole * 2 >= drafts.length;
  // A diary has many days, an article many paragraphs below its date.
  return sections.length === 1 && drafts.every(isCompactPaper);
}

function isWhole({ entry: { title, abstract } }: Draft): boolean {
  return abstract !== null && abstract.length >= SHORTEST_PARAGRAPH && !endsInFullStop(title) && !isIncomplete(title);
}

function isCompactPaper(draft: Draft): boolean {
  return isWhole(draft) && draft.entry.abstract?.includes('\n') === false;
}
