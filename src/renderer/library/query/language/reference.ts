/** The query language as data: its reference, from which parsing, completion, the form of saved lists and the help derive. */
import type { DayColumn, Expression, NumberColumn, TextField } from './expression';

export interface Example {
  query: string;
  /** What it finds. */
  meaning: string;
}

/** A word that may stand behind `is:` or `has:`. */
export interface Choice {
  value: string;
  /** What papers it is for. */
  meaning: string;
  /** `null` where a later version of Offprint will know it. */
  expression: Expression | null;
}

interface QualifierTexts {
  /** As it is written, without its colon. */
  name: string;
  /** Further names. */
  also?: readonly string[];
  /** Which papers it finds. */
  meaning: string;
  examples: readonly Example[];
}

export type Qualifier = QualifierTexts &
  (
    | { kind: 'text'; field: Exclude<TextField, 'any'> }
    | { kind: 'tag' | 'digest' }
    | { kind: 'choice'; choices: readonly Choice[] }
    | { kind: 'numbers'; column: NumberColumn }
    | { kind: 'days'; column: DayColumn }
    /** Has its name already, and is left out until a later version knows it. */
    | { kind: 'later' }
  );

const IS: readonly Choice[] = [
  { value: 'unread', meaning: 'not read yet', expression: { kind: 'is', what: 'unread' } },
  { value: 'reading', meaning: 'begun, and not done with', expression: { kind: 'is', what: 'reading' } },
  { value: 'read', meaning: 'done with', expression: { kind: 'is', what: 'read' } },
  { value: 'skipped', meaning: 'passed over unread', expression: { kind: 'is', what: 'skipped' } },
  { value: 'starred', meaning: 'starred by you', expression: { kind: 'is', what: 'starred' } },
  { value: 'new', meaning: 'brought by the latest digests', expression: { kind: 'is', what: 'new' } },
];

const HAS: readonly Choice[] = [
  { value: 'note', meaning: 'a note of yours', expression: { kind: 'has', what: 'note' } },
  { value: 'link', meaning: 'a link in the abstract', expression: { kind: 'has', what: 'link' } },
  { value: 'org', meaning: 'an organization', expression: { kind: 'has', what: 'organization' } },
  { value: 'tag', meaning: 'at least one tag', expression: { kind: 'has', what: 'tag' } },
  { value: 'abstract', meaning: 'an abstract', expression: { kind: 'has', what: 'abstract' } },
  { value: 'highlight', meaning: 'a highlight of yours', expression: null },
];

export const QUALIFIERS: readonly Qualifier[] = [
  {
    name: 'is',
    kind: 'choice',
    choices: IS,
    meaning: 'How far you are with it',
    examples: [{ query: 'is:unread', meaning: 'papers not read yet' }],
  },
  {
    name: 'has',
    kind: 'choice',
    choices: HAS,
    meaning: 'What there is of it',
    examples: [{ query: 'has:note', meaning: 'papers you wrote a note about' }],
  },
  {
    name: 'title',
    kind: 'text',
    field: 'title',
    meaning: 'Words of the title',
    examples: [{ query: 'title:(flow or diffusion)', meaning: 'one of the two in the title' }],
  },
  {
    name: 'abstract',
    kind: 'text',
    field: 'abstract',
    meaning: 'Words of the abstract',
    examples: [{ query: 'abstract:"world model"', meaning: 'the phrase in the abstract' }],
  },
  {
    name: 'org',
    also: ['organization', 'organisation'],
    kind: 'text',
    field: 'organization',
    meaning: 'The organization, by its name or handle',
    examples: [{ query: 'org:lab', meaning: 'an organization with “lab…” in its name' }],
  },
  {
    name: 'tag',
    also: ['tags'],
    kind: 'tag',
    meaning: 'A tag; in quotes, its whole name',
    examples: [{ query: 'tag:"to read"', meaning: 'papers with the tag “to read”' }],
  },
  {
    name: 'note',
    also: ['notes'],
    kind: 'text',
    field: 'note',
    meaning: 'Words of your note',
    examples: [{ query: 'note:reproduce', meaning: 'a note with “reproduce…” in it' }],
  },
  {
    name: 'digest',
    kind: 'digest',
    meaning: 'A digest, by its day or the name of its file',
    examples: [{ query: 'digest:2026-03-14', meaning: 'what the digest of that day lists' }],
  },
  {
    name: 'published',
    kind: 'days',
    column: 'published',
    meaning: 'When it was published',
    examples: [
      { query: 'published:2024..2026', meaning: 'from 2024 to 2026' },
      { query: 'published:last-month', meaning: 'in the month before this one' },
    ],
  },
  {
    name: 'seen',
    kind: 'days',
    column: 'seen',
    meaning: 'When a digest listed it',
    examples: [{ query: 'seen:7d', meaning: 'in a digest of the last seven days' }],
  },
  {
    name: 'read',
    kind: 'days',
    column: 'read',
    meaning: 'When you marked it as read',
    examples: [{ query: 'read:>2026-01', meaning: 'read after January 2026' }],
  },
  {
    name: 'starred',
    kind: 'days',
    column: 'starred',
    meaning: 'When you starred it',
    examples: [{ query: 'starred:2026-03..05', meaning: 'starred from March to May 2026' }],
  },
  {
    name: 'noted',
    kind: 'days',
    column: 'noted',
    meaning: 'When you last wrote in its note',
    examples: [{ query: 'noted:this-week', meaning: 'notes of this week' }],
  },
  {
    name: 'authors',
    kind: 'numbers',
    column: 'authors',
    meaning: 'How many authors it has',
    examples: [{ query: 'authors:>10', meaning: 'more than ten authors' }],
  },
  {
    name: 'comments',
    kind: 'numbers',
    column: 'comments',
    meaning: 'How many comments it has',
    examples: [{ query: 'comments:>=5', meaning: 'five comments or more' }],
  },
  {
    name: 'sightings',
    kind: 'numbers',
    column: 'sightings',
    meaning: 'In how many digests it stood',
    examples: [{ query: 'sightings:>1', meaning: 'listed more than once' }],
  },
  {
    name: 'highlight',
    also: ['highlights'],
    kind: 'later',
    meaning: 'Words that you highlighted; comes with highlights, in a later version',
    examples: [],
  },
];

const BY_NAME = new Map(
  QUALIFIERS.flatMap((one) => [one.name, ...(one.also ?? [])].map((name) => [name, one] as const)),
);

/** @param name in any case */
export function qualifierNamed(name: string): Qualifier | null {
  return BY_NAME.get(name.toLowerCase()) ?? null;
}

/** All names of qualifiers. */
export function qualifierNames(): IterableIterator<string> {
  return BY_NAME.keys();
}

/** What else may be written, beside qualifiers. */
export const WORDS_REFERENCE: readonly Example[] = [
  { query: 'flow policy', meaning: 'papers with both words, or words that begin so, anywhere' },
  { query: '"flow policy"', meaning: 'the two words next to each other, exactly' },
  { query: 'flow -policy', meaning: 'the first word and not the second' },
  { query: 'flow or diffusion', meaning: 'at least one of the two' },
  { query: '(flow or diffusion) is:unread', meaning: 'parentheses hold together what belongs together' },
  {
    query: 'not (is:read or is:skipped)',
    meaning: '“not” before a parenthesis, a phrase or a qualifier leaves it out',
  },
  { query: 'flow 2026-03..05', meaning: 'days by themselves are of publication' },
];

/** The ways to write days. */
export const DAYS_REFERENCE: readonly Example[] = [
  { query: 'published:2026', meaning: 'a year; 2026-03 is a month, 2026-03-14 a day' },
  { query: 'published:2026-03..05', meaning: 'from March to May; either end may be left open' },
  { query: 'published:>=2026-03', meaning: 'since the beginning of March; also >, < and <=' },
  { query: 'seen:2w', meaning: 'the last two weeks; d, w, m and y are days, weeks, months and years' },
  { query: 'seen:>30d', meaning: 'more than thirty days ago' },
  { query: 'seen:yesterday', meaning: 'also today, monday, march, this-week, last-month, last-year …' },
];
