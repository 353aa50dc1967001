/** Parts a query into spaces, parentheses, phrases and words; every character of it is in one of them. */

export interface Lexeme {
  kind: 'space' | 'open' | 'close' | 'phrase' | 'word';
  from: number;
  to: number;
  /** Of a phrase: whether its quotation mark is closed. */
  isClosed: boolean;
}

/** Typographic and straight quotation marks, any of which closes what any of them opened; white space and control characters. */
const QUOTES = '"“”„‟«»＂';
const SPACES = '\\s\\p{Cc}\\p{Cs}';
const SPACE = new RegExp(`[${SPACES}]+`, 'uy');
const PHRASE = new RegExp(`[${QUOTES}][^${QUOTES}]*[${QUOTES}]?`, 'uy');
const WORD = new RegExp(`[^${SPACES}${QUOTES}()]+`, 'uy');
const CLOSED = new RegExp(`^.+[${QUOTES}]$`, 'su');

export function scanQuery(text: string): Lexeme[] {
  const lexemes: Lexeme[] = [];
  const push = (kind: Lexeme['kind'], from: number, to: number, isClosed = true) => {
    lexemes.push({ kind, from, to, isClosed });
    return to;
  };
  for (let at = 0; at < text.length; ) {
    const char = text[at];
    if (char === '(' || char === ')') {
      at = push(char === '(' ? 'open' : 'close', at, at + 1);
      continue;
    }
    const space = matchedAt(SPACE, text, at);
    const phrase = space > at ? at : matchedAt(PHRASE, text, at);
    if (space > at) at = push('space', at, space);
    else if (phrase > at) at = push('phrase', at, phrase, CLOSED.test(text.slice(at, phrase)));
    else at = push('word', at, Math.max(at + 1, matchedAt(WORD, text, at)));
  }
  return lexemes;
}

/** Where a match that begins at a place ends; the place itself where none does. */
function matchedAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
