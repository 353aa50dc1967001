/** Tells a listing of papers from a diary, a log or a chat in which lines happen to look like parts of one. */
import type { Draft, Section } from './captures';
import { endsInFullStop, isIncomplete } from './paragraphs';

/** Where nothing else proves that these are papers, their abstracts must at least be paragraphs. */
const SHORTEST_PARAGRAPH = 100;

/**
 * Whether what was read is what such a page lists. The page's own lines and its bylines are signs that nothing else has;
 * the fewer of them there are, the more must the rest look like papers.
 */
export function isBelievable(sections: readonly Section[]): boolean {
  const drafts = sections.length === 1 ? (sections[0]?.drafts ?? []) : sections.flatMap((section) => section.drafts);
  const hasPageHeader = sections.some((section) => section.hasPageHeader);
  const hasHeading = sections.some((section) => section.heading !== null);
  if (drafts.length === 0) return hasPageHeader || (hasHeading && sections.every(hasOnlyWhatIsLeftOut));

  const share = (test: (draft: Draft) => boolean) => drafts.filter(test).length / drafts.length;
  const hasBylines = drafts.some(hasWholeByline);
  // Nothing else has line after line of these.
  if (share((draft) => hasWholeByline(draft) && hasAbstract(draft)) >= 1 / 2) return true;
  // Of what real pages list, one entry in ten lacks its byline, and hardly one its abstract.
  if (hasPageHeader || (hasHeading && hasBylines)) {
    return (
      share(hasHeading && hasPageHeader ? hasAbstract : isWhole) >= (hasHeading ? 1 / 3 : 1 / 2) || isShort(drafts)
    );
  }
  if (hasBylines) return share(hasWholeByline) >= 1 / 4 && share(isWhole) >= 1 / 2;
  // A diary has many days; an article has many paragraphs below its date, and something above it.
  return sections.length === 1 && hasHeading && sections.every(hasOnlyWhatIsLeftOut) && drafts.every(isCompactPaper);
}

/** Of a few entries, none need be whole where each has a byline and some text. */
function isShort(drafts: readonly Draft[]): boolean {
  return drafts.length < 4 && drafts.some((draft) => hasWholeByline(draft) && hasAbstract(draft));
}

/** Whether all that there is to say of a capture is that the file ends in the middle of a paper. */
function hasOnlyWhatIsLeftOut({ problems, leftOut }: Section): boolean {
  return problems.length === leftOut;
}

function hasWholeByline({ hasByline, date }: Draft): boolean {
  return hasByline && date !== null;
}

function hasAbstract({ entry }: Draft): boolean {
  return entry.abstract !== null;
}

function isWhole({ entry: { title, abstract } }: Draft): boolean {
  return abstract !== null && abstract.length >= SHORTEST_PARAGRAPH && !endsInFullStop(title) && !isIncomplete(title);
}

function isCompactPaper(draft: Draft): boolean {
  return isWhole(draft) && draft.entry.abstract?.includes('\n') === false;
}
