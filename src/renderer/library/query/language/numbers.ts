/** Reads the numbers of a query: `5`, `>10`, `>=5`, `2..5`, `..3`. */
import { isForward, type Range, type RangeReading } from './range';

const COMPARED = /^(>=|<=|≥|≤|>|<|=)?(\d{1,9})$/;
const BETWEEN = /^(\d{0,9})\.\.(\d{0,9})$/;
const BEGINNING = /^([><≥≤]|>=|<=|=|\.|\.\.|\d{1,9}\.)?$/;

/** @param text without white space */
export function readNumbers(text: string): RangeReading {
  const compared = COMPARED.exec(text);
  if (compared) return { kind: 'range', range: rangeOf(compared[1] ?? '', Number(compared[2])) };
  const between = BETWEEN.exec(text);
  if (between && text !== '..') {
    const from = numberOr(between[1]);
    const to = numberOr(between[2]);
    if (isForward({ from, to })) return { kind: 'range', range: { from, to } };
    // `10..2` may go on to `10..20`.
    return mistake('It ends before it begins.', `${to}..${from}`, String(to).length < 9);
  }
  const atLeast = /^(\d{1,9})\+$/.exec(text);
  const instead = atLeast ? `>=${atLeast[1]}` : digitsOf(text);
  return mistake('A number is written as 5, >10, <=3 or 2..5.', instead, BEGINNING.test(text));
}

function mistake(reason: string, instead: string | null, isIncomplete: boolean): RangeReading {
  return { kind: 'mistake', reason, instead, isIncomplete, soFar: null };
}

function rangeOf(comparison: string, number: number): Range {
  switch (comparison) {
    case '>':
      return { from: number + 1, to: null };
    case '>=':
    case '≥':
      return { from: number, to: null };
    case '<':
      return { from: null, to: number - 1 };
    case '<=':
    case '≤':
      return { from: null, to: number };
    default:
      return { from: number, to: number };
  }
}

function numberOr(digits: string | undefined): number | null {
  return digits ? Number(digits) : null;
}

/** `1,000` without its comma. */
function digitsOf(text: string): string | null {
  const digits = text.replace(/[,' _]/g, '');
  return digits !== text && COMPARED.test(digits) ? digits : null;
}
