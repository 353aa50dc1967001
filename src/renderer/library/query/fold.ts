/** Folds text for searching: what a reader takes for the same letter becomes the same letter. */

/**
 * Lower-case, without accents and invisible characters, compatibility forms (`ﬁ`, full width) spelled out, typographic
 * quotes and dashes as on a keyboard.
 *
 * Works code point by code point, so that `foldWithOffsets` tells where each folded unit came from. Text that folds to
 * ASCII comes back as a one-byte string: the worker keeps every abstract in this form.
 */
export function fold(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  let folded = '';
  let codes: number[] = [];
  for (let at = 0; at < text.length; ) {
    const codePoint = text.codePointAt(at) ?? 0;
    at += codePoint > 0xffff ? 2 : 1;
    pushFolded(codePoint, codes);
    if (codes.length >= CHUNK) {
      folded += String.fromCharCode(...codes);
      codes = [];
    }
  }
  return folded + String.fromCharCode(...codes);
}

export interface FoldedText {
  folded: string;
  /** For each UTF-16 unit of `folded`, where in the text the code point begins that it came from. */
  offsets: Int32Array;
}

/** The same as `fold`, with the way back. */
export function foldWithOffsets(text: string): FoldedText {
  if (isAscii(text)) {
    const offsets = new Int32Array(text.length);
    for (let at = 0; at < offsets.length; at++) offsets[at] = at;
    return { folded: text.toLowerCase(), offsets };
  }
  const offsets: number[] = [];
  const codes: number[] = [];
  for (let at = 0; at < text.length; ) {
    const codePoint = text.codePointAt(at) ?? 0;
    pushFolded(codePoint, codes);
    while (offsets.length < codes.length) offsets.push(at);
    at += codePoint > 0xffff ? 2 : 1;
  }
  let folded = '';
  for (let at = 0; at < codes.length; at += CHUNK) folded += String.fromCharCode(...codes.slice(at, at + CHUNK));
  return { folded, offsets: Int32Array.from(offsets) };
}

/** Few enough arguments for one call. */
const CHUNK = 4096;

function isAscii(text: string): boolean {
  return !/[\u0080-\uffff]/.test(text);
}

function pushFolded(codePoint: number, codes: number[]): void {
  if (codePoint < 0x80) {
    codes.push(codePoint >= 0x41 && codePoint <= 0x5a ? codePoint + 0x20 : codePoint);
    return;
  }
  let units = foldedUnits.get(codePoint);
  if (!units) {
    units = foldCodePoint(codePoint);
    foldedUnits.set(codePoint, units);
  }
  for (const unit of units) codes.push(unit);
}

/** By code point from 0x80 on: the UTF-16 units it folds to. */
const foldedUnits = new Map<number, readonly number[]>();

function foldCodePoint(codePoint: number): number[] {
  const bare = (text: string) => text.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, '');
  const folded = Array.from(bare(bare(String.fromCodePoint(codePoint)).toLowerCase()), typed).join('');
  return Array.from({ length: folded.length }, (_, at) => folded.charCodeAt(at));
}

function typed(char: string): string {
  return KEYBOARD_FORMS.get(char) ?? char;
}

/** Characters that Unicode's compatibility forms leave alone, though nobody types them into a search box. */
const KEYBOARD_FORMS = new Map([
  ...Array.from('‘’‚‛ʼʹ′', (char) => [char, "'"] as const),
  ...Array.from('“”„‟«»″', (char) => [char, '"'] as const),
  ...Array.from('‐‒–—―−', (char) => [char, '-'] as const),
  // A sigma at the end of a word; lower-casing makes it only there.
  ['ς', 'σ'] as const,
]);
