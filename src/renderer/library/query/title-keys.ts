/**
 * What titles are sorted by, the way a reader looks them up: without case, accents, punctuation and spaces, digits as
 * numbers.
 *
 * A key is bytes (as a one-byte string), and keys are in the order of their bytes. Comparing titles by the rules of a
 * language takes 20 times as long, and its order cannot be cut into bytes that a radix sort needs.
 */
import { fold } from './fold';

/** Latin letters that are no other letter with an accent, as they are looked up. */
const SPELLED_OUT = new Map(
  Object.entries({
    ß: 'ss',
    æ: 'ae',
    œ: 'oe',
    ø: 'o',
    đ: 'd',
    ð: 'd',
    ł: 'l',
    ħ: 'h',
    ı: 'i',
    ŋ: 'n',
    þ: 'th',
    ŧ: 't',
  }),
);

/** No number of more digits is told from one with as many. */
const LONGEST_NUMBER = 40;

/** The key of a title. A number stands behind how many digits it has, so that 9 comes before 10. */
export function titleKey(title: string): string {
  return keyOf(title, true);
}

/** The same without what tells how long numbers are: `GPT 4` begins `GPT 40` as well. */
export function plainTitleKey(title: string): string {
  return keyOf(title, false);
}

function keyOf(title: string, hasLengths: boolean): string {
  const folded = fold(title);
  let key = '';
  for (let at = 0; at < folded.length; at++) {
    const code = folded.charCodeAt(at);
    if (isLetter(code)) key += folded[at];
    else if (isDigit(code)) {
      let start = at;
      while (isDigit(folded.charCodeAt(at + 1))) at++;
      while (hasLengths && start < at && folded.charCodeAt(start) === ZERO) start++;
      const digits = folded.slice(start, at + 1);
      key += hasLengths ? String.fromCharCode(Math.min(digits.length, LONGEST_NUMBER)) + digits : digits;
    } else if (code >= 0x80) {
      const codePoint = folded.codePointAt(at) ?? 0;
      if (codePoint > 0xffff) at++;
      key += keyOfOther(codePoint);
    }
  }
  return key;
}

const ZERO = 0x30;

function isDigit(code: number): boolean {
  return code >= ZERO && code <= 0x39;
}

function isLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

/** Letters of other scripts come behind the Latin ones, by their code points: three bytes, none of them 0 or a letter's. */
function keyOfOther(codePoint: number): string {
  const character = String.fromCodePoint(codePoint);
  const spelled = SPELLED_OUT.get(character);
  if (spelled !== undefined) return spelled;
  if (!/[\p{L}\p{N}]/u.test(character)) return '';
  return String.fromCharCode(0x80 + (codePoint >> 14), 0x80 + ((codePoint >> 7) & 0x7f), 0x80 + (codePoint & 0x7f));
}
