/**
 * Parts text into the tokens that the search index knows: the same rules for papers, for queries and for marking.
 *
 * A token is a run of letters and digits, folded. Whatever else stands between them parts them, so that `flow-matching`,
 * `GPT-4o`, `O(n)`, `$\alpha$` and web addresses are several tokens that follow one another, and are found as such. A
 * letter that is written in a script without spaces (Chinese, Japanese, Thai …) is a token of its own, and so is an emoji.
 * `C++` and `C#` are one token each.
 */
import { fold, foldWithOffsets } from '../query/fold';

/** In UTF-16 units; what is longer goes on as another token. */
export const LONGEST_TOKEN = 64;

/** Where tokens stand in a folded text; reused from text to text. */
export class TokenBounds {
  /** Pairs: from (inclusive), to (exclusive). */
  values = new Int32Array(1024);
  count = 0;

  add(from: number, to: number): void {
    const at = 2 * this.count++;
    if (at + 2 > this.values.length) {
      const grown = new Int32Array(2 * this.values.length);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[at] = from;
    this.values[at + 1] = to;
  }
}

/** A token, and from where to where it stands in the text as it was written, in UTF-16 units. */
export interface Token {
  token: string;
  from: number;
  to: number;
}

/** The tokens of a text, in order. */
export function tokensOf(text: string): string[] {
  const folded = fold(text);
  const bounds = new TokenBounds();
  findTokens(folded, bounds);
  return Array.from({ length: bounds.count }, (_, token) =>
    folded.slice(bounds.values[2 * token], bounds.values[2 * token + 1]),
  );
}

/** The tokens of a text, and the end of each that can be told for any part of it: see `endWithin`. */
export class PlacedTokens {
  readonly tokens: readonly Token[];
  readonly #offsets: Int32Array;
  readonly #starts: readonly number[];
  readonly #length: number;

  constructor(text: string) {
    const { folded, offsets } = foldWithOffsets(text);
    const bounds = new TokenBounds();
    findTokens(folded, bounds);
    this.#offsets = offsets;
    this.#length = text.length;
    this.#starts = Array.from({ length: bounds.count }, (_, token) => bounds.values[2 * token] ?? 0);
    this.tokens = this.#starts.map((start, token) => {
      const end = bounds.values[2 * token + 1] ?? start;
      return { token: folded.slice(start, end), from: offsets[start] ?? 0, to: this.#endOf(end - 1) };
    });
  }

  /** Where in the text the first `units` UTF-16 units of a token end. */
  endWithin(token: number, units: number): number {
    return this.#endOf((this.#starts[token] ?? 0) + units - 1);
  }

  /** Where the next letter after the one at `last` begins: accents and other marks in between fold to nothing. */
  #endOf(last: number): number {
    const start = this.#offsets[last] ?? 0;
    for (let next = last + 1; next < this.#offsets.length; next++) {
      const offset = this.#offsets[next] ?? this.#length;
      if (offset > start) return offset;
    }
    return this.#length;
  }
}

const SEPARATOR = 1;
const IN_WORD = 2;
const ALONE = 3;

/** By UTF-16 unit of the basic plane; 0 where it was not asked for yet. */
const kinds = new Uint8Array(0x10000);
/** By code point beyond it. */
const astralKinds = new Map<number, number>();

const PLUS = 0x2b;
const NUMBER_SIGN = 0x23;

/** @param folded as `fold` gives it */
export function findTokens(folded: string, bounds: TokenBounds): void {
  bounds.count = 0;
  const { length } = folded;
  let start = -1;
  for (let at = 0; at < length; at++) {
    const unit = folded.charCodeAt(at);
    let kind = kinds[unit] ?? 0;
    let width = 1;
    if (kind === 0) {
      const codePoint = folded.codePointAt(at) ?? 0;
      kind = kindOf(codePoint);
      if (codePoint > 0xffff) width = 2;
    }
    if (kind === IN_WORD) {
      if (start < 0) start = at;
      else if (at + width - start > LONGEST_TOKEN) {
        bounds.add(start, at);
        start = at;
      }
    } else {
      if (start >= 0) {
        const end = at - start === 1 ? endOfLetter(folded, at) : at;
        bounds.add(start, end);
        start = -1;
        if (end > at) {
          at = end - 1;
          continue;
        }
      }
      if (kind === ALONE) bounds.add(at, at + width);
    }
    at += width - 1;
  }
  if (start >= 0) bounds.add(start, length);
}

/** Where a token ends that is one letter, followed by what stands at `next`: names of programming languages go on. */
function endOfLetter(folded: string, next: number): number {
  const letter = folded.charCodeAt(next - 1);
  if (letter < 0x61 || letter > 0x7a) return next;
  const unit = folded.charCodeAt(next);
  if (unit === NUMBER_SIGN) return next + 1;
  return unit === PLUS && folded.charCodeAt(next + 1) === PLUS ? next + 2 : next;
}

function kindOf(codePoint: number): number {
  if (codePoint > 0xffff) {
    let kind = astralKinds.get(codePoint);
    if (kind === undefined) {
      kind = classify(String.fromCodePoint(codePoint));
      astralKinds.set(codePoint, kind);
    }
    return kind;
  }
  // Half of a pair says nothing yet about what it is half of, unless it stands by itself.
  const isHalf = codePoint >= 0xd800 && codePoint <= 0xdfff;
  const kind = isHalf ? SEPARATOR : classify(String.fromCodePoint(codePoint));
  if (!isHalf) kinds[codePoint] = kind;
  return kind;
}

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const WITHOUT_SPACES = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u;
const EMOJI = /\p{Extended_Pictographic}/u;

function classify(char: string): number {
  if (LETTER_OR_DIGIT.test(char)) return char > '\x7f' && WITHOUT_SPACES.test(char) ? ALONE : IN_WORD;
  return EMOJI.test(char) ? ALONE : SEPARATOR;
}
