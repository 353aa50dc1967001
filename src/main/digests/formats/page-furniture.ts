/** The lines that the "Daily Papers" page itself puts above, between and below its papers. */

/** Characters; no line of the page is longer. */
export const LONGEST_PAGE_LINE = 80;
const PAGE_HEADER = new Set([
  'Get trending papers in your email inbox!',
  'Daily Papers',
  'byAK and the research community',
  'by AK and the research community',
]);
const PAGE_HEADER_INITIALS = new Set(Array.from(PAGE_HEADER, (line) => line.charAt(0)));

/** In lower case. Words that a paper might have for its title as well. */
const WORDS = new Set(
  [
    'new|subscribe|upvote|upvotes|view all|view paper|view pdf|pdf|arxiv|arxiv page|comments',
    'comment|previous|prev|next|load more|show more|read more|back to top|today|daily',
    'weekly|monthly|hugging face|models|datasets|spaces|buckets|papers|community|docs',
    'pricing|enterprise|log in|login|sign up|sign in|trending|trending papers|search',
    'menu|skip to main content|system theme|company|tos|terms|terms of service|privacy',
    'privacy policy|about|careers|jobs|website|contact|github|collections|blog|posts',
    'thumbnail|paper thumbnail|image|video|play|paper author|paper submitter|bookmark',
    'share|like|likes|project page|code|solutions|join|discord|twitter|linkedin|x',
    'activity feed|all papers|inference endpoints|huggingchat|by|ak',
    'and the research community',
  ].flatMap((words) => words.split('|')),
);
/** Characters; no entry of `WORDS` and no count is longer. */
const LONGEST_WORDS = 26;
const NUMBER = /^(?:\d{1,3}(?:,\d{3})+|\d{1,5})$/;
const SIGNS = String.raw`(?:▲|△|⬆|↑|👍|❤|🔥|💬)\ufe0f?`;
const COUNTED = '(?:upvotes?|likes?|votes?|comments?|replies|views?)';
/** Lines that no paper has for a title, by what they begin with: anything but a letter, or a letter. */
const CERTAIN_SIGNS = new RegExp(
  String.raw`^(?:${SIGNS}\s*[\d,]{0,8}|\d[\d,]{0,7}\s*${SIGNS}|\+\d{1,6}|\d[\d,]{0,7}\s+${COUNTED}|(?:©|\(c\)\s).*|[\s_=*#~|–—-]+)$`,
  'iu',
);
const CERTAIN_WORDS = new RegExp(
  String.raw`^(?:(?:upvotes?|likes?|comments?)\s*[:(]?\s*\d[\d,]{0,7}\)?|view\s+all(?:\s+\d[\d,]{0,7})?(?:\s+(?:papers|comments|authors|models|datasets))?` +
    String.raw`|(?:paper\s+)?thumbnail\s+(?:of|for)\s.+|(?:submitted|posted|uploaded)\s+by(?:\s.+)?|submitted\s+\S{1,3}\s+[a-z]{3,7}\s+ago` +
    String.raw`|copyright\s+(?:©|\(c\)|\d).*|github\s+\d[\d.,]{0,7}k?|page\s+\d{1,5}(?:\s+(?:of|/)\s*\d{1,5})?)$`,
  'i',
);
const AVATAR = /['’]s\s+(?:avatar|profile picture)$/i;
/** What those in words begin with, in lower case. */
const CERTAIN_INITIALS = 'cglpstuv';
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const PUBLISHED = /^(?:published|submitted|posted|uploaded)\s+(?:on|at)\s+(.{1,40})$/i;
const PAGE_NAME = /^daily papers\s*(?:[-–—:·|,]\s*|\s(?:of|for|from)\s+)?(\S.*)$/i;
const SUBMITTER = /^(?:submitted|posted|uploaded)\s+by$/i;

/**
 * What a trimmed line says where the page puts it: `header` where no other page has it, `certain` where no paper has it
 * for a title, `maybe` where one might.
 */
export function pageLine(line: string): 'header' | 'certain' | 'maybe' | 'no' {
  if (line.length > LONGEST_PAGE_LINE) return 'no';
  // Only a line with the right initial is worth tidying up: nearly every other one is a title.
  if (PAGE_HEADER_INITIALS.has(line.charAt(0)) && PAGE_HEADER.has(line.replace(/\s+/g, ' '))) return 'header';
  if (line.length <= LONGEST_WORDS && (NUMBER.test(line) || WORDS.has(line.toLowerCase()))) return 'maybe';
  const code = line.charCodeAt(0) | 0x20;
  if (!(code >= 0x61 && code <= 0x7a)) {
    if (CERTAIN_SIGNS.test(line)) return 'certain';
    return LETTER_OR_DIGIT.test(line) ? 'no' : 'maybe';
  }
  if (CERTAIN_INITIALS.includes(String.fromCharCode(code)) && CERTAIN_WORDS.test(line)) return 'certain';
  return /[re]$/.test(line) && AVATAR.test(line) ? 'certain' : 'no';
}

/** What stands behind `Daily Papers` in one line with it, as a heading may; `null` where the line begins otherwise. */
export function behindPageName(line: string): string | null {
  return PAGE_NAME.exec(line)?.[1] ?? null;
}

/** The date behind `Published on`, as it is written there; `null` where the line says something else. */
export function publishedOn(line: string): string | null {
  return PUBLISHED.exec(line)?.[1] ?? null;
}

/** Whether the name of whoever submitted the paper must stand in the next line. */
export function announcesSubmitter(line: string): boolean {
  return SUBMITTER.test(line);
}
