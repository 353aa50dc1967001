/** What a query means, apart from how it is written. */
import type { Status } from '../../mark-records';

/** Where words may be looked for; `any` is all of them, and the names of tags. */
export type TextField = 'any' | 'title' | 'abstract' | 'organization' | 'note';

/** What may be compared with numbers; unknown values are in no range. */
export type NumberColumn = 'authors' | 'comments' | 'sightings';

/** What may be compared with days. `seen` is the day of any digest that lists the paper; `read`, `starred` … when the reader said so. */
export type DayColumn = 'published' | 'seen' | 'read' | 'starred' | 'noted';

export type Expression =
  /** Every paper: what an empty query means. */
  | { kind: 'all' }
  | { kind: 'and' | 'or'; parts: Expression[] }
  | { kind: 'not'; part: Expression }
  /** Words next to each other, in this order (as `tokensOf` of the search index makes them); the last may be the beginning of a word. */
  | { kind: 'text'; field: TextField; words: string[]; isPrefix: boolean }
  /** A tag of this name or, where `isPrefix`, one of which a word begins so; folded, as names may be anything. */
  | { kind: 'tag'; name: string; isPrefix: boolean }
  /** A digest whose day, or the name of whose file, begins so; folded. */
  | { kind: 'digest'; name: string }
  | { kind: 'is'; what: Status | 'starred' | 'new' }
  | { kind: 'has'; what: 'note' | 'link' | 'organization' | 'tag' | 'abstract' }
  /** Both ends are included; `null` is open. */
  | { kind: 'numbers'; column: NumberColumn; from: number | null; to: number | null }
  /** Days since 1970, both ends included; `null` is open. */
  | { kind: 'days'; column: DayColumn; from: number | null; to: number | null };

/** Words that stand in titles and abstracts; see `Expression`. */
export interface IndexedText {
  field: 'any' | 'title' | 'abstract';
  words: readonly string[];
  isPrefix: boolean;
}

/** What of an expression is looked for in titles and abstracts, whether or not it is to be there. */
export function indexedTextsIn(expression: Expression): IndexedText[] {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.parts.flatMap(indexedTextsIn);
    case 'not':
      return indexedTextsIn(expression.part);
    case 'text':
      return indexedTexts([expression]);
    default:
      return [];
  }
}

/** Those of them that are looked for in titles and abstracts. */
export function indexedTexts(sought: readonly Sought[]): IndexedText[] {
  return sought.flatMap(({ field, words, isPrefix }) => {
    return field === 'any' || field === 'title' || field === 'abstract' ? [{ field, words, isPrefix }] : [];
  });
}

/** Words or a phrase to be marked in texts. */
export interface Sought {
  field: TextField;
  words: string[];
  isPrefix: boolean;
}

/** What papers of the expression have in their texts: not what they must not have. */
export function soughtIn(expression: Expression): Sought[] {
  const found = new Map<string, Sought>();
  const visit = (part: Expression) => {
    if (part.kind === 'and' || part.kind === 'or') part.parts.forEach(visit);
    else if (part.kind === 'text') {
      const { field, words, isPrefix } = part;
      found.set(JSON.stringify([field, words, isPrefix]), { field, words, isPrefix });
    }
  };
  visit(expression);
  return [...found.values()];
}

export const ALL: Expression = { kind: 'all' };

/** `parts` joined: one alone stands for itself, those of the same kind are taken in, none at all are `null`. */
export function joined(kind: 'and' | 'or', parts: readonly Expression[]): Expression | null {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  const [first] = flat;
  if (first === undefined || flat.length === 1) return first ?? null;
  return { kind, parts: flat };
}

/** What an expression leaves out; two negations are none. */
export function negated(part: Expression): Expression {
  return part.kind === 'not' ? part.part : { kind: 'not', part };
}
