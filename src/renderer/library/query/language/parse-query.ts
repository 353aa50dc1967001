/**
 * Makes of a query what it means. Grammar, in which white space stands between pieces and joins like `and`:
 *
 *     query     = all { "or" all }
 *     all       = piece { [ "and" ] piece }
 *     piece     = { "-" | "not" } ( "(" query ")" | [ name ":" ] ( phrase | word ) | name ":" "(" query ")" )
 *
 * `reference.ts` has the names. What cannot be understood is left out and told; nothing is ever refused.
 */
import { ALL, type Expression, joined, negated, type Sought, soughtIn } from './expression';
import { qualifierMeant, readCondition } from './read-condition';
import { type Qualifier, qualifierNamed } from './reference';
import { type Lexeme, scanQuery } from './scan-query';

/** Something that was left out of a query, where it stands, in UTF-16 units of its text. */
export interface QueryProblem {
  from: number;
  to: number;
  /** In words for the reader. */
  message: string;
  /** What may be put in its place. */
  hint: string | null;
  /** Whether more typing could make sense of it: nothing to speak of while the reader is at it. */
  isIncomplete: boolean;
}

/** A stretch of a query, for colouring; together they are all of it, in order. */
export interface QueryToken {
  from: number;
  to: number;
  kind: 'space' | 'parenthesis' | 'operator' | 'qualifier' | 'value' | 'phrase' | 'word';
}

/** A piece of a query that was understood. */
export interface Condition {
  expression: Expression;
  /** As it was written; `null` for words and days by themselves. */
  qualifier: Qualifier | null;
  /** What stands behind the qualifier, without quotation marks. */
  value: string;
  isPhrase: boolean;
}

export interface ParsedQuery {
  expression: Expression;
  problems: QueryProblem[];
  tokens: QueryToken[];
  /** What to mark in texts. */
  sought: Sought[];
  conditions: Condition[];
}

/** Beyond these a query is told to be too much; a whole abstract fits. */
const MAXIMUM_DEPTH = 40;
const MAXIMUM_CONDITIONS = 400;

/**
 * Never throws, and takes time in proportion to the length of the text.
 *
 * @param today days since 1970, where the reader is
 */
export function parseQuery(text: string, today: number): ParsedQuery {
  const parser = new Parser(text, today);
  const expression = parser.parse() ?? ALL;
  const { problems, tokens, conditions } = parser;
  problems.sort((a, b) => a.from - b.from);
  return { expression, problems, tokens, conditions, sought: soughtIn(expression) };
}

class Parser {
  readonly #text: string;
  readonly #today: number;
  readonly #lexemes: Lexeme[];
  #at = 0;
  #depth = 0;
  /** How many parentheses are open that were too deep to count. */
  #ignored = 0;
  #isTooLong = false;
  readonly problems: QueryProblem[] = [];
  readonly tokens: QueryToken[] = [];
  readonly conditions: Condition[] = [];

  constructor(text: string, today: number) {
    this.#text = text;
    this.#today = today;
    this.#lexemes = scanQuery(text);
  }

  parse(): Expression | null {
    return this.#query(null);
  }

  /** @param within the qualifier that words are of: `title:(flow or policy)` */
  #query(within: Qualifier | null): Expression | null {
    const parts: Expression[] = [];
    for (;;) {
      const part = this.#all(within);
      if (part) parts.push(part);
      const next = this.#peek();
      if (!next || next.kind === 'close') return joined('or', parts);
      this.#token('operator', next);
    }
  }

  #all(within: Qualifier | null): Expression | null {
    const parts: Expression[] = [];
    for (let next = this.#peek(); next; next = this.#peek()) {
      if (next.kind === 'close') {
        if (this.#ignored > 0) this.#ignored--;
        else if (this.#depth > 0) break;
        else this.#tell(next.from, next.to, 'No parenthesis was opened that this one could close; it is left out.');
        this.#token('parenthesis', next);
      } else if (this.#isOperator(next, 'or')) break;
      else if (this.#isOperator(next, 'and')) this.#token('operator', next);
      else {
        const part = this.#piece(next, within);
        if (part) parts.push(part);
      }
    }
    return joined('and', parts);
  }

  #piece(first: Lexeme, within: Qualifier | null): Expression | null {
    let isNegated = false;
    let next: Lexeme | null = first;
    while (next && this.#isNot(next)) {
      isNegated = !isNegated;
      this.#token('operator', next);
      next = this.#peek();
    }
    if (!next || next.kind === 'close') return null;
    let from = next.from;
    if (this.#isMinus(next)) {
      isNegated = !isNegated;
      from++;
      this.#push('operator', next.from, from);
      if (from === next.to) {
        this.#at++;
        next = this.#lexemes[this.#at] ?? next;
      }
    }
    const part = this.#positive(next, from, within);
    return part && isNegated ? negated(part) : part;
  }

  #positive(lexeme: Lexeme, from: number, within: Qualifier | null): Expression | null {
    if (lexeme.kind === 'open') return this.#parenthesis(lexeme, within);
    if (lexeme.kind === 'phrase') return this.#condition(within, lexeme, from, from);
    const colon = this.#text.slice(from, Math.min(lexeme.to, from + 24)).indexOf(':');
    if (colon <= 0) return this.#condition(within, lexeme, from, from);
    const name = this.#text.slice(from, from + colon);
    const qualifier = qualifierNamed(name);
    const valueFrom = from + colon + 1;
    if (qualifier) return this.#qualified(qualifier, lexeme, from, valueFrom);
    const meant = valueFrom < lexeme.to ? qualifierMeant(name) : null;
    if (!meant) return this.#condition(within, lexeme, from, from);
    const hint = `${meant.name}:${this.#text.slice(valueFrom, lexeme.to)}`;
    this.#tell(from, lexeme.to, `Offprint knows no “${name}:”. Did you mean “${meant.name}:”?`, hint);
    this.#token('word', lexeme, from);
    return null;
  }

  #qualified(qualifier: Qualifier, lexeme: Lexeme, from: number, valueFrom: number): Expression | null {
    this.#push('qualifier', from, valueFrom);
    if (valueFrom < lexeme.to) return this.#condition(qualifier, lexeme, from, valueFrom);
    this.#at++;
    const next = this.#lexemes[this.#at];
    if (next?.kind === 'open') {
      if (qualifier.kind !== 'later') return this.#parenthesis(next, qualifier);
      this.#read(qualifier, next, from, valueFrom, '');
      this.#parenthesis(next, qualifier);
      return null;
    }
    if (next?.kind === 'phrase') return this.#condition(qualifier, next, from, next.from);
    return this.#read(qualifier, lexeme, from, valueFrom, '');
  }

  #parenthesis(open: Lexeme, within: Qualifier | null): Expression | null {
    this.#token('parenthesis', open);
    if (this.#depth >= MAXIMUM_DEPTH) {
      if (this.#ignored === 0)
        this.#tell(open.from, open.to, 'There are too many parentheses in each other; this one is left out.');
      this.#ignored++;
      return null;
    }
    this.#depth++;
    const part = this.#query(within);
    this.#depth--;
    const close = this.#peek();
    if (close) this.#token('parenthesis', close);
    else {
      const message = 'This parenthesis is not closed; it reaches to the end.';
      this.#tell(open.from, this.#text.length, message, null, true);
    }
    return part;
  }

  /** Reads and passes by a word or a phrase. */
  #condition(qualifier: Qualifier | null, lexeme: Lexeme, from: number, valueFrom: number): Expression | null {
    const isPhrase = lexeme.kind === 'phrase';
    const value = this.#text.slice(valueFrom, lexeme.to);
    const expression = this.#read(
      qualifier,
      lexeme,
      from,
      valueFrom,
      isPhrase ? unquoted(value, lexeme.isClosed) : value,
    );
    this.#token(isPhrase ? 'phrase' : qualifier ? 'value' : 'word', lexeme, valueFrom);
    return expression;
  }

  #read(qualifier: Qualifier | null, lexeme: Lexeme, from: number, valueFrom: number, text: string): Expression | null {
    const isPhrase = lexeme.kind === 'phrase';
    const value = { text, isPhrase, isClosed: isPhrase && lexeme.isClosed, isLast: lexeme.to === this.#text.length };
    const { expression, mistake } = readCondition(qualifier, value, this.#today);
    if (mistake) {
      const hint = mistake.instead === null ? null : this.#text.slice(from, valueFrom) + mistake.instead;
      this.#tell(from, lexeme.to, mistake.message, hint, mistake.isIncomplete);
    } else if (isPhrase && !lexeme.isClosed) {
      const message = 'This quotation mark is not closed; all that follows it is one phrase.';
      const closed = `${this.#text.slice(lexeme.from, lexeme.to).trimEnd()}"`;
      this.#tell(lexeme.from, lexeme.to, message, text.trim() === '' ? null : closed, true);
    }
    if (!expression) return null;
    if (this.conditions.length >= MAXIMUM_CONDITIONS) {
      const message = `That is more than Offprint looks for at once; only what stands before this counts.`;
      if (!this.#isTooLong) this.#tell(from, this.#text.length, message);
      this.#isTooLong = true;
      return null;
    }
    this.conditions.push({ expression, qualifier, value: text, isPhrase });
    return expression;
  }

  #isOperator(lexeme: Lexeme, name: 'and' | 'or'): boolean {
    if (lexeme.kind !== 'word' || lexeme.to - lexeme.from !== name.length) return false;
    const word = this.#text.slice(lexeme.from, lexeme.to);
    return word === name || word === name.toUpperCase();
  }

  /**
   * `NOT` always, `not` where it is no word of a sentence: "Attention is not all you need" is looked for as it stands.
   */
  #isNot(lexeme: Lexeme): boolean {
    if (lexeme.kind !== 'word' || lexeme.to - lexeme.from !== 3) return false;
    const word = this.#text.slice(lexeme.from, lexeme.to);
    if (word === 'NOT') return true;
    if (word !== 'not') return false;
    const before = this.tokens.findLast(({ kind }) => kind !== 'space');
    if (!before || before.kind === 'operator' || before.kind === 'parenthesis') return true;
    const next = this.#lexemes[this.#at + 2];
    if (next?.kind !== 'word') return next !== undefined;
    const name = /^(\w+):/.exec(this.#text.slice(next.from, Math.min(next.to, next.from + 24)))?.[1];
    return name !== undefined && qualifierNamed(name) !== null;
  }

  /** Whether a word begins with a minus that leaves out what follows it. */
  #isMinus(lexeme: Lexeme): boolean {
    if (lexeme.kind !== 'word' || this.#text[lexeme.from] !== '-' || this.#text[lexeme.from + 1] === '-') return false;
    if (lexeme.to > lexeme.from + 1) return true;
    const next = this.#lexemes[this.#at + 1];
    return next?.kind === 'open' || next?.kind === 'phrase';
  }

  /** The next that is no space; spaces are passed by. */
  #peek(): Lexeme | null {
    for (;;) {
      const lexeme = this.#lexemes[this.#at];
      if (lexeme?.kind !== 'space') return lexeme ?? null;
      this.#token('space', lexeme);
    }
  }

  /** Notes what kind the rest of a lexeme is, and passes it by. */
  #token(kind: QueryToken['kind'], lexeme: Lexeme, from = lexeme.from): void {
    this.#push(kind, from, lexeme.to);
    this.#at++;
  }

  #push(kind: QueryToken['kind'], from: number, to: number): void {
    if (from < to) this.tokens.push({ kind, from, to });
  }

  #tell(from: number, to: number, message: string, hint: string | null = null, isIncomplete = false): void {
    this.problems.push({ from, to, message, hint, isIncomplete });
  }
}

function unquoted(phrase: string, isClosed: boolean): string {
  return phrase.slice(1, isClosed ? -1 : undefined);
}
