/** The passage of a text that shows best why a search found it. */
import { type MatchRange, matchRanges, type Phrase } from '../query/match-ranges';

const ELLIPSIS = '…';
/** UTF-16 units of a passage before its first match: a narrow row shows little more than these and the match. */
const LEAD = 20;

/**
 * The passage with most of what is sought, cut between words, with an ellipsis where something is left out.
 *
 * @param length in UTF-16 units; the passage is a little shorter, or longer where a match is
 * @returns `null` where nothing matches
 */
export function snippetOf(text: string, sought: readonly Phrase[], length: number): string | null {
  const ranges = matchRanges(text, sought);
  const first = bestOf(ranges, sought, text, length);
  if (!first) return null;
  const [from, to] = first;
  const wanted = Math.max(0, from - leadOf(length));
  const start = wanted === 0 ? 0 : startOfWord(text, wanted, from);
  const end = endOfWord(text, Math.min(text.length, start + length), to);
  const passage = text.slice(start, end).trim();
  return `${start > 0 ? ELLIPSIS : ''}${passage}${end < text.length ? ELLIPSIS : ''}`;
}

function leadOf(length: number): number {
  return Math.min(LEAD, Math.floor(length / 5));
}

/** The match from which on most of what is sought stands within the length: different words first, then any. */
function bestOf(
  ranges: readonly MatchRange[],
  sought: readonly Phrase[],
  text: string,
  length: number,
): MatchRange | undefined {
  const room = length - leadOf(length);
  const kinds = ranges.map(([from, to]) => {
    const match = text.slice(from, to);
    return sought.findIndex((phrase) => matchRanges(match, [phrase]).length > 0);
  });
  let best: MatchRange | undefined;
  let most = 0;
  ranges.forEach((range, at) => {
    let end = at;
    while (end < ranges.length && (ranges[end]?.[1] ?? 0) <= range[0] + room) end++;
    const shown = Math.max(at + 1, end);
    const value = ranges.length * new Set(kinds.slice(at, shown)).size + shown - at;
    if (value > most) [best, most] = [range, value];
  });
  return best;
}

/** Where a word begins behind `wanted`, before `last`; `wanted` itself where the text has no spaces there. */
function startOfWord(text: string, wanted: number, last: number): number {
  for (let at = wanted; at < last; at++) if (isSpace(text, at)) return at + 1;
  return isInPair(text, wanted) ? wanted - 1 : wanted;
}

/** Where a word ends before `wanted`, behind `first`. */
function endOfWord(text: string, wanted: number, first: number): number {
  if (wanted >= text.length) return text.length;
  for (let at = wanted; at > first; at--) if (isSpace(text, at)) return at;
  const end = Math.max(wanted, first);
  return isInPair(text, end) ? end + 1 : end;
}

function isSpace(text: string, at: number): boolean {
  return /\s/.test(text.charAt(at));
}

/** Whether a cut would part the two halves of a character. */
function isInPair(text: string, at: number): boolean {
  return /[\ud800-\udbff]/.test(text.charAt(at - 1)) && /[\udc00-\udfff]/.test(text.charAt(at));
}
