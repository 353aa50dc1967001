/** Tells whether bytes are text in UTF-16, and which of its two orders: by the byte order mark or, without one, by what stands there. */

export type Utf16 = 'utf-16le' | 'utf-16be';

/** Bytes at the start that are looked at; even, as a unit has two. */
const SAMPLE = 64 * 1024;
/** Where the bytes other than zero are so nearly all ASCII, zeros must stand in so many of the places where they belong. */
const NEARLY_ALL = 0.9;
const MOSTLY = 0.7;
const HARDLY = 0.1;
/** Any text has a space or a line end among so many characters; by chance they are rarer. */
const LONGEST_WITHOUT_SPACE = 400;
/** What share of the characters may be ones that Unicode does not have, or leaves to private use. */
const MOST_UNKNOWN = 0.01;

/** The order that a byte order mark tells; `null` where there is none. */
export function markedUtf16(bytes: Uint8Array): Utf16 | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** The order of text without a byte order mark; `null` where it is something else, as nearly everything is. */
export function unmarkedUtf16(bytes: Uint8Array): Utf16 | null {
  // Its spaces and line ends have zeros, whatever the script.
  if (!bytes.includes(0)) return null;
  const sample = bytes.subarray(0, SAMPLE);
  let even = 0;
  let odd = 0;
  let ascii = 0;
  for (let at = 0; at < sample.length; at++) {
    const byte = sample[at] ?? 0;
    if (byte === 0) at % 2 === 0 ? even++ : odd++;
    else if ((byte >= 32 && byte < 127) || (byte >= 9 && byte <= 13)) ascii++;
  }
  if (ascii >= (sample.length - even - odd) * NEARLY_ALL) {
    // Pairs of ASCII characters would be Chinese ones, so text with a stray zero must not come so far as to be judged as such.
    const half = sample.length / 2;
    if (odd > half * MOSTLY && even < half * HARDLY) return 'utf-16le';
    if (even > half * MOSTLY && odd < half * HARDLY) return 'utf-16be';
    return null;
  }
  const little = spacesOfText(sample, 'utf-16le');
  const big = spacesOfText(sample, 'utf-16be');
  if (little === big) return null;
  return little > big ? 'utf-16le' : 'utf-16be';
}

/** How many spaces and line ends the bytes have in this order; 0 where they are hardly text in it. */
function spacesOfText(sample: Uint8Array, order: Utf16): number {
  // A character that the sample's end cuts through is left out.
  const text = new TextDecoder(order).decode(sample, { stream: true });
  if (/[^\P{Cc}\s]|[\ufffd-\uffff]/u.test(text)) return 0;
  if (count(text, /[\p{Cn}\p{Co}]/gu) > text.length * MOST_UNKNOWN) return 0;
  const spaces = count(text, /[\n\r ]/g);
  return spaces * LONGEST_WITHOUT_SPACE >= text.length ? spaces : 0;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
