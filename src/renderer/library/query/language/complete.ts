/** What may be written where the caret stands: qualifiers, and what may stand behind them. */
import { dateOf } from '../../columns';
import { fold } from '../fold';
import { DAY_NAMES, readDays } from './days';
import { QUALIFIERS, type Qualifier, qualifierNamed } from './reference';
import { type Lexeme, scanQuery } from './scan-query';

/** A field whose values the library knows. */
export type SuggestedField = 'organization' | 'tag' | 'digest';

/** The piece of a query that the caret stands in, up to the caret; from where to where it is replaced, in UTF-16 units. */
export interface CompletionPlace {
  from: number;
  to: number;
  /** What the piece is behind of; `null` where a qualifier may stand. */
  qualifier: Qualifier | null;
  written: string;
}

export interface CompletionItem {
  /** Takes the place of what is written. */
  insert: string;
  label: string;
  /** What it means; may be empty. */
  detail: string;
}

export interface Completion {
  from: number;
  to: number;
  items: CompletionItem[];
  /** Whether it is to be offered unasked: behind a qualifier, where something else than words is expected. */
  isOffered: boolean;
}

/** @param caret in UTF-16 units */
export function completionPlace(text: string, caret: number): CompletionPlace {
  const groups: (Qualifier | null)[] = [];
  let before: Lexeme | null = null;
  for (const lexeme of scanQuery(text)) {
    const named = before?.kind === 'word' && before.to === lexeme.from ? qualifierBefore(text, before) : null;
    if (lexeme.from >= caret) break;
    if (lexeme.to >= caret && lexeme.kind === 'word') return placeInWord(text, caret, lexeme, groups.at(-1) ?? null);
    if (lexeme.kind === 'phrase' && (lexeme.to > caret || (lexeme.to === caret && !lexeme.isClosed))) {
      const written = text.slice(lexeme.from + 1, caret);
      return { from: lexeme.from, to: lexeme.to, qualifier: named ?? groups.at(-1) ?? null, written };
    }
    if (lexeme.kind === 'open') groups.push(named ?? groups.at(-1) ?? null);
    if (lexeme.kind === 'close') groups.pop();
    before = lexeme;
  }
  return { from: caret, to: caret, qualifier: groups.at(-1) ?? null, written: '' };
}

/** The field whose values are to be asked for, to complete a place; `null` where none are. */
export function suggestedField({ qualifier }: CompletionPlace): SuggestedField | null {
  if (qualifier?.kind === 'tag' || qualifier?.kind === 'digest') return qualifier.kind;
  return qualifier?.kind === 'text' && qualifier.field === 'organization' ? 'organization' : null;
}

/**
 * @param today days since 1970
 * @param values what the library suggests for `suggestedField`
 */
export function complete(place: CompletionPlace, today: number, values: readonly string[]): Completion {
  const { from, to, qualifier } = place;
  const items = qualifier ? valuesOf(qualifier, fold(place.written).trim(), today, values) : names(place.written);
  const isMore = items.length > 1 || items[0]?.label !== place.written;
  return { from, to, items, isOffered: qualifier !== null && items.length > 0 && isMore };
}

function placeInWord(text: string, caret: number, lexeme: Lexeme, within: Qualifier | null): CompletionPlace {
  const from = lexeme.from + (text[lexeme.from] === '-' ? 1 : 0);
  if (caret < from) return { from: caret, to: caret, qualifier: within, written: '' };
  const colon = text.slice(from, Math.min(caret, from + 24)).indexOf(':');
  const qualifier = colon > 0 ? qualifierNamed(text.slice(from, from + colon)) : null;
  const valueFrom = qualifier ? from + colon + 1 : from;
  return { from: valueFrom, to: lexeme.to, qualifier: qualifier ?? within, written: text.slice(valueFrom, caret) };
}

/** The qualifier that a word ends with: `-title:` */
function qualifierBefore(text: string, { from, to }: Lexeme): Qualifier | null {
  const name = /^-?(\w+):$/.exec(text.slice(from, Math.min(to, from + 25)))?.[1];
  return name === undefined ? null : qualifierNamed(name);
}

function names(written: string): CompletionItem[] {
  const begun = written.toLowerCase();
  return QUALIFIERS.filter(({ name, kind }) => kind !== 'later' && name.startsWith(begun)).map(({ name, meaning }) => ({
    insert: `${name}:`,
    label: `${name}:`,
    detail: meaning,
  }));
}

function valuesOf(qualifier: Qualifier, written: string, today: number, values: readonly string[]): CompletionItem[] {
  switch (qualifier.kind) {
    case 'choice':
      return qualifier.choices
        .filter(({ value, expression }) => expression !== null && value.startsWith(written))
        .map(({ value, meaning }) => ({ insert: `${value} `, label: value, detail: meaning }));
    case 'days':
      return dayItems(written, today);
    case 'numbers':
      return NUMBERS.filter(({ label }) => label !== written && label.startsWith(written));
    case 'later':
      return [];
    default:
      // Quotation marks cannot be part of a phrase; without them the name is still found.
      return values.map((value) => ({ insert: `"${value.replace(/["“”„‟«»＂]/g, ' ')}" `, label: value, detail: '' }));
  }
}

const NUMBERS: readonly CompletionItem[] = [
  { insert: '>1 ', label: '>1', detail: 'more than one' },
  { insert: '>=5 ', label: '>=5', detail: 'five or more' },
  { insert: '<=3 ', label: '<=3', detail: 'three or fewer' },
  { insert: '2..5', label: '2..5', detail: 'from two to five' },
];

const AGES = ['7d', '30d', '3m', '1y'];

/** A comparison is kept: `>=las` becomes `>=last-month`. */
function dayItems(written: string, today: number): CompletionItem[] {
  const [, comparison = '', begun = ''] = /^(>=|<=|>|<|.*\.\.)?(.*)$/s.exec(written) ?? [];
  const ages = /^\d{1,3}$/.test(begun) ? ['d', 'w', 'm', 'y'].map((unit) => begun + unit) : AGES;
  const thisYear = (dateOf(today) ?? '').slice(0, 4);
  const [first = '', second = ''] = DAY_NAMES;
  return [first, second, ...ages, ...DAY_NAMES.slice(2), thisYear]
    .filter((value) => value !== begun && value.startsWith(begun))
    .flatMap((value) => {
      const label = comparison + value;
      const reading = readDays(label, today);
      if (reading.kind === 'mistake') return [];
      return [{ insert: `${label} `, label, detail: described(reading.range) }];
    })
    .slice(0, 12);
}

function described({ from, to }: { from: number | null; to: number | null }): string {
  if (from === to && from !== null) return dateOf(from) ?? '';
  if (from === null) return `until ${dateOf(to ?? 0)}`;
  return to === null ? `since ${dateOf(from)}` : `${dateOf(from)} to ${dateOf(to)}`;
}

/** A query after an item was chosen, and where the caret is then: behind it, in the open for what comes next. */
export function completed(
  text: string,
  { from, to }: Completion,
  { insert }: CompletionItem,
): [text: string, caret: number] {
  const behind = text.slice(to);
  const hasSpace = insert.endsWith(' ') && /^[\s)]/.test(behind);
  const put = hasSpace ? insert.slice(0, -1) : insert;
  return [text.slice(0, from) + put + behind, from + put.length + (hasSpace && behind.startsWith(' ') ? 1 : 0)];
}
