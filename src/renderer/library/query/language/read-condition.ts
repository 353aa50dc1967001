/** Makes of one piece of a query (`is:unread`, `"flow policy"`, `2026-03..05`) what it means, or says what is wrong with it. */
import { tokensOf } from '../../search/tokens';
import { fold } from '../fold';
import { DAY_NAMES, looksLikeDays, readDays } from './days';
import type { Expression } from './expression';
import { nearest, typingMistakes } from './nearest';
import { readNumbers } from './numbers';
import type { RangeReading } from './range';
import { type Qualifier, qualifierNamed, qualifierNames } from './reference';

/** A piece of a query behind its qualifier. */
export interface Value {
  text: string;
  isPhrase: boolean;
  /** Whether its last word is complete: a phrase that is closed. */
  isClosed: boolean;
  /** Whether the query ends with it, so that more of it may come. */
  isLast: boolean;
}

/** What a piece came to; both may be `null` for what says nothing and needs no word about it, like a dash between words. */
export interface ConditionReading {
  expression: Expression | null;
  mistake: {
    message: string;
    /** What may have been meant, in place of the value. */
    instead: string | null;
    /** Whether more typing could make sense of it. */
    isIncomplete: boolean;
  } | null;
}

const NOTHING: ConditionReading = { expression: null, mistake: null };

/** @param qualifier `null` for what may stand anywhere */
export function readCondition(qualifier: Qualifier | null, value: Value, today: number): ConditionReading {
  if (!qualifier) return bareDays(value, today) ?? words('any', value);
  if (qualifier.kind === 'later') return wrong(LATER, null);
  if (value.text.trim() === '') return wrong(missingAfter(qualifier), null, true);
  switch (qualifier.kind) {
    case 'text':
      return words(qualifier.field, value);
    case 'tag':
      return fine({ kind: 'tag', name: nameIn(value), isPrefix: !value.isClosed });
    case 'digest':
      return fine({ kind: 'digest', name: nameIn(value) });
    case 'choice':
      return choice(qualifier, value.text.trim().toLowerCase());
    case 'numbers': {
      const { column } = qualifier;
      return range(readNumbers(value.text.trim()), value, (found) => ({ kind: 'numbers', column, ...found }), []);
    }
    case 'days': {
      const { column } = qualifier;
      const reading = readDays(value.text.trim(), today);
      return range(reading, value, (found) => ({ kind: 'days', column, ...found }), DAY_NAMES);
    }
  }
}

const LATER = 'Highlights come with a later version of Offprint; until then this is left out.';

function fine(expression: Expression): ConditionReading {
  return { expression, mistake: null };
}

function wrong(message: string, instead: string | null, isIncomplete = false): ConditionReading {
  return { expression: null, mistake: { message, instead, isIncomplete } };
}

function nameIn({ text }: Value): string {
  return fold(text).trim().replace(/\s+/g, ' ');
}

function words(field: 'any' | 'title' | 'abstract' | 'organization' | 'note', value: Value): ConditionReading {
  const found = tokensOf(value.text);
  if (found.length > 1 && value.isPhrase && !value.isClosed && ENDS_WITH_ONE_LETTER.test(value.text)) {
    return fine({ kind: 'text', field, words: found.slice(0, -1), isPrefix: false });
  }
  if (found.length > 0) return fine({ kind: 'text', field, words: found, isPrefix: !value.isClosed });
  // Dashes and the like stand in any title; what looks as if it could be found deserves a word.
  if (field === 'any' && /^[\s\p{P}\p{Cf}+=<>|~^$`]*$/u.test(value.text)) return NOTHING;
  return wrong(
    `There is nothing to look for in “${shortened(value.text)}”: only letters and digits are searched.`,
    null,
  );
}

/**
 * The next letter of a phrase that is being typed comes soon, and that one alone says next to nothing: to find out behind which
 * words it stands is to read a twentieth of all positions, a second's work at a million papers.
 */
const ENDS_WITH_ONE_LETTER = /[^\p{L}\p{N}]\p{Script=Latin}$/u;

function bareDays(value: Value, today: number): ConditionReading | null {
  if (value.isPhrase || !looksLikeDays(value.text)) return null;
  const reading = readDays(value.text, today);
  if (reading.kind === 'range') return fine({ kind: 'days', column: 'published', ...reading.range });
  if (!reading.isIncomplete || !value.isLast) return null;
  return reading.soFar ? fine({ kind: 'days', column: 'published', ...reading.soFar }) : NOTHING;
}

function choice({ name, choices }: Extract<Qualifier, { kind: 'choice' }>, value: string): ConditionReading {
  const chosen = choices.find((one) => one.value === value);
  if (chosen) return chosen.expression ? fine(chosen.expression) : wrong(LATER, null);
  const known = choices.filter(({ expression }) => expression !== null).map((one) => one.value);
  const isIncomplete = choices.some((one) => one.value.startsWith(value));
  const near = choices.find((one) => one.value.startsWith(value))?.value ?? nearest(value, known);
  return wrong(`“${name}:${shortened(value)}” is not known. It may be ${listed(known)}.`, near, isIncomplete);
}

function range(
  reading: RangeReading,
  value: Value,
  make: (range: { from: number | null; to: number | null }) => Expression,
  names: readonly string[],
): ConditionReading {
  if (reading.kind === 'range') return fine(make(reading.range));
  const { reason, instead, isIncomplete, soFar } = reading;
  const near = instead ?? nearest(value.text, names);
  return {
    expression: soFar && value.isLast ? make(soFar) : null,
    mistake: { message: `“${shortened(value.text)}” says nothing here. ${reason}`, instead: near, isIncomplete },
  };
}

function missingAfter(qualifier: Qualifier): string {
  const [example] = qualifier.examples;
  return `Something is missing after “${qualifier.name}:”${example ? `, as in ${example.query}` : ''}.`;
}

/** The qualifier whose name a reader may have meant by a word that stands before a colon. */
export function qualifierMeant(name: string): Qualifier | null {
  if (name.length < 4 || name.length > 14) return null;
  const written = name.toLowerCase();
  for (const known of qualifierNames()) {
    if (known.length >= 4 && typingMistakes(written, known) <= 1) return qualifierNamed(known);
  }
  return null;
}

/** `one, two or three` */
function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

/** For a message: whole code points, and no characters that could turn the line around it. */
function shortened(text: string): string {
  const plain = [...text.slice(0, 60).replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')];
  return plain.length > 24 ? `${plain.slice(0, 23).join('')}…` : plain.join('');
}
