/**
 * What titles are sorted by, the way a reader looks them up: without case, accents, punctuation and spaces, digits as
 * numbers.
 *
 * A key is bytes, and keys are in the order of their bytes. Comparing titles by the rules of a language takes 20 times as
 * long, and cannot be cut into bytes as a radix sort needs them.
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

/** No number of more digits is told from one with as many; less than the code of a digit. */
const LONGEST_NUMBER = 40;
/** The most bytes that one UTF-16 unit makes: a letter of another script. */
const MOST_BYTES = 3;

/** The key of a title as a one-byte string. A number stands behind how many digits it has, so that 9 comes before 10. */
export function titleKey(title: string): string {
  return String.fromCharCode(...wholeKey(title));
}

/** The same without what tells how long numbers are: `GPT 4` begins `GPT 40` as well. */
export function plainTitleKey(title: string): string {
  return String.fromCharCode(...wholeKey(title).filter((byte) => byte > LONGEST_NUMBER));
}

function wholeKey(title: string): Uint8Array {
  // A title is a line; where a wrong one goes on for pages, its beginning says where it belongs.
  const text = fold(title.slice(0, LONGEST_TITLE));
  const bytes = new Uint8Array(text.length * MOST_BYTES);
  return bytes.subarray(0, writeTitleKey(text, bytes, 0, bytes.length));
}

/**
 * Writes the key of a title, as far as there is room.
 *
 * @param end where room ends; not included
 * @returns where the key ends
 */
export function writeTitleKey(title: string, bytes: Uint8Array, start: number, end: number): number {
  const text = NOT_ASCII.test(title) ? fold(title) : title;
  let to = start;
  for (let at = 0; at < text.length && to < end; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x61 && code <= 0x7a) bytes[to++] = code;
    else if (code >= 0x41 && code <= 0x5a) bytes[to++] = code + 0x20;
    else if (isDigit(code)) {
      let first = at;
      while (isDigit(text.charCodeAt(at + 1))) at++;
      while (first < at && text.charCodeAt(first) === ZERO) first++;
      bytes[to++] = Math.min(at - first + 1, LONGEST_NUMBER);
      for (; first <= at && to < end; first++) bytes[to++] = text.charCodeAt(first);
    } else if (code >= 0x80) {
      const codePoint = text.codePointAt(at) ?? 0;
      if (codePoint > 0xffff) at++;
      for (const byte of bytesOf(codePoint)) if (to < end) bytes[to++] = byte;
    }
  }
  return to;
}

const NOT_ASCII = /[\u0080-\uffff]/;
const LONGEST_TITLE = 1000;
const ZERO = 0x30;

function isDigit(code: number): boolean {
  return code >= ZERO && code <= 0x39;
}

/** Letters of other scripts come behind the Latin ones, by their code points: three bytes, none of them 0 or a letter's. */
function bytesOf(codePoint: number): number[] {
  const character = String.fromCodePoint(codePoint);
  const spelled = SPELLED_OUT.get(character);
  if (spelled !== undefined) return Array.from(spelled, (letter) => letter.charCodeAt(0));
  if (!/[\p{L}\p{N}]/u.test(character)) return [];
  return [0x80 + (codePoint >> 14), 0x80 + ((codePoint >> 7) & 0x7f), 0x80 + (codePoint & 0x7f)];
}
