/** The lines above the first paper of a "Daily Papers" page. */

/** Characters; no line of the page header is longer. */
export const LONGEST_PAGE_HEADER = 60;
const PAGE_HEADER = new Set([
  'Get trending papers in your email inbox!',
  'Daily Papers',
  'byAK and the research community',
]);
const INITIALS = new Set(Array.from(PAGE_HEADER, (line) => line.charAt(0)));
/** Words of the page header that prove nothing by themselves. */
const WEAK_PAGE_HEADER = new Set(['new', 'Subscribe']);

/** Whether a trimmed line belongs to the page header: `sure` where no other page has it, else `maybe`. */
export function pageHeaderLine(line: string): 'sure' | 'maybe' | 'no' {
  if (line.length > LONGEST_PAGE_HEADER) return 'no';
  if (WEAK_PAGE_HEADER.has(line)) return 'maybe';
  // Only a line with the right initial is worth tidying up: nearly every other one is a title.
  return INITIALS.has(line.charAt(0)) && PAGE_HEADER.has(line.replace(/\s+/g, ' ')) ? 'sure' : 'no';
}
