/** Windows-1252, the encoding of older Western programs: whether bytes are text in it, and which text. */

/** What it has for the bytes 0x80 to 0x9f, where Latin-1 has control characters; U+FFFD where it has nothing. */
const ABOVE_ASCII = '€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ';
const FIRST_ABOVE_ASCII = 0x80;
const FIRST_ACCENTED = 0xc0;

/** More accented letters in a row than this are letters of another alphabet. */
const LONGEST_ACCENTED = 2;
/** What share of the bytes above ASCII may stand in longer rows all the same. */
const MOST_IN_ROWS = 0.1;
/** What share of all bytes may be above ASCII; languages that are written in it stay below 0.1. */
const MOST_ABOVE_ASCII = 0.2;
/** How many characters may happen to be valid UTF-8, for each byte that is not. */
const MOST_BY_CHANCE = 0.1;
/** The characters from 0x80 on. */
const IN_UTF_8 = Array.from({ length: 128 }, (_, index) =>
  Buffer.from(ABOVE_ASCII.charAt(index) || String.fromCharCode(FIRST_ABOVE_ASCII + index)),
);
const IN_UTF_8_UNKNOWN = Buffer.from('\ufffd');

/**
 * Whether bytes that are not valid UTF-8 are text in Windows-1252, rather than UTF-8 with a few damaged bytes, or text
 * in some other encoding.
 */
export function isWindows1252(bytes: Uint8Array): boolean {
  const end = endOfWholeCharacters(bytes);
  let above = 0;
  let inRows = 0;
  let row = 0;
  let valid = 0;
  let invalid = 0;
  let behindCharacter = 0;
  for (let at = 0; at < end; at++) {
    const byte = bytes[at] ?? 0;
    row = byte >= FIRST_ACCENTED ? row + 1 : 0;
    if (byte < FIRST_ABOVE_ASCII) continue;
    if (ABOVE_ASCII.charAt(byte - FIRST_ABOVE_ASCII) === '\ufffd') return false;
    above++;
    if (row > LONGEST_ACCENTED) inRows += row === LONGEST_ACCENTED + 1 ? row : 1;
    if (at < behindCharacter) continue;
    const length = characterLength(bytes, at);
    if (length > 0) valid++;
    else invalid++;
    behindCharacter = at + length;
  }
  return (
    above > 0 && above <= end * MOST_ABOVE_ASCII && inRows <= above * MOST_IN_ROWS && valid <= invalid * MOST_BY_CHANCE
  );
}

/**
 * By hand, as Node 22 and 24 had versions that took it for Latin-1 (nodejs/node#56542); and by way of UTF-8, which is hardly longer, as
 * the text of a large file would else be in memory twice.
 */
export function decodeWindows1252(bytes: Uint8Array): string {
  let length = bytes.length;
  for (let from = 0; from < bytes.length; from++) {
    const byte = bytes[from] ?? 0;
    if (byte >= FIRST_ABOVE_ASCII) length += inUtf8(byte).length - 1;
  }
  const utf8 = Buffer.allocUnsafe(length);
  let to = 0;
  for (let from = 0; from < bytes.length; from++) {
    const byte = bytes[from] ?? 0;
    if (byte < FIRST_ABOVE_ASCII) utf8[to++] = byte;
    else to += inUtf8(byte).copy(utf8, to);
  }
  return utf8.toString();
}

function inUtf8(byte: number): Buffer {
  return IN_UTF_8[byte - FIRST_ABOVE_ASCII] ?? IN_UTF_8_UNKNOWN;
}

/** Where the bytes end, without a character of UTF-8 that the end cuts through: a file may still be growing. */
function endOfWholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (isContinuation(byte)) continue;
    return lengthFromLead(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** How many bytes the character of UTF-8 has that begins here; 0 where none does. */
function characterLength(bytes: Uint8Array, at: number): number {
  const length = lengthFromLead(bytes[at] ?? 0);
  for (let next = at + 1; next < at + length; next++) if (!isContinuation(bytes[next] ?? 0)) return 0;
  return length;
}

function lengthFromLead(byte: number): number {
  if (byte < 0xc2 || byte > 0xf4) return 0;
  if (byte < 0xe0) return 2;
  return byte < 0xf0 ? 3 : 4;
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte < 0xc0;
}
