/**
 * A query as a form: conditions of which all, or any, are to be met.
 *
 * Form and text are two views of one thing. What a form cannot show (parentheses, mistakes) stays a text.
 */
import type { Expression } from './expression';
import { type Condition, type ParsedQuery, parseQuery } from './parse-query';
import { QUALIFIERS, type Qualifier, qualifierNamed } from './reference';

/** What a value is compared by; what each is called is for the page to say. */
export type Comparison =
  | ('has' | 'hasNot' | 'hasPhrase' | 'hasNotPhrase' | 'is' | 'isNot')
  | ('equals' | 'atLeast' | 'atMost' | 'more' | 'less' | 'between');

export interface FormCondition {
  /** The name of a qualifier; empty for words anywhere. */
  field: string;
  comparison: Comparison;
  value: string;
  /** The end of `between`. */
  to: string;
}

export interface QueryForm {
  match: 'all' | 'any';
  conditions: FormCondition[];
}

const TEXT_COMPARISONS: readonly Comparison[] = ['has', 'hasNot', 'hasPhrase', 'hasNotPhrase'];
const RANGE_COMPARISONS: readonly Comparison[] = ['equals', 'more', 'atLeast', 'less', 'atMost', 'between'];

/** The fields that a form offers: words anywhere, and every qualifier that is known by now. */
export const FORM_FIELDS: readonly string[] = [
  '',
  ...QUALIFIERS.filter(({ kind }) => kind !== 'later').map(({ name }) => name),
];

/** What the values of a field can be compared by; the first is the one to begin with. */
export function comparisonsOf(field: string): readonly Comparison[] {
  const qualifier = qualifierNamed(field);
  switch (qualifier?.kind) {
    case 'choice':
    case 'digest':
      return ['is', 'isNot'];
    case 'numbers':
    case 'days':
      return RANGE_COMPARISONS;
    default:
      return TEXT_COMPARISONS;
  }
}

/** The query that a form says; conditions without a value say nothing yet. */
export function queryOf({ match, conditions }: QueryForm): string {
  return conditions
    .map(conditionText)
    .filter((text) => text !== '')
    .join(match === 'any' ? ' or ' : ' ');
}

/** The form that says what a query says; `null` where none can. */
export function formOf(text: string, today: number): QueryForm | null {
  const parsed = parseQuery(text, today);
  const { expression, problems } = parsed;
  if (problems.length > 0) return null;
  if (expression.kind === 'all') return { match: 'all', conditions: [] };
  const parts = expression.kind === 'and' || expression.kind === 'or' ? expression.parts : [expression];
  const conditions = conditionsOf(parts, parsed);
  if (!conditions) return null;
  const form: QueryForm = { match: expression.kind === 'or' ? 'any' : 'all', conditions };
  const said = parseQuery(queryOf(form), today).expression;
  return JSON.stringify(said) === JSON.stringify(expression) ? form : null;
}

/** The query that is met where all of several are. */
export function allOf(queries: readonly string[]): string {
  const said = queries.map((query) => query.trim()).filter((query) => query !== '');
  if (said.length < 2) return said.join('');
  return said.map((query) => (parseQuery(query, 0).expression.kind === 'or' ? `(${query})` : query)).join(' ');
}

function conditionsOf(parts: readonly Expression[], { conditions }: ParsedQuery): FormCondition[] | null {
  const found: FormCondition[] = [];
  let next = 0;
  for (const part of parts) {
    const isNegated = part.kind === 'not';
    const leaf = isNegated ? part.part : part;
    // They stand in the order of the text.
    const at = conditions.findIndex((condition, index) => index >= next && condition.expression === leaf);
    const condition = conditions[at];
    const shown = condition && shownIn(condition, isNegated);
    if (!shown) return null;
    next = at + 1;
    found.push(shown);
  }
  return found;
}

function shownIn({ qualifier, value, isPhrase }: Condition, isNegated: boolean): FormCondition | null {
  const field = qualifier?.name ?? '';
  const comparisons = comparisonsOf(field);
  if (comparisons === RANGE_COMPARISONS) return isNegated ? null : shownRange(field, value);
  if (comparisons === TEXT_COMPARISONS) {
    const comparison = isPhrase ? (isNegated ? 'hasNotPhrase' : 'hasPhrase') : isNegated ? 'hasNot' : 'has';
    return { field, comparison, value, to: '' };
  }
  return { field, comparison: isNegated ? 'isNot' : 'is', value, to: '' };
}

const SIGNS: readonly [sign: string, comparison: Comparison][] = [
  ['>=', 'atLeast'],
  ['<=', 'atMost'],
  ['>', 'more'],
  ['<', 'less'],
  ['', 'equals'],
];

function shownRange(field: string, value: string): FormCondition {
  const dots = value.indexOf('..');
  if (dots >= 0) return { field, comparison: 'between', value: value.slice(0, dots), to: value.slice(dots + 2) };
  const [sign, comparison] = SIGNS.find(([begin]) => value.startsWith(begin)) ?? ['', 'equals'];
  return { field, comparison, value: value.slice(sign.length), to: '' };
}

/** As it stands in a query; empty where it has no value. */
export function conditionText({ field, comparison, value, to }: FormCondition): string {
  const written = value.trim();
  const name = field === '' ? '' : `${field}:`;
  if (comparison === 'between') {
    const [from, end] = [bare(value), bare(to)];
    return from === '' && end === '' ? '' : `${name}${from}..${end}`;
  }
  if (written === '') return '';
  const qualifier = qualifierNamed(field);
  if (comparisonsOf(field) === RANGE_COMPARISONS) {
    const sign = SIGNS.find(([, one]) => one === comparison)?.[0] ?? '';
    return bare(value) === '' ? '' : `${name}${sign}${bare(value)}`;
  }
  const isNegated = comparison === 'hasNot' || comparison === 'hasNotPhrase' || comparison === 'isNot';
  const isPhrase = comparison === 'hasPhrase' || comparison === 'hasNotPhrase' || !isOneWord(written, qualifier);
  const phrase = written.replace(/[\s"“”„‟«»＂]+/g, ' ').trim();
  if (isPhrase && phrase === '') return '';
  return `${isNegated ? '-' : ''}${name}${isPhrase ? `"${phrase}"` : written}`;
}

/** A number or a day without what would part it, or hold it together with what follows. */
function bare(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Cs}"“”„‟«»＂()]+/gu, '');
}

/** Whether a text can stand in a query as it is, and is one word there. */
function isOneWord(text: string, qualifier: Qualifier | null): boolean {
  if (/[\s\p{Cc}"“”„‟«»＂()]/u.test(text)) return false;
  if (qualifier) return true;
  const isOperator = /^(?:and|or|not)$/i.test(text);
  return !isOperator && !text.startsWith('-') && !text.includes(':') && !text.includes('..') && !/^\d{4}-/.test(text);
}
