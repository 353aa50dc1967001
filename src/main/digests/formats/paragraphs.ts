/** Tells a title from a paragraph of running text, as far as the text alone can. */

/** Where a paragraph may as well be a title, it has at least so many characters. */
const LONGEST_LIKELY_TITLE = 150;
/** How far back from its end a text is looked at. */
const LONGEST_ENDING = 500;

const SENTENCE_END = /[.!?…。！？)\]}>"'”’»」』$]$/;
const ADDRESS_END = /https?:\/\/\S+$/;
const FULL_STOP = /[.。…](?:["'”’»)\]]|\[\d+\])*$/;
const ABBREVIATION = /(?:\b(?:et al|vs|etc|inc|ltd|co|jr|st|no|vol)|\b\p{L})\.$/iu;
const LETTER = /[\p{L}\p{N}]/u;
const GOES_ON = /[:;,]$/;
const LIST_ITEM = /^(?:[-–*•‣◦]\s|\(?(?:\d{1,2}|[ivx]{1,4}|[a-h])[.)]\s)/i;
const SENTENCE_START =
  /^(?:we|our|in this|in addition|this|these|that|those|it|they|here|the code|code|all code|data|finally|moreover|furthermore|however|additionally|specifically|to this end|thus|therefore|first|second|third|lastly|experiments|extensive experiments|results|empirically|overall|notably|codes?|models?|project page|demo|website|our code)\b/i;
const SENTENCE_INSIDE = /[.!?]["”)]?\s+\p{Lu}/u;

/** Whether a text may end here: behind a sentence, a bracket, a quotation, a formula or an address. */
export function endsSentence(text: string): boolean {
  if (SENTENCE_END.test(text.slice(-1))) return true;
  return ADDRESS_END.test(text.slice(text.lastIndexOf(' ') + 1).slice(-LONGEST_ENDING));
}

/** Whether a text ends in a full stop that belongs to no abbreviation. */
export function endsInFullStop(text: string): boolean {
  if (LETTER.test(text.slice(-1))) return false;
  const end = text.slice(-LONGEST_ENDING);
  return FULL_STOP.test(end) && !ABBREVIATION.test(end);
}

/** Whether more of a text must follow, as behind a colon. */
export function isIncomplete(text: string): boolean {
  return GOES_ON.test(text.slice(-1));
}

/** Whether a short text is an item of the list that the line before it announces, or is an item of. */
export function continuesList(before: string, text: string): boolean {
  return LIST_ITEM.test(text) && (isIncomplete(before) || LIST_ITEM.test(before));
}

/**
 * What a line of at most a title's length is, that stands behind an abstract: `paragraph` where it is clearly running
 * text, `title` where nothing speaks against one, `unclear` where it is a single sentence.
 */
export function kindOfShortText(text: string): 'title' | 'paragraph' | 'unclear' {
  if (text.includes('://') || isIncomplete(text)) return 'paragraph';
  if (!endsInFullStop(text)) return LIST_ITEM.test(text) && text.length > LONGEST_LIKELY_TITLE ? 'paragraph' : 'title';
  if (text.length >= LONGEST_LIKELY_TITLE || LIST_ITEM.test(text) || /^\p{Ll}{2}/u.test(text)) return 'paragraph';
  return SENTENCE_START.test(text) || SENTENCE_INSIDE.test(text) ? 'paragraph' : 'unclear';
}
